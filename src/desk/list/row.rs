//! What stands in a list: rows, their cells, and the columns over them. It must not know how they are drawn.

use chrono::NaiveDate;
use ratatui::style::Style;

use crate::desk::screen::Ctx;
use crate::desk::theme::Mood;
use crate::office::order::{By, Rank};
use crate::text::{truncate, width};

/// A row of a list.
pub trait ListRow: Clone {
    /// What tells this row from every other, however the list is sorted.
    type Key: Ord + Clone;

    /// Returns what tells it apart.
    fn key(&self) -> Self::Key;

    /// Returns its cells, one a column.
    fn cells(&self, ctx: &Ctx) -> Vec<ListCell>;

    /// Returns its words if it only heads the rows below it; the cursor passes over it.
    fn heading(&self, _ctx: &Ctx) -> Option<String> {
        None
    }

    /// Returns its place in the order of a column; with none it stands last, whichever way. Asked only where
    /// all rows are here.
    fn rank(&self, by: By, ctx: &Ctx) -> Option<Rank> {
        let By::Own(place) = by else { return None };
        let cells = self.cells(ctx);
        let text = &cells.get(usize::from(place))?.text;
        let bare = text.trim_start_matches(|c: char| !c.is_alphanumeric());
        match bare.replace('.', "").parse() {
            Ok(number) => Some(Rank::Number(number)),
            Err(_) => Rank::text(text),
        }
    }

    /// Returns its day, by which it can be gone to. Asked only where all rows are here.
    fn day(&self) -> Option<NaiveDate> {
        None
    }
}

/// One cell of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListCell {
    /// Its words.
    pub text: String,
    /// How they look.
    pub style: Style,
    /// Other words for a column too narrow for these, the first that fits before the next; the last are cut.
    pub shorter: Vec<String>,
}

impl ListCell {
    /// Makes a cell.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// Makes a cell that looks like what it means.
    pub fn meaning(text: impl Into<String>, mood: Mood, ctx: &Ctx) -> Self {
        Self {
            text: text.into(),
            style: ctx.style(mood),
            ..Self::default()
        }
    }

    /// Says the same in fewer letters where the column is too narrow for more: no sign of a cut, no guess.
    #[must_use]
    pub fn or(mut self, shorter: impl Into<String>) -> Self {
        self.shorter.push(shorter.into());
        self
    }

    /// Returns the words that a column of so many has room for; where it has for none, the last are cut.
    pub(super) fn fitting(&self, columns: usize) -> String {
        let mut said = std::iter::once(&self.text).chain(&self.shorter);
        let fits = said.clone().find(|words| width(words) <= columns);
        let words = fits.or_else(|| said.next_back());
        words.map_or_else(String::new, |words| truncate(words, columns))
    }
}

/// How wide a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wide {
    /// Always so many columns.
    Exactly(u16),
    /// At least so many, and a share of what is left over.
    AtLeast(u16),
    /// So many, and what is left over where no column takes a share of it.
    Spare(u16),
}

/// A column of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What stands above it.
    pub title: String,
    /// What stands there where it is too narrow for that.
    pub short: Option<String>,
    /// How wide it is.
    pub wide: Wide,
    /// Whether its cells end at its right edge, as numbers do.
    pub right: bool,
    /// Which goes first when the window is narrow: the highest; 0 never goes.
    pub yields: u8,
    /// By what the rows can be put in order here.
    pub by: Option<By>,
}

impl Column {
    /// Makes a column that never goes.
    pub fn new(title: impl Into<String>, wide: Wide) -> Self {
        Self {
            title: title.into(),
            short: None,
            wide,
            right: false,
            yields: 0,
            by: None,
        }
    }

    /// Gives it a shorter title for a narrow window.
    #[must_use]
    pub fn or(mut self, title: impl Into<String>) -> Self {
        self.short = Some(title.into());
        self
    }

    /// Ends its cells at its right edge.
    #[must_use]
    pub fn right(mut self) -> Self {
        self.right = true;
        self
    }

    /// Lets it go when the window is narrow, before those with a lower number.
    #[must_use]
    pub fn yields(mut self, order: u8) -> Self {
        self.yields = order;
        self
    }

    /// Lets the rows be put in order by it.
    #[must_use]
    pub fn by(mut self, by: By) -> Self {
        self.by = Some(by);
        self
    }
}
