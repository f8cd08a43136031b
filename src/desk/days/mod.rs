//! The head's reception days, a month at a time: posted in time or not, held or missed, against the least
//! number of the law; who was invited and came. It must not know how any of that is found.

mod grid;
#[cfg(test)]
mod tests;
pub mod words;
mod write;

use std::ops::Range;

use chrono::{Datelike, Months, NaiveDate};
use ratatui::text::Line;

use self::words::DayWord as W;
use self::write::{Doing, WriteDay};
use super::action::Action;
use super::frame::{date, short_weekday, weekday};
use super::house::{House, Note};
use super::keymap::Context;
use super::list::{Column, ListCell, ListRow, Wide};
use super::listing::cells::widest;
use super::listing::{Came, Done, Listing, Opens, Sheet};
use super::register::Register;
use super::screen::{Ctx, Effect, Screen};
use super::theme::Mood;
use super::words::{Kit, Lang, Say};
use crate::office::ask::{Answer, Draft, Filter, Question};
use crate::office::index::{Kind, Name};
use crate::office::order::{By, Rank};
use crate::office::reception_days::{DayStanding, Invited, ReceptionDay, ReceptionDays};
use crate::register::number::Subject;
use crate::words::law::short_citation;

/// Rows of the window from which the month is drawn as weeks too.
const TALL: u16 = 30;

/// Makes the screen of this month; `opens` makes what a record opens as.
pub fn list(opens: Opens) -> Listing<HeadDays> {
    Listing::new(HeadDays::default(), opens)
}

/// Goes on with a draft of a posted day or an absence; `None` where it is of something else.
pub fn resume(draft: &Draft) -> Option<Box<dyn Screen<House>>> {
    WriteDay::resume(draft).map(|write| Box::new(write) as Box<dyn Screen<House>>)
}

/// A month of reception days.
#[derive(Default)]
pub struct HeadDays {
    /// The first of the month; this month until another is chosen.
    month: Option<NaiveDate>,
    found: Option<ReceptionDays>,
}

/// Returns how a standing looks.
pub(in crate::desk) fn mood(standing: DayStanding) -> Mood {
    match standing {
        DayStanding::Held | DayStanding::Unscheduled => Mood::Ok,
        DayStanding::Missed => Mood::Error,
        DayStanding::Coming => Mood::Soon,
    }
}

fn word(standing: DayStanding) -> W {
    match standing {
        DayStanding::Held => W::Held,
        DayStanding::Missed => W::Missed,
        DayStanding::Coming => W::Coming,
        DayStanding::Unscheduled => W::Unscheduled,
    }
}

/// Returns the line that says how many days are held and to come, against the least, and how that looks.
/// More than the least is no fault: it is never written as a share of it.
fn against(found: &ReceptionDays, ctx: &Ctx) -> (String, Mood) {
    held_against(found, W::Against, ctx)
}

/// Returns the same where a title above says of what.
pub(in crate::desk) fn against_in_short(found: &ReceptionDays, ctx: &Ctx) -> (String, Mood) {
    held_against(found, W::AgainstShort, ctx)
}

fn held_against(found: &ReceptionDays, word: W, ctx: &Ctx) -> (String, Mood) {
    let (held, coming) = (found.held, found.coming);
    let Some(duty) = found.duty else {
        return (ctx.fill(W::Without, &[&held, &coming]), Mood::Plain);
    };
    let words = ctx.fill(word, &[&held, &duty.days_a_month, &coming]);
    if found.short {
        (words, Mood::Overdue)
    } else if held < duty.days_a_month {
        (words, Mood::Soon)
    } else {
        (words, Mood::Ok)
    }
}

fn who(day: &ReceptionDay) -> String {
    let posted = day.posted.as_ref().map(|posted| posted.who.clone());
    posted.unwrap_or_else(|| "–".to_owned())
}

fn place(day: &ReceptionDay) -> String {
    let posted = day.posted.as_ref().map(|posted| posted.place.clone());
    posted.unwrap_or_else(|| "–".to_owned())
}

fn posted(day: &ReceptionDay) -> (String, Mood) {
    match &day.posted {
        None => ("–".to_owned(), Mood::Plain),
        Some(posted) => {
            let mood = if posted.in_time {
                Mood::Ok
            } else {
                Mood::Warning
            };
            (
                format!("{} {}", posted.posted_on.format("%d/%m"), mood.sign()),
                mood,
            )
        }
    }
}

fn standing(day: &ReceptionDay, ctx: &Ctx) -> String {
    let mood = mood(day.standing);
    format!("{} {}", mood.sign(), ctx.say(word(day.standing)))
}

impl ListRow for ReceptionDay {
    type Key = NaiveDate;

    fn key(&self) -> NaiveDate {
        self.date
    }

    fn cells(&self, ctx: &Ctx) -> Vec<ListCell> {
        let day = self.date;
        let (posted, posted_mood) = posted(self);
        let count = |count: usize| {
            if count == 0 {
                "–".to_owned()
            } else {
                count.to_string()
            }
        };
        let when = format!(
            "{:<3} {}",
            short_weekday(day, ctx.lang),
            day.format("%d/%m")
        );
        vec![
            ListCell::new(when),
            ListCell::meaning(standing(self, ctx), mood(self.standing), ctx),
            ListCell::new(who(self)),
            ListCell::new(place(self)),
            ListCell::meaning(posted, posted_mood, ctx),
            ListCell::new(count(self.receptions.len())),
            ListCell::new(count(self.people as usize)),
        ]
    }

    fn rank(&self, by: By, ctx: &Ctx) -> Option<Rank> {
        match by {
            By::Since => Some(Rank::day(self.date)),
            By::Kind => Rank::text(ctx.say(word(self.standing))),
            By::Officer => Rank::text(&who(self)),
            By::What => Rank::text(&place(self)),
            By::Due => {
                let posted = self.posted.as_ref();
                posted.map(|posted| Rank::day(posted.posted_on))
            }
            By::Own(0) => Some(Rank::count(self.receptions.len())),
            By::Own(_) => Some(Rank::count(self.people)),
            _ => None,
        }
    }

    fn day(&self) -> Option<NaiveDate> {
        Some(self.date)
    }
}

fn invited(guest: &Invited, ctx: &Ctx) -> String {
    let name = match &guest.name {
        Name::Shown(name) => name.to_string(),
        Name::Hidden => ctx.say(Kit::Hidden).to_owned(),
        Name::Erased => ctx.say(Kit::Erased).to_owned(),
        Name::Nobody => "–".to_owned(),
    };
    let (mood, word) = if guest.came {
        (Mood::Ok, W::CameWord)
    } else {
        (Mood::Error, W::DidNotCome)
    };
    format!(
        "{} {name} ({}) {}",
        mood.sign(),
        guest.petition,
        ctx.say(word)
    )
}

impl HeadDays {
    fn month(&self, ctx: &Ctx) -> NaiveDate {
        let today = ctx.today();
        let this = today.with_day(1).unwrap_or(today);
        self.month.unwrap_or(this)
    }

    /// The words that an act is begun with: who and where, as last posted.
    fn last_posted(&self) -> (String, String) {
        let mut days = self.found.iter().flat_map(|found| found.days.iter().rev());
        let posted = days.find_map(|day| day.posted.as_ref());
        posted.map_or_else(Default::default, |posted| {
            (posted.who.clone(), posted.place.clone())
        })
    }
}

impl Sheet for HeadDays {
    type Row = ReceptionDay;

    fn title(&self, ctx: &Ctx) -> String {
        ctx.fill(W::Title, &[&self.month(ctx).format("%m/%Y")])
    }

    fn question(&self, _places: Range<usize>, ctx: &Ctx) -> Question {
        Question::ReceptionDays(self.month(ctx))
    }

    fn came(&mut self, answer: &Answer, _ctx: &Ctx) -> Option<Came<ReceptionDay>> {
        let Answer::ReceptionDays(found) = answer else {
            return None;
        };
        self.found = Some((**found).clone());
        Some(Came::all(found.days.clone()))
    }

    fn columns(&self, rows: &[ReceptionDay], ctx: &Ctx) -> Vec<Column> {
        let title = |word: W| ctx.say(word);
        let states = widest(rows, title(W::State), 24, |day| standing(day, ctx));
        let heads = widest(rows, title(W::Who), 30, who);
        let notices = widest(rows, title(W::Posted), 12, |day| posted(day).0);
        let number = |word: W| {
            let wide = crate::text::width(ctx.say(word));
            Wide::Exactly(u16::try_from(wide).unwrap_or(u16::MAX))
        };
        vec![
            Column::new(title(W::Day), Wide::Exactly(9)).by(By::Since),
            Column::new(title(W::State), states).by(By::Kind),
            Column::new(title(W::Who), heads).yields(1).by(By::Officer),
            Column::new(title(W::Place), Wide::AtLeast(12))
                .yields(2)
                .by(By::What),
            Column::new(title(W::Posted), notices).by(By::Due),
            Column::new(title(W::Receptions), number(W::Receptions))
                .right()
                .by(By::Own(0)),
            Column::new(title(W::People), number(W::People))
                .right()
                .by(By::Own(1)),
        ]
    }

    fn head(&self, ctx: &Ctx) -> Vec<Line<'static>> {
        let Some(found) = &self.found else {
            return Vec::new();
        };
        let (words, mood) = against(found, ctx);
        let mut lines = vec![Line::styled(
            format!("{} {words}", mood.sign()),
            ctx.style(mood),
        )];
        if let Some(duty) = found.duty {
            let who = match ctx.lang {
                Lang::Vi => &duty.who,
                Lang::En => &duty.who_en,
            };
            let article = short_citation(&duty.citation);
            let words = ctx.fill(W::Duty, &[who, &duty.days_a_month, &article]);
            lines.push(Line::styled(words, ctx.style(Mood::Dim)));
        }
        if let Some(day) = found.earliest {
            let words = ctx.fill(W::Earliest, &[&short_weekday(day, ctx.lang), &date(day)]);
            lines.push(Line::styled(words, ctx.style(Mood::Dim)));
        }
        if ctx.size.1 >= TALL {
            lines.push(Line::default());
            lines.extend(grid::weeks(found, ctx));
        }
        lines
    }

    fn foot(&self, day: &ReceptionDay, ctx: &Ctx) -> Vec<Line<'static>> {
        let mut lines = Vec::new();
        let when = format!("{} {}", weekday(day.date, ctx.lang), date(day.date));
        if let Some(posted) = &day.posted {
            let mut words = ctx.fill(W::PostedTold, &[&when, &date(posted.posted_on)]);
            if let Some(latest) = posted.latest {
                words = format!("{words} {}", ctx.fill(W::Latest, &[&date(latest)]));
            }
            let mood = if posted.in_time {
                Mood::Dim
            } else {
                Mood::Warning
            };
            lines.push(Line::styled(words, ctx.style(mood)));
        } else {
            let words = ctx.fill(W::NotPosted, &[&when]);
            lines.push(Line::styled(words, ctx.style(Mood::Dim)));
        }
        if let Some(absent) = &day.absent {
            let words = ctx.fill(W::Absent, &[&absent.reason]);
            let by = absent.replaced_by.as_ref();
            let by = by.map(|by| format!(" {}", ctx.fill(W::ReplacedBy, &[by])));
            lines.push(Line::raw(words + &by.unwrap_or_default()));
        }
        if !day.invited.is_empty() {
            let guests = day.invited.iter().map(|guest| invited(guest, ctx));
            let guests: Vec<String> = guests.collect();
            lines.push(Line::raw(ctx.fill(W::Invited, &[&guests.join(" · ")])));
        }
        lines
    }

    fn empty(&self, ctx: &Ctx) -> [String; 2] {
        [W::Empty, W::EmptyMore].map(|word| ctx.say(word).to_owned())
    }

    fn subject(&self, _day: &ReceptionDay) -> Option<Subject> {
        None
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::Days]
    }

    fn accepts(&self, action: Action, day: Option<&ReceptionDay>) -> bool {
        match action {
            Action::Left | Action::Right | Action::PostDay => true,
            Action::Open => day.is_some_and(|day| !day.receptions.is_empty()),
            Action::NoteAbsence => day.is_some_and(|day| day.posted.is_some()),
            _ => false,
        }
    }

    fn act(&mut self, action: Action, day: Option<&ReceptionDay>, ctx: &Ctx) -> Done {
        let month = self.month(ctx);
        match action {
            Action::Left => self.month = month.checked_sub_months(Months::new(1)),
            Action::Right => self.month = month.checked_add_months(Months::new(1)),
            Action::PostDay => {
                let write = WriteDay::new(Doing::Post, None, self.last_posted());
                return Done::Effects(vec![Effect::Push(Box::new(write))]);
            }
            Action::NoteAbsence => {
                let date = day.map(|day| day.date);
                let write = WriteDay::new(Doing::Absence, date, Default::default());
                return Done::Effects(vec![Effect::Push(Box::new(write))]);
            }
            _ => {
                let filter = Filter {
                    kind: Some(Kind::Reception),
                    day: day.map(|day| day.date),
                    by_head: true,
                    ..Filter::default()
                };
                let behind = Register::showing(filter);
                return Done::Effects(vec![Effect::Push(Box::new(behind))]);
            }
        }
        Done::Other
    }

    fn returned(&mut self, note: &Note) -> bool {
        let Note::Day(day) = note else { return false };
        self.month = day.with_day(1);
        true
    }

    fn hints(&self) -> Vec<Action> {
        vec![
            Action::PostDay,
            Action::NoteAbsence,
            Action::Left,
            Action::Right,
        ]
    }

    fn names(&self, action: Action, lang: Lang) -> Option<&'static str> {
        let word = match action {
            Action::Open => W::SeeReceptions,
            Action::Left => W::MonthBefore,
            Action::Right => W::MonthAfter,
            _ => return None,
        };
        Some(word.say(lang))
    }
}
