//! A field that picks from a list by typing: a code, or letters of the name without accents. Code
//! and name are both shown. It must not know what is picked.

use std::rc::Rc;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;

use super::line::TypedLine;
use super::{Body, Took, Typed, Value, Verdict};
use crate::desk::action::Action;
use crate::desk::keymap::Context;
use crate::desk::screen::Ctx;
use crate::desk::theme::Mood;
use crate::desk::words::Kit;
use crate::text::{fold, nfc, truncate, width};

/// How many items hang below the field.
const SHOWN: usize = 8;

/// Something to pick.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is kept as, and can be typed as.
    pub code: String,
    /// What it is called.
    pub name: String,
    folded: String,
}

impl Item {
    /// Makes an item.
    pub fn new(code: impl Into<String>, name: impl Into<String>) -> Self {
        let (code, name) = (code.into(), nfc(&name.into()));
        Self {
            folded: fold(&name),
            code,
            name,
        }
    }
}

/// How the items of a list are found, where more is known of them than their letters: the places of what fits,
/// best first.
#[derive(Clone)]
pub struct Finder(Rc<Find>);

/// The places of what fits what is typed, best first.
type Find = dyn Fn(&str) -> Vec<usize>;

impl Finder {
    /// Makes one of what finds.
    pub fn new(find: impl Fn(&str) -> Vec<usize> + 'static) -> Self {
        Self(Rc::new(find))
    }
}

impl std::fmt::Debug for Finder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Finder")
    }
}

/// A choice from a list.
#[derive(Clone, Debug)]
pub struct Pick {
    items: Rc<[Item]>,
    finder: Option<Finder>,
    line: TypedLine,
    chosen: Option<usize>,
    /// Places in `items` that fit what is typed, best first.
    found: Vec<usize>,
    at: usize,
    open: bool,
    fresh: bool,
    free: bool,
    codes: bool,
}

impl Pick {
    /// Makes a choice from these items; the list is shared, not copied.
    pub fn from(items: impl Into<Rc<[Item]>>) -> Self {
        let items = items.into();
        Self {
            found: (0..items.len()).collect(),
            items,
            finder: None,
            line: TypedLine::default(),
            chosen: None,
            at: 0,
            open: false,
            fresh: true,
            free: false,
            codes: true,
        }
    }

    /// Finds its items so, not by their letters alone.
    #[must_use]
    pub fn found_by(mut self, finder: Finder) -> Self {
        self.finder = Some(finder);
        self
    }

    /// Takes text that is not in the list too.
    #[must_use]
    pub fn or_text(mut self) -> Self {
        self.free = true;
        self
    }

    /// Leaves the codes out of sight, where they say nothing to people.
    #[must_use]
    pub fn without_codes(mut self) -> Self {
        self.codes = false;
        self
    }

    /// Replaces the items, and forgets a choice that is not among them.
    pub fn set_items(&mut self, items: impl Into<Rc<[Item]>>) {
        let kept = self.draft();
        self.items = items.into();
        self.restore(&kept);
    }

    fn find(&self) -> Vec<usize> {
        let typed = self.line.text();
        match &self.finder {
            Some(finder) if !typed.trim().is_empty() => (finder.0)(typed),
            _ => find(&self.items, typed),
        }
    }

    fn search(&mut self) {
        self.found = self.find();
        self.at = 0;
        self.open = true;
        self.chosen = None;
    }

    fn choose(&mut self, place: usize) {
        let Some(item) = self.items.get(place) else {
            return;
        };
        self.line.set(&item.name);
        self.chosen = Some(place);
        self.open = false;
        self.fresh = true;
    }

    fn browse(&mut self, down: bool) {
        if !self.open {
            self.open = true;
            if self.chosen.is_some() || self.line.text().is_empty() {
                self.found = (0..self.items.len()).collect();
                self.at = self.chosen.unwrap_or(0);
            }
            return;
        }
        let count = self.found.len().max(1);
        self.at = if down {
            (self.at + 1) % count
        } else {
            (self.at + count - 1) % count
        };
    }

    fn type_at(&mut self, typed: Typed) -> Took {
        let replaces = matches!(typed, Typed::Char(_) | Typed::Paste(_));
        if self.fresh && self.chosen.is_some() && replaces {
            self.line.set("");
        }
        if !self.line.take(typed) {
            return Took::Nothing;
        }
        self.fresh = false;
        self.search();
        if self.line.text().is_empty() {
            self.open = false;
        }
        Took::Changed
    }
}

/// Returns the places of the items that fit what is typed, best first: code, beginning of the
/// name, beginning of a word, every word somewhere.
fn find(items: &[Item], typed: &str) -> Vec<usize> {
    let typed = nfc(typed.trim());
    let wanted = fold(&typed);
    let words: Vec<&str> = wanted.split_whitespace().collect();
    let rank = |item: &Item| {
        if wanted.is_empty() || fold(&item.code) == wanted {
            Some(0)
        } else if item.name.to_lowercase().starts_with(&typed.to_lowercase()) {
            Some(1)
        } else if item.folded.starts_with(&wanted) {
            Some(2)
        } else if fold(&item.code).starts_with(&wanted) {
            Some(3)
        } else if words.iter().all(|word| begins_a_word(&item.folded, word)) {
            Some(4)
        } else if words.iter().all(|word| item.folded.contains(word)) {
            Some(5)
        } else {
            None
        }
    };
    let mut found: Vec<(u8, usize)> = items
        .iter()
        .enumerate()
        .filter_map(|(place, item)| rank(item).map(|rank| (rank, place)))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, place)| place).collect()
}

fn begins_a_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric())
        .any(|part| part.starts_with(word))
}

impl Body for Pick {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Pick, Context::Text]
    }

    fn accepts(&self, action: Action) -> bool {
        match action {
            Action::Down => true,
            Action::Up | Action::Back => self.open,
            Action::Pick => self.open && !self.found.is_empty(),
            Action::PageUp | Action::PageDown => self.open && self.found.len() > SHOWN,
            other => self.line.accepts(other),
        }
    }

    fn take(&mut self, typed: Typed, _ctx: &Ctx) -> Took {
        match typed {
            Typed::Act(Action::Down) => self.browse(true),
            Typed::Act(Action::Up) => self.browse(false),
            Typed::Act(Action::PageDown) => {
                self.at = (self.at + SHOWN).min(self.found.len().saturating_sub(1));
            }
            Typed::Act(Action::PageUp) => self.at = self.at.saturating_sub(SHOWN),
            Typed::Act(Action::Back) => self.open = false,
            Typed::Act(Action::Pick) => {
                if let Some(place) = self.found.get(self.at).copied() {
                    self.choose(place);
                    return Took::Done;
                }
            }
            other => return self.type_at(other),
        }
        Took::Nothing
    }

    fn enter(&mut self) {
        self.fresh = true;
    }

    fn leave(&mut self, ctx: &Ctx) -> Verdict {
        self.line.leave();
        let was_open = std::mem::take(&mut self.open);
        if self.chosen.is_some() || self.line.text().is_empty() {
            return Verdict::Fine;
        }
        let found = self.find();
        let best = if was_open && !self.free {
            self.found.get(self.at)
        } else {
            found.first()
        };
        let typed = fold(self.line.text());
        let fits = |item: &Item| !self.free || item.folded == typed || fold(&item.code) == typed;
        match best
            .copied()
            .filter(|place| self.items.get(*place).is_some_and(fits))
        {
            Some(place) => {
                self.choose(place);
                Verdict::Fine
            }
            None if self.free => Verdict::Fine,
            None => Verdict::Wrong(ctx.say(Kit::NotInList).to_owned()),
        }
    }

    fn value(&self, _ctx: &Ctx) -> Value {
        if let Some(item) = self.chosen.and_then(|place| self.items.get(place)) {
            return Value::Code(item.code.clone());
        }
        let text = self.line.composed();
        if self.free && !text.trim().is_empty() {
            Value::Text(text.trim().to_owned())
        } else {
            Value::Empty
        }
    }

    fn draft(&self) -> String {
        match self.chosen.and_then(|place| self.items.get(place)) {
            Some(item) => item.code.clone(),
            None => self.line.composed(),
        }
    }

    fn restore(&mut self, draft: &str) {
        match self.items.iter().position(|item| item.code == draft) {
            Some(place) if !draft.is_empty() => self.choose(place),
            _ => {
                self.line.set(draft);
                self.chosen = None;
                self.open = false;
            }
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, focused: bool, ctx: &Ctx) {
        if area.is_empty() {
            return;
        }
        let line = Rect {
            width: area.width.saturating_sub(2),
            ..area
        };
        self.line.view(frame, line, focused, ctx);
        let name = width(&self.line.composed());
        let code = self
            .chosen
            .and_then(|place| self.items.get(place))
            .filter(|_| self.codes);
        let after = match code {
            Some(item) => format!("  {} ▾", item.code),
            None => " ▾".to_owned(),
        };
        let wide = u16::try_from(width(&after)).unwrap_or(u16::MAX);
        let skip = u16::try_from(name)
            .unwrap_or(u16::MAX)
            .min(area.width.saturating_sub(wide));
        let at = Rect {
            x: area.x + skip,
            width: area.width - skip,
            height: 1,
            ..area
        };
        frame.render_widget(Line::styled(after, ctx.style(Mood::Dim)), at);
    }

    fn view_hanging(&self, frame: &mut Frame, field: Rect, within: Rect, ctx: &Ctx) {
        if !self.open {
            return;
        }
        let below = within.bottom().saturating_sub(field.bottom());
        let above = field.y.saturating_sub(within.y);
        let wanted = u16::try_from(self.found.len().clamp(1, SHOWN)).unwrap_or(1);
        let under = below >= wanted.min(3) || below >= above;
        let rows = wanted.min(if under { below } else { above });
        let y = if under {
            field.bottom()
        } else {
            field.y - rows
        };
        let list = Rect {
            y,
            height: rows,
            ..field
        }
        .intersection(within);
        if list.is_empty() {
            return;
        }
        frame.render_widget(Clear, list);
        if self.found.is_empty() {
            let words = format!("│ {}", ctx.say(Kit::NothingFound));
            frame.render_widget(Line::styled(words, ctx.style(Mood::Dim)), list);
            return;
        }
        let shown = usize::from(list.height);
        let top = (self.at + 1).saturating_sub(shown);
        for (down, place) in self.found.iter().skip(top).take(shown).enumerate() {
            let Some(item) = self.items.get(*place) else {
                continue;
            };
            let chosen = top + down == self.at;
            let y = list
                .y
                .saturating_add(u16::try_from(down).unwrap_or(u16::MAX));
            let row = Rect {
                y,
                height: 1,
                ..list
            }
            .intersection(list);
            frame.render_widget(self.row(item, chosen, list.width.into(), ctx), row);
        }
    }
}

impl Pick {
    fn row(&self, item: &Item, chosen: bool, columns: usize, ctx: &Ctx) -> Line<'static> {
        let code = if self.codes {
            format!("{} ", item.code)
        } else {
            String::new()
        };
        let room = columns.saturating_sub(3 + width(&code));
        let name = truncate(&item.name, room);
        let gap = " ".repeat(room.saturating_sub(width(&name)) + 1);
        let mood = if chosen { Mood::Selected } else { Mood::Plain };
        let dim = if chosen { Mood::Selected } else { Mood::Dim };
        Line::from(vec![
            Span::styled("│", ctx.style(Mood::Dim)),
            Span::styled(format!(" {name}{gap}"), ctx.style(mood)),
            Span::styled(code, ctx.style(dim)),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(typed: &str) -> Vec<String> {
        let items = [
            Item::new("25489", "Xã Tân Lập"),
            Item::new("25490", "Xã Tân Hội"),
            Item::new("25500", "Phường Tân Ninh"),
            Item::new("2549", "Đức Hòa"),
        ];
        find(&items, typed)
            .into_iter()
            .map(|place| items[place].name.clone())
            .collect()
    }

    #[test]
    fn a_code_or_letters_without_accents_find() {
        assert_eq!(names("25490"), ["Xã Tân Hội"]);
        assert_eq!(names("2549"), ["Đức Hòa", "Xã Tân Hội"]);
        assert_eq!(names("tan l"), ["Xã Tân Lập"]);
        assert_eq!(names("duc"), ["Đức Hòa"]);
        assert_eq!(names("Xã Tân H"), ["Xã Tân Hội"]);
        assert_eq!(names("zz"), Vec::<String>::new());
        assert_eq!(names("").len(), 4);
    }
}
