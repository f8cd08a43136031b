//! Setting up, logging in and out, as they are seen and typed at.

mod opening;

use std::sync::{Arc, Mutex};

use super::*;
use crate::desk::home::trial::{empty, full, me, rattle};
use crate::desk::house::Answering;
use crate::desk::office_thread::OfficeLink;
use crate::desk::rehearsal::Rehearsal;
use crate::office::ask::SetUp;
use crate::store::error::StoreError;
use zeroize::Zeroizing;

const KEY: &str = "7K0D-9M2X-QRST-VW3Y-4A5B-6C8E-FGHJ-11ZZ";

type Stage = Rehearsal<House, Box<dyn OfficeLink<House>>>;

fn stage(answer: impl FnMut(Question) -> Answer + Send + 'static, size: (u16, u16)) -> Stage {
    let office: Box<dyn OfficeLink<House>> = Box::new(Answering(answer));
    let mut stage = Rehearsal::new(Box::new(Gate::new(Ways::shipped())), office, size);
    stage.play("").unwrap();
    stage
}

fn nothing_there(size: (u16, u16)) -> Stage {
    let answer = |question| match question {
        Question::Look => Answer::Folder(Folder::Empty),
        Question::SetUp(_) => Answer::SetUpDone {
            me: me(),
            recovery_key: Zeroizing::new(KEY.to_owned()),
        },
        _ => Answer::Home(Box::new(empty())),
    };
    stage(answer, size)
}

fn office(officers: &'static [&'static str], size: (u16, u16)) -> Stage {
    let answer = |question| match question {
        Question::Look => Answer::Folder(Folder::Office {
            agency: me().agency,
            officers: officers.iter().map(|name| (*name).to_owned()).collect(),
        }),
        Question::LogIn { password, .. } if *password == "đúng rồi" => Answer::LoggedIn(me()),
        Question::LogIn { .. } => Answer::Failed(StoreError::WrongPassword.into()),
        Question::LogOut => Answer::LoggedOut,
        _ => Answer::Home(Box::new(full())),
    };
    stage(answer, size)
}

const FILLED: &str = "Thanh tra tỉnh Tây Ninh<tab><tab>tay ninh<ret>hoa<tab>Lê Thị Hoa<tab>\
    một hai ba bốn<tab>một hai ba bốn";

/// What was asked, in order, without what was typed.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<&'static str>>>);

impl Heard {
    fn hear(&self, question: &Question) {
        let name = match question {
            Question::Look => "look",
            Question::SetUp(_) => "set up",
            Question::LogIn { .. } => "log in",
            Question::LogOut => "log out",
            Question::Home => "home",
            Question::KeepDraft { .. } => "keep draft",
            _ => "other",
        };
        self.0.lock().unwrap().push(name);
    }

    fn all(&self) -> Vec<&'static str> {
        self.0.lock().unwrap().clone()
    }

    fn times(&self, name: &str) -> usize {
        self.all().iter().filter(|heard| **heard == name).count()
    }
}

#[test]
fn asked_how_to_leave_the_entrance_names_no_way_back() {
    for mut stage in [office(&["demo"], (80, 24)), nothing_there((80, 24))] {
        stage.play("<C-c>").unwrap();
        let screen = stage.screen();
        let told = screen.lines().find(|row| row.contains("để thoát"));
        assert_eq!(told.map(str::trim), Some("✓ Ctrl-Q để thoát"), "{screen}");
    }
}

#[test]
fn an_office_is_set_up_from_nothing_to_home() {
    let asked: Arc<Mutex<Option<SetUp>>> = Arc::default();
    let kept = Arc::clone(&asked);
    let answer = move |question| match question {
        Question::Look => Answer::Folder(Folder::Empty),
        Question::SetUp(set_up) => {
            *kept.lock().unwrap() = Some(*set_up);
            Answer::SetUpDone {
                me: me(),
                recovery_key: Zeroizing::new(KEY.to_owned()),
            }
        }
        _ => Answer::Home(Box::new(empty())),
    };
    let mut stage = stage(answer, (80, 24));
    insta::assert_snapshot!("set_up_80x24", stage.screen());
    stage.play(FILLED).unwrap();
    insta::assert_snapshot!("set_up_filled_80x24", stage.screen());
    stage.play("<ret>").unwrap();
    let set_up = asked.lock().unwrap().clone().unwrap();
    assert_eq!(
        (set_up.agency.as_str(), set_up.unit.as_deref()),
        ("Thanh tra tỉnh Tây Ninh", Some("80"))
    );
    assert_eq!(
        (set_up.user.as_str(), set_up.display.as_str()),
        ("hoa", "Lê Thị Hoa")
    );
    assert_eq!(
        set_up.kind,
        crate::office::ask::OfficeKind::ProvinceInspectorate
    );
    assert_eq!(*set_up.password, "một hai ba bốn");
    insta::assert_snapshot!("recovery_key_80x24", stage.screen());
    stage.play("11zy<ret>").unwrap();
    assert!(stage.screen().contains("chưa khớp"), "{}", stage.screen());
    stage.play("<C-u>11zz<ret>").unwrap();
    assert!(
        stage.screen().contains("Sổ còn trống"),
        "{}",
        stage.screen()
    );
    assert_eq!(stage.desk().ctx().officer, "Lê Thị Hoa");
    assert!(!stage.screen().contains("7 K 0 D"), "the key is gone");
}

#[test]
fn nothing_is_set_up_while_something_is_missing_or_wrong() {
    for (typed, said) in [
        ("<C-s>", "phải có"),
        (
            "Thanh tra<tab><tab><tab>lê hoa<tab>Lê Thị Hoa<tab>12345678<tab>12345678<ret>",
            "viết liền",
        ),
        (
            "Thanh tra<tab><tab><tab>hoa<tab>Lê Thị Hoa<tab>1234567<tab>1234567<ret>",
            "mới có 7 chữ",
        ),
        (
            "Thanh tra<tab><tab><tab>hoa<tab>Lê Thị Hoa<tab>12345678<tab>12345679<ret>",
            "không giống nhau",
        ),
        (
            "Thanh tra<tab><tab><tab>hoanglien<tab>Lê Thị Hoa<tab>hoanglien<tab>hoanglien<ret>",
            "ai cũng đoán",
        ),
        (
            "Thanh tra<tab><tab>khong co<tab>hoa<tab>Hoa<tab>12345678<tab>12345678<ret>",
            "không có trong danh sách",
        ),
    ] {
        let heard = Heard::default();
        let hearing = heard.clone();
        let answer = move |question| {
            hearing.hear(&question);
            Answer::Folder(Folder::Empty)
        };
        let mut stage = stage(answer, (80, 40));
        stage.play(typed).unwrap();
        assert!(
            stage.screen().contains(said),
            "{typed}:\n{}",
            stage.screen()
        );
        assert_eq!(heard.times("set up"), 0, "{typed}");
    }
}

#[test]
fn what_the_store_says_is_shown_and_what_was_typed_is_kept() {
    let mut times = 0;
    let answer = move |question| match question {
        Question::Look => Answer::Folder(Folder::Empty),
        Question::SetUp(_) => {
            times += 1;
            match times {
                1 => Answer::Failed(StoreError::DiskFull.into()),
                2 => Answer::Failed(StoreError::NameTaken.into()),
                _ => Answer::SetUpDone {
                    me: me(),
                    recovery_key: Zeroizing::new(KEY.to_owned()),
                },
            }
        }
        _ => Answer::Home(Box::new(empty())),
    };
    let mut stage = stage(answer, (80, 24));
    stage.play(FILLED).unwrap();
    stage.play("<C-s>").unwrap();
    assert!(stage.screen().contains("✗ Đĩa đầy"), "{}", stage.screen());
    assert!(stage.screen().contains("Thanh tra tỉnh Tây Ninh"));
    stage.play("<C-s>").unwrap();
    assert!(
        stage.screen().contains("chọn tên khác"),
        "{}",
        stage.screen()
    );
    stage.play("2<C-s>").unwrap();
    assert!(stage.screen().contains("7 K 0 D"), "{}", stage.screen());
}

#[test]
fn the_key_page_is_not_left_by_one_key() {
    let shown = |stage: &Stage| stage.screen().contains("7 K 0 D");
    let mut stage = nothing_there((80, 24));
    stage.play(FILLED).unwrap();
    stage.play("<ret>").unwrap();
    for once in ["<C-s>", "x", "<C-s>", "<bs>", "<esc>", "1", "2", "<ret>"] {
        stage.play(once).unwrap();
        assert!(shown(&stage), "{once}");
    }
    assert_eq!(
        stage.play("<C-q>").unwrap(),
        None,
        "the first one only warns"
    );
    stage.play("<C-s>").unwrap();
    assert!(shown(&stage));
    stage.play("<C-s>").unwrap();
    assert!(!shown(&stage), "twice says that it is written down");

    let mut stage = nothing_there((80, 24));
    stage.play(FILLED).unwrap();
    stage.play("<ret><C-q>").unwrap();
    assert!(stage.play("<C-q>").unwrap().is_some());
}

#[test]
fn a_wrong_password_empties_its_field_and_nothing_else() {
    let mut stage = office(&["hoa"], (80, 24));
    insta::assert_snapshot!("log_in_80x24", stage.screen());
    stage.play("sai rồi<ret>").unwrap();
    assert!(stage.screen().contains("không đúng"), "{}", stage.screen());
    assert!(!stage.screen().contains('•'));
    assert!(stage.screen().contains("hoa ▾"));
    assert!(!stage.screen().contains("Sai 1 lần"));
    stage.play("sai rồi<ret>sai rồi<ret>").unwrap();
    assert!(stage.screen().contains("Sai 3 lần"), "{}", stage.screen());
    insta::assert_snapshot!("log_in_wrong_80x24", stage.screen());
    stage.play("đúng rồi<ret>").unwrap();
    assert!(
        stage.screen().contains("4 lượt · 15 người"),
        "{}",
        stage.screen()
    );
}

#[test]
fn who_holds_the_books_is_named_and_the_password_is_kept() {
    let mut times = 0;
    let answer = move |question| match question {
        Question::Look => Answer::Folder(Folder::Office {
            agency: me().agency,
            officers: vec!["hoa".into()],
        }),
        Question::LogIn { .. } => {
            times += 1;
            if times == 1 {
                let owner = "Dũng, máy BAN-2, từ 08:10".to_owned();
                Answer::Failed(StoreError::Locked { owner }.into())
            } else {
                Answer::LoggedIn(me())
            }
        }
        _ => Answer::Home(Box::new(full())),
    };
    let mut stage = stage(answer, (80, 24));
    stage.play("đúng rồi<ret>").unwrap();
    assert!(
        stage.screen().contains("Dũng, máy BAN-2, từ 08:10"),
        "{}",
        stage.screen()
    );
    stage.play("<ret>").unwrap();
    assert!(stage.screen().contains("4 lượt"), "{}", stage.screen());
}

#[test]
fn one_of_several_officers_is_picked_or_typed() {
    for typed in ["<down><down><ret>đúng rồi<ret>", "dung<tab>đúng rồi<ret>"] {
        let who: Arc<Mutex<String>> = Arc::default();
        let kept = Arc::clone(&who);
        let answer = move |question| match question {
            Question::Look => Answer::Folder(Folder::Office {
                agency: me().agency,
                officers: vec!["hoa".into(), "dũng".into()],
            }),
            Question::LogIn { user, .. } => {
                *kept.lock().unwrap() = user;
                Answer::LoggedIn(me())
            }
            _ => Answer::Home(Box::new(full())),
        };
        let mut stage = stage(answer, (80, 24));
        stage.play(typed).unwrap();
        assert_eq!(*who.lock().unwrap(), "dũng", "{typed}");
    }
}

#[test]
fn a_folder_that_cannot_be_looked_at_is_looked_at_again() {
    let mut times = 0;
    let answer = move |question| match question {
        Question::Look => {
            times += 1;
            if times == 1 {
                let (found, known) = (9, 1);
                Answer::Failed(StoreError::Newer { found, known }.into())
            } else {
                Answer::Folder(Folder::Empty)
            }
        }
        _ => Answer::LoggedOut,
    };
    let mut stage = stage(answer, (80, 24));
    assert!(stage.screen().contains("bản mới hơn"), "{}", stage.screen());
    stage.play("<f5>").unwrap();
    assert!(stage.screen().contains("Lập sổ mới"), "{}", stage.screen());
}

/// A form that keeps its draft when it goes.
struct Typing;

impl Screen<House> for Typing {
    fn title(&self, _ctx: &Ctx) -> String {
        "form".into()
    }
    fn contexts(&self) -> Vec<Context> {
        Vec::new()
    }
    fn accepts(&self, _action: Action) -> bool {
        false
    }
    fn hints(&self) -> Vec<Action> {
        Vec::new()
    }
    fn update(&mut self, event: &Event<House>, _ctx: &Ctx) -> Vec<Effect<House>> {
        match event {
            Event::Closing => vec![Effect::Ask(Question::KeepDraft {
                id: "n1".into(),
                form: "receive".into(),
                value: crate::register::value::Value::Null,
            })],
            _ => Vec::new(),
        }
    }
    fn view(&self, _frame: &mut Frame, _area: Rect, _ctx: &Ctx) {}
}

#[test]
fn logging_out_keeps_drafts_closes_the_books_and_leads_back_to_the_gate() {
    let heard = Heard::default();
    let hearing = heard.clone();
    let answer = move |question| {
        hearing.hear(&question);
        match question {
            Question::Look => Answer::Folder(Folder::Office {
                agency: me().agency,
                officers: vec!["an".into(), "hoa".into()],
            }),
            Question::LogOut => Answer::LoggedOut,
            Question::Home => Answer::Home(Box::new(full())),
            _ => Answer::DraftKept,
        }
    };
    let ways = Ways {
        everywhere: &[
            (Action::NewReception, |_| Box::new(Typing)),
            (Action::LogOut, |me| Box::new(Leaving::new(me))),
        ],
        ..Ways::shipped()
    };
    let office: Box<dyn OfficeLink<House>> = Box::new(Answering(answer));
    let mut stage = Rehearsal::new(Box::new(Home::new(me(), ways)), office, (80, 24));
    stage.play("n").unwrap();
    assert!(stage.screen().contains("form"), "{}", stage.screen());
    stage.play("<C-o>").unwrap();
    let asked = heard.all();
    let place = |name| asked.iter().position(|heard| *heard == name).unwrap();
    assert!(place("keep draft") < place("log out"), "{asked:?}");
    assert!(stage.screen().contains("Đăng nhập"), "{}", stage.screen());
    assert!(
        stage.screen().contains("hoa ▾"),
        "who left is expected back"
    );
    assert_eq!(stage.desk().ctx().officer, "");
    stage.play("<C-n>").unwrap();
    assert!(
        stage.screen().contains("Đăng nhập"),
        "no road leads past the gate"
    );
}

#[test]
fn while_the_books_are_opening_nothing_is_typed_and_nothing_is_asked_twice() {
    let stage = office(&["hoa"], (80, 24));
    let ctx = stage.desk().ctx().clone();
    let mut log_in = LogIn::new(Ways::shipped(), "Thanh tra", &["hoa".into()], None, &ctx);
    for letter in "đúng rồi".chars() {
        log_in.update(&Event::Char(letter), &ctx);
    }
    let enter = Event::Act(Action::Confirm);
    let asked = log_in.update(&enter, &ctx);
    assert!(matches!(
        asked[..],
        [Effect::AskLatest(..), Effect::Wake(_)]
    ));
    assert!(!log_in.accepts(Action::Confirm) && !log_in.accepts(Action::Save));
    log_in.update(&Event::Char('x'), &ctx);
    let failed = Answer::Failed(StoreError::DiskFull.into());
    log_in.update(&Event::Reply(failed), &ctx);
    let effects = log_in.update(&enter, &ctx);
    let [Effect::AskLatest(_, Question::LogIn { password, .. }), _] = effects.as_slice() else {
        panic!("it asks again");
    };
    assert_eq!(password.as_str(), "đúng rồi");
}

#[test]
fn the_entrance_speaks_english() {
    let start = crate::desk::start::Start {
        lang: Lang::En,
        ..Default::default()
    };
    let now = crate::desk::home::trial::at("09:14");
    let answer = |_| Answer::Folder(Folder::Empty);
    let mut stage = Rehearsal::with(start.desk(now), Answering(answer), (120, 40), now);
    stage.play("").unwrap();
    insta::assert_snapshot!("set_up_english_120x40", stage.screen());
}

#[test]
fn no_keys_break_the_entrance() {
    rattle(|| nothing_there((80, 24)), 1, 1000);
    rattle(|| office(&["hoa", "dũng"], (80, 24)), 2, 2000);
    let filled = || {
        let mut stage = nothing_there((100, 28));
        stage.play(FILLED).unwrap();
        stage.play("<ret>").unwrap();
        stage
    };
    rattle(filled, 3, 500);
}
