//! A full morning on the built program in a real terminal: ten visits as ten kinds of people bring them, half
//! of them in Vietnamese in a small window, half in English in a wide one, with a power cut between.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "this is test code")]

mod support;

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};
use support::office::{BIN, TestOffice, password_file};
use support::pty::Pty;
use tiepdan::office::wall::{SystemClock, WallClock};

const PASSWORD: &str = "mat-khau-cua-lan";
const CARD: &str =
    "072070001234||Nguyễn Văn An|02051970|Nam|Tổ 3, ấp 1, xã Tân Lập, Tân Biên, Tây Ninh|11082021";
const SECOND: &str = "072169001111|281234567|Phan Thị Hòa|02031969|Nữ|Tổ 1, ấp Tân Lập, xã Tân Lập, tỉnh Tây Ninh|11082021";
const LAWYER: &str =
    "072080005555||Đỗ Minh Luật|09091980|Nam|Số 5, đường Cách Mạng, phường Tân Ninh|01012022";
/// What the denouncers of the morning must not be found by.
const SECRETS: [&str; 3] = ["Bùi Thị Kín", "072185009999", "0377000111"];

fn today() -> NaiveDate {
    tiepdan::office::wall::civil(SystemClock.millis()).date()
}

/// The receptionist's place: an office with a complaint decided ten days ago, and Lan, who has no clearance.
struct Morning {
    office: TestOffice,
    desk: Pty,
    receptions: usize,
}

impl Morning {
    fn begin() -> Self {
        let office = TestOffice::new();
        let ago = |days| (today() - Days::new(days)).to_string();
        let earlier = office.saved(
            &json!({"do": "receive", "at": format!("{}T08:30", ago(40)), "kind": "regular",
            "by": "receptionist", "summary": "Khiếu nại quyết định thu hồi đất vườn tại thửa 118",
            "visitors": [{"name": "Phan Thị Hòa", "born": "1969-03-02", "id_kind": "cccd",
                "id_number": "072169001111", "address": "Tổ 1, ấp Tân Lập"}],
            "petitions": [{"class": "complaint", "field": "land", "subject": "decision",
                "round": 1, "competent": true, "eligible": true}]})
            .to_string(),
        );
        let no = &earlier["petitions"][0];
        office.saved(
            &json!({"do": "accept", "petition": no, "on": ago(36), "number": "1/TB"}).to_string(),
        );
        office.saved(
            &json!({"do": "decide", "petition": no, "on": ago(10), "number": "9/QĐ",
            "outcome": "wrong"})
            .to_string(),
        );
        let pw = password_file(office.temp.path(), "lan", PASSWORD);
        let added = office.run(&[
            "user",
            "add",
            "lan",
            "--role",
            "receptionist",
            "--new-password-file",
            pw.to_str().unwrap(),
        ]);
        assert!(added.status.success(), "{added:?}");
        let desk = Self::sit_down(&office, "vi", (24, 80));
        Self {
            office,
            desk,
            receptions: 0,
        }
    }

    fn sit_down(office: &TestOffice, lang: &str, size: (u16, u16)) -> Pty {
        let (home, dir) = (office.temp.path(), &office.dir);
        let env = [
            ("HOME", home.to_str().unwrap()),
            ("TIEPDAN_OFFICE", dir.to_str().unwrap()),
            ("TIEPDAN_USER", "lan"),
        ];
        let mut desk = Pty::start(BIN, &["--lang", lang], &env, size);
        desk.until_text(if lang == "vi" {
            "Mật khẩu"
        } else {
            "Password"
        });
        desk.keys(PASSWORD);
        desk.keys("<ret>");
        desk.until_text(if lang == "vi" { "Hôm nay" } else { "Today" });
        desk
    }

    /// Begins a reception, from home or from the page of the one before.
    fn receive(&mut self) {
        self.desk.keys("n");
        self.desk.until_text("1 ");
        self.desk.until("the first step", |screen| {
            let text = screen.contents();
            text.contains("1 Người đến ●") || text.contains("1 Who ●")
        });
    }

    /// Types, then waits for what should be seen.
    fn types(&mut self, keys: &str, seen: &str) {
        self.desk.keys(keys);
        self.desk.until_text(seen);
        fits(&self.desk.text());
    }

    fn pastes(&mut self, text: &str, seen: &str) {
        self.desk.paste(text);
        self.desk.until_text(seen);
        fits(&self.desk.text());
    }

    /// Saves, and sees the number that it was given.
    fn saves(&mut self, keys: &str) -> String {
        self.receptions += 1;
        self.desk.keys(keys);
        let number = format!("TCD-{}-{:04}", today().format("%Y"), self.number());
        self.desk.until_text(&number);
        let page = self.desk.text();
        fits(&page);
        number
    }

    /// The place of the last reception in its year; the one of forty days ago may lie in another.
    fn number(&self) -> usize {
        let earlier = today() - Days::new(40);
        let same = earlier.format("%Y").to_string() == today().format("%Y").to_string();
        self.receptions + usize::from(same)
    }
}

/// A list as it comes out of a spreadsheet.
fn the_other_ten() -> String {
    let line =
        |(n, letter): (u32, char)| format!("{n}\tNgô Thị Mẫu {letter}\t19{}\tẤp {n}\r", 50 + n);
    (1..).zip('B'..='K').map(line).collect()
}

/// Nothing on a screen may run into the frame's edge or be cut within a number.
fn fits(screen: &str) {
    for part in screen.split_whitespace() {
        let cut = (part.starts_with("TCD-2") || part.starts_with("D-2")) && part.ends_with('…');
        assert!(!cut, "{part} is cut in\n{screen}");
    }
    assert!(!screen.contains("panicked"), "{screen}");
}

/// A visit as the books hold it.
fn shown(office: &TestOffice, number: &str) -> Value {
    let (code, record) = office.json(&["show", number, "--user", "hoa"]);
    assert_eq!(code, 0, "{record}");
    record
}

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "a morning is read from top to bottom"
)]
fn ten_visits_are_received_and_every_one_is_in_the_books() {
    let mut m = Morning::begin();

    // 1. A scanned card: a complaint that is competent and eligible.
    m.receive();
    m.pastes(CARD, "Nguyễn Văn An");
    m.types(
        "<pgdn>Khiếu nại quyết định thu hồi đất<tab>Hủy<pgdn>",
        "3 Phân loại ●",
    );
    m.types("1<tab>1<tab>1", "thụ lý");
    let scanned = m.saves("<c-s>");

    // 2. Typed, as UniKey sends it: letters, Backspaces, letters.
    m.receive();
    m.types(
        "072090007777<tab>Trâ<bs>ần Va<bs>ăn Bi<bs>ình<tab>",
        "Trần Văn Bình",
    );
    m.types("1990<tab>1<tab>Ấp Bình Hòa<tab>tan lap", "Xã Tân Lập");
    m.types(
        "<ret><pgdn>Kiến nghị sửa đường liên ấp<pgdn>",
        "3 Phân loại ●",
    );
    m.types("3", "(•) kiến nghị");
    let typed = m.saves("<c-s>");

    // 3. Twelve people, of whom two speak; the other ten stand on a list that is pasted.
    m.receive();
    m.pastes(CARD, "Nguyễn Văn An");
    m.types(
        "<tab><tab><tab><tab><tab><tab><c-u>12<tab>",
        "đoàn 12 người",
    );
    m.types("6<tab>Biên bản cử đại diện<tab>", "đoàn 12 người mới ghi");
    m.pastes(&the_other_ten(), "mới ghi tên 11");
    m.types(
        "<f9>072175003333<tab>Trần Thị Ba<tab>1975<tab>2<tab>Ấp 2",
        "Trần Thị Ba",
    );
    m.types("<pgdn>Khiếu nại giá bồi thường chợ<pgdn>1", "(•) khiếu nại");
    let group = m.saves("<c-s>");

    // 4. Refused: answered many times, and told so in writing.
    m.receive();
    m.types("<pgdn>Đã trả lời nhiều lần, vẫn đến<f12>", "Căn cứ từ chối");
    m.types(
        "9.3<tab>Thông báo số 5/TB-UBND<tab>Trần Văn Chánh",
        "Trần Văn Chánh",
    );
    let refused = m.saves("<c-s>");
    m.desk.until_text("đã từ chối tiếp");

    // 5. Interrupted: the power goes in the middle, and the draft is where it was.
    m.receive();
    m.types(
        "072088004444<tab>Lý Văn Dở<tab>1988<tab>1<tab>Ấp Dang Dở",
        "Ấp Dang Dở",
    );
    m.desk.until_text("nháp ✓");
    m.desk.kill();
    m.desk = Morning::sit_down(&m.office, "en", (40, 140));
    m.desk.until_text("draft");
    m.desk.keys("<up><up><up><ret>");
    m.desk.until_text("Lý Văn Dở");
    m.desk.until_text("Ấp Dang Dở");
    m.types("<pgdn>Phản ánh đèn đường hỏng<pgdn>4", "(•) feedback");
    let interrupted = m.saves("<c-s>");

    // 6. Mixed: a complaint, and a recommendation beside it.
    m.receive();
    m.pastes(CARD, "Nguyễn Văn An");
    m.types(
        "<pgdn>Thu hồi đất, và kiến nghị mở chợ<pgdn>1<tab>1<f8>",
        "2",
    );
    m.types("3<tab>Kiến nghị mở chợ", "Kiến nghị mở chợ");
    let mixed = m.saves("<c-s>");

    // 7. A denunciation: once saved, Lan herself no longer sees whose it is.
    m.receive();
    m.types(
        "072185009999<tab>Bùi Thị Kín<tab>1985<tab>2<tab>Ấp Kín",
        "Bùi Thị Kín",
    );
    m.types("<pgdn>Tố cáo cán bộ địa chính vòi tiền<pgdn>2", "Tố cáo");
    let denounced = m.saves("<c-s>");
    assert!(!m.desk.text().contains("Bùi Thị Kín"), "{}", m.desk.text());

    // 8. The second round of what was decided ten days ago: recognised by itself, joined with a key.
    m.receive();
    m.pastes(SECOND, "Phan Thị Hòa");
    m.types(
        "<pgdn>Khiếu nại lần hai thu hồi đất vườn thửa 118<pgdn>1",
        "99 %",
    );
    m.types("<c-l>", "?");
    m.types("<ret>", "✓");
    let again = m.saves("<c-s>");

    // 9. A lawyer with a power of attorney, who names whom he comes for.
    m.receive();
    m.pastes(LAWYER, "Đỗ Minh Luật");
    m.types("<tab><tab><tab><tab><tab><tab><tab>4", "(•)");
    m.types("<tab>Giấy ủy quyền 5/2026", "Giấy ủy quyền 5/2026");
    m.types("<pgdn>Khiếu nại xử phạt xây dựng<pgdn>1", "(•)");
    // Whom he comes for is missing: the cursor goes there by itself.
    m.types("<c-s>", "✗ 1 to mend");
    let lawyer = m.saves("Lê Thị Cúc<c-s>");

    // 10. Nothing brought: only asked how, and told.
    m.receive();
    m.pastes(CARD, "Nguyễn Văn An");
    m.types("<pgdn>Hỏi cách viết đơn, đã hướng dẫn<pgdn>5", "(•)");
    let nothing = m.saves("<c-s>");

    m.desk.keys("<c-q>");
    assert_eq!(m.desk.exit_code(), 0);

    let office = &m.office;
    let visit = |number: &str| shown(office, number);
    assert_eq!(visit(&scanned)["visitors"][0]["id_number"], "072070001234");
    assert_eq!(visit(&typed)["visitors"][0]["name"], "Trần Văn Bình");
    assert_eq!(visit(&group)["people"], 12);
    let twelve = visit(&group)["petitions"][0].clone();
    let twelve = twelve.as_str().or(twelve["petition"].as_str()).unwrap();
    let named = visit(twelve)["petitioners"].as_array().unwrap().clone();
    assert_eq!(named.len(), 12, "{named:?}");
    assert!(
        named.iter().any(|one| one["name"] == "Ngô Thị Mẫu K"),
        "{named:?}"
    );
    assert_eq!(visit(&refused)["refused"]["ground"], "Đ9.3");
    assert_eq!(visit(&interrupted)["visitors"][0]["address"], "Ấp Dang Dở");
    assert_eq!(visit(&mixed)["petitions"].as_array().unwrap().len(), 2);
    assert_eq!(visit(&lawyer)["capacity"], "lawyer");
    assert_eq!(
        visit(&nothing)["petitions"].as_array().map_or(0, Vec::len),
        0
    );
    let second = visit(&again)["petitions"][0].clone();
    let second = second.as_str().or(second["petition"].as_str()).unwrap();
    assert_eq!(visit(second)["round"], 2);
    // Lan saved it, and without clearance nothing tells her whose it was.
    let lan = office
        .command(&["show", &denounced, "--user", "lan"])
        .env("TIEPDAN_PASSWORD_FILE", office.temp.path().join("lan"))
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&lan.stdout);
    assert!(lan.status.success(), "{told}");
    for secret in SECRETS {
        assert!(!told.contains(secret), "{told}");
    }
    let (code, check) = office.json(&["check", "--user", "hoa"]);
    assert_eq!((code, &check["ok"]), (0, &json!(true)), "{check}");
}

/// The drafts as they lie on the disk now: names and what is in them.
fn drafts(office: &TestOffice) -> Vec<(std::ffi::OsString, Vec<u8>)> {
    let files = std::fs::read_dir(office.dir.join("drafts")).unwrap();
    let mut all: Vec<_> = files
        .filter_map(Result::ok)
        // One that is being replaced right now may be gone between the two.
        .filter_map(|file| Some((file.file_name(), std::fs::read(file.path()).ok()?)))
        .collect();
    all.sort();
    all
}

#[test]
fn a_kill_amid_typing_without_a_pause_takes_no_more_than_what_no_draft_held_yet() {
    let mut m = Morning::begin();
    m.receive();
    m.types("072088004444<tab>Lý Văn Dở<pgdn>", "2 Nội dung ●");
    m.desk.until_text("nháp ✓");
    // Word follows word, with no rest in which the program could say that it keeps them. What is on the disk when
    // it changes holds what was typed before the change that came before.
    let (mut held, mut last_change, mut changes) = (0, 0, 0);
    let mut before = drafts(&m.office);
    for word in 1.. {
        m.types(&format!("chu{word} "), &format!("chu{word}"));
        let now = drafts(&m.office);
        if now != before {
            (held, last_change) = (last_change, word);
            changes += 1;
            before = now;
        }
        assert!(
            word - last_change < 40,
            "no draft for {} words",
            word - last_change
        );
        if changes == 4 {
            break;
        }
    }
    m.desk.kill();
    m.desk = Morning::sit_down(&m.office, "vi", (24, 80));
    m.desk.until_text("bản nháp");
    m.desk.keys("b");
    m.desk.until_text("2 Nội dung ●");
    let screen = m.desk.text();
    let words = screen.split_whitespace();
    let kept = words.filter_map(|word| word.strip_prefix("chu")?.parse::<i32>().ok());
    let kept = kept.max().unwrap_or(0);
    assert!(
        kept >= held && held > 0,
        "{kept} kept, {held} were on the disk: {screen}"
    );
}
