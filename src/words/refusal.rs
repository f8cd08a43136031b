//! Why an act is refused and what to do, and what is odd about one that is not. Arguments are the details
//! of the refusal, in their order.

use super::domain::says;
use super::{Lang, Say};
use crate::register::check::{RefusalCode, WarningCode};

says! {
    RefusalCode {
        Missing => "còn thiếu – điền rồi lưu lại", "missing – fill it in and save again";
        BadValue => "không nhận giá trị này", "this value cannot be";
        Future => "ngày {0} chưa đến (hôm nay {1}) – việc chỉ ghi được từ ngày làm", "{0} has not come yet (today is {1}) – an act is recorded from its day on";
        TooEarly => "ngày {0} sớm hơn {1}, ngày của việc làm căn cứ – xem lại ngày", "{0} is before {1}, the day of what it rests on – look at the day again";
        UnknownReception => "không có lượt tiếp {0}", "there is no reception {0}";
        UnknownPetition => "không có đơn {0}", "there is no petition {0}";
        UnknownMatter => "không có vụ việc {0}", "there is no matter {0}";
        UnknownOfficer => "không có cán bộ “{0}” đang làm việc – xem “tiepdan user list”", "no officer “{0}” is at work here – see “tiepdan user list”";
        UnknownPerson => "không có người này trong hồ sơ", "there is no such person on this record";
        UnknownAct => "hồ sơ này không có việc số {0}", "there is no act {0} on this record";
        UnknownField => "hồ sơ này không có mục “{0}”", "there is no “{0}” on this record";
        UnknownGround => "luật không có căn cứ “{0}” – chọn trong danh sách", "the law lists no ground “{0}” – choose from the list";
        OverruledWithoutReason => "các câu hỏi dẫn đến kết quả khác ở “{0}” – ghi lý do chọn khác (overruled)", "the questions led to another “{0}” – say why you overrule them (overruled)";
        WouldReveal => "đơn tố cáo không ghi cạnh đơn loại khác: sẽ lộ người tố cáo", "a denunciation is not set beside another petition: it would say who denounces";
        NamesDenouncer => "tên, số hoặc điện thoại người tố cáo đứng trong phần này: viết lại không nêu", "the denouncer's name, number or phone stands here: write it again without";
        RefusedWithPetitions => "đã từ chối tiếp thì không nhận đơn – bỏ đơn hoặc bỏ từ chối", "a refused reception takes no petition in – drop one or the other";
        NoPetition => "chưa có đơn nào – thêm ít nhất một đơn", "there is no petition – add at least one";
        AlreadyContinued => "lượt tiếp {0} đã được tiếp nối", "reception {0} was already continued";
        SamePersonTwice => "một người đứng hai lần trong danh sách", "a person stands twice in the list";
        NotForReception => "“{0}” là việc của đơn, không phải của lượt tiếp", "“{0}” belongs to a petition, not to a reception";
        ClassForbids => "luật không có việc “{0}” cho đơn {1}", "the law knows no “{0}” for a {1}";
        Closed => "đơn đã kết thúc ({0})", "the petition is closed ({0})";
        AlreadyAccepted => "đã thụ lý ngày {0}", "accepted already on {0}";
        NotAccepted => "chưa thụ lý – thụ lý trước", "not accepted yet – accept it first";
        MustBeResolved => "đã thụ lý thì phải giải quyết hoặc đình chỉ", "once accepted it must be decided or terminated";
        NotCompetent => "đã ghi là không thuộc thẩm quyền – đính chính trước nếu ghi sai", "recorded as outside competence – correct that first if it is wrong";
        NotEligible => "đã ghi là không đủ điều kiện – đính chính trước nếu ghi sai", "recorded as not meeting the conditions – correct that first if it is wrong";
        AlreadyDecided => "đã có quyết định ngày {0}", "decided already on {0}";
        NotDecided => "chưa có quyết định, kết luận", "not decided yet";
        Suspended => "đang tạm đình chỉ từ {0} – ghi tiếp tục giải quyết trước", "suspended since {0} – resume it first";
        NotYetLaw => "ngày {0} luật chưa có tạm đình chỉ – chỉ từ {1}", "on {0} the law knew no suspension yet – only from {1}";
        NotSuspended => "không đang tạm đình chỉ", "not suspended";
        AlreadyWithdrawn => "đã rút đơn ngày {0}", "withdrawn already on {0}";
        AlreadyInForce => "đã có hiệu lực từ {0}", "in force already since {0}";
        AlreadyEnforced => "đã thi hành xong", "carried out already";
        WrongOutcome => "kết quả “{0}” không dùng cho loại đơn và lần này", "the outcome “{0}” does not belong to this class and round";
        NoVariant => "thời hạn này không có trường hợp “{0}”", "this limit has no “{0}” variant";
        NoExtension => "luật không cho gia hạn thêm (nhiều nhất {0} lần)", "the law allows no further extension (at most {0})";
        ExtensionTooLong => "mỗi lần gia hạn nhiều nhất {0} ngày", "one extension is at most {0} days";
        NothingToSend => "không có quyết định, kết luận nào chờ gửi", "no decision is waiting to be sent";
        NotForwarded => "đơn chưa được chuyển, cũng chưa đôn đốc cơ quan nào", "it was neither forwarded nor was a body urged";
        NotSealed => "danh tính của hồ sơ này không bị niêm phong", "no identity of this record is sealed";
        LinkToItself => "không nối đơn với chính nó", "a petition cannot be linked to itself";
        AlreadyLinked => "đã nối với {0}", "linked to {0} already";
        NotLinked => "không có mối nối với {0}", "there is no link to {0}";
        NoSuchPromise => "không có lời hứa số {0} đang chờ", "no promise {0} stands open";
        ClockNotOpen => "không có thời hạn {0} đang chạy", "no clock {0} is running";
        NotAgencyClock => "{0} không phải thời hạn của cơ quan", "{0} is not the agency's limit";
        NotWorkingDay => "{0} không phải ngày làm việc – chọn ngày khác", "{0} is not a working day – choose another";
        SameValue => "giá trị này đã có sẵn – không có gì để đính chính", "the value stands there already – nothing to correct";
        NotVoidable => "việc số {0} không rút lại được", "act {0} cannot be taken back";
        RestsOnIt => "việc số {0} đang là căn cứ của việc số {1} – rút lại việc sau trước", "act {1} rests on act {0} – take the later one back first";
        NotADayOfRest => "{0} không phải ngày nghỉ cuối tuần – không thể là ngày làm bù", "{0} is a weekday – it cannot be worked in exchange";
        DayTwice => "ngày {0} có hai dòng", "{0} has two rows";
        UnknownRule => "cơ quan không có dòng riêng cho {0}", "the office has no row of its own for {0}";
        BackAndPaused => "thời hạn đếm lùi không tạm dừng được", "a limit counted back cannot be paused";
        VariantWithoutNumber => "thời hạn không có số ngày thì không có trường hợp riêng, không tạm dừng", "a limit without a number has no variants and no pause";
        EndsBeforeItBegins => "ngày hết hiệu lực trước ngày có hiệu lực", "its last day comes before its first";
        TwoVersions => "{0} có hai dòng cùng hiệu lực từ {1}", "{0} has two rows in force from {1}";
        LooserThanStatute => "quy định riêng không được nới {0} của luật – chỉ được chặt hơn", "a row of the office's own may not loosen {0} of the law – only tighten it";
        AlreadyErased => "danh tính này đã xóa rồi", "this identity is erased already";
        NotPosted => "chưa niêm yết lịch tiếp ngày {0}", "no reception day was posted for {0}";
    }
    WarningCode {
        NoIdNumber => "chưa có số căn cước, hộ chiếu (Luật 136/2025 Đ1)", "no number of an identity paper (Law 136/2025 Art. 1)";
        BadCccd => "số căn cước phải có 12 chữ số", "a citizen card number has 12 digits";
        BadCmnd => "số chứng minh nhân dân phải có 9 chữ số", "an old identity card number has 9 digits";
        CardAgainstSex => "số căn cước cho giới tính khác", "the card number says another sex";
        CardAgainstBirth => "số căn cước cho năm sinh khác", "the card number says another year of birth";
        DayAhead => "ngày này chưa đến", "this day has not come yet";
        LongAgo => "ngày này quá xa – xem lại năm", "this day is very long ago – look at the year";
        IssuedBeforeBirth => "giấy cấp trước ngày sinh", "issued before its bearer was born";
        UnknownUnit => "không có đơn vị hành chính mã này", "there is no unit of this code";
        NoAddress => "chưa có địa chỉ", "no address";
        NoPetitioner => "chưa rõ ai đứng đơn", "nobody is named as petitioner";
        SameNumberTwice => "hai người cùng một số giấy tờ", "two people have the same number";
        OrganisationDenounces => "tố cáo là quyền của cá nhân (TC Đ2)", "only people denounce, not organisations (TC Art. 2)";
        NoPaper => "chưa có giấy chứng minh tư cách", "no paper shows the capacity";
        GroupWithoutRepresentative => "đoàn đông người phải cử đại diện (TCD Đ29)", "a group must name representatives (TCD Art. 29)";
        TooManyRepresentatives => "nhiều nhất {0} người đại diện (TCD Đ29)", "at most {0} representatives (TCD Art. 29)";
        FewerPeopleThanVisitors => "số người ít hơn số người có tên", "fewer people than are named";
        DecidedAfter => "quyết định có ngày sau lượt tiếp", "the decision is dated after the visit";
        DatedAfter => "đơn ghi ngày sau ngày nhận", "the petition is dated after the day it was received";
        NoForwarder => "chưa ghi cơ quan chuyển đến", "the forwarding body is not named";
        SubjectWithoutComplaint => "chỉ khiếu nại mới có đối tượng này", "only a complaint has a subject";
        RoundWithoutMeaning => "chỉ khiếu nại, tố cáo mới có lần", "only complaints and denunciations have rounds";
        NoRuleThen => "chưa có quy định cho ngày đó – không đếm được thời hạn", "no rule of that day is known – no limit can be counted";
        UnlistedGround => "căn cứ “{0}” không có trong danh sách của luật", "the law lists no ground “{0}”";
        CompetentYetPassedOn => "đã ghi là thuộc thẩm quyền mà vẫn chuyển đi", "recorded as within competence, yet passed on";
        LimitOver => "thời hạn đã hết từ {0} – ngày hạn giữ nguyên, vẫn là quá hạn", "the limit had already ended on {0} – its day stays, and it stays late";
        ShortNotice => "báo muộn – chậm nhất là {0}", "the notice is late – {0} at the latest";
        PostedLate => "niêm yết muộn – chậm nhất là {0}", "posted late – {0} at the latest";
        BeforeEffect => "trước ngày có hiệu lực {0}", "before the day it takes effect, {0}";
        SecondRoundOpen => "đang khiếu nại lần hai ({0}) – quyết định lần đầu chưa có hiệu lực (KN Đ44.1)", "a second complaint is open ({0}) – the first decision does not take effect (KN Art. 44.1)";
        NoDialogue => "giải quyết lần hai mà chưa ghi đối thoại (NĐ 155 Đ11)", "a second complaint is decided with no dialogue recorded (Decree 155 Art. 11)";
        OverriddenBeyond => "luật tính đến {0}, ngày ấn định {1} muộn hơn", "the law counts to {0}, the day set is later: {1}";
        NotInForce => "thi hành khi chưa có hiệu lực", "carried out before it is in force";
        MoreOfficialsThanPeople => "cán bộ, công chức, viên chức ({0}) nhiều hơn tổng số người ({1}) – biểu TT 06/2025 ghi “trong đó”", "more officials ({0}) than people ({1}), of whom they are a part (Circular 06/2025)";
        PeopleWithoutCase => "có {0} người mà không có vụ nào", "{0} people in no case";
        BeyondDecided => "đã thực hiện {0}, nhiều hơn quyết định ({1})", "{0} carried out, more than was decided ({1})";
        FigureWentDown => "số cộng dồn là {0}, ngày {2} lại là {1} – cộng dồn không giảm", "carried out so far is {0}, but {1} on {2} – it never goes down";
        LeftUndone => "ghi thi hành xong mà mới đạt {0} trên {1}", "carried out in full, yet {0} of {1}";
        OriginalsKept => "còn giữ {0} bản gốc – trả lại cho công dân và ghi “trả giấy tờ gốc”", "{0} originals are still kept – give them back and record it";
        Withdrawn => "đơn đã rút toàn bộ", "the whole was withdrawn";
        StartsNoClock => "không có thời hạn nào chạy theo mã này", "no clock is started by a rule of this id";
        NamesDenouncer => "{0}: tên, số hoặc điện thoại người tố cáo đứng trong phần này – từ nay được che; đính chính, viết lại không nêu", "{0}: the denouncer's name, number or phone stands here – hidden from now on; correct it, write it again without";
        NoSummaryOfItsOwn => "đơn {0} chưa có tóm tắt riêng – tố cáo đi cùng che tóm tắt chung, người không có quyền xem sẽ đọc thấy trống: ghi riêng, không nêu người tố cáo", "petition {0} has no summary of its own – a denunciation came with it and hides the one they share, so it reads blank without clearance: write one that names no denouncer";
        GroupNotAllNamed => "đoàn {0} người mới ghi tên {1} – dán thêm danh sách, hoặc bổ sung sau", "a group of {0}, and {1} named – paste the list, or add the others later";
        ContradictsAct => "việc số {0} không còn khớp với hồ sơ đã đính chính – xem lại", "act {0} no longer fits the corrected record – look at it again";
    }
}

/// The words of a refusal, arguments unfilled.
pub fn refusal_words(code: RefusalCode, lang: Lang) -> &'static str {
    code.say(lang)
}

/// The words of a warning, arguments unfilled.
pub fn warning_words(code: WarningCode, lang: Lang) -> &'static str {
    code.say(lang)
}
