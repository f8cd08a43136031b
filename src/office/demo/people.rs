//! Invented people. Their card numbers bear a province code that is given to nobody (099) and their
//! telephones a prefix that is no longer in use, so that none can be a real person's.

use super::dice::Dice;
use crate::register::value::Value;

const FAMILY: [&str; 16] = [
    "Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô",
    "Dương", "Lý", "Đinh",
];
const MIDDLE_M: [&str; 10] = [
    "Văn", "Hữu", "Đức", "Quốc", "Minh", "Thành", "Công", "Xuân", "Ngọc", "Trọng",
];
const MIDDLE_F: [&str; 8] = [
    "Thị",
    "Ngọc",
    "Thị Mỹ",
    "Thị Thu",
    "Kim",
    "Thanh",
    "Thị Hồng",
    "Bích",
];
const GIVEN_M: [&str; 20] = [
    "An", "Bình", "Cường", "Dũng", "Đạt", "Hải", "Hòa", "Hùng", "Khánh", "Lâm", "Long", "Nam",
    "Phúc", "Quân", "Sơn", "Tài", "Thắng", "Tiến", "Tuấn", "Vinh",
];
const GIVEN_F: [&str; 18] = [
    "Ánh",
    "Bình",
    "Cúc",
    "Diệu",
    "Dung",
    "Hà",
    "Hạnh",
    "Hoa",
    "Hương",
    "Lan",
    "Loan",
    "Mai",
    "Nga",
    "Ngân",
    "Phượng",
    "Thủy",
    "Trang",
    "Yến",
];
const HAMLETS: [&str; 10] = [
    "ấp Tân Lập",
    "ấp Bình Hòa",
    "ấp Long Thới",
    "ấp Phước Lợi",
    "khu phố 1",
    "khu phố 3",
    "tổ 5",
    "thôn Đông",
    "ấp Thạnh Trung",
    "xóm Giữa",
];

/// One invented person as the values of a `visitors` item.
pub(super) fn person(dice: &mut Dice, unit: &str) -> Value {
    let male = dice.chance(54);
    let (middle, given) = if male {
        (*dice.pick(&MIDDLE_M), *dice.pick(&GIVEN_M))
    } else {
        (*dice.pick(&MIDDLE_F), *dice.pick(&GIVEN_F))
    };
    let name = format!("{} {middle} {given}", dice.pick(&FAMILY));
    let year = dice.between(1942, 2004);
    let (month, day) = (dice.between(1, 12), dice.between(1, 28));
    let digit = (if year < 2000 { 0 } else { 2 }) + i64::from(!male);
    let number = format!("099{digit}{:02}{:06}", year % 100, dice.below(1_000_000));
    let address = format!("số {}, {}", dice.between(1, 240), dice.pick(&HAMLETS));
    let mut entries = vec![
        ("name", name),
        ("born", format!("{year}-{month:02}-{day:02}")),
        ("sex", if male { "male" } else { "female" }.to_owned()),
        ("address", address),
        ("unit", unit.to_owned()),
    ];
    if dice.chance(93) {
        entries.push(("id_kind", "cccd".to_owned()));
        entries.push(("id_number", number));
        entries.push((
            "id_issued",
            format!("2021-{:02}-{:02}", dice.between(1, 12), dice.between(1, 28)),
        ));
    }
    if dice.chance(80) {
        entries.push(("phone", format!("0199{:06}", dice.below(1_000_000))));
    }
    Value::Map(
        entries
            .into_iter()
            .map(|(k, v)| (k.to_owned(), Value::Text(v)))
            .collect(),
    )
}
