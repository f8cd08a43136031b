//! What a change of the calendar or of a limit would move, before anything is written: what is other than
//! before, then every open clock that moves, old day and new, and why. It is applied as one act, or dropped. It
//! must not know how a move is found.

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Text};

use super::words::ChangeWord as W;
use crate::desk::action::Action;
use crate::desk::ask_one::AskOne;
use crate::desk::copying;
use crate::desk::deadlines::words::in_few_words;
use crate::desk::field::{Field, Text as Typing};
use crate::desk::frame::{date, short_weekday};
use crate::desk::house::{House, Note};
use crate::desk::keymap::Context;
use crate::desk::list::{Column, List, ListCell, ListHeard, ListRow, Wide};
use crate::desk::listing::cells::officer;
use crate::desk::listing::words::ListingWord as L;
use crate::desk::marked;
use crate::desk::reading::wrap;
use crate::desk::roads::record;
use crate::desk::screen::{Ctx, Effect, Event, Kind, Screen};
use crate::desk::theme::Mood;
use crate::desk::words::{Kit, Lang, Say};
use crate::office::ask::{Answer, Failure, Question};
use crate::office::moves::{DayChange, Moved, Moves, Why};
use crate::office::order::{By, Rank};
use crate::register::act::Act;
use crate::register::check::RefusalCode;
use crate::register::number::Subject;
use crate::register::own_law::{ChangeRules, LawAct};
use crate::register::value::Value;
use crate::words::failure::{failure, warning};
use crate::words::law::{day_kind, short_citation, units};

/// The note with which the screen goes once the change is written.
pub(super) const APPLIED: &str = "calendar-changed";
/// Changed days that are told one by one.
const DAYS: usize = 6;
/// A reason that a preview gives, since an act has one.
const NO_REASON: &str = "–";

/// The screen.
pub(super) struct LawMoves {
    change: LawAct,
    moves: Option<Box<Moves>>,
    list: List<MoveRow>,
    failed: Option<String>,
    /// The reason as it was last typed.
    reason: String,
    /// The act is on its way.
    writing: bool,
}

/// A row: a clock that moves, or one that stays because a supervisor set its day.
#[derive(Clone)]
enum MoveRow {
    /// The clocks below stay.
    Review(usize),
    /// A clock; whether it stays.
    Clock(Moved, bool),
}

type MoveKey = (bool, Option<(Subject, String, NaiveDate)>);

impl ListRow for MoveRow {
    type Key = MoveKey;

    fn key(&self) -> MoveKey {
        match self {
            Self::Review(_) => (true, None),
            Self::Clock(moved, stays) => (*stays, Some((moved.id, moved.rule.clone(), moved.from))),
        }
    }

    fn heading(&self, ctx: &Ctx) -> Option<String> {
        match self {
            Self::Review(count) => Some(ctx.fill(W::Review, &[count])),
            Self::Clock(..) => None,
        }
    }

    fn cells(&self, ctx: &Ctx) -> Vec<ListCell> {
        let Self::Clock(moved, _) = self else {
            return Vec::new();
        };
        let day = |day: Option<NaiveDate>| {
            day.map_or("–".to_owned(), |day| {
                format!("{} {}", short_weekday(day, ctx.lang), date(day))
            })
        };
        let later = moved
            .old
            .zip(moved.new)
            .map(|(old, new)| (new - old).num_days());
        let (by, mood) = match later {
            Some(days) if days < 0 => (days.to_string(), Mood::Warning),
            Some(days) => (format!("+{days}"), Mood::Plain),
            None => ("–".to_owned(), Mood::Warning),
        };
        vec![
            ListCell::new(moved.id.to_string()),
            ListCell::new(limit(moved, ctx)),
            ListCell::new(day(moved.old)),
            ListCell::new(day(moved.new)),
            ListCell::meaning(by, mood, ctx),
            ListCell::new(because(moved, ctx)),
            ListCell::new(officer(moved.officer.as_deref())),
        ]
    }

    fn rank(&self, by: By, ctx: &Ctx) -> Option<Rank> {
        let Self::Clock(moved, _) = self else {
            return None;
        };
        let (old, new) = (moved.old, moved.new);
        match by {
            By::Number => Some(Rank::subject(moved.id)),
            By::What => Rank::text(&limit(moved, ctx)),
            By::Since => old.map(Rank::day),
            By::Due => new.map(Rank::day),
            By::Own(_) => old
                .zip(new)
                .map(|(old, new)| Rank::Number((new - old).num_days())),
            By::Officer => moved.officer.as_deref().and_then(Rank::text),
            _ => None,
        }
    }

    fn day(&self) -> Option<NaiveDate> {
        match self {
            Self::Clock(moved, _) => moved.new,
            Self::Review(_) => None,
        }
    }
}

/// What the limit asks for, in few words.
fn limit(moved: &Moved, ctx: &Ctx) -> String {
    if let Some(word) = in_few_words(&moved.rule) {
        return ctx.say(word).to_owned();
    }
    match (ctx.law.rules.in_force(&moved.rule, moved.from), ctx.lang) {
        (Ok(rule), Lang::Vi) => rule.title.clone(),
        (Ok(rule), Lang::En) => rule.title_en.clone(),
        (Err(_), _) => short_citation(&moved.citation),
    }
}

/// The days on its way that are others.
fn because(moved: &Moved, ctx: &Ctx) -> String {
    match &moved.why {
        Why::Days(days) => {
            let days: Vec<String> = days.iter().map(|d| d.format("%d/%m").to_string()).collect();
            days.join(", ")
        }
        Why::Rule => ctx.say(W::OtherRule).to_owned(),
    }
}

impl LawMoves {
    /// Looks at what a change would move.
    pub(super) fn new(change: LawAct) -> Self {
        Self {
            change,
            moves: None,
            list: List::new().with_filter().with_marks(),
            failed: None,
            reason: String::new(),
            writing: false,
        }
    }

    fn line(&self, reason: &str) -> Value {
        let mut change = self.change.clone();
        let act = match &mut change {
            LawAct::Calendar(days) => {
                reason.clone_into(&mut days.reason);
                Act::ChangeCalendar(days.clone())
            }
            LawAct::Rules(rules) => {
                reason.clone_into(&mut rules.reason);
                Act::ChangeRules(rules.clone())
            }
        };
        act.write()
    }

    fn ask(&self) -> Vec<Effect<House>> {
        vec![Effect::AskLatest(0, Question::Moves(self.line(NO_REASON)))]
    }

    fn came(&mut self, moves: &Moves, ctx: &Ctx) {
        self.failed = None;
        let moved = moves.moved.iter().cloned();
        let mut rows: Vec<MoveRow> = moved.map(|one| MoveRow::Clock(one, false)).collect();
        if !moves.review.is_empty() {
            rows.push(MoveRow::Review(moves.review.len()));
            let stay = moves.review.iter().cloned();
            rows.extend(stay.map(|one| MoveRow::Clock(one, true)));
        }
        self.list.fill_whole(rows, ctx);
        self.moves = Some(Box::new(moves.clone()));
    }

    fn heard(&mut self, answer: &Answer, ctx: &Ctx) -> Vec<Effect<House>> {
        match answer {
            Answer::Moves(moves) => self.came(moves, ctx),
            Answer::Saved(saved) => {
                let odd: Vec<String> = saved
                    .warnings
                    .iter()
                    .map(|odd| warning(odd, ctx.lang))
                    .collect();
                let words = ctx.fill(W::Applied, &[&saved.seq]);
                let (kind, words) = if odd.is_empty() {
                    (Kind::Info, words)
                } else {
                    (Kind::Warning, format!("{words} {}", odd.join(" · ")))
                };
                return vec![
                    Effect::Tell(Note::LawChanged),
                    Effect::Tell(Note::Saved),
                    Effect::Notice(kind, words),
                    Effect::PopWith(Note::Chose(APPLIED)),
                ];
            }
            Answer::MayLeave(_) | Answer::Failed(Failure::Leak(_)) => {
                return copying::heard(answer, ctx);
            }
            Answer::Failed(why) => return self.failed(why, ctx),
            _ => {}
        }
        Vec::new()
    }

    fn failed(&mut self, why: &Failure, ctx: &Ctx) -> Vec<Effect<House>> {
        let same =
            matches!(why, Failure::Refused(refusal) if refusal.code == RefusalCode::SameValue);
        let words = if same {
            ctx.say(W::NothingNew).to_owned()
        } else {
            let told = failure(why, ctx.lang);
            match told.citation {
                Some(citation) => format!("{} ({citation})", told.message),
                None => told.message,
            }
        };
        if std::mem::take(&mut self.writing) {
            return vec![Effect::Notice(Kind::Error, words)];
        }
        self.failed = Some(words);
        Vec::new()
    }

    /// The act is written with this reason.
    fn write(&mut self, reason: &str) -> Vec<Effect<House>> {
        reason.clone_into(&mut self.reason);
        self.writing = true;
        let line = self.line(reason);
        vec![Effect::Ask(Question::Write { line, draft: None })]
    }

    fn head(&self, ctx: &Ctx) -> Vec<Line<'static>> {
        let Some(moves) = &self.moves else {
            return Vec::new();
        };
        let days = moves.days.iter().take(DAYS);
        let mut lines: Vec<Line> = days.map(|change| day_line(change, ctx)).collect();
        if let LawAct::Rules(rules) = &self.change {
            lines.extend(limit_lines(rules, ctx));
        }
        let rest = moves.days.len().saturating_sub(DAYS);
        if rest > 0 {
            let words = ctx.fill(W::MoreDays, &[&rest]);
            lines.push(Line::styled(words, ctx.style(Mood::Dim)));
        }
        lines.push(Line::default());
        lines.push(if moves.moved.is_empty() {
            Line::raw(ctx.fill(W::NoneMoves, &[&moves.clocks]))
        } else {
            let words = ctx.fill(W::Moves, &[&moves.moved.len(), &moves.clocks]);
            let words = format!("{} {words}", Mood::Warning.sign());
            Line::styled(words, ctx.style(Mood::Warning))
        });
        lines
    }
}

/// `T2 23/11/2026  làm việc → nghỉ bù   Hoán đổi với 28/11 (TB 1/TB-BNV)`.
fn day_line(change: &DayChange, ctx: &Ctx) -> Line<'static> {
    let english = ctx.lang == Lang::En;
    let kind = |kind| match day_kind(kind, english) {
        "" => ctx.say(W::WorkDay),
        words => words,
    };
    let day = format!(
        "{} {}",
        short_weekday(change.date, ctx.lang),
        date(change.date)
    );
    let basis = if change.basis.is_empty() {
        String::new()
    } else {
        format!("   {} ({})", change.name, change.basis)
    };
    let (was, now) = (kind(change.was), kind(change.now));
    Line::raw(format!("{day}   {was} → {now}{basis}"))
}

/// `Trả lời công dân: 10 ngày làm việc → 5 ngày làm việc (QĐ 1225/QĐ-UBND Đ7.5), từ 20/11/2026`.
fn limit_lines(change: &ChangeRules, ctx: &Ctx) -> Vec<Line<'static>> {
    let english = ctx.lang == Lang::En;
    let rules = &ctx.law.rules;
    let named = |id: &str, on: NaiveDate| {
        let rule = rules.in_force(id, on).ok();
        let title = rule.map_or(
            id,
            |rule| if english { &rule.title_en } else { &rule.title },
        );
        let count = rule.and_then(|rule| Some(units(rule.count?, rule.unit, english)));
        (title.to_owned(), count.unwrap_or_else(|| "–".to_owned()))
    };
    let laid = change.rows.iter().map(|row| {
        let (title, now) = named(&row.id, row.valid_from);
        let new = row
            .count
            .map_or("–".to_owned(), |count| units(count, row.unit, english));
        let from = date(row.valid_from);
        ctx.fill(W::LimitLine, &[&title, &now, &new, &row.citation, &from])
    });
    let gone = change.gone.iter().map(|id| {
        let (title, now) = named(id, ctx.today());
        ctx.fill(W::LimitGoes, &[&title, &now])
    });
    laid.chain(gone).map(Line::raw).collect()
}

fn columns(ctx: &Ctx) -> Vec<Column> {
    let title = |word: W| ctx.say(word).to_owned();
    vec![
        Column::new(ctx.say(L::Number), Wide::Exactly(14)).by(By::Number),
        Column::new(title(W::Limit), Wide::AtLeast(14)).by(By::What),
        Column::new(title(W::Old), Wide::Exactly(14)).by(By::Since),
        Column::new(title(W::New), Wide::Exactly(14)).by(By::Due),
        Column::new(title(W::By), Wide::Exactly(4))
            .right()
            .by(By::Own(4)),
        Column::new(title(W::Because), Wide::Exactly(12)).yields(2),
        Column::new(ctx.say(L::Officer), Wide::Exactly(12))
            .yields(1)
            .by(By::Officer),
    ]
}

impl Screen<House> for LawMoves {
    fn title(&self, ctx: &Ctx) -> String {
        let word = match self.change {
            LawAct::Calendar(_) => W::MovesTitle,
            LawAct::Rules(_) => W::LimitMovesTitle,
        };
        ctx.say(word).to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        if self.list.is_filtering() {
            return self.list.contexts();
        }
        let mut contexts = vec![Context::Calendar];
        contexts.extend(self.list.contexts());
        contexts
    }

    fn accepts(&self, action: Action) -> bool {
        if self.list.is_filtering() {
            return self.list.accepts(action);
        }
        match action {
            Action::Copy => self.list.selected().is_some(),
            Action::Save => self.moves.is_some() && !self.writing,
            Action::Open => matches!(self.list.selected(), Some(MoveRow::Clock(..))),
            Action::Back => true,
            _ => self.list.accepts(action),
        }
    }

    fn hints(&self) -> Vec<Action> {
        vec![
            Action::Save,
            Action::Back,
            Action::Open,
            Action::Confirm,
            Action::Filter,
            Action::Sort,
            Action::JumpTo,
            Action::Mark,
            Action::Copy,
        ]
    }

    fn names(&self, action: Action, lang: Lang) -> Option<&'static str> {
        let word = match action {
            Action::Save => W::Apply,
            Action::Back if !self.list.accepts(Action::Back) => W::Drop,
            _ => return None,
        };
        Some(word.say(lang))
    }

    fn lets_go(&self) -> bool {
        !self.writing
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match event {
            Event::Opened | Event::Told(Note::Saved | Note::Changed(_)) if !self.writing => {
                return self.ask();
            }
            Event::Returned(Some(Note::Typed(reason))) => return self.write(reason),
            Event::Reply(answer) => return self.heard(answer, ctx),
            Event::Act(Action::Save) => {
                let why = Field::new(ctx.say(W::Reason), Typing::default()).required();
                let why = why.holding(&self.reason).note(ctx.say(W::ReasonNote));
                return vec![AskOne::new(ctx.say(W::ReasonTitle), why, ctx.say(W::Apply)).push()];
            }
            Event::Act(Action::Copy) => return vec![copying::ask(marked::text(&self.list, ctx))],
            Event::Act(Action::Back) if !self.list.accepts(Action::Back) => {
                let words = ctx.say(W::Dropped).to_owned();
                let said = Effect::Notice(Kind::Info, words);
                return vec![said, Effect::Pop];
            }
            Event::Act(Action::Open) => {
                if let Some(MoveRow::Clock(moved, _)) = self.list.selected() {
                    return vec![Effect::Push(record(moved.id))];
                }
            }
            _ => {
                if self.list.take(event, ctx) == Some(ListHeard::Chosen) {
                    return vec![Effect::Act(Action::Open)];
                }
            }
        }
        Vec::new()
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let columns_in_all = usize::from(area.width);
        if let Some(why) = &self.failed {
            let words = format!("{} {why}", Mood::Error.sign());
            let line = Line::styled(words, ctx.style(Mood::Error));
            frame.render_widget(Text::from(wrap(&line, columns_in_all)), area);
            return;
        }
        if self.moves.is_none() {
            let line = Line::styled(ctx.say(Kit::Loading), ctx.style(Mood::Dim));
            frame.render_widget(line, area);
            return;
        }
        let head: Vec<Line> = self
            .head(ctx)
            .iter()
            .flat_map(|line| wrap(line, columns_in_all))
            .collect();
        let rows = u16::try_from(head.len()).unwrap_or(u16::MAX);
        let rows = rows.min(area.height.saturating_sub(4));
        let above = Rect {
            height: rows,
            ..area
        };
        frame.render_widget(Text::from(head), above);
        if self.list.total() == Some(0) && self.list.filter().is_empty() {
            return;
        }
        let list = Rect {
            y: area.y + rows + 1,
            height: area.height.saturating_sub(rows + 1),
            ..area
        };
        self.list.view(frame, list, &columns(ctx), ctx);
    }
}
