//! Invented matters: what people bring, by class and field.

/// What a petition says: summary, request, against whom.
pub(super) type Matter = (&'static str, &'static str, &'static str);

/// Complaints about land.
pub(super) const LAND: [Matter; 6] = [
    (
        "Khiếu nại quyết định thu hồi đất làm đường liên xã",
        "Hủy quyết định thu hồi đất",
        "Chủ tịch UBND xã",
    ),
    (
        "Khiếu nại giá bồi thường khi thu hồi đất trồng cây lâu năm",
        "Tính lại giá bồi thường",
        "Ban Quản lý dự án",
    ),
    (
        "Khiếu nại việc không cấp giấy chứng nhận quyền sử dụng đất",
        "Cấp giấy chứng nhận",
        "Văn phòng đăng ký đất đai",
    ),
    (
        "Khiếu nại quyết định xử phạt lấn chiếm hành lang kênh",
        "Hủy quyết định xử phạt",
        "Chủ tịch UBND xã",
    ),
    (
        "Khiếu nại kết quả đo đạc lại ranh thửa đất",
        "Đo đạc lại",
        "Văn phòng đăng ký đất đai",
    ),
    (
        "Khiếu nại việc bố trí nền tái định cư",
        "Bố trí nền khác",
        "Trung tâm Phát triển quỹ đất",
    ),
];
/// Complaints about policy.
pub(super) const POLICY: [Matter; 4] = [
    (
        "Khiếu nại việc cắt trợ cấp người có công",
        "Khôi phục trợ cấp",
        "Phòng Văn hóa – Xã hội xã",
    ),
    (
        "Khiếu nại mức hưởng bảo hiểm xã hội một lần",
        "Tính lại mức hưởng",
        "Bảo hiểm xã hội cơ sở",
    ),
    ("Khiếu nại việc xét hộ nghèo", "Xét lại hộ nghèo", "UBND xã"),
    (
        "Khiếu nại chế độ khi sắp xếp đơn vị hành chính",
        "Giải quyết đúng chế độ",
        "Sở Nội vụ",
    ),
];
/// Complaints about discipline.
pub(super) const DISCIPLINE: [Matter; 2] = [
    (
        "Khiếu nại quyết định kỷ luật cảnh cáo",
        "Hủy quyết định kỷ luật",
        "Giám đốc sở",
    ),
    (
        "Khiếu nại quyết định buộc thôi việc",
        "Hủy quyết định, bố trí lại công tác",
        "Chủ tịch UBND xã",
    ),
];
/// Denunciations: the wording tells nothing of who denounces.
pub(super) const DENUNCIATION: [(Matter, &str); 5] = [
    (
        (
            "Tố cáo cán bộ địa chính nhận tiền làm hồ sơ đất",
            "Kiểm tra, xử lý",
            "Công chức địa chính xã",
        ),
        "corruption",
    ),
    (
        (
            "Tố cáo kê khống khối lượng công trình đường ấp",
            "Thanh tra công trình",
            "Ban Quản lý dự án xã",
        ),
        "corruption",
    ),
    (
        (
            "Tố cáo chi sai tiền hỗ trợ thiên tai",
            "Thu hồi, xử lý",
            "Cán bộ phụ trách",
        ),
        "administrative",
    ),
    (
        (
            "Tố cáo xây dựng không phép được bao che",
            "Kiểm tra, tháo dỡ",
            "Tổ quản lý trật tự xây dựng",
        ),
        "administrative",
    ),
    (
        (
            "Tố cáo kê biên tài sản sai quy định",
            "Xem xét, xử lý",
            "Chấp hành viên",
        ),
        "judicial",
    ),
];
/// Recommendations.
pub(super) const RECOMMENDATION: [(Matter, &str); 4] = [
    (
        (
            "Kiến nghị sớm nâng cấp đường vào khu dân cư",
            "Nâng cấp đường",
            "UBND xã",
        ),
        "other",
    ),
    (
        (
            "Kiến nghị công khai phương án bồi thường",
            "Công khai phương án",
            "Ban Quản lý dự án",
        ),
        "land",
    ),
    (
        (
            "Kiến nghị điều chỉnh quy hoạch đất cây xanh",
            "Điều chỉnh quy hoạch",
            "Sở Xây dựng",
        ),
        "land",
    ),
    (
        (
            "Kiến nghị hỗ trợ học phí cho con hộ cận nghèo",
            "Hỗ trợ học phí",
            "UBND xã",
        ),
        "policy",
    ),
];
/// Feedback.
pub(super) const FEEDBACK: [(Matter, &str); 4] = [
    (
        (
            "Phản ánh cơ sở chăn nuôi xả thải ra kênh",
            "Kiểm tra, xử lý",
            "Hộ chăn nuôi",
        ),
        "other",
    ),
    (
        (
            "Phản ánh đèn đường hỏng nhiều tháng",
            "Sửa đèn",
            "Đơn vị chiếu sáng",
        ),
        "other",
    ),
    (
        (
            "Phản ánh thái độ phục vụ tại bộ phận một cửa",
            "Chấn chỉnh",
            "Bộ phận một cửa",
        ),
        "policy",
    ),
    (
        (
            "Phản ánh xe tải chạy vào giờ cấm gần trường học",
            "Tăng cường kiểm tra",
            "Chủ xe tải",
        ),
        "other",
    ),
];
/// Why a reception was refused: ground, evidence.
pub(super) const REFUSALS: [(&str, &str); 4] = [
    (
        "Đ9.1",
        "Say rượu, không làm chủ được hành vi; biên bản có hai người chứng kiến",
    ),
    ("Đ9.2", "Đe dọa người tiếp công dân; biên bản và hình ảnh"),
    (
        "Đ9.3",
        "Đã có quyết định giải quyết lần hai và thông báo chấm dứt thụ lý",
    ),
    (
        "4.1.h",
        "Đã được trả lời bằng văn bản, không có tình tiết mới",
    ),
];
/// What is promised at a dialogue.
pub(super) const PROMISES: [&str; 4] = [
    "Cử cán bộ xuống đo đạc lại trước mặt các hộ liền kề",
    "Gửi bản sao phương án bồi thường và giải thích từng hạng mục",
    "Làm việc với đơn vị thi công về lối đi tạm",
    "Trả lời bằng văn bản về chế độ được hưởng",
];
