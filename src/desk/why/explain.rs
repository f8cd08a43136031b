//! What is to be said about a clock's day: counted again, day by day, from what the clock keeps. Pure; it
//! must not know how wide the screen is.

use chrono::{Datelike, NaiveDate};

use super::words::WhyWord as W;
use crate::desk::frame::{date, short_weekday, weekday};
use crate::desk::theme::Mood;
use crate::desk::words::{Lang, Say};
use crate::law::Law;
use crate::law::calendar::DayKind;
use crate::law::count::{Count, CountedDay, count};
use crate::law::rule::{Certainty, Direction, Rule, Whose};
use crate::register::clock::{Clock, ClockState};
use crate::words::law;

/// A sentence and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) mood: Mood,
    pub(super) text: String,
}

/// A day of the count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DayLine {
    pub(super) mood: Mood,
    /// `T7 21/11`.
    pub(super) date: String,
    /// Its number in the count; `None` where it was not counted.
    pub(super) ordinal: Option<u32>,
    /// What ends on it.
    pub(super) mark: String,
    /// Why it was not counted, or why it was although it is no weekday.
    pub(super) why: String,
}

/// Everything that is said, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Explanation {
    pub(super) head: Vec<Said>,
    pub(super) days: Vec<DayLine>,
    pub(super) foot: Vec<Said>,
}

/// The clock's rule, the count made again, and what else is looked at on the way.
struct Case<'a> {
    clock: &'a Clock,
    rule: &'a Rule,
    count: Count,
    law: &'a Law,
    lang: Lang,
    /// Suspended now, so that the later days are not counted yet.
    open_pause: Option<NaiveDate>,
}

/// Explains a clock as it stands on `today`. `title` is what must be done.
pub(super) fn explain(
    clock: &Clock,
    title: &str,
    law: &Law,
    today: NaiveDate,
    lang: Lang,
) -> Explanation {
    if clock.rule == "promise" {
        return promise(clock, title, law, today, lang);
    }
    let case = match counted(clock, law, today, lang) {
        Ok(case) => case,
        Err(why) => return uncounted(clock, title, &why, today, lang),
    };
    let mut foot = Vec::new();
    standing(clock, today, lang, &mut foot);
    case.unconfirmed(&mut foot);
    case.moved(&mut foot);
    case.calendar(&mut foot);
    case.notes(&mut foot);
    Explanation {
        head: case.head(title),
        days: case.days(),
        foot,
    }
}

/// Returns the clock's state where its due day is not known because it is suspended.
pub(super) fn open_pause(clock: &Clock, today: NaiveDate) -> Option<NaiveDate> {
    clock
        .paused_since
        .filter(|_| clock.state(today) == ClockState::Paused)
}

fn counted<'a>(
    clock: &'a Clock,
    law: &'a Law,
    today: NaiveDate,
    lang: Lang,
) -> Result<Case<'a>, String> {
    let english = lang == Lang::En;
    let rule = law
        .rules
        .in_force(&clock.rule, clock.from)
        .map_err(|error| law::rule_error(&error, english))?;
    let count = count(rule, &law.calendar, clock.from, &clock.variant)
        .map_err(|error| law::count_error(&error, &rule.citation, english))?;
    Ok(Case {
        clock,
        rule,
        count,
        law,
        lang,
        open_pause: open_pause(clock, today),
    })
}

fn said(mood: Mood, text: impl Into<String>) -> Said {
    Said {
        mood,
        text: text.into(),
    }
}

/// `Thứ Sáu 20/11/2026`.
fn long_day(day: NaiveDate, lang: Lang) -> String {
    format!("{} {}", weekday(day, lang), date(day))
}

/// `T6 20/11/2026`.
fn day(day: NaiveDate, lang: Lang) -> String {
    format!("{} {}", short_weekday(day, lang), date(day))
}

fn promise(clock: &Clock, title: &str, law: &Law, today: NaiveDate, lang: Lang) -> Explanation {
    let mut head = vec![said(Mood::Title, title)];
    if title != clock.citation {
        head.push(said(
            Mood::Plain,
            W::PromiseText.fill(lang, &[&clock.citation]),
        ));
    }
    head.push(said(Mood::Plain, W::Promise.say(lang)));
    head.push(said(
        Mood::Dim,
        W::PromiseBy.fill(lang, &[&long_day(clock.from, lang)]),
    ));
    let mut foot = Vec::new();
    standing(clock, today, lang, &mut foot);
    if !law.calendar.is_working(clock.due) {
        let what = match law.calendar.special(clock.due) {
            Some(row) => format!("{} ({})", row.name, row.basis),
            None => DayKind::Weekend.say(lang).to_owned(),
        };
        foot.push(said(
            Mood::Warning,
            W::RestDay.fill(lang, &[&day(clock.due, lang), &what]),
        ));
    }
    overridden(clock, lang, &mut foot);
    Explanation {
        head,
        days: Vec::new(),
        foot,
    }
}

/// What can be said of a clock whose count cannot be made again here.
fn uncounted(clock: &Clock, title: &str, why: &str, today: NaiveDate, lang: Lang) -> Explanation {
    let mut foot = Vec::new();
    standing(clock, today, lang, &mut foot);
    foot.push(said(
        Mood::Warning,
        W::CannotCount.fill(lang, &[&why, &day(clock.due, lang)]),
    ));
    if !clock.confirmed {
        foot.push(said(Mood::Overdue, W::NotConfirmed.say(lang)));
    }
    overridden(clock, lang, &mut foot);
    Explanation {
        head: vec![
            said(Mood::Title, title),
            said(
                Mood::Plain,
                W::RecordedFrom.fill(lang, &[&long_day(clock.from, lang)]),
            ),
            said(Mood::Dim, clock.citation.clone()),
        ],
        days: Vec::new(),
        foot,
    }
}

/// How it stands today.
fn standing(clock: &Clock, today: NaiveDate, lang: Lang, foot: &mut Vec<Said>) {
    let now = day(today, lang);
    let late = |until: NaiveDate| (until - clock.due).num_days();
    let line = match clock.state(today) {
        _ if clock.is_past_right(today) => said(Mood::Dim, W::PassedAsk.fill(lang, &[&now])),
        ClockState::Running => match clock.days_left(today).unwrap_or_default() {
            0 => said(Mood::Today, W::LeftNone.fill(lang, &[&now])),
            1 => said(Mood::Soon, W::LeftOne.fill(lang, &[&now])),
            left => said(Mood::Soon, W::Left.fill(lang, &[&now, &left])),
        },
        ClockState::Overdue => said(Mood::Overdue, W::Overdue.fill(lang, &[&now, &late(today)])),
        ClockState::Dropped => said(Mood::Dim, W::Dropped.say(lang)),
        ClockState::Done | ClockState::Late => match clock.done {
            Some(on) if on > clock.due => {
                let done = [&day(on, lang) as &dyn std::fmt::Display, &late(on)];
                said(Mood::Overdue, W::DoneLate.fill(lang, &done))
            }
            Some(on) => said(Mood::Ok, W::DoneInTime.fill(lang, &[&day(on, lang)])),
            None => said(Mood::Ok, W::Takes.fill(lang, &[&now])),
        },
        // Said with the days that were counted so far.
        ClockState::Paused => return,
    };
    foot.push(line);
}

fn overridden(clock: &Clock, lang: Lang, foot: &mut Vec<Said>) {
    let Some(reason) = &clock.overridden else {
        return;
    };
    let (old, new) = (day(clock.counted, lang), day(clock.due, lang));
    foot.push(said(
        Mood::Warning,
        W::Overridden.fill(lang, &[&old, &new, reason]),
    ));
    if clock.review {
        foot.push(said(Mood::Warning, W::Review.say(lang)));
    }
}

impl Case<'_> {
    fn english(&self) -> bool {
        self.lang == Lang::En
    }

    fn day(&self, at: NaiveDate) -> String {
        day(at, self.lang)
    }

    fn head(&self, title: &str) -> Vec<Said> {
        let (own, trigger) = match self.lang {
            Lang::Vi => (&self.rule.title, &self.rule.trigger),
            Lang::En => (&self.rule.title_en, &self.rule.trigger_en),
        };
        let title = if title.is_empty() { own } else { title };
        let limit = law::asked_limit(&self.count, &self.clock.variant, self.english());
        let from = self.day(self.count.from);
        let words = match self.count.direction {
            _ if self.count.days.is_empty() => W::AtOnce,
            Direction::Forward => W::Forward,
            Direction::Back => W::Back,
        };
        let validity = law::validity(self.rule, self.english());
        let mut head = vec![
            said(Mood::Title, title),
            said(
                Mood::Plain,
                words.fill(self.lang, &[&limit, trigger, &from]),
            ),
            said(Mood::Dim, format!("{} · {validity}", self.rule.citation)),
        ];
        if self.rule.whose != Whose::Agency {
            let whose = law::whose(self.rule.whose, self.english());
            head.push(said(
                Mood::Dim,
                format!("{whose}: {}", W::NotOurs.say(self.lang)),
            ));
        }
        head
    }

    /// The days that are shown: while suspended, those up to the suspension.
    fn shown(&self) -> impl Iterator<Item = &CountedDay> {
        let until = self.open_pause;
        self.count
            .days
            .iter()
            .filter(move |day| until.is_none_or(|until| day.date <= until))
    }

    fn days(&self) -> Vec<DayLine> {
        self.shown().map(|day| self.day_line(day)).collect()
    }

    fn day_line(&self, day: &CountedDay) -> DayLine {
        let mark = self.mark(day);
        let mood = match (day.ordinal, mark) {
            (_, Some(W::DueMark)) => Mood::Accent,
            (_, Some(_)) | (Some(_), None) => Mood::Plain,
            (None, None) => Mood::Dim,
        };
        DayLine {
            mood,
            date: self.short(day.date),
            ordinal: day.ordinal,
            mark: mark.map_or("", |mark| mark.say(self.lang)).to_owned(),
            why: self.why(day),
        }
    }

    /// `T7 21/11`; the year too where it is not the first day's.
    fn short(&self, at: NaiveDate) -> String {
        if at.year() == self.count.from.year() {
            format!("{} {}", short_weekday(at, self.lang), at.format("%d/%m"))
        } else {
            self.day(at)
        }
    }

    fn mark(&self, day: &CountedDay) -> Option<W> {
        if let Some(since) = self.open_pause {
            return (day.date == since).then_some(W::PausedMark);
        }
        let extended = !self.clock.variant.extensions.is_empty();
        if day.date == self.count.due && self.count.due == self.clock.due {
            Some(W::DueMark)
        } else if day.date == self.count.due {
            Some(W::CountedMark)
        } else if day.date == self.count.target {
            Some(W::LastMark)
        } else if extended && day.ordinal == Some(self.count.count) {
            Some(W::BaseMark)
        } else {
            None
        }
    }

    /// The name of the holiday, else what the day is.
    fn why(&self, day: &CountedDay) -> String {
        let kind = law::day_kind(day.kind, self.english());
        if day.kind == DayKind::Paused {
            return kind.to_owned();
        }
        let Some(row) = self.law.calendar.special(day.date) else {
            return kind.to_owned();
        };
        let unsure = if row.certainty.is_sure() { "" } else { " (?)" };
        let says_so = row.name.to_lowercase().starts_with(kind);
        if day.kind == DayKind::Holiday || says_so {
            format!("{}{unsure}", row.name)
        } else {
            format!("{kind}: {}{unsure}", row.name)
        }
    }

    /// Whether the calendar can be relied on, loudly where not.
    fn unconfirmed(&self, foot: &mut Vec<Said>) {
        let calendar = &self.law.calendar;
        if !self.count.calendar_confirmed {
            let (first, last) = calendar.confirmed();
            let outside = |day: &CountedDay| day.date < first || day.date > last;
            if self.count.days.iter().any(outside) {
                let text = W::OutsideSpan.fill(self.lang, &[&date(first), &date(last)]);
                foot.push(said(Mood::Overdue, text));
            }
            let unsure: Vec<String> = self
                .count
                .days
                .iter()
                .filter_map(|day| calendar.special(day.date))
                .filter(|row| !row.certainty.is_sure())
                .map(|row| {
                    format!(
                        "{} {} ({})",
                        self.day(row.date),
                        row.name,
                        row.certainty.mark()
                    )
                })
                .collect();
            if !unsure.is_empty() {
                let text = W::UnsureRows.fill(self.lang, &[&unsure.join("; ")]);
                foot.push(said(Mood::Overdue, text));
            }
        } else if !self.clock.confirmed {
            foot.push(said(Mood::Overdue, W::NotConfirmed.say(self.lang)));
        }
    }

    /// Everything that moved the day: rest, suspension, extension, a supervisor.
    fn moved(&self, foot: &mut Vec<Said>) {
        let (lang, clock, count) = (self.lang, self.clock, &self.count);
        if let Some(since) = self.open_pause {
            foot.push(self.suspended(since));
        } else if let Some(since) = clock.paused_since {
            let text = W::PausedOverdue.fill(lang, &[&self.day(since)]);
            foot.push(said(Mood::Paused, text));
        }
        for pause in &clock.variant.pauses {
            let days = (pause.to - pause.from).num_days();
            let text = W::Pause.fill(lang, &[&date(pause.from), &date(pause.to), &days]);
            foot.push(said(Mood::Paused, text));
        }
        if count.target != count.due && self.open_pause.is_none() {
            let words = match count.direction {
                Direction::Forward => W::Rolled,
                Direction::Back => W::RolledBack,
            };
            let text = words.fill(lang, &[&self.day(count.target), &self.day(count.due)]);
            foot.push(said(Mood::Warning, text));
        }
        if clock.original_due != count.due && clock.original_due != clock.due {
            let text = W::FirstDue.fill(lang, &[&self.day(clock.original_due)]);
            foot.push(said(Mood::Plain, text));
        }
        overridden(clock, lang, foot);
        if count.due != clock.counted {
            let days = [&self.day(count.due), &self.day(clock.counted)];
            let text = W::Differs.fill(lang, &[days[0], days[1]]);
            foot.push(said(Mood::Overdue, text));
        }
    }

    fn suspended(&self, since: NaiveDate) -> Said {
        let so_far = self.shown().filter(|day| day.ordinal.is_some()).count();
        let so_far = u32::try_from(so_far).unwrap_or(u32::MAX);
        let added = self.clock.variant.extensions.iter().sum::<u32>();
        let left = self
            .count
            .count
            .saturating_add(added)
            .saturating_sub(so_far);
        let units = |n| law::units(n, self.count.unit, self.english());
        let none = || W::NoDays.say(self.lang).to_owned();
        let so_far = if so_far == 0 {
            "0".to_owned()
        } else {
            units(so_far)
        };
        let left = if left == 0 { none() } else { units(left) };
        let text = W::DuePaused.fill(self.lang, &[&self.day(since), &so_far, &left]);
        said(Mood::Paused, text)
    }

    /// The texts on which the days that differ rest, and up to when the calendar is confirmed.
    fn calendar(&self, foot: &mut Vec<Said>) {
        let mut sources: Vec<(String, Vec<String>)> = Vec::new();
        for day in self.shown() {
            let Some(row) = self.law.calendar.special(day.date) else {
                continue;
            };
            let at = row.date.format("%d/%m").to_string();
            let basis = match row.certainty {
                Certainty::Local => W::OwnBasis.fill(self.lang, &[&row.basis]),
                _ => row.basis.clone(),
            };
            match sources.iter_mut().find(|(other, _)| *other == basis) {
                Some((_, days)) => days.push(at),
                None => sources.push((basis, vec![at])),
            }
        }
        let sources: Vec<String> = sources
            .into_iter()
            .map(|(basis, days)| format!("{basis} ({})", days.join(", ")))
            .collect();
        let sources = if sources.is_empty() {
            W::NoSpecialDay.say(self.lang).to_owned()
        } else {
            sources.join("; ")
        };
        let mut text = W::Calendar.fill(self.lang, &[&sources]);
        if self.count.calendar_confirmed {
            let (_, last) = self.law.calendar.confirmed();
            text = format!("{text} {}", W::ConfirmedTo.fill(self.lang, &[&date(last)]));
        }
        foot.push(said(Mood::Dim, text));
        for (at, note) in self.law.calendar.notes() {
            if at == self.count.from || self.shown().any(|day| day.date == at) {
                foot.push(said(Mood::Warning, note));
            }
        }
    }

    /// What the rule's own row says, and how sure it is.
    fn notes(&self, foot: &mut Vec<Said>) {
        if !self.rule.note.is_empty() {
            let text = W::RuleNote.fill(self.lang, &[&self.rule.note]);
            foot.push(said(Mood::Dim, text));
        }
        let (limit, validity) = (self.rule.certainty, self.rule.valid_certainty);
        if !limit.is_sure() {
            let text = W::LimitUnsure.fill(self.lang, &[&limit.mark()]);
            foot.push(said(Mood::Overdue, text));
        } else if !validity.is_sure() {
            let text = W::ValidityUnsure.fill(self.lang, &[&validity.mark()]);
            foot.push(said(Mood::Dim, text));
        }
        foot.push(said(Mood::Dim, W::Method.say(self.lang)));
    }
}
