//! The words around the questions; the questions themselves are data of the law.

use crate::words::words;

words! {
    /// What the questions say around themselves.
    pub enum GuideWord {
        Title => "Phân loại từng câu", "Class, question by question";
        TitleOf => "Phân loại từng câu – đơn {0}", "Class, question by question – petition {0}";
        Question => "Câu {0}", "Question {0}";
        Yes => "có", "yes";
        No => "không", "no";
        Known => "đã ghi trong đơn", "stands in the form";
        Why => "Vì sao hỏi: {0}", "Why this is asked: {0}";
        Unsure => "chưa chắc: {0}", "not sure: {0}";
        SoFar => "Đã trả lời", "So far";
        NothingYet => "chưa có câu nào", "nothing yet";
        End => "Kết quả", "Where it leads";
        MustSplit => "Đơn có nhiều nội dung: Enter để tách thành nhiều đơn, rồi hỏi từng đơn.", "Several contents: Enter splits the petition; then ask about each.";
        SplitDone => "đã tách: ghi loại đơn của từng nội dung, F3 hỏi từng đơn", "split: class each content, F3 asks about each";
        TakeOver => "Enter: điền vào đơn – sau đó vẫn sửa được, có ghi lý do", "Enter fills the form – you may still change it, with a reason";
        NoClass => "chưa ra loại đơn nào", "no class yet";
        Competent => "thuộc thẩm quyền", "competent";
        NotCompetent => "không thuộc thẩm quyền", "not competent";
        Own => "cơ quan này", "this agency";
        Below => "cơ quan cấp dưới", "a body below";
        OtherBody => "cơ quan khác", "another body";
        Court => "cơ quan tố tụng, thi hành án", "courts, enforcement";
        Party => "tổ chức đảng, đoàn thể", "Party, mass organisation";
        Eligible => "đủ điều kiện", "conditions met";
        NotEligible => "không đủ điều kiện", "conditions not met";
        NotYetKnown => "chưa đủ để kết luận điều kiện", "conditions not known yet";
        Lacks => "còn thiếu", "missing";
        AskMore => "yêu cầu bổ sung (TCD Đ25.2)", "ask for more (TCD Art. 25.2)";
        PointsTo => "gợi ý: {0}", "points to: {0}";
        Regulation => "về quy định hành chính (NĐ 20/2008)", "about administrative regulations (Decree 20/2008)";
        CountedFrom => "tính từ ngày quyết định {0}: hết hạn {1}", "counted from the decision, {0}: ends {1}";
        UseNow => "dùng đến đây", "use this much";
        FillIn => "điền vào đơn", "fill in";
    }
}
