//! An office with days and a limit of its own sees its own dates on every screen, and is told which are its
//! own. Over a real office, from home on.

use serde_json::json;

use crate::desk::home::Home;
use crate::desk::petition::sample::{Played, Who, from_json, office};
use crate::desk::rehearsal::Rehearsal;
use crate::desk::roads::Ways;
use crate::office::ask::{Answer, Me, OfficeKind, Question};
use crate::office::permit::Role;

fn me() -> Me {
    Me {
        user: "minh".into(),
        display: "Trần Đức Minh".into(),
        role: Role::Admin,
        clearance: true,
        agency: "Thanh tra tỉnh Tây Ninh".into(),
        kind: OfficeKind::ProvinceInspectorate,
        unit: Some("80".into()),
        mended: Vec::new(),
    }
}

/// The proposal of autumn 2026, Monday 23/11 off and Saturday 28/11 worked in exchange, and a limit of five
/// working days for the answer to the citizen.
fn changes() -> [serde_json::Value; 2] {
    [
        json!({"do": "change_calendar", "reason": "TB 1/TB-BNV", "rows": [
            {"date": "2026-11-23", "kind": "in_lieu", "name": "Hoán đổi với 28/11",
                "basis": "TB 1/TB-BNV", "certainty": "E"},
            {"date": "2026-11-28", "kind": "worked", "name": "Làm bù cho 23/11",
                "basis": "Thông báo 9/TB-TTr"}]}),
        json!({"do": "change_rules", "reason": "Quy chế tiếp công dân của tỉnh", "rows": [{
            "id": "TCD-28.1", "title": "Trả lời công dân", "citation": "QĐ 1225/QĐ-UBND Đ7.5",
            "trigger": "ngày tiếp nhận", "count": 5, "unit": "working_day", "direction": "forward",
            "whose": "agency", "valid_from": "2026-07-01"}]}),
    ]
}

fn at_home(changes: &[serde_json::Value], size: (u16, u16)) -> Played {
    let mut sample = office(Who::Minh);
    for line in changes {
        let line = from_json(line);
        let answer = sample.door.ask(Question::Write { line, draft: None });
        assert!(matches!(answer, Answer::Saved(_)), "{answer:?}");
    }
    let home = Box::new(Home::new(me(), Ways::shipped()));
    let mut desk = Rehearsal::new(home, sample, size);
    desk.play("").unwrap();
    desk
}

fn sees(desk: &Played, text: &str) {
    let screen = desk.screen();
    assert!(screen.contains(text), "{text}\n{screen}");
}

#[test]
fn home_shows_the_days_of_the_offices_own_law() {
    let visit = json!({"do": "receive", "at": "2026-11-20T09:05", "kind": "regular",
        "by": "receptionist", "summary": "Thu hồi đất", "petitions": [{"class": "complaint"}],
        "visitors": [{"name": "Nguyễn Văn Bảo", "id_number": "072070009999", "address": "Ấp 1"}]});
    let desk = at_home(std::slice::from_ref(&visit), (100, 28));
    let row = |desk: &Played| {
        let screen = desk.screen();
        let row = screen.lines().find(|line| line.contains("Nguyễn Văn Bảo"));
        row.unwrap_or_else(|| panic!("{screen}")).to_owned()
    };
    // KN Đ27 leads, 7 wd; the answer is due on 07/12.
    assert!(row(&desk).contains("thụ lý hay không"), "{}", row(&desk));
    assert!(row(&desk).contains("T4 02/12"), "{}", row(&desk));
    let [swap, limit] = changes();
    let desk = at_home(&[swap, limit, visit], (100, 28));
    assert!(row(&desk).contains("trả lời công dân"), "{}", row(&desk));
    // 5 wd from Friday 20/11: 25, 26, 27, 28 (worked), 30; 23/11 and 24/11 are off.
    sees(&desk, "T2 30/11");
    sees(&desk, "Hoán đổi với 28/11");
}

#[test]
fn the_form_counts_by_the_offices_own_law() {
    let mut desk = at_home(&changes(), (120, 34));
    desk.play("n072070009999<tab>Nguyễn Văn Bảo<tab>1970<tab>1<tab>Ấp 1<tab><wait:2>")
        .unwrap();
    desk.play("<pgdn>Thu hồi đất<tab>Hủy<pgdn>1<tab>1<wait:2>")
        .unwrap();
    sees(&desk, "T2 30/11");
    sees(&desk, "5 ngày làm việc · QĐ 1225/QĐ-UBND Đ7.5");
    sees(&desk, "Hoán đổi với 28/11 · 24/11");
    // What is understood, day by day.
    desk.play("<f2><end>").unwrap();
    sees(&desk, "QĐ 1225/QĐ-UBND Đ7.5");
}

#[test]
fn the_page_of_a_petition_and_why_this_date_say_which_days_are_the_offices_own() {
    let mut desk = at_home(&changes(), (120, 40));
    desk.play("2/Hồ Ngọc Lan<ret>").unwrap();
    sees(&desk, "D-2026-0006");
    sees(&desk, "Trả lời công dân");
    sees(&desk, "30/11/2026");
    desk.play("w").unwrap();
    sees(&desk, "Vì sao 30/11/2026?");
    sees(
        &desk,
        "QĐ 1225/QĐ-UBND Đ7.5 · từ 01/07/2026 · cơ quan tự đặt",
    );
    sees(&desk, "TB 1/TB-BNV (23/11)");
    sees(&desk, "Thông báo 9/TB-TTr – cơ quan tự đặt (28/11)");
    sees(&desk, "← hết hạn");
    let screen = desk.screen();
    assert!(!screen.contains("khác ngày đang ghi"), "{screen}");
    assert!(!screen.contains("mới là đề xuất"), "{screen}");
}

#[test]
fn a_refused_visit_and_the_calendar_follow_the_moved_day() {
    // ND154 Đ4.3, 3 wd from Thursday 19/11: 20, 23, 25; with the swap 20, 25, 26.
    let mut desk = at_home(&[], (120, 40));
    desk.play("3/Mai Văn Quá<ret>").unwrap();
    sees(&desk, "25/11 T4");
    let mut desk = at_home(&changes(), (120, 40));
    desk.play("3/Mai Văn Quá<ret>").unwrap();
    sees(&desk, "26/11 T5");
    desk.play("<esc>w").unwrap();
    desk.play("<esc><esc>4").unwrap();
    sees(&desk, "Hoán đổi với 28/11");
    sees(&desk, "Làm bù cho 23/11");
}
