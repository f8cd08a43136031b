//! The same form over a real office in a folder: sealed, journalled, read back after a restart.

use std::path::Path;
use std::sync::Arc;

use super::office::{Base, now};
use crate::desk::house::{Answering, House};
use crate::desk::reception::ReceptionForm;
use crate::desk::rehearsal::Rehearsal;
use crate::office::ask::{Answer, Me, OfficeKind, Question, SetUp};
use crate::office::door::Door;
use crate::office::wall::StoppedClock;
use crate::register::number::{PetitionNo, ReceptionNo};
use zeroize::Zeroizing;

fn password() -> Zeroizing<String> {
    Zeroizing::new("mật khẩu thử nghiệm".to_owned())
}

fn door(dir: &Path) -> Door {
    Door::new(dir, Arc::new(StoppedClock(now())))
}

pub(super) fn set_up(dir: &Path) -> (Door, Me) {
    let mut door = door(dir);
    let answer = door.ask(Question::SetUp(Box::new(SetUp {
        agency: "Thanh tra tỉnh Tây Ninh".into(),
        kind: OfficeKind::ProvinceInspectorate,
        unit: Some("80".into()),
        user: "hoa".into(),
        display: "Lê Thị Hoa".into(),
        password: password(),
    })));
    match answer {
        Answer::SetUpDone { me, .. } => (door, me),
        other => panic!("{other:?}"),
    }
}

pub(super) fn log_in(dir: &Path) -> (Door, Me) {
    let mut door = door(dir);
    let answer = door.ask(Question::LogIn {
        user: "hoa".into(),
        password: password(),
    });
    match answer {
        Answer::LoggedIn(me) => (door, me),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_reception_typed_key_by_key_stands_in_the_book_after_a_restart() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("so");
    let (mut open, me) = set_up(&dir);
    let base = Base::with(ReceptionForm::new(me));
    let office = Answering(move |question| open.ask(question));
    let mut desk: Rehearsal<House, _> = Rehearsal::new(Box::new(base), office, (100, 28));
    desk.play("072070001234<tab>Nguyễn Văn An<tab>1970<tab>1<tab>Ấp 1<tab><wait:2>")
        .unwrap();
    assert!(desk.screen().contains("nháp ✓"), "{}", desk.screen());
    desk.play("<pgdn>Thu hồi đất<tab>Hủy<pgdn>1<tab>1<wait:2>")
        .unwrap();
    let screen = desk.screen();
    assert!(screen.contains("T4 02/12"), "{screen}");
    assert!(screen.contains("T2 07/12"), "{screen}");
    desk.play("<pgdn>t<tab><tab>15/TB-TTr<C-s>").unwrap();
    let screen = desk.screen();
    assert!(screen.contains("TCD-2026-0001"), "{screen}");
    assert!(screen.contains("đã ghi: thụ lý D-2026-0001"), "{screen}");
    drop(desk);

    let (mut again, _) = log_in(&dir);
    let Answer::Petition(Some(view)) =
        again.ask(Question::Petition(PetitionNo { year: 2026, n: 1 }))
    else {
        panic!("no petition");
    };
    assert!(view.life.accepted.is_some());
    let Answer::Reception(Some(view)) =
        again.ask(Question::Reception(ReceptionNo { year: 2026, n: 1 }))
    else {
        panic!("no reception");
    };
    assert_eq!(view.reception.facts.summary, "Thu hồi đất");
    match again.ask(Question::Drafts) {
        Answer::Drafts(drafts) => assert!(drafts.is_empty(), "{drafts:?}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_half_typed_form_comes_back_after_the_office_was_closed() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("so");
    let (mut open, me) = set_up(&dir);
    let base = Base::with(ReceptionForm::new(me));
    let office = Answering(move |question| open.ask(question));
    let mut desk: Rehearsal<House, _> = Rehearsal::new(Box::new(base), office, (80, 24));
    desk.play("0720<tab>Nguyễn Văn Bả").unwrap();
    desk.play("<signal:1>").unwrap();
    drop(desk);

    let (mut again, me) = log_in(&dir);
    let Answer::Drafts(heads) = again.ask(Question::Drafts) else {
        panic!("no drafts");
    };
    let [head] = heads.as_slice() else {
        panic!("{heads:?}");
    };
    let Answer::Draft(Some(draft)) = again.ask(Question::OpenDraft(head.id.clone())) else {
        panic!("no draft");
    };
    let base = Base::with(ReceptionForm::resume(me, draft));
    let office = Answering(move |question| again.ask(question));
    let mut desk: Rehearsal<House, _> = Rehearsal::new(Box::new(base), office, (80, 24));
    desk.play("o").unwrap();
    let screen = desk.screen();
    assert!(
        screen.contains("› Họ tên *            Nguyễn Văn Bảo"),
        "{screen}"
    );
}
