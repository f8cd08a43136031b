//! The words of the reception form: what each field is called, what it helps with, what went wrong.

use super::key::{
    ContentKey, DocumentKey, Key, PersonKey, PetitionKey, RefusalKey, VisitKey, WayKey, Who,
};
use crate::words::words;

words! {
    /// What a field is called.
    pub enum Label {
        IdNumber => "Số giấy tờ", "Paper number";
        Name => "Họ tên", "Name";
        Born => "Ngày hoặc năm sinh", "Born (day or year)";
        Sex => "Giới tính", "Sex";
        Address => "Địa chỉ", "Address";
        Unit => "Xã, phường", "Commune";
        Phone => "Điện thoại", "Phone";
        IdKind => "Loại giấy tờ", "Kind of paper";
        Issued => "Ngày cấp", "Issued on";
        IdPlace => "Nơi cấp", "Issued by";
        Organisation => "Tổ chức", "Organisation";
        Source => "Nguồn đơn", "Source";
        FromAgency => "Cơ quan chuyển", "Forwarded by";
        On => "Ngày nhận", "Received on";
        People => "Số người đến", "People";
        Capacity => "Tư cách", "Capacity";
        Paper => "Giấy chứng minh", "Its paper";
        List => "Danh sách", "List of people";
        Kind => "Loại tiếp", "Kind";
        By => "Người tiếp", "Received by";
        Continues => "Tiếp theo lượt", "Continues";
        Online => "Hình thức", "Mode";
        Day => "Ngày tiếp", "Day";
        Time => "Giờ tiếp", "Time";
        Summary => "Tóm tắt", "Summary";
        Request => "Yêu cầu", "Request";
        Against => "Bị KN, TC", "Against";
        Place => "Nơi xảy ra", "Where";
        DecidedAgency => "Cơ quan", "Body";
        DecidedNumber => "Số quyết định", "Decision number";
        DecidedDate => "Ngày quyết định", "Decision date";
        Document => "Tài liệu {0}", "Document {0}";
        Pages => "Số trang", "Pages";
        Original => "Bản", "Copy";
        Class => "Loại đơn", "Class";
        Field => "Lĩnh vực", "Field";
        Subject => "Về việc", "About";
        Round => "Lần", "Round";
        Competent => "Thuộc thẩm quyền", "Competent";
        Eligible => "Đủ điều kiện", "Conditions met";
        Several => "Xác minh nhiều nơi", "Several places";
        Dated => "Ngày ghi trên đơn", "Dated";
        Signers => "Số người ký", "Signers";
        AlsoSent => "Cũng gửi đến", "Also sent to";
        LowerAgency => "Cơ quan cấp dưới", "Body below";
        LowerState => "Tình trạng ở đó", "How far it is";
        Matter => "Nhập vụ việc", "Joins matter";
        Overruled => "Vì sao chọn khác", "Why otherwise";
        Refused => "Buổi tiếp", "Reception";
        RefusalGround => "Căn cứ từ chối", "Ground of refusal";
        Evidence => "Chứng cứ", "Evidence";
        DecidedBy => "Người quyết định", "Decided by";
        Way => "Hướng xử lý", "Handling";
        WayOn => "Ngày làm", "Done on";
        WayAgency => "Cơ quan có thẩm quyền", "Competent body";
        ReturnTo => "Trả về cơ quan", "Return to";
        WayGround => "Căn cứ, lý do", "Ground";
        What => "Cần bổ sung", "What is missing";
        Number => "Số văn bản", "Paper number";
    }
}

/// Returns what a field is called; a document's name takes its place as argument.
pub(super) fn label(key: Key) -> Label {
    match key {
        Key::Person(_, key) => person(key),
        Key::Visit(key) => visit(key),
        Key::Content(key) => match key {
            ContentKey::Summary => Label::Summary,
            ContentKey::Request => Label::Request,
            ContentKey::Against => Label::Against,
            ContentKey::Place => Label::Place,
            ContentKey::DecidedAgency => Label::DecidedAgency,
            ContentKey::DecidedNumber => Label::DecidedNumber,
            ContentKey::DecidedDate => Label::DecidedDate,
        },
        Key::Document(_, key) => match key {
            DocumentKey::Name => Label::Document,
            DocumentKey::Pages => Label::Pages,
            DocumentKey::Original => Label::Original,
        },
        Key::Petition(_, key) => petition(key),
        Key::Refusal(key) => match key {
            RefusalKey::Refused => Label::Refused,
            RefusalKey::Ground => Label::RefusalGround,
            RefusalKey::Evidence => Label::Evidence,
            RefusalKey::DecidedBy => Label::DecidedBy,
        },
        Key::Way(_, key) => match key {
            WayKey::Way => Label::Way,
            WayKey::On => Label::WayOn,
            WayKey::Agency => Label::WayAgency,
            WayKey::ToAgency => Label::ReturnTo,
            WayKey::Ground => Label::WayGround,
            WayKey::What => Label::What,
            WayKey::Number | WayKey::PaperNumber => Label::Number,
        },
    }
}

fn person(key: PersonKey) -> Label {
    match key {
        PersonKey::Number => Label::IdNumber,
        PersonKey::Name => Label::Name,
        PersonKey::Born => Label::Born,
        PersonKey::Sex => Label::Sex,
        PersonKey::Address => Label::Address,
        PersonKey::Unit => Label::Unit,
        PersonKey::Phone => Label::Phone,
        PersonKey::IdKind => Label::IdKind,
        PersonKey::Issued => Label::Issued,
        PersonKey::IdPlace => Label::IdPlace,
        PersonKey::Organisation => Label::Organisation,
    }
}

fn visit(key: VisitKey) -> Label {
    match key {
        VisitKey::Source => Label::Source,
        VisitKey::FromAgency => Label::FromAgency,
        VisitKey::On => Label::On,
        VisitKey::People => Label::People,
        VisitKey::Capacity => Label::Capacity,
        VisitKey::Paper => Label::Paper,
        VisitKey::List => Label::List,
        VisitKey::Kind => Label::Kind,
        VisitKey::By => Label::By,
        VisitKey::Continues => Label::Continues,
        VisitKey::Online => Label::Online,
        VisitKey::Day => Label::Day,
        VisitKey::Time => Label::Time,
    }
}

fn petition(key: PetitionKey) -> Label {
    match key {
        PetitionKey::Class => Label::Class,
        PetitionKey::Summary => Label::Summary,
        PetitionKey::Request => Label::Request,
        PetitionKey::Against => Label::Against,
        PetitionKey::Field => Label::Field,
        PetitionKey::Subject => Label::Subject,
        PetitionKey::Round => Label::Round,
        PetitionKey::Competent => Label::Competent,
        PetitionKey::Eligible => Label::Eligible,
        PetitionKey::Several => Label::Several,
        PetitionKey::Dated => Label::Dated,
        PetitionKey::Signers => Label::Signers,
        PetitionKey::AlsoSent => Label::AlsoSent,
        PetitionKey::LowerAgency => Label::LowerAgency,
        PetitionKey::LowerState => Label::LowerState,
        PetitionKey::Matter => Label::Matter,
        PetitionKey::Overruled => Label::Overruled,
    }
}

words! {
    /// The slip on paper, and the box that asks where to write it.
    pub enum SlipWord {
        Title => "PHIẾU TIẾP NHẬN", "SLIP";
        When => "Thời gian: {0}", "Time: {0}";
        Receiver => "Người nhận: {0}", "Received by: {0}";
        Again => "In lại: {0}, {1}", "Printed again: {0}, {1}";
        GiverName => "Người giao: {0}", "Handed in by: {0}";
        GiverNumber => "Số căn cước, hộ chiếu: {0}", "Paper number: {0}";
        GiverAddress => "Địa chỉ: {0}", "Address: {0}";
        Number => "Số", "Number";
        What => "Nội dung", "What";
        Next => "Việc tiếp theo", "What comes next";
        Step => "Việc", "Step";
        By => "Chậm nhất", "By";
        Article => "Căn cứ", "Article";
        Expected => "Ngày dự kiến theo luật và lịch làm việc hiện có.", "Expected days, by the law and the calendar as they stand.";
        Receipt => "Giấy biên nhận thông tin, tài liệu (NĐ 154/2026/NĐ-CP Đ15.4)", "Receipt for documents (Decree 154/2026 Art. 15.4)";
        HowMany => "Đã nhận {0} tài liệu, có danh mục trong hồ sơ.", "{0} documents received, listed in the file.";
        Place => "STT", "No.";
        PaperName => "Tên tài liệu", "Document";
        Pages => "Số trang", "Pages";
        Condition => "Tình trạng", "Condition";
        Photocopy => "bản sao", "copy";
        Original => "bản chính", "original";
        TwoCopies => "Lập hai bản, người giao giữ một bản.", "Two copies, one for the giver.";
        Ask => "Hỏi kết quả: mang phiếu này đến {0}, nêu số ở trên.", "To ask: bring this slip to {0} and give the number above.";
        GiverSigns => "Người giao (ký, ghi rõ họ tên)", "Handed in by (signature, name)";
        ReceiverSigns => "Người nhận (ký, ghi rõ họ tên)", "Received by (signature, name)";
        Hint => "in phiếu", "slip";
        WhereTo => "Phiếu để in: ghi vào tệp nào?", "The slip: into which file?";
        FileNote => "trang HTML; mở bằng trình duyệt rồi in hai bản", "an HTML page; open it in a browser and print two copies";
        Written => "Đã ghi phiếu vào {0} – mở bằng trình duyệt rồi in", "The slip is in {0} – open it in a browser and print";
    }
}

words! {
    /// Everything else that the form says.
    pub enum FormWord {
        Reception => "Tiếp công dân", "Receive a citizen";
        Filing => "Nhận đơn gửi đến", "File a petition";
        Visitor => "Người đến {0}", "Visitor {0}";
        OneVisitor => "Người đến", "Visitor";
        Sender => "Người gửi {0}", "Sender {0}";
        OneSender => "Người gửi", "Sender";
        Principal => "Người được đại diện", "Represented person";
        Visit => "Lượt tiếp", "Visit";
        CameIn => "Đơn đến", "How it came in";
        Matter => "Nội dung", "Content";
        Decided => "Cơ quan đã giải quyết", "Body that already decided";
        Documents => "Tài liệu kèm theo", "Documents handed in";
        Petition => "Đơn {0}", "Petition {0}";
        OnePetition => "Đơn", "Petition";
        StepPeople => "Người đến", "Who";
        StepSenders => "Người gửi", "Who";
        StepContent => "Nội dung", "What";
        StepClass => "Phân loại", "Class";
        StepWay => "Hướng xử lý", "Handling";
        FirstRound => "lần đầu", "first";
        SecondComplaint => "lần hai", "second";
        Further => "tố cáo tiếp", "further";
        NoPetition => "không có đơn", "no petition";
        InPerson => "trực tiếp", "in person";
        OnLine => "trực tuyến", "online";
        Photocopy => "bản sao", "copy";
        TheOriginal => "bản chính", "original";
        TakeIn => "tiếp", "received";
        Refuse => "từ chối tiếp", "refused";
        LeaveAsReceived => "mới tiếp nhận", "as received";
        // Notes beneath fields.
        OverruledNote => "các câu hỏi dẫn đến kết quả khác; ghi lý do", "the questions led elsewhere; say why";
        GuideHint => "chưa rõ: {0} hỏi từng câu", "unsure: {0} asks question by question";
        Guided => "đã hỏi {0} câu ({1} hỏi lại)", "{0} questions answered ({1} asks again)";
        ScanHere => "quét hoặc dán mã QR trên thẻ vào đây; tắt UniKey khi quét", "scan or paste the card's QR code here";
        FromNumber => "theo số căn cước: {0} – {1}", "by the card number: {0} – {1}";
        FromCard => "theo địa chỉ trên thẻ: {0} – {1}", "by the card's address: {0} – {1}";
        UsualCapitals => "viết hoa như thường: {0} – {1}", "in the usual capitals: {0} – {1}";
        MetBefore => "như lần gặp trước: {0} – {1}", "as entered before: {0} – {1}";
        LikeBefore => "như lượt trước: {0} – {1}", "as last time: {0} – {1}";
        ClassByContent => "theo nội dung, không theo tên đơn", "by its content, whatever its title";
        SplitHint => "đơn có nhiều nội dung khác nhau: tách bằng F8 (TCD Đ25.3)", "several contents: split with F8 (TCD Art. 25.3)";
        SeveralAgencies => "nhiều cơ quan: ngăn bằng dấu ;", "several: separate with ;";
        MatterNote => "số vụ việc đã có, như VV-2026-0001; để trống là vụ việc mới", "a matter that stands, as VV-2026-0001; empty opens its own";
        ContinuesNote => "thủ trưởng tiếp lại cùng lượt: số TCD-… đã ghi, đếm một lần", "the head also took it: the TCD-… already recorded, counted once";
        Representatives => "đoàn {0} người: cử nhiều nhất {1} người đại diện ({2})", "group of {0}: at most {1} representatives ({2})";
        ChooseRepresentative => "đoàn {0} người: chọn tư cách đại diện của đoàn ({1})", "group of {0}: choose group representative ({1})";
        AnswerSource => "nếu là tố cáo, phải trả lời nơi chuyển (TC Đ26.2)", "a denunciation from here: the sender is answered too (TC Art. 26.2)";
        ListNote => "dán danh sách người cùng đơn, mỗi người một dòng: họ tên; năm sinh; số giấy tờ; địa chỉ", "paste those who petition together, one a line: name; year of birth; paper number; address";
        ListRead => "danh sách {0} người; cùng người đến là {1} người đứng đơn", "{0} people on the list; {1} petitioners with who came";
        ListCount => "theo danh sách: {0} – {1}", "by the list: {0} – {1}";
        LineNoName => "dòng {0}: không thấy họ tên", "line {0}: no name";
        LineTwice => "dòng {0}: đã có ở dòng trên", "line {0}: stands above already";
        LinesMore => "và {0} dòng nữa", "and {0} lines more";
        PaperNote => "giấy ủy quyền, thẻ luật sư, văn bản cử đại diện… (ND154 Đ13)", "authorisation, lawyer's card, appointment… (ND154 Art. 13)";
        RefusalNote => "chỉ người đứng đầu quyết định từ chối; chương trình không tự từ chối (ND154 Đ4)", "only the head refuses, never the program (ND154 Art. 4)";
        PointedTo => "các câu đã hỏi dẫn đến: {0} – {1}", "the questions point to: {0} – {1}";
        GroundFound => "theo các câu đã hỏi: {0} – {1}", "by the questions: {0} – {1}";
        GroundUnsure => "(?) chưa chắc: {0}", "(?) not sure: {0}";
        GroundNote => "lưu ý: {0}", "note: {0}";
        NameInNumber => "đây là tên người? ô này là số giấy tờ; ↓ sang ô họ tên", "a name? this is the paper's number; ↓ goes to the name";
        NumberDigits => "có {0} chữ số: căn cước 12, chứng minh nhân dân cũ 9 – xem lại, hoặc chọn loại giấy tờ", "{0} digits: a citizen card has 12, an old identity card 9 – look again, or choose the kind of paper";
        CardDigits => "căn cước có 12 chữ số, ở đây có {0}", "a citizen card has 12 digits, here there are {0}";
        OldCardDigits => "chứng minh nhân dân có 9 chữ số, ở đây có {0}", "an old identity card has 9 digits, here there are {0}";
        BornAhead => "theo số này thì sinh năm {0}, chưa đến – xem lại số", "by this number born in {0}, which has not come – look at the number again";
        NotAllNamed => "đoàn {0} người mới ghi tên {1} – dán danh sách vào đây, hoặc cứ lưu và bổ sung sau", "a group of {0}, and {1} named – paste the list here, or save and add the others later";
        WrittenNotice => "phải ra thông báo bằng văn bản (ND154 Đ4.3)", "a written notice must be issued (ND154 Art. 4.3)";
        ExplainInPerson => "giải thích trực tiếp cho người đến (ND154 Đ4.2)", "explain in person (ND154 Art. 4.2)";
        Starts => "bắt đầu: {0}", "starts: {0}";
        Ends => "kết thúc: {0}", "ends: {0}";
        // What is wrong.
        NotATime => "không phải giờ: gõ 09:05, 0905 hoặc 9h05", "not a time: type 09:05 or 0905";
        AheadOfNow => "chưa đến giờ này", "this time has not come yet";
        NotAReception => "không phải số lượt tiếp: gõ như TCD-2026-0001", "not a reception number: type TCD-2026-0001";
        NotAMatter => "không phải số vụ việc: gõ như VV-2026-0001", "not a matter number: type VV-2026-0001";
        OtherCode => "mã QR khác (VNeID, ngân hàng…), không phải thẻ căn cước", "another QR code, not a citizen card";
        NameDamaged => "máy quét làm hỏng chữ – sửa lại; tắt UniKey khi quét", "the scanner damaged letters – correct them";
        SexAgainstCard => "số căn cước nói {0}", "the card number says {0}";
        YearAgainstCard => "số căn cước nói sinh năm {0}", "the card number says born in {0}";
        ToMend => "{0} chỗ cần sửa – đã đưa con trỏ đến chỗ đầu tiên; chưa lưu, không mất gì", "{0} to mend – the cursor is at the first; not saved, nothing lost";
        NotCopied => "trang này nêu người tố cáo – không chép ra ngoài được", "this page names who denounces – it is not copied";
        NotSaved => "Chưa lưu: {0}", "Not saved: {0}";
        Saving => "đang lưu…", "saving…";
        SaveToEnd => "{0} để lưu", "{0} saves";
        DraftKept => "nháp ✓", "draft ✓";
        DraftWaits => "nháp …", "draft …";
        DraftFailed => "nháp ✗", "draft ✗";
        DraftNotKept => "Chưa giữ được bản nháp: {0}", "The draft was not kept: {0}";
        DraftFailedWhy => "đừng đóng máy; {0}", "do not switch off; {0}";
        // Leaving.
        LeaveTitle => "Để lại?", "Leave?";
        LeaveWords => "Chưa lưu vào sổ. Giữ bản nháp để gõ tiếp sau?", "Not in the book yet. Keep a draft to go on later?";
        KeepDraft => "Giữ nháp", "Keep";
        DiscardIt => "Bỏ", "Discard";
        GoOn => "Tiếp tục", "Go on";
        LeaveAsDraft => "để lại", "leave";
        RemovePetition => "bớt đơn", "remove a petition";
        RemoveDocument => "bớt tài liệu", "remove a document";
        // What the program understands.
        Understood => "Máy hiểu", "Understood";
        WhatIsUnderstood => "máy hiểu", "understood";
        NobodyYet => "chưa rõ là ai", "nobody yet";
        Derived => "{0} (theo số)", "{0} (by the number)";
        NoNumber => "chưa có số giấy tờ", "no paper number";
        AndOthers => "và {0} người nữa", "and {0} more";
        Met => "Đã gặp", "Seen before";
        MetLike => "≈ {0} % {1}", "≈ {0} % {1}";
        MoreMet => "và {0} hồ sơ nữa – {1}", "and {0} more – {1}";
        SameNumber => "cùng số giấy tờ", "same paper number";
        SameNameAndYear => "cùng họ tên, năm sinh", "same name and birth year";
        SamePhone => "cùng điện thoại", "same phone";
        SameDecision => "cùng số quyết định", "same decision";
        SameName => "cùng họ tên", "same name";
        SameAddress => "địa chỉ giống", "like address";
        SameWording => "nội dung giống {0} %", "content {0} % alike";
        OtherNumber => "khác số căn cước", "another card number";
        OtherYear => "khác năm sinh", "another birth year";
        MayBeSecond => "khiếu nại lần hai? {0}: nối", "a second complaint? {0}: link";
        MayBeFurther => "tố cáo tiếp? {0}: nối", "a further denunciation? {0}: link";
        MayBeDuplicate => "trùng? {0}: nối", "a duplicate? {0}: link";
        NeverMet => "chưa thấy hồ sơ nào trước đây", "no earlier record";
        IfSaved => "Nếu lưu hôm nay", "If saved today";
        IfSavedOn => "Nếu lưu ngày {0}", "If saved on {0}";
        NoClock => "luật không đặt thời hạn cho bước này", "the law sets no limit for this step";
        CannotTell => "còn chỗ chưa đúng, chưa tính được thời hạn", "something is not right yet: no limit can be told";
        ClassMissing => "chọn loại đơn để thấy thời hạn", "choose a class to see the limits";
        WorkingDays => "{0} ngày làm việc", "{0} working days";
        CalendarDays => "{0} ngày", "{0} days";
        AtOnce => "ngay", "at once";
        DaysOff => "không tính: {0}", "not counted: {0}";
        WeekendIs => "{0} cuối tuần", "{0} weekend";
        Unconfirmed => "lịch chưa xác nhận hết – ngày dự kiến", "calendar not confirmed – expected day";
        Odd => "Xem lại", "Look again";
        WouldRefuse => "Chưa lưu được", "Would be refused";
        ConnectedTo => "nối: {0} {1}", "link: {0} {1}";
        // Linking.
        LinkTitle => "Nối với {0}?", "Link to {0}?";
        LinkWords => "{0}\nĐơn này so với đơn trước:", "{0}\nThis petition is, of the earlier one:";
        LinkSecond => "Lần hai", "Second";
        LinkDuplicate => "Trùng", "Duplicate";
        LinkRelated => "Liên quan", "Related";
        Unlink => "Không nối", "None";
        NotTheSame => "Không phải", "Not the same";
        LinkTakenBack => "đã bỏ nối với {0}: nối đơn tố cáo với đơn khác loại làm lộ người tố cáo (TC Đ8.3)", "the link to {0} was taken back: it would say who denounces (TC Art. 8.3)";
        SealedTitle => "Người này từng tố cáo?", "Has this person denounced before?";
        SealedReason => "Lý do", "Reason";
        SealedNote => "mỗi đơn trùng người là một lần mở danh tính, lãnh đạo xem được", "each match is an opening, which the supervisor sees";
        SealedAsk => "đối chiếu", "check";
        NoneSealed => "không trùng người tố cáo nào", "no denouncer is like this person";
        SomeSealed => "{0} đơn tố cáo trùng người – đã ghi là mở danh tính", "{0} denunciations of this person – recorded as opened";
        NothingToLink => "chưa thấy đơn nào trước đây để nối", "no earlier petition to link to";
        // After saving.
        SavedTitle => "Đã lưu", "Saved";
        SavedReception => "Lượt tiếp", "Reception";
        SavedPetition => "Đơn", "Petition";
        SavedRefused => "đã từ chối tiếp", "refused";
        NoPetitionBrought => "không có đơn", "no petition brought";
        AnswerBy => "Trả lời công dân chậm nhất {0}", "Answer the citizen by {0}";
        NextDue => "{0}: {1}", "{0}: {1}";
        Recorded => "đã ghi: {0}", "recorded: {0}";
        NotRecorded => "chưa ghi được “{0}”: {1}", "“{0}” was not recorded: {1}";
        StaysSaved => "Lượt tiếp và đơn vẫn đã lưu; ghi lại việc này trong hồ sơ đơn.", "The reception and petition stay saved; record this on the petition.";
        Receipt => "Giấy biên nhận – Mẫu 02/TCD (NĐ 154 Đ15.4): {0} tài liệu", "Receipt – form 02/TCD (Decree 154 Art. 15.4): {0} documents";
        ReceiptPages => "{0} trang", "{0} pages";
        ReceiptGive => "hai bên ký, giao người nộp một bản", "both sign, one copy to whoever handed them in";
        NextVisitor => "tiếp theo", "next visitor";
        NextFiling => "đơn tiếp theo", "next petition";
        ToHome => "xong", "home";
        OpenRecord => "mở hồ sơ", "open the record";
        HiddenFromNow => "Từ giờ danh tính người tố cáo được giữ kín.", "From now on the denouncer's identity is sealed.";
        // Clocks, short.
        ClockAnswer => "trả lời công dân", "answer the citizen";
        ClockAccept => "thụ lý hay không", "accept or decline";
        ClockForward => "chuyển tố cáo", "forward the denunciation";
        ClockFurther => "xem xét tố cáo tiếp", "review it";
        ClockSender => "trả lời nơi chuyển", "answer the sender";
        ClockRefusal => "thông báo từ chối", "notice of refusal";
        ClockResolve => "giải quyết", "resolve";
        ClockNotify => "thông báo thụ lý", "notice of acceptance";
        NotCounted => "không tính", "not counted";
        LastDay => "← hết hạn", "← last day";
    }
}

/// Returns the heading of a person's fields.
pub(super) fn person_heading(filing: bool, who: Who, several: bool) -> FormWord {
    match (who, filing, several) {
        (Who::Principal, ..) => FormWord::Principal,
        (Who::Visitor(_), true, true) => FormWord::Sender,
        (Who::Visitor(_), true, false) => FormWord::OneSender,
        (Who::Visitor(_), false, true) => FormWord::Visitor,
        (Who::Visitor(_), false, false) => FormWord::OneVisitor,
    }
}

/// Returns the few words for the clocks that a form starts; other rules have their titles.
pub(super) fn short_clock(rule: &str) -> Option<FormWord> {
    Some(match rule {
        "TCD-28.1" => FormWord::ClockAnswer,
        "KN-27" | "KN-36" | "KN-50a" | "TC-24.1" => FormWord::ClockAccept,
        "TC-24.2" => FormWord::ClockForward,
        "TC-37.2" => FormWord::ClockFurther,
        "TC-26.2" => FormWord::ClockSender,
        "ND154-4.3" => FormWord::ClockRefusal,
        "KN-28" | "KN-37" | "KN-50b" | "TC-30" => FormWord::ClockResolve,
        "TC-29.3" => FormWord::ClockNotify,
        _ => return None,
    })
}
