//! The screens of a morning of ten visits, as a person sees them: each form before it is saved and the page
//! after, in a small and a wide window, in Vietnamese and English. Kept as snapshots, so that a change of any
//! of them is looked at.

#![allow(clippy::unwrap_used, clippy::panic, reason = "this is test code")]

use chrono::NaiveDateTime;
use serde_json::json;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use tiepdan::cli::json::from_json;
use tiepdan::desk::house::Answering;
use tiepdan::desk::rehearsal::Rehearsal;
use tiepdan::desk::start::Start;
use tiepdan::desk::words::Lang;
use tiepdan::office::ask::{Answer, OfficeKind, Question, SetUp};
use tiepdan::office::books::{Line, Office};
use tiepdan::office::door::Door;
use tiepdan::office::permit::Role;
use tiepdan::office::wall::{StoppedClock, WallClock, millis_of};

const CARD: &str =
    "072070001234||Nguyễn Văn An|02051970|Nam|Tổ 3, ấp 1, xã Tân Lập, Tân Biên, Tây Ninh|11082021";
const SECOND: &str = "072169001111|281234567|Phan Thị Hòa|02031969|Nữ|Tổ 1, ấp Tân Lập, xã Tân Lập, tỉnh Tây Ninh|11082021";
const LAWYER: &str =
    "072080005555||Đỗ Minh Luật|09091980|Nam|Số 5, đường Cách Mạng, phường Tân Ninh|01012022";

fn visits() -> [(&'static str, String); 10] {
    [
        (
            "scanned",
            format!("<paste:{CARD}><pgdn>Khiếu nại quyết định thu hồi đất<tab>Hủy<pgdn>1<tab>1<tab>1"),
        ),
        (
            "typed",
            "072090007777<tab>Trâ<bs>ần Va<bs>ăn Bi<bs>ình<tab>1990<tab>1<tab>Ấp Bình Hòa<tab>tan lap<ret>\
             <pgdn>Kiến nghị sửa đường liên ấp<pgdn>3"
                .to_owned(),
        ),
        (
            "twelve people",
            format!(
                "<paste:{CARD}><tab><tab><tab><tab><tab><tab><C-u>12<tab>6<tab>Biên bản cử<tab>\
                 <paste:{}><f9>072175003333<tab>Trần Thị Ba<tab>\
                 1975<tab>2<tab>Ấp 2<pgdn>Khiếu nại giá bồi thường chợ<pgdn>1",
                the_other_ten()
            ),
        ),
        (
            "refused",
            "<pgdn>Đã trả lời nhiều lần, vẫn đến<f12>9.3<tab>Thông báo số 5/TB-UBND<tab>Trần Văn Chánh"
                .to_owned(),
        ),
        (
            "interrupted",
            "072088004444<tab>Lý Văn Dở<tab>1988<tab>1<tab>Ấp Dang Dở<wait:2><esc><ret><wait:1>b<wait:1>\
             <pgdn>Phản ánh đèn đường hỏng<pgdn>4"
                .to_owned(),
        ),
        (
            "mixed",
            format!("<paste:{CARD}><pgdn>Thu hồi đất, và kiến nghị mở chợ<pgdn>1<tab>1<f8>3<tab>Kiến nghị mở chợ"),
        ),
        (
            "a denunciation",
            "072185009999<tab>Bùi Thị Kín<tab>1985<tab>2<tab>Ấp Kín<pgdn>Tố cáo cán bộ vòi tiền<pgdn>2"
                .to_owned(),
        ),
        (
            "the second round",
            format!("<paste:{SECOND}><pgdn>Khiếu nại lần hai thu hồi đất vườn thửa 118<pgdn>1<wait:1><C-l><ret>"),
        ),
        (
            "a lawyer",
            format!(
                "<paste:{LAWYER}><tab><tab><tab><tab><tab><tab><tab>4<tab>Giấy ủy quyền 5/2026<pgdn>\
                 Khiếu nại xử phạt xây dựng<pgdn>1<C-s>Lê Thị Cúc"
            ),
        ),
        (
            "nothing brought",
            format!("<paste:{CARD}><pgdn>Hỏi cách viết đơn, đã hướng dẫn<pgdn>5"),
        ),
    ]
}

/// A list as it comes out of a spreadsheet.
fn the_other_ten() -> String {
    let line =
        |(n, letter): (u32, char)| format!("{n}\tNgô Thị Mẫu {letter}\t19{}\tẤp {n}\n", 50 + n);
    (1..).zip('B'..='K').map(line).collect()
}

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap()
}

/// An office with a complaint decided on 10 November, and Lan at the desk, who has no clearance.
fn office(dir: &Path, clock: &Arc<dyn WallClock>) -> Door {
    let set_up = SetUp {
        agency: "Thanh tra tỉnh Tây Ninh".into(),
        kind: OfficeKind::ProvinceInspectorate,
        unit: Some("80".into()),
        user: "minh".into(),
        display: "Trần Đức Minh".into(),
        password: "mật khẩu".to_owned().into(),
    };
    let (mut office, _) = Office::create(dir, &set_up, Arc::clone(clock)).unwrap();
    office
        .add_officer("lan", "Võ Thị Lan", Role::Receptionist, "mật khẩu")
        .unwrap();
    let story = [
        (
            "2026-10-05T08:30",
            json!({"do": "receive", "at": "2026-10-05T08:30", "kind": "regular", "by": "receptionist",
            "summary": "Khiếu nại quyết định thu hồi đất vườn tại thửa 118",
            "visitors": [{"name": "Phan Thị Hòa", "born": "1969-03-02", "id_kind": "cccd",
                "id_number": "072169001111", "address": "Tổ 1, ấp Tân Lập"}],
            "petitions": [{"class": "complaint", "field": "land", "subject": "decision",
                "round": 1, "competent": true, "eligible": true}]}),
        ),
        (
            "2026-10-09T10:00",
            json!({"do": "accept", "petition": "D-2026-0001", "on": "2026-10-09", "number": "1/TB"}),
        ),
        (
            "2026-11-10T10:00",
            json!({"do": "decide", "petition": "D-2026-0001", "on": "2026-11-10", "number": "9/QĐ",
            "outcome": "wrong"}),
        ),
    ];
    let lines = story.iter().map(|(when, line)| Line {
        value: from_json(line).unwrap(),
        at: Some(millis_of(at(when))),
        by: None,
        draft: None,
    });
    for saved in office.write(lines.collect()).unwrap() {
        saved.unwrap();
    }
    Door::with(dir, Arc::clone(clock), office)
}

/// Plays the morning in a window of this size; every form before it is saved, and every page after.
fn morning(lang: Lang, size: (u16, u16)) -> String {
    let dir = tempfile::tempdir().unwrap();
    let now = at("2026-11-20T09:14");
    let clock: Arc<dyn WallClock> = Arc::new(StoppedClock(now));
    let mut door = office(dir.path(), &clock);
    door.ask(Question::LogOut);
    let lan = Question::LogIn {
        user: "lan".into(),
        password: "mật khẩu".to_owned().into(),
    };
    let me = match door.ask(lan) {
        Answer::LoggedIn(me) => me,
        other => panic!("{other:?}"),
    };
    let start = Start {
        lang,
        already: Some(me),
        ..Start::default()
    };
    let mut seat = Rehearsal::with(
        start.desk(now),
        Answering(move |ask| door.ask(ask)),
        size,
        now,
    );
    let mut seen = String::new();
    for (what, keys) in visits() {
        seat.play("n").unwrap();
        assert_eq!(seat.play(&keys).unwrap(), None, "{what}");
        seat.play("<wait:2>").unwrap();
        writeln!(seen, "═══ {what}\n{}", seat.screen()).unwrap();
        seat.play("<C-s><wait:1>").unwrap();
        writeln!(seen, "═══ {what}, saved\n{}", seat.screen()).unwrap();
        assert!(seat.screen().contains("TCD-2026-"), "{seen}");
        // Back at home, as after a while.
        seat.play("<esc><wait:1>").unwrap();
    }
    writeln!(seen, "═══ home\n{}", seat.screen()).unwrap();
    seen
}

#[test]
fn in_vietnamese_in_a_small_window() {
    insta::assert_snapshot!(morning(Lang::Vi, (80, 24)));
}

#[test]
fn in_vietnamese_in_a_wide_window() {
    insta::assert_snapshot!(morning(Lang::Vi, (140, 40)));
}

#[test]
fn in_english_in_a_small_window() {
    insta::assert_snapshot!(morning(Lang::En, (80, 24)));
}

#[test]
fn in_english_in_a_wide_window() {
    insta::assert_snapshot!(morning(Lang::En, (140, 40)));
}
