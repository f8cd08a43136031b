//! A field of a day, typed as people write it: `20/11/2026`, `20112026`, `20/11`, `hôm nay`, `t`,
//! `-3`; where allowed a bare year. It must not know which days are worked.

use chrono::{Datelike, Days, NaiveDate};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::line::TypedLine;
use super::{Body, Took, Typed, Value, Verdict};
use crate::desk::action::Action;
use crate::desk::frame::{date, weekday};
use crate::desk::keymap::Context;
use crate::desk::screen::Ctx;
use crate::desk::theme::Mood;
use crate::desk::words::Kit;
use crate::text::{fold, width};

/// A day.
#[derive(Clone, Debug, Default)]
pub struct Date {
    line: TypedLine,
    or_year: bool,
    not_later: bool,
}

impl Date {
    /// Takes a bare year too, as for a birth of which no more is known.
    #[must_use]
    pub fn or_year(mut self) -> Self {
        self.or_year = true;
        self
    }

    /// Refuses a day after today.
    #[must_use]
    pub fn not_later_than_today(mut self) -> Self {
        self.not_later = true;
        self
    }

    fn parsed(&self, today: NaiveDate) -> Value {
        let text = self.line.text();
        let year = self.or_year.then(|| bare_year(text)).flatten();
        year.map(Value::Year)
            .or_else(|| read_day(text, today).map(Value::Day))
            .unwrap_or(Value::Empty)
    }
}

fn bare_year(text: &str) -> Option<i32> {
    let text = text.trim();
    let year: i32 = text.parse().ok().filter(|_| text.len() == 4)?;
    (1850..=2200).contains(&year).then_some(year)
}

/// Reads a day as people write it; a year of two digits is the nearest that is at most ten years
/// ahead, a missing one is this year.
pub fn read_day(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = fold(text.trim());
    match text.as_str() {
        "t" | "hn" | "hom nay" | "today" => return Some(today),
        "hq" | "hom qua" | "yesterday" => return today.pred_opt(),
        "mai" | "ngay mai" | "tomorrow" => return today.succ_opt(),
        _ => {}
    }
    if let Some(rest) = text.strip_prefix(['+', '-']) {
        let days = Days::new(rest.trim().parse().ok()?);
        return if text.starts_with('+') {
            today.checked_add_days(days)
        } else {
            today.checked_sub_days(days)
        };
    }
    let parts: Vec<&str> = if text.chars().all(|c| c.is_ascii_digit()) {
        run_together(&text)?
    } else {
        text.split(['/', '-', '.', ' '])
            .filter(|part| !part.is_empty())
            .collect()
    };
    let mut numbers = parts.iter().map(|part| part.parse::<u32>().ok());
    let (first, second) = (numbers.next()??, numbers.next()??);
    let third = match numbers.next() {
        None => None,
        Some(number) => Some(number?),
    };
    if numbers.next().is_some() {
        return None;
    }
    if parts.first().is_some_and(|part| part.len() == 4) {
        return NaiveDate::from_ymd_opt(i32::try_from(first).ok()?, second, third?);
    }
    let year = match (third, parts.get(2).map_or(0, |part| part.len())) {
        (None, _) => today.year(),
        (Some(year), 4) => i32::try_from(year).ok()?,
        (Some(year), 1 | 2) => full_year(i32::try_from(year).ok()?, today),
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year, second, first)
}

fn run_together(digits: &str) -> Option<Vec<&str>> {
    match digits.len() {
        4 => Some(vec![digits.get(..2)?, digits.get(2..)?]),
        6 | 8 => Some(vec![digits.get(..2)?, digits.get(2..4)?, digits.get(4..)?]),
        _ => None,
    }
}

fn full_year(short: i32, today: NaiveDate) -> i32 {
    let century = today.year() - today.year() % 100;
    let year = century + short;
    if year > today.year() + 10 {
        year - 100
    } else {
        year
    }
}

impl Body for Date {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Exact, Context::Text]
    }

    fn accepts(&self, action: Action) -> bool {
        self.line.accepts(action)
    }

    fn take(&mut self, typed: Typed, _ctx: &Ctx) -> Took {
        if self.line.take(typed) {
            Took::Changed
        } else {
            Took::Nothing
        }
    }

    fn leave(&mut self, ctx: &Ctx) -> Verdict {
        self.line.leave();
        if self.line.text().is_empty() {
            return Verdict::Fine;
        }
        match self.parsed(ctx.today()) {
            Value::Day(day) => {
                if self.line.text() != date(day) {
                    self.line.set(&date(day));
                }
                if self.not_later && day > ctx.today() {
                    return Verdict::Wrong(ctx.say(Kit::InTheFuture).to_owned());
                }
                Verdict::Fine
            }
            Value::Year(year) if self.not_later && year > ctx.today().year() => {
                Verdict::Wrong(ctx.say(Kit::InTheFuture).to_owned())
            }
            Value::Year(_) => Verdict::Fine,
            _ => Verdict::Wrong(ctx.say(Kit::NotADate).to_owned()),
        }
    }

    fn value(&self, ctx: &Ctx) -> Value {
        self.parsed(ctx.today())
    }

    fn draft(&self) -> String {
        self.line.composed()
    }

    fn restore(&mut self, draft: &str) {
        self.line.set(draft);
    }

    fn view(&self, frame: &mut Frame, area: Rect, focused: bool, ctx: &Ctx) {
        self.line.view(frame, area, focused, ctx);
        let Value::Day(day) = self.parsed(ctx.today()) else {
            return;
        };
        let typed = self.line.composed();
        let name = weekday(day, ctx.lang);
        let said = if typed == date(day) {
            name.to_owned()
        } else {
            format!("{name} {}", date(day))
        };
        let skip = u16::try_from(width(&typed).max(10) + 2).unwrap_or(u16::MAX);
        let beside = Rect {
            x: area.x.saturating_add(skip),
            width: area.width.saturating_sub(skip),
            ..area
        };
        frame.render_widget(
            Line::styled(said, ctx.style(Mood::Dim)),
            beside.intersection(area),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        let today = day(2026, 11, 20);
        for (text, read) in [
            ("20/11/2026", day(2026, 11, 20)),
            ("20112026", day(2026, 11, 20)),
            ("201126", day(2026, 11, 20)),
            ("2011", day(2026, 11, 20)),
            ("2/5", day(2026, 5, 2)),
            ("02-05-1970", day(1970, 5, 2)),
            ("2.5.70", day(1970, 5, 2)),
            ("1/1/36", day(2036, 1, 1)),
            ("1/1/37", day(1937, 1, 1)),
            ("2026-11-18", day(2026, 11, 18)),
            ("hôm nay", today),
            ("T", today),
            ("-3", day(2026, 11, 17)),
            ("+12", day(2026, 12, 2)),
        ] {
            assert_eq!(read_day(text, today), Some(read), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_not_read_as_one() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        for text in [
            "",
            "32/1",
            "29/2/2026",
            "12",
            "1/2/3/4",
            "x",
            "1/2/202",
            "999999999999",
            "+9999999999999999999",
        ] {
            assert_eq!(read_day(text, today), None, "{text}");
        }
    }
}
