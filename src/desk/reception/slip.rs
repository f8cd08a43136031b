//! The slip on paper: a page to be printed, with the numbers, what comes next and by which day, the receipt for
//! what was handed in, and where to ask. It is made of what was saved, in Vietnamese whatever the desk speaks, and
//! holds nothing of a denouncer. It must not know where the page goes.

use std::fmt::Write;

use chrono::NaiveDateTime;

use super::key::{DocumentKey, Key, PersonKey, Who};
use super::pane::{clock_name, long_day, recount};
use super::sheet::Sheet;
use super::words::{FormWord, SlipWord as W};
use crate::desk::house::House;
use crate::desk::printing;
use crate::desk::screen::{Ctx, Effect};
use crate::desk::words::{Lang, Say};
use crate::law::rule::{Unit, Whose};
use crate::office::view::PetitionView;
use crate::register::clock::Clock;

/// Who handed something in.
#[derive(Clone, Debug, Default)]
pub(super) struct Giver {
    pub(super) name: String,
    pub(super) number: String,
    pub(super) address: String,
}

/// A document that was handed in.
#[derive(Clone, Debug)]
pub(super) struct Paper {
    pub(super) name: String,
    pub(super) pages: Option<i64>,
    pub(super) original: bool,
}

/// What the slip says.
pub(super) struct Slip<'a> {
    pub(super) agency: &'a str,
    /// When it was handed in.
    pub(super) when: String,
    /// Who received, or that it is printed again.
    pub(super) by: String,
    /// Numbers, each with what it is.
    pub(super) numbers: Vec<(String, String)>,
    /// What comes next, by which day, by which article.
    pub(super) next: Vec<(String, String, String)>,
    /// Who came; nobody where that is kept hidden.
    pub(super) giver: Option<&'a Giver>,
    /// What was handed in; only how many where it could tell who is hidden.
    pub(super) papers: &'a [Paper],
}

/// The documents of the form: what each is, its pages, whether it is the original.
pub(super) fn papers(sheet: &Sheet, ctx: &Ctx) -> Vec<Paper> {
    let paper = |place: u8| {
        let key = |of| Key::Document(place, of);
        Paper {
            name: sheet.text(key(DocumentKey::Name), ctx),
            pages: sheet.number(key(DocumentKey::Pages), ctx),
            original: sheet.code(key(DocumentKey::Original), ctx).as_deref() == Some("original"),
        }
    };
    sheet.documents().map(paper).collect()
}

/// A document in one line.
pub(super) fn told(paper: &Paper, ctx: &Ctx) -> String {
    let kind = if paper.original {
        FormWord::TheOriginal
    } else {
        FormWord::Photocopy
    };
    let pages = paper.pages;
    let parts = [
        Some(paper.name.clone()),
        pages.map(|pages| ctx.fill(FormWord::ReceiptPages, &[&pages])),
        Some(ctx.say(kind).to_owned()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The first of who came, as the form names them.
pub(super) fn giver(sheet: &Sheet, ctx: &Ctx) -> Giver {
    let text = |of| sheet.text(Key::Person(Who::Visitor(0), of), ctx);
    Giver {
        name: text(PersonKey::Name),
        number: text(PersonKey::Number),
        address: text(PersonKey::Address),
    }
}

/// A minute as the slip tells it.
pub(super) fn minute(at: NaiveDateTime) -> String {
    at.format("%H:%M %d/%m/%Y").to_string()
}

/// The number of a petition, and what it is.
pub(super) fn numbered(view: &PetitionView, ctx: &Ctx) -> (String, String) {
    let facts = &view.petition.facts;
    let field = facts.field.map(|field| ctx.say(field));
    let said = [
        Some(ctx.say(facts.class)),
        field,
        Some(ctx.say(view.life.status)),
    ];
    let said: Vec<&str> = said.into_iter().flatten().collect();
    (view.petition.no.to_string(), said.join(" · "))
}

/// What comes next: by which day, and how that is counted.
pub(super) fn next(clock: &Clock, ctx: &Ctx) -> (String, String, String) {
    let name = clock_name(clock, &ctx.law, ctx);
    (name, long_day(clock.due, ctx), counted(clock, ctx))
}

/// How many days a clock has, and by which article.
pub(super) fn counted(clock: &Clock, ctx: &Ctx) -> String {
    let count = recount(clock, &ctx.law);
    let length = count.map(|count| match count.unit {
        Unit::WorkingDay => ctx.fill(FormWord::WorkingDays, &[&count.count]),
        Unit::Day => ctx.fill(FormWord::CalendarDays, &[&count.count]),
    });
    match length {
        Some(length) => format!("{length} · {}", clock.citation),
        None => clock.citation.clone(),
    }
}

/// The agency's open clocks, each once, the nearest first.
pub(super) fn open<'c>(clocks: impl Iterator<Item = &'c Clock>) -> Vec<&'c Clock> {
    let mut all: Vec<&Clock> = Vec::new();
    for clock in clocks {
        let same = |other: &&Clock| (&other.rule, other.due) == (&clock.rule, clock.due);
        if clock.is_open() && clock.whose == Whose::Agency && !all.iter().any(same) {
            all.push(clock);
        }
    }
    all.sort_by_key(|clock| clock.due);
    all
}

/// Asks into which file the slip of this record goes.
pub(in crate::desk) fn ask_where(number: &str, ctx: &Ctx) -> Vec<Effect<House>> {
    let name = format!("phieu-{number}.html");
    let (title, note) = (ctx.say(W::WhereTo), ctx.say(W::FileNote));
    vec![printing::ask_as(title, note, &name, ctx)]
}

const STYLE: &str = "body{font:12pt/1.45 'Times New Roman',serif;margin:2cm;color:#000;background:#fff}\
h1{font-size:15pt;text-align:center;margin:1em 0 .2em}h2{font-size:12pt;margin:1.2em 0 .3em}\
table{border-collapse:collapse;width:100%}td,th{border:1px solid #000;padding:.2em .5em;text-align:left}\
.sign td{border:0;text-align:center;height:7em;vertical-align:top}p{margin:.2em 0}";

impl Slip<'_> {
    /// Returns the page.
    pub(super) fn page(&self) -> String {
        let say = |word: W| word.say(Lang::Vi);
        let mut page = format!(
            "<!doctype html>\n<html lang=\"vi\">\n<meta charset=\"utf-8\">\n<title>{}</title>\n<style>{STYLE}</style>\n",
            say(W::Title)
        );
        line(&mut page, "p", self.agency);
        line(&mut page, "h1", say(W::Title));
        line(&mut page, "p", &W::When.fill(Lang::Vi, &[&self.when]));
        line(&mut page, "p", &self.by);
        self.who(&mut page);
        rows(
            &mut page,
            &[say(W::Number), say(W::What)],
            self.numbers
                .iter()
                .map(|(number, what)| vec![number.as_str(), what]),
        );
        if !self.next.is_empty() {
            line(&mut page, "h2", say(W::Next));
            let head = [say(W::Step), say(W::By), say(W::Article)];
            let next = self.next.iter();
            rows(
                &mut page,
                &head,
                next.map(|(a, b, c)| vec![a.as_str(), b, c]),
            );
            line(&mut page, "p", say(W::Expected));
        }
        self.receipt(&mut page);
        line(&mut page, "p", &W::Ask.fill(Lang::Vi, &[&self.agency]));
        let _ = writeln!(
            page,
            "<table class=\"sign\"><tr><td>{}</td><td>{}</td></tr></table>\n</html>",
            say(W::GiverSigns),
            say(W::ReceiverSigns)
        );
        page
    }

    fn who(&self, page: &mut String) {
        let blank = "……………………………………";
        let known = |of: fn(&Giver) -> &str| {
            let text = self.giver.map(of).unwrap_or_default();
            if text.is_empty() { blank } else { text }
        };
        for (word, text) in [
            (W::GiverName, known(|giver| &giver.name)),
            (W::GiverNumber, known(|giver| &giver.number)),
            (W::GiverAddress, known(|giver| &giver.address)),
        ] {
            line(page, "p", &word.fill(Lang::Vi, &[&text]));
        }
    }

    /// What NĐ 154 Đ15.4 lets the giver have in hand: name, pages and condition of each.
    fn receipt(&self, page: &mut String) {
        if self.papers.is_empty() {
            return;
        }
        line(page, "h2", W::Receipt.say(Lang::Vi));
        if self.giver.is_none() {
            line(page, "p", &W::HowMany.fill(Lang::Vi, &[&self.papers.len()]));
            return;
        }
        let cells = self.papers.iter().zip(1..).map(|(paper, place)| {
            let condition = if paper.original {
                W::Original
            } else {
                W::Photocopy
            };
            [
                format!("{place}"),
                paper.name.clone(),
                paper
                    .pages
                    .map_or_else(String::new, |pages| pages.to_string()),
                condition.say(Lang::Vi).to_owned(),
            ]
        });
        let cells: Vec<[String; 4]> = cells.collect();
        let head = [W::Place, W::PaperName, W::Pages, W::Condition].map(|word| word.say(Lang::Vi));
        let rows_of = cells
            .iter()
            .map(|row| row.iter().map(String::as_str).collect());
        rows(page, &head, rows_of);
        line(page, "p", W::TwoCopies.say(Lang::Vi));
    }
}

fn line(page: &mut String, tag: &str, text: &str) {
    let _ = writeln!(page, "<{tag}>{}</{tag}>", escaped(text));
}

fn rows<'a>(page: &mut String, head: &[&str], rows: impl Iterator<Item = Vec<&'a str>>) {
    let row = |page: &mut String, tag: &str, cells: &[&str]| {
        page.push_str("<tr>");
        for cell in cells {
            let _ = write!(page, "<{tag}>{}</{tag}>", escaped(cell));
        }
        page.push_str("</tr>\n");
    };
    page.push_str("<table>\n");
    row(page, "th", head);
    rows.for_each(|cells| row(page, "td", &cells));
    page.push_str("</table>\n");
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            letter if letter.is_control() => safe.push(' '),
            letter => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(giver: Option<&Giver>) -> String {
        let paper = |name: &str, original| Paper {
            name: name.to_owned(),
            pages: Some(2),
            original,
        };
        Slip {
            agency: "Thanh tra tỉnh Tây Ninh",
            when: minute("2026-11-20T09:16:00".parse().unwrap()),
            by: W::Receiver.fill(Lang::Vi, &[&"Lê Thị Hoa"]),
            numbers: vec![("D-2026-0001".into(), "khiếu nại, đất đai".into())],
            next: vec![(
                "trả lời công dân".into(),
                "Thứ Hai 07/12/2026".into(),
                "10 ngày làm việc · TCD Đ28.1".into(),
            )],
            giver,
            papers: &[
                paper("Quyết định <12/QĐ> & bản đồ", false),
                paper("Sổ đỏ", true),
            ],
        }
        .page()
    }

    #[test]
    fn the_slip_says_number_next_step_day_receipt_and_where_to_ask() {
        let giver = Giver {
            name: "Nguyễn Văn An".into(),
            number: "072070001234".into(),
            address: "Tổ 3".into(),
        };
        let page = page(Some(&giver));
        for wanted in [
            "<p>Thanh tra tỉnh Tây Ninh</p>",
            "<td>D-2026-0001</td><td>khiếu nại, đất đai</td>",
            "<td>Thứ Hai 07/12/2026</td>",
            "Nguyễn Văn An",
            "072070001234",
            "<td>1</td><td>Quyết định &lt;12/QĐ&gt; &amp; bản đồ</td><td>2</td><td>bản sao</td>",
            "<td>bản chính</td>",
            "Lê Thị Hoa",
            "09:16 20/11/2026",
        ] {
            assert!(page.contains(wanted), "{wanted}: {page}");
        }
    }

    #[test]
    fn of_who_is_hidden_nothing_is_written_but_blanks_and_a_count() {
        let page = page(None);
        assert!(page.contains("2 tài liệu"), "{page}");
        assert!(
            !page.contains("bản đồ") && !page.contains("Sổ đỏ"),
            "{page}"
        );
    }
}
