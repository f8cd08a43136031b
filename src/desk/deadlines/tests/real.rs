//! The screen over a real office, on disk.

use std::sync::Arc;

use zeroize::Zeroizing;

use super::*;
use crate::office::ask::{OfficeKind, SetUp};
use crate::office::door::Door;
use crate::office::wall::StoppedClock;

/// A real office in a folder of its own, with two petitions.
fn real(dir: &std::path::Path) -> Door {
    let clock = Arc::new(StoppedClock(noon("2026-11-20")));
    let set_up = SetUp {
        agency: "Thanh tra tỉnh Tây Ninh".to_owned(),
        kind: OfficeKind::ProvinceInspectorate,
        unit: None,
        user: "minh".to_owned(),
        display: "Trần Đức Minh".to_owned(),
        password: Zeroizing::new("bí mật thử nghiệm".to_owned()),
    };
    let mut door = Door::new(dir, clock);
    let made = door.ask(Question::SetUp(Box::new(set_up)));
    assert!(matches!(made, Answer::SetUpDone { .. }), "{made:?}");
    let classes = [
        ("Hồ Ngọc Lan", "complaint"),
        ("Nguyễn Thị Hồng Nhung", "denunciation"),
    ];
    for (who, class) in classes {
        let person = map(&[("name", text(who)), ("address", text("Ấp Tân Lập"))]);
        let line = map(&[
            ("do", text("file")),
            ("on", Value::Day(day("2026-11-10"))),
            ("source", text("post")),
            ("senders", Value::List(vec![person])),
            ("summary", text("Đất đai")),
            (
                "petitions",
                Value::List(vec![map(&[("class", text(class))])]),
            ),
        ]);
        let saved = door.ask(Question::Write { line, draft: None });
        assert!(matches!(saved, Answer::Saved(_)), "{saved:?}");
    }
    door
}

#[test]
fn over_a_real_office_what_is_assigned_is_saved() {
    let dir = tempfile::tempdir().unwrap();
    let mut door = real(&dir.path().join("office"));
    let now = noon("2026-11-20");
    let desk = Desk::new(Box::new(Deadlines::new(opens)), Keymap::shipped(), now);
    let mut desk = Rehearsal::with(desk, Answering(move |ask| door.ask(ask)), (100, 30), now);
    desk.play("").unwrap();
    let screen = desk.screen();
    assert!(
        screen.contains("! 2") && screen.contains("Hồ Ngọc Lan"),
        "{screen}"
    );
    desk.play("gmi<ret>").unwrap();
    let screen = desk.screen();
    assert!(screen.contains("Đã giao 1 đơn cho minh"), "{screen}");
    desk.play("<tab>").unwrap();
    let screen = desk.screen();
    assert!(screen.contains("minh · 1 hạn · 1 quá hạn"), "{screen}");
    assert!(screen.contains("Chưa giao · 1 hạn · 1 quá hạn"), "{screen}");
    desk.play("w").unwrap();
    assert!(
        desk.screen().contains("Vì sao 19/11/2026?"),
        "{}",
        desk.screen()
    );
}
