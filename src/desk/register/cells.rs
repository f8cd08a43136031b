//! How a row of the register is written: its cells, and which of them a window has room for. It must
//! not know where the rows come from.

use chrono::NaiveDate;
use ratatui::text::{Line, Span};

use super::words::RegisterWord as R;
use crate::desk::field::number::thousands;
use crate::desk::list::{Column, ListCell, ListRow, Wide, share};
use crate::desk::marked::Record;
use crate::desk::petition::clocks::look;
use crate::desk::petition::say::{class as class_words, near_day, short_field, shortest_class};
use crate::desk::petition::sheet::right;
use crate::desk::screen::Ctx;
use crate::desk::theme::Mood;
use crate::desk::words::Kit;
use crate::office::index::{Kind, Name, Row};
use crate::office::order::By;
use crate::register::number::Subject;
use crate::register::words::Round;

/// From this width on there is room for time, content and state.
const ROOMY: u16 = 104;
/// Columns of a petition's number, of any number, and of a due day with its sign.
const PETITION: u16 = 12;
const NUMBER: u16 = 14;
const DUE: u16 = 18;
/// Columns of class and field, as `KN lần 2 · đất đai`.
const CLASS_AND_FIELD: u16 = 18;
/// Columns of the window beside those of a screen.
pub(super) const FRAME: u16 = 4;

/// Which columns a window shows, and how wide they are.
pub(super) struct Layout {
    columns: Vec<Column>,
    widths: Vec<Option<u16>>,
    roomy: bool,
    kind: Option<Kind>,
}

impl Layout {
    /// Chooses the columns for a window of so many.
    pub(super) fn of(kind: Option<Kind>, columns: u16, ctx: &Ctx) -> Self {
        let roomy = columns >= ROOMY;
        let title = |word: R| ctx.say(word).to_owned();
        let digits = if kind == Some(Kind::Petition) {
            PETITION
        } else {
            NUMBER
        };
        let number = Column::new(title(R::Number), Wide::Exactly(digits)).by(By::Number);
        let time = Column::new(title(R::Time), Wide::Exactly(5))
            .yields(1)
            .by(By::Since);
        let name = if roomy {
            Wide::Exactly(19)
        } else {
            Wide::AtLeast(16)
        };
        let name = Column::new(title(R::Name), name).by(By::Person);
        let heading = if roomy { R::About } else { R::Class };
        let class = if roomy {
            Wide::Exactly(CLASS_AND_FIELD)
        } else {
            Wide::AtLeast(13)
        };
        let about = Column::new(title(heading), class).yields(2).by(By::Class);
        let summary = Column::new(title(R::Summary), Wide::AtLeast(24)).by(By::What);
        let status = Column::new(title(R::Status), Wide::Exactly(15))
            .yields(3)
            .by(By::Status);
        let due = |word: R| Column::new(title(word), Wide::Exactly(DUE)).by(By::Due);
        let chosen = match (kind, roomy) {
            (Some(Kind::Reception), true) => {
                vec![number, time, name, about, summary, due(R::Due)]
            }
            (Some(Kind::Reception), false) => vec![number, time, name, about, due(R::Due)],
            (_, true) => vec![number, time, name, about, summary, due(R::State), status],
            (_, false) => vec![number, name, about, due(R::State)],
        };
        Self {
            widths: share(&chosen, columns.saturating_sub(2)),
            columns: chosen,
            roomy,
            kind,
        }
    }

    /// Returns the columns.
    pub(super) fn columns(self) -> Vec<Column> {
        self.columns
    }

    /// Returns the cells of a row.
    fn cells(&self, row: &Row, ctx: &Ctx) -> Vec<ListCell> {
        let number = ListCell::new(row.id.to_string());
        let time = ListCell::meaning(time(row), Mood::Dim, ctx);
        let name = name(row, ctx);
        let about = about(row, ctx);
        let summary = match &row.summary {
            Some(summary) => ListCell::new(summary.replace('\n', " ")),
            None => ListCell::default(),
        };
        match (self.kind, self.roomy) {
            (Some(Kind::Reception), true) => {
                vec![number, time, name, about, summary, due(row, true, ctx)]
            }
            (Some(Kind::Reception), false) => {
                vec![number, time, name, about, due(row, true, ctx)]
            }
            (_, true) => {
                let shown = self.widths.last().is_some_and(Option::is_some);
                let visit = matches!(row.id, Subject::Reception(_));
                let status = ListCell::meaning(status(row, ctx), Mood::Dim, ctx);
                let due = due(row, visit || !shown, ctx);
                vec![number, time, name, about, summary, due, status]
            }
            (_, false) => vec![number, name, about, due(row, true, ctx)],
        }
    }
}

/// A row of the register, and the kind of rows among which it stands.
#[derive(Clone)]
pub(super) struct Entry {
    /// The row.
    pub(super) row: Row,
    /// The kind; of a search over both, none.
    pub(super) kind: Option<Kind>,
}

impl Entry {
    /// Returns its record, and the limits that run for it.
    pub(super) fn record(&self) -> Record {
        let rules = self.row.clocks.iter().map(|clock| clock.rule.clone());
        Record {
            id: self.row.id,
            rules: rules.collect(),
        }
    }
}

impl ListRow for Entry {
    type Key = Subject;

    fn key(&self) -> Subject {
        self.row.id
    }

    fn cells(&self, ctx: &Ctx) -> Vec<ListCell> {
        Layout::of(self.kind, ctx.size.0.saturating_sub(FRAME), ctx).cells(&self.row, ctx)
    }
}

/// Returns the line above the rows of a day.
pub(super) fn day_line(
    day: NaiveDate,
    counted: Option<(usize, usize)>,
    ctx: &Ctx,
) -> Line<'static> {
    let mut words = crate::desk::petition::say::long_day(day, ctx.lang);
    let counted = counted.map(|(receptions, petitions)| match (receptions, petitions) {
        (receptions, 0) => how_many(Kind::Reception, receptions, ctx),
        (0, petitions) => how_many(Kind::Petition, petitions, ctx),
        (receptions, petitions) => {
            let receptions = how_many(Kind::Reception, receptions, ctx);
            format!(
                "{receptions} · {}",
                how_many(Kind::Petition, petitions, ctx)
            )
        }
    });
    if let Some(counted) = counted {
        words = format!("{words} · {counted}");
    }
    Line::from(Span::styled(words, ctx.style(Mood::Dim)))
}

/// Returns how many there are of a kind: of one, in the singular.
pub(super) fn how_many(kind: Kind, many: usize, ctx: &Ctx) -> String {
    let (one, more) = match kind {
        Kind::Petition => (R::OnePetition, R::CountPetitions),
        Kind::Reception => (R::OneReception, R::CountReceptions),
    };
    if many == 1 {
        ctx.say(one).to_owned()
    } else {
        ctx.fill(more, &[&thousands(i64::try_from(many).unwrap_or(i64::MAX))])
    }
}

fn time(row: &Row) -> String {
    if row.day_only {
        "–".to_owned()
    } else {
        row.at.format("%H:%M").to_string()
    }
}

fn name(row: &Row, ctx: &Ctx) -> ListCell {
    match &row.name {
        Name::Shown(name) if row.people > 1 => {
            ListCell::new(ctx.fill(R::More, &[name, &(row.people - 1)]))
        }
        Name::Shown(name) => ListCell::new(&**name),
        Name::Hidden => ListCell::meaning(ctx.say(Kit::Hidden), Mood::Hidden, ctx),
        Name::Erased => ListCell::meaning(ctx.say(Kit::Erased), Mood::Dim, ctx),
        Name::Nobody => ListCell::new(ctx.say(R::Nobody)),
    }
}

/// Class, round and field; in a narrow column their short forms, and then the class alone: it is what one
/// looks for.
fn about(row: &Row, ctx: &Ctx) -> ListCell {
    let Some(class) = row.class else {
        return ListCell::default();
    };
    let round = |words: &str| match row.round {
        Some(Round::Second) => format!("{words} {}", ctx.say(R::Second)),
        _ => words.to_owned(),
    };
    let long = round(&class_words(class, None, ctx.lang));
    let short = round(shortest_class(class, ctx.lang));
    let Some(field) = row.field else {
        return ListCell::new(long).or(short);
    };
    let brief = short_field(field, ctx.lang);
    ListCell::new(format!("{long} · {}", ctx.say(field)))
        .or(format!("{long} · {brief}"))
        .or(format!("{short} · {brief}"))
        .or(long)
        .or(short)
}

fn status(row: &Row, ctx: &Ctx) -> String {
    match row.status {
        Some(status) => ctx.say(status).to_owned(),
        None if row.refused => ctx.say(R::Refused).to_owned(),
        None => String::new(),
    }
}

/// The leading clock's sign, days and day; where none leads, where the record stands.
fn due(row: &Row, or_status: bool, ctx: &Ctx) -> ListCell {
    let today = ctx.today();
    if let Some(clock) = row.leading(today) {
        let look = look(clock, today);
        let day = near_day(clock.due, today, ctx.lang);
        let words = format!("{} {} {day}", look.sign, right(&look.days, 4));
        return ListCell::meaning(words, look.mood, ctx);
    }
    let paused = row.clocks.iter().any(|clock| clock.paused_since.is_some());
    if paused {
        let words = format!("{} {}", Mood::Paused.sign(), ctx.say(R::Suspended));
        return ListCell::meaning(words, Mood::Paused, ctx);
    }
    let words = match row.id {
        _ if !or_status => String::new(),
        Subject::Reception(_) if row.refused => ctx.say(R::Refused).to_owned(),
        Subject::Reception(_) if row.petitions > 0 => {
            how_many(Kind::Petition, row.petitions as usize, ctx)
        }
        Subject::Reception(_) => String::new(),
        Subject::Petition(_) => status(row, ctx),
    };
    ListCell::meaning(words, Mood::Dim, ctx)
}
