//! The words of the typing test.

use crate::words::words;

words! {
    /// Words of the screen on which typing is tried.
    pub enum TypingWord {
        Title => "Thử cách gõ tiếng Việt", "Test typing Vietnamese";
        Ask => "Gõ đúng câu này, theo cách anh chị vẫn gõ:", "Type this sentence the way you always do:";
        Phrase => "Nguyễn Thị Được khiếu nại", "Nguyễn Thị Được khiếu nại";
        Retyped => "Gõ được. Bộ gõ của máy xóa rồi gõ lại (kiểu UniKey): dùng được ở mọi ô.", "It works. The machine's input method deletes and types again (as UniKey does): every field takes it.";
        Committed => "Gõ được. Bộ gõ gửi chữ đã ghép sẵn (kiểu ibus, fcitx): dùng được ở mọi ô.", "It works. The input method sends finished letters (as ibus and fcitx do): every field takes it.";
        Decomposed => "Gõ được. Chữ và dấu đến rời nhau (Unicode tổ hợp); khi rời ô, chương trình tự ghép lại.", "It works. Letters and marks come apart (decomposed Unicode); they are composed when the field is left.";
        BuiltIn => "Gõ được, bằng Telex có sẵn của chương trình ({0} để tắt).", "It works, with the program's own Telex ({0} turns it off).";
        NeedsNoTelex => "Gõ được: chữ có dấu đến sẵn từ bộ gõ của máy, Telex có sẵn không phải ghép gì. {0} tắt Telex có sẵn thì hơn.", "It works: letters with their accents come from the machine's input method, and the built-in Telex composed nothing. Better turn it off with {0}.";
        Pasted => "Câu này được dán vào, không phải gõ: hãy gõ thử.", "This was pasted, not typed: please type it.";
        NoMethod => "Chữ đến không dấu: máy này chưa có bộ gõ tiếng Việt. {0} bật Telex có sẵn, rồi gõ lại.", "Letters come without accents: there is no input method here. {0} turns the built-in Telex on; then type again.";
        Vni => "Đến kèm chữ số: bộ gõ đang tắt hoặc đặt sai kiểu (VNI). Bật bộ gõ, hoặc {0} bật Telex có sẵn rồi gõ kiểu Telex.", "Digits come with the letters: the input method is off or set to VNI. Turn it on, or {0} turns the built-in Telex on.";
        Twice => "Có vẻ Telex có sẵn và bộ gõ của máy cùng bật: {0} để tắt Telex có sẵn.", "The built-in Telex and an input method seem to be on together: {0} turns the built-in one off.";
        Differs => "Khác từ chữ thứ {0}: cần “{1}”, đến “{2}”.", "It differs from letter {0} on: \"{1}\" is wanted, \"{2}\" came.";
        GoOn => "Còn {0} chữ nữa.", "{0} more letters.";
        Counted => "đã đến: {0} chữ ghép sẵn, {1} dấu rời, {2} lần xóa", "came in: {0} finished letters, {1} marks apart, {2} times Backspace";
        Clear => "gõ lại từ đầu", "begin again";
    }
}
