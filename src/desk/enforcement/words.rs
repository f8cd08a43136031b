//! The words of the list of what is to be carried out.

use crate::words::words;

words! {
    /// Words of the list of what is to be carried out.
    pub enum EnforceWord {
        Title => "Chưa thi hành xong", "Not yet carried out";
        LateOnly => "chậm thi hành", "late";
        NoneLate => "Không có gì chậm thi hành.", "Nothing is late.";
        NoneLateMore => "Tab hoặc Esc xem tất cả.", "Tab or Esc shows all.";
        Due => "Hạn", "Due";
        Since => "Từ", "Since";
        Paper => "Quyết định", "Decision";
        Money => "Còn (đồng)", "Left (đồng)";
        Land => "Còn (m²)", "Left (m²)";
        LateCount => "{0} chậm thi hành", "{0} late";
        Outstanding => "Còn phải thu, trả: {0} đồng và {1} m² đất.", "Outstanding: {0} đồng and {1} m² of land.";
        Told => "{0} ngày {1}: {2}.", "{0} of {1}: {2}.";
        Unwritten => "Đã qua ngày có hiệu lực mà chưa ghi “có hiệu lực”.", "Its day of effect has passed and is not recorded.";
        NothingDone => "Chưa thi hành phần nào.", "Nothing was carried out yet.";
        LastDone => "Lần thi hành gần nhất {0}.", "Last carried out on {0}.";
        Recover => "Còn thu hồi cho Nhà nước: {0} đồng, {1} m² đất.", "To be recovered for the State: {0} đồng, {1} m² of land.";
        Return => "Còn trả cho tổ chức, cá nhân: {0} đồng, {1} m² đất.", "To be given back: {0} đồng, {1} m² of land.";
        Empty => "Mọi quyết định, kết luận có hiệu lực đều đã thi hành xong.", "Everything in force is carried out.";
        EmptyMore => "Quyết định và kết luận có hiệu lực mà chưa thi hành xong hiện ở đây.",
            "Decisions in force and conclusions stand here until they are carried out.";
    }
}
