//! Which key asks for what, where: one table, and the one place that reads it. The hint bar, help
//! and the command palette come from here too. It must not know any screen.

use super::action::Action;
use super::chord::Chord;

mod file;
mod table;

pub use file::Fault;

/// Where a key is pressed. A screen names its contexts innermost first; `Everywhere` is always last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Context {
    /// On every screen.
    Everywhere,
    /// While one line of text is typed.
    Text,
    /// While something is typed that must stand exactly as it is: a password, a number, a day.
    Exact,
    /// While several lines of text are typed.
    Area,
    /// While a pick list is open or typed at.
    Pick,
    /// On a choice between a few things.
    Choice,
    /// In a form, whichever field has the focus.
    Form,
    /// In a list of rows.
    List,
    /// In a list of petitions, on those that are marked.
    Petitions,
    /// While the filter line of a list is typed.
    Filtering,
    /// In a page of text to read.
    Reading,
    /// In a question that wants an answer.
    Question,
    /// On the field of the entrance after which there is none.
    Entrance,
    /// On the home screen.
    Home,
    /// In the reception form.
    Reception,
    /// At the questions that lead to a class.
    Guide,
    /// On the page after a reception was saved.
    Saved,
    /// In the register.
    Register,
    /// Among the deadlines.
    Deadlines,
    /// Among what will be overdue.
    Forecast,
    /// Among the head's reception days.
    Days,
    /// In the work calendar, and over what a change of it moves.
    Calendar,
    /// Among the tiles of what is watched over.
    Oversight,
    /// Among the officers.
    Officers,
    /// On one petition.
    Petition,
    /// On the counting of one date.
    WhyDate,
    /// In the form of one act.
    Deed,
    /// While words to find in the register are typed.
    Finding,
    /// Among the settings of the machine.
    Settings,
}

impl Context {
    /// Every context.
    pub const ALL: &'static [Self] = &[
        Self::Everywhere,
        Self::Text,
        Self::Exact,
        Self::Area,
        Self::Pick,
        Self::Choice,
        Self::Form,
        Self::List,
        Self::Petitions,
        Self::Filtering,
        Self::Reading,
        Self::Question,
        Self::Entrance,
        Self::Home,
        Self::Reception,
        Self::Guide,
        Self::Saved,
        Self::Register,
        Self::Deadlines,
        Self::Forecast,
        Self::Days,
        Self::Calendar,
        Self::Oversight,
        Self::Officers,
        Self::Petition,
        Self::WhyDate,
        Self::Deed,
        Self::Finding,
        Self::Settings,
    ];

    /// Returns the name used in key files: `why-date`.
    pub fn name(self) -> String {
        let mut name = String::new();
        for letter in format!("{self:?}").chars() {
            if letter.is_uppercase() && !name.is_empty() {
                name.push('-');
            }
            name.extend(letter.to_lowercase());
        }
        name
    }

    /// Returns whether characters typed here are text, so that no letter is a command.
    pub const fn types(self) -> bool {
        matches!(
            self,
            Self::Text | Self::Exact | Self::Area | Self::Pick | Self::Choice | Self::Filtering
        )
    }
}

/// One line of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Where it holds.
    pub context: Context,
    /// The key.
    pub chord: Chord,
    /// What it asks for.
    pub action: Action,
}

/// A key and what it does here, as the hint bar, help and the palette show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// What it asks for.
    pub action: Action,
    /// The keys that ask for it here, the one to show first.
    pub chords: Vec<Chord>,
}

/// The map of keys.
#[derive(Clone, Debug)]
pub struct Keymap {
    rows: Vec<Row>,
}

impl Keymap {
    /// Makes the map that the program ships with.
    pub fn shipped() -> Self {
        let rows = table::ROWS.iter().filter_map(|(context, key, action)| {
            let chord = key.parse().ok()?;
            Some(Row {
                context: *context,
                chord,
                action: *action,
            })
        });
        Self {
            rows: rows.collect(),
        }
    }

    /// Returns what a chord asks for in these contexts (innermost first), among the actions that
    /// are accepted now.
    pub fn resolve(
        &self,
        chord: Chord,
        contexts: &[Context],
        accepts: impl Fn(Action) -> bool,
    ) -> Option<Action> {
        let typing = contexts.iter().any(|context| context.types());
        if typing && chord.typed().is_some() {
            return None;
        }
        contexts
            .iter()
            .chain(&[Context::Everywhere])
            .find_map(|context| {
                self.rows
                    .iter()
                    .find(|row| {
                        row.context == *context && row.chord == chord && accepts(row.action)
                    })
                    .map(|row| row.action)
            })
    }

    /// Returns the chords that really lead to an action in these contexts.
    pub fn chords(
        &self,
        action: Action,
        contexts: &[Context],
        accepts: impl Fn(Action) -> bool,
    ) -> Vec<Chord> {
        let mut found = Vec::new();
        for context in contexts.iter().chain(&[Context::Everywhere]) {
            for row in self.rows.iter().filter(|row| row.context == *context) {
                let leads = row.action == action
                    && self.resolve(row.chord, contexts, &accepts) == Some(action);
                if leads && !found.contains(&row.chord) {
                    found.push(row.chord);
                }
            }
        }
        found
    }

    /// Returns every accepted action with its keys, in the order of [`Action::ALL`]; an action
    /// without a key here has none.
    pub fn bindings(&self, contexts: &[Context], accepts: impl Fn(Action) -> bool) -> Vec<Binding> {
        let accepted = Action::ALL
            .iter()
            .copied()
            .filter(|action| accepts(*action));
        accepted
            .map(|action| Binding {
                action,
                chords: self.chords(action, contexts, &accepts),
            })
            .collect()
    }

    /// Returns the rows of one context, in the order of the table.
    pub fn rows_of(&self, context: Context) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(move |row| row.context == context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::chord::Key;
    use std::collections::HashMap;

    #[test]
    fn every_shipped_key_can_be_read() {
        for (context, key, action) in table::ROWS {
            assert!(key.parse::<Chord>().is_ok(), "{context:?} {key} {action:?}");
        }
        assert_eq!(Keymap::shipped().rows.len(), table::ROWS.len());
    }

    #[test]
    fn no_two_actions_share_a_chord_in_one_context() {
        let mut seen = HashMap::new();
        for row in Keymap::shipped().rows {
            let other = seen.insert((row.context, row.chord), row.action);
            assert_eq!(other, None, "{} twice in {:?}", row.chord, row.context);
        }
    }

    #[test]
    fn every_context_is_listed() {
        for (context, ..) in table::ROWS {
            assert!(Context::ALL.contains(context), "{context:?}");
        }
    }

    #[test]
    fn letters_are_commands_only_where_nothing_is_typed() {
        let map = Keymap::shipped();
        let j = Chord::plain(Key::Char('j'));
        assert_eq!(
            map.resolve(j, &[Context::List], |_| true),
            Some(Action::Down)
        );
        assert_eq!(
            map.resolve(j, &[Context::Text, Context::List], |_| true),
            None
        );
    }

    #[test]
    fn what_is_not_accepted_is_not_resolved() {
        let map = Keymap::shipped();
        let save = Chord::ctrl('s');
        assert_eq!(
            map.resolve(save, &[Context::Form], |_| true),
            Some(Action::Save)
        );
        assert_eq!(
            map.resolve(save, &[Context::Form], |a| a != Action::Save),
            None
        );
    }
}
