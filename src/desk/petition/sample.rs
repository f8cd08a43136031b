//! A real office of invented people in a folder that goes with the test, and a desk over it that
//! remembers what it was asked. For tests.

use std::sync::{Arc, Mutex};

use chrono::{NaiveDate, NaiveDateTime};
use serde_json::{Value as Json, json};
use tempfile::TempDir;
use zeroize::Zeroizing;

use crate::desk::house::House;
use crate::desk::office_thread::OfficeLink;
use crate::desk::rehearsal::Rehearsal;
use crate::desk::screen::Screen;
use crate::office::ask::{Answer, OfficeKind, Question, SetUp};
use crate::office::books::{Line, Office};
use crate::office::door::Door;
use crate::office::permit::Role;
use crate::office::wall::{StoppedClock, WallClock, millis_of};
use crate::register::value::Value;
use crate::text::clean;

/// Who sits at the desk.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    /// An admin with clearance.
    Minh,
    /// A receptionist without clearance.
    Hoa,
}

/// An office with a memory of what was asked.
pub(crate) struct Sample {
    /// The office itself, past what is remembered.
    pub(crate) door: Door,
    /// Every line that was to be written, as JSON.
    pub(crate) written: Arc<Mutex<Vec<Json>>>,
    /// Nothing is asked of the door: it says that this went wrong.
    pub(crate) fails: Option<fn() -> Answer>,
    _dir: TempDir,
}

impl OfficeLink<House> for Sample {
    fn ask(&mut self, ask: Question) -> Answer {
        if let Question::Write { line, .. } = &ask {
            self.written.lock().unwrap().push(to_json(line));
            if let Some(fails) = self.fails {
                return fails();
            }
        }
        self.door.ask(ask)
    }
}

/// A desk over the sample.
pub(crate) type Played = Rehearsal<House, Sample>;

/// Opens a screen over the sample, in a window of this size.
pub(crate) fn desk(first: impl Screen<House> + 'static, who: Who, size: (u16, u16)) -> Played {
    let mut desk = Rehearsal::new(Box::new(first), office(who), size);
    desk.play("").unwrap();
    desk
}

/// Returns the lines that a desk has written.
pub(crate) fn written(desk: &Played) -> Vec<Json> {
    desk.office().written.lock().unwrap().clone()
}

fn now() -> NaiveDateTime {
    let day = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
    day.and_hms_opt(9, 14, 0).unwrap()
}

/// Sets the office up and writes its story.
pub(crate) fn office(who: Who) -> Sample {
    let dir = tempfile::tempdir().unwrap();
    let clock: Arc<dyn WallClock> = Arc::new(StoppedClock(now()));
    let set_up = SetUp {
        agency: "Thanh tra tỉnh Tây Ninh".into(),
        kind: OfficeKind::ProvinceInspectorate,
        unit: Some("80".into()),
        user: "minh".into(),
        display: "Trần Đức Minh".into(),
        password: Zeroizing::new("mật khẩu".into()),
    };
    let (mut office, _) = Office::create(dir.path(), &set_up, Arc::clone(&clock)).unwrap();
    let people = [("hoa", "Lê Thị Hoa"), ("dung", "Phạm Quốc Dũng")];
    for (user, name) in people {
        office
            .add_officer(user, name, Role::Receptionist, "mật khẩu")
            .unwrap();
    }
    let lines = story().into_iter().map(|(at, by, json)| Line {
        value: from_json(&json),
        at: Some(millis_of(
            NaiveDateTime::parse_from_str(at, "%Y-%m-%dT%H:%M").unwrap(),
        )),
        by: Some(by.to_owned()),
        draft: None,
    });
    let lines: Vec<Line> = lines.collect();
    for (answer, (_, _, line)) in office.write(lines).unwrap().into_iter().zip(story()) {
        if let Err(failure) = answer {
            panic!("{line}: {failure:?}");
        }
    }
    let mut door = Door::with(dir.path(), clock, office);
    if who == Who::Hoa {
        door.ask(Question::LogOut);
        let answer = door.ask(Question::LogIn {
            user: "hoa".into(),
            password: Zeroizing::new("mật khẩu".into()),
        });
        assert!(matches!(answer, Answer::LoggedIn(_)), "{answer:?}");
    }
    Sample {
        door,
        written: Arc::default(),
        fails: None,
        _dir: dir,
    }
}

fn an() -> Json {
    json!({"name": "Nguyễn Văn An", "born": "1970-05-02", "sex": "male", "id_kind": "cccd",
        "id_number": "072070001234", "id_issued": "2021-08-11", "address": "Tổ 3, ấp Tân Lập",
        "unit": "25489", "phone": "0901234567"})
}

fn person(name: &str, number: &str, address: &str) -> Json {
    json!({"name": name, "id_kind": "cccd", "id_number": number, "address": address, "unit": "25489"})
}

/// The lines of the story: when and by whom each was written.
fn story() -> Vec<(&'static str, &'static str, Json)> {
    let mut story = vec![
        ("2026-10-05T08:40", "hoa", land()),
        (
            "2026-10-12T10:00",
            "dung",
            json!({"do": "accept", "petition": "D-2026-0001",
            "on": "2026-10-12", "number": "15/TB-TTr"}),
        ),
        (
            "2026-10-12T10:05",
            "minh",
            json!({"do": "assign", "petition": "D-2026-0001",
            "on": "2026-10-12", "officer": "dung"}),
        ),
        (
            "2026-10-20T14:00",
            "dung",
            json!({"do": "urge", "petition": "D-2026-0001",
            "on": "2026-10-19", "agency": "UBND xã Tân Lập", "number": "88/CV-TTr"}),
        ),
        (
            "2026-10-20T14:10",
            "dung",
            json!({"do": "urge", "petition": "D-2026-0001",
            "on": "2026-10-20", "agency": "UBND xã Tân Lập", "number": "88/CV-TTr"}),
        ),
        (
            "2026-10-20T14:12",
            "dung",
            json!({"do": "correct", "petition": "D-2026-0001",
            "on": "2026-10-20", "seq": 6, "void": true, "reason": "ghi nhầm ngày"}),
        ),
        (
            "2026-10-21T09:00",
            "hoa",
            json!({"do": "correct", "petition": "D-2026-0001",
            "on": "2026-10-21", "field": "field", "to": "land", "reason": "ghi nhầm lĩnh vực"}),
        ),
    ];
    story.extend(suspended());
    story.extend(denounced());
    story.extend(second());
    story.extend(others());
    story
}

fn land() -> Json {
    json!({"do": "receive", "at": "2026-10-05T08:35", "kind": "regular", "by": "receptionist",
        "visitors": [an()], "people": 1, "capacity": "self",
        "summary": "Khiếu nại Quyết định số 12/QĐ-UBND về việc thu hồi 320 m² đất vườn tại thửa 118, tờ bản đồ số 7, cho rằng việc kiểm đếm, áp giá bồi thường không đúng với hiện trạng sử dụng ổn định từ năm 1993.",
        "request": "Hủy quyết định thu hồi đất; kiểm đếm và áp giá lại",
        "place": "25489", "against": "Chủ tịch UBND xã Tân Lập",
        "decided_by": {"agency": "UBND xã Tân Lập", "number": "12/QĐ-UBND", "date": "2026-09-01"},
        "documents": [{"name": "Quyết định thu hồi đất", "pages": 2, "original": false},
            {"name": "Giấy chứng nhận quyền sử dụng đất", "pages": 4, "original": true}],
        "petitions": [{"class": "complaint", "field": "administrative", "subject": "decision",
            "round": 1, "competent": true, "eligible": true, "dated": "2026-10-01", "signers": 1,
            "also_sent_to": ["Ban Tiếp công dân tỉnh"]}]})
}

fn suspended() -> Vec<(&'static str, &'static str, Json)> {
    vec![
        (
            "2026-10-08T09:20",
            "hoa",
            json!({"do": "receive", "at": "2026-10-08T09:10",
            "kind": "regular", "by": "receptionist",
            "visitors": [person("Võ Văn Sơn", "072062004321", "ấp Thạnh Bình")],
            "summary": "Khiếu nại việc dừng trợ cấp hằng tháng",
            "petitions": [{"class": "complaint", "field": "policy", "subject": "act",
                "competent": true}]}),
        ),
        (
            "2026-10-14T09:20",
            "dung",
            json!({"do": "accept", "petition": "D-2026-0002",
            "on": "2026-10-14", "number": "19/TB-TTr"}),
        ),
        (
            "2026-10-15T09:20",
            "minh",
            json!({"do": "mark", "petition": "D-2026-0002",
            "on": "2026-10-15", "complex": true, "ground": "Đ3a.1.c", "number": "07/VB-TTr"}),
        ),
        (
            "2026-10-30T09:20",
            "minh",
            json!({"do": "suspend", "petition": "D-2026-0002",
            "on": "2026-10-30", "ground": "Đ11a.1.a", "number": "21/QĐ-TTr"}),
        ),
    ]
}

fn denounced() -> Vec<(&'static str, &'static str, Json)> {
    vec![(
        "2026-11-20T08:12",
        "hoa",
        json!({"do": "receive", "at": "2026-11-20T08:10",
            "kind": "regular", "by": "receptionist",
            "visitors": [person("Bùi Thị Kín", "072085009999", "khu phố 4")],
            "summary": "Tố cáo Trưởng phòng nhận tiền khi xét thầu",
            "against": "Trưởng phòng Quản lý dự án",
            "petitions": [{"class": "denunciation", "field": "corruption", "competent": true}]}),
    )]
}

fn second() -> Vec<(&'static str, &'static str, Json)> {
    vec![
        (
            "2026-11-16T15:02",
            "hoa",
            json!({"do": "receive", "at": "2026-11-16T15:00",
            "kind": "regular", "by": "head",
            "visitors": [person("Nguyễn Đức Thắng", "072071112222", "Tổ 9, ấp Tân Hòa")],
            "summary": "Khiếu nại lần hai việc bồi thường, đã có quyết định lần đầu",
            "decided_by": {"agency": "UBND xã Tân Lập", "number": "41/QĐ-UBND",
                "date": "2026-10-30"},
            "petitions": [{"class": "complaint", "field": "land", "subject": "decision",
                "round": 2}]}),
        ),
        (
            "2026-11-16T15:20",
            "hoa",
            json!({"do": "link", "petition": "D-2026-0004",
            "on": "2026-11-16", "to": "D-2026-0001", "as": "related"}),
        ),
        (
            "2026-11-16T15:30",
            "minh",
            json!({"do": "promise", "petition": "D-2026-0004",
            "on": "2026-11-16", "text": "Mời UBND xã và người dân làm việc chung tại thực địa",
            "due": "2026-11-24"}),
        ),
    ]
}

/// Answers that lead to feedback of another field.
fn asked() -> Json {
    let answers = [
        ("mixed", false),
        ("own_right", false),
        ("violation", false),
        ("asks_change", false),
        ("informs", true),
        ("pa_rule", false),
        ("pa_own", true),
        ("pa_repeat", false),
        ("pa_named", true),
        ("pa_clear", true),
        ("pa_language", true),
        ("pa_land", false),
        ("pa_policy", false),
        ("pa_office", false),
    ];
    let answer = |(question, yes): (&str, bool)| json!({"question": question, "yes": yes});
    answers.map(answer).into_iter().collect()
}

fn others() -> Vec<(&'static str, &'static str, Json)> {
    vec![
        (
            "2026-11-18T10:00",
            "hoa",
            json!({"do": "file", "on": "2026-11-18", "source": "press",
            "from_agency": "Báo Tây Ninh",
            "senders": [person("Tòa soạn", "0100100100", "đường 30/4")],
            "summary": "Phản ánh xe tải chạy giờ cấm qua cổng trường",
            "petitions": [{"class": "feedback", "field": "administrative",
                "path": asked(), "overruled": "xe tải do sở quản lý",
                "petitioners": [person("Trần Thị Bình", "072090003333", "ấp Chợ")]}]}),
        ),
        (
            "2026-11-20T08:45",
            "hoa",
            json!({"do": "receive", "at": "2026-11-20T08:41",
            "kind": "periodic", "by": "head", "people": 12, "capacity": "group_representative",
            "visitors": [person("Hồ Ngọc Lan", "072065004444", "ấp Tân Lập"),
                person("Đặng Văn Hậu", "072066005555", "ấp Tân Lập")],
            "summary": "Đoàn 12 người khiếu nại phương án bồi thường khu dân cư",
            "petitions": [{"class": "complaint", "field": "land", "subject": "decision",
                "competent": false, "signers": 12}]}),
        ),
        (
            "2026-11-20T08:55",
            "minh",
            json!({"do": "promise", "reception": "TCD-2026-0005",
            "on": "2026-11-20", "text": "Trả lời đoàn tại trụ sở xã", "due": "2026-11-27"}),
        ),
        (
            "2026-11-19T14:05",
            "hoa",
            json!({"do": "receive", "at": "2026-11-19T14:00",
            "kind": "regular", "by": "receptionist",
            "visitors": [person("Mai Văn Quá", "072060007777", "phường 3")],
            "summary": "Đến lần thứ sáu về việc đã trả lời",
            "refused": {"ground": "Đ9.3", "evidence": "Thông báo 44/TB-UBND ngày 02/09/2026",
                "decided_by": "Trần Đức Minh"}}),
        ),
    ]
}

/// The office with more to watch over: what is decided and not carried out, promises late and kept, a posted
/// day and one that was missed, who was invited, an opening.
pub(crate) fn watched_office() -> Sample {
    let mut sample = office(Who::Minh);
    for line in watched() {
        let line = from_json(&line);
        let answer = sample.door.ask(Question::Write { line, draft: None });
        assert!(matches!(answer, Answer::Saved(_)), "{answer:?}");
    }
    sample
}

fn watched() -> Vec<Json> {
    vec![
        json!({"do": "promise", "petition": "D-2026-0001", "on": "2026-11-02",
            "text": "Đo lại ranh thửa 118", "due": "2026-11-10"}),
        json!({"do": "decide", "petition": "D-2026-0001", "on": "2026-11-06", "outcome": "right",
            "number": "31/QĐ-TTr", "returned_money": 12_500_000, "returned_land_m2": 320}),
        json!({"do": "take_effect", "petition": "D-2026-0001", "on": "2026-11-06",
            "reason": "Hai bên đồng ý thi hành ngay"}),
        json!({"do": "reveal", "petition": "D-2026-0003", "on": "2026-11-20",
            "reason": "Xác minh nội dung tố cáo"}),
        json!({"do": "schedule", "date": "2026-11-26", "who": "Chánh Thanh tra",
            "place": "Trụ sở tiếp công dân", "posted_on": "2026-11-18"}),
        json!({"do": "schedule", "date": "2026-11-12", "who": "Chánh Thanh tra",
            "place": "Trụ sở tiếp công dân", "posted_on": "2026-11-09"}),
        json!({"do": "absent", "date": "2026-11-12", "reason": "họp Tỉnh ủy đột xuất",
            "replaced_by": "Phó Chánh Thanh tra Trần Đức Minh"}),
        json!({"do": "invite", "petition": "D-2026-0002", "on": "2026-11-18", "date": "2026-11-20"}),
        json!({"do": "invite", "petition": "D-2026-0006", "on": "2026-11-20", "date": "2026-11-20"}),
    ]
}

/// Reads a value, days as days.
pub(crate) fn from_json(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(yes) => Value::Bool(*yes),
        Json::Number(number) => Value::Int(number.as_i64().unwrap()),
        Json::String(text) => Value::Text(clean(text)),
        Json::Array(items) => Value::List(items.iter().map(from_json).collect()),
        Json::Object(entries) => Value::Map(
            entries
                .iter()
                .map(|(key, value)| (key.clone(), from_json(value)))
                .collect(),
        ),
    }
}

/// Writes a value, days as text.
pub(crate) fn to_json(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(yes) => Json::Bool(*yes),
        Value::Int(number) => json!(number),
        Value::Text(text) => json!(text),
        Value::Day(day) => json!(day.to_string()),
        Value::Moment(at) => json!(at.format("%Y-%m-%dT%H:%M").to_string()),
        Value::List(items) => items.iter().map(to_json).collect(),
        Value::Map(entries) => Json::Object(
            entries
                .iter()
                .map(|(key, value)| (key.clone(), to_json(value)))
                .collect(),
        ),
    }
}
