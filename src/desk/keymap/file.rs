//! Keys of one's own: a text of lines `context key action`, laid over the shipped map. What is wrong
//! in it is reported line by line; leaving the program can never be unbound. It must not read files.

use std::collections::HashMap;

use super::{Context, Keymap, Row};
use crate::desk::action::Action;
use crate::desk::chord::Chord;

/// What is wrong with a line of a key file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It has not three words.
    #[error("line {0}: write `context key action`, as `list Ctrl-D page-down`")]
    Shape(usize),
    /// There is no such context.
    #[error("line {0}: no context is called {1:?}")]
    Context(usize, String),
    /// There is no such key.
    #[error("line {0}: no key is called {1:?}")]
    Key(usize, String),
    /// There is no such action.
    #[error("line {0}: no action is called {1:?}{2}")]
    Action(usize, String, String),
    /// An earlier line has this key in this context.
    #[error("line {0}: line {1} has this key already")]
    Twice(usize, usize),
    /// A letter would be a command where letters are typed.
    #[error("line {0}: {1} is typed there and cannot be a command")]
    Typed(usize, String),
    /// No key would lead out of the program.
    #[error("no key would be left to quit with")]
    NoWayOut,
}

impl Keymap {
    /// Lays lines over this map: the key of a line means its action from then on, `none` unbinds
    /// it. Empty lines and what follows `#` after a space are passed over.
    ///
    /// # Errors
    /// Every fault of the text, and then nothing is changed.
    pub fn rebound(&self, text: &str) -> Result<Self, Vec<Fault>> {
        let mut map = self.clone();
        let mut faults = Vec::new();
        let mut seen: HashMap<(Context, Chord), usize> = HashMap::new();
        for (place, line) in text.lines().enumerate() {
            let number = place + 1;
            let line = line.split(" #").next().unwrap_or_default().trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            match read(line, number) {
                Ok((context, chord, action)) => {
                    if let Some(before) = seen.insert((context, chord), number) {
                        faults.push(Fault::Twice(number, before));
                    }
                    map.bind(context, chord, action);
                }
                Err(fault) => faults.push(fault),
            }
        }
        let leaves = |row: &Row| row.context == Context::Everywhere && row.action == Action::Quit;
        if !map
            .rows
            .iter()
            .any(|row| leaves(row) && row.chord.typed().is_none())
        {
            faults.push(Fault::NoWayOut);
        }
        if faults.is_empty() {
            Ok(map)
        } else {
            Err(faults)
        }
    }

    fn bind(&mut self, context: Context, chord: Chord, action: Option<Action>) {
        self.rows
            .retain(|row| (row.context, row.chord) != (context, chord));
        if let Some(action) = action {
            // In front, so that it is the key that is shown.
            self.rows.insert(
                0,
                Row {
                    context,
                    chord,
                    action,
                },
            );
        }
    }
}

fn read(line: &str, number: usize) -> Result<(Context, Chord, Option<Action>), Fault> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let [context, key, action] = words.as_slice() else {
        return Err(Fault::Shape(number));
    };
    let found = Context::ALL.iter().find(|known| known.name() == *context);
    let context = *found.ok_or_else(|| Fault::Context(number, (*context).to_owned()))?;
    let chord: Chord = key
        .parse()
        .map_err(|_| Fault::Key(number, (*key).to_owned()))?;
    let action = match *action {
        "none" => None,
        name => Some(Action::named(name).ok_or_else(|| unknown(number, name))?),
    };
    if context.types() && chord.typed().is_some() {
        return Err(Fault::Typed(number, (*key).to_owned()));
    }
    Ok((context, chord, action))
}

fn unknown(number: usize, name: &str) -> Fault {
    let near = Action::ALL
        .iter()
        .map(|action| action.name())
        .min_by_key(|known| distance(known, name))
        .filter(|known| distance(known, name) <= 3);
    let hint = near.map_or_else(String::new, |known| format!("; did you mean {known}?"));
    Fault::Action(number, name.to_owned(), hint)
}

/// Returns how many letters to change, add or drop to come from one word to the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut before = i;
        let mut left = i + 1;
        for (cell, y) in row.iter_mut().skip(1).zip(&b) {
            let best = (before + usize::from(x != *y)).min(left + 1).min(*cell + 1);
            before = std::mem::replace(cell, best);
            left = best;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_gives_a_key_another_meaning_and_the_rest_stays() {
        let map = Keymap::shipped()
            .rebound("# mine\nlist x page-down\n\nform F10 none # not here\n")
            .unwrap();
        let x: Chord = "x".parse().unwrap();
        let f10: Chord = "F10".parse().unwrap();
        assert_eq!(
            map.resolve(x, &[Context::List], |_| true),
            Some(Action::PageDown)
        );
        assert_eq!(map.resolve(f10, &[Context::Form], |_| true), None);
        assert_eq!(
            map.chords(Action::PageDown, &[Context::List], |_| true)
                .first(),
            Some(&x)
        );
        let save: Chord = "Ctrl-S".parse().unwrap();
        assert_eq!(
            map.resolve(save, &[Context::Form], |_| true),
            Some(Action::Save)
        );
    }

    #[test]
    fn every_fault_is_reported_with_its_line() {
        let text = "list\nattic x save\nlist Hyper-X save\nlist x svae\nlist y save\nlist y mark\ntext a save";
        let faults = Keymap::shipped().rebound(text).unwrap_err();
        let words: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(
            words,
            [
                "line 1: write `context key action`, as `list Ctrl-D page-down`",
                "line 2: no context is called \"attic\"",
                "line 3: no key is called \"Hyper-X\"",
                "line 4: no action is called \"svae\"; did you mean save?",
                "line 6: line 5 has this key already",
                "line 7: a is typed there and cannot be a command",
            ]
        );
    }

    #[test]
    fn quitting_can_be_moved_but_never_unbound() {
        let shipped = Keymap::shipped();
        assert_eq!(
            shipped.rebound("everywhere Ctrl-Q none").unwrap_err(),
            [Fault::NoWayOut]
        );
        let on_a_letter = shipped.rebound("everywhere Ctrl-Q none\neverywhere q quit");
        assert_eq!(on_a_letter.unwrap_err(), [Fault::NoWayOut]);
        assert!(
            shipped
                .rebound("everywhere Ctrl-Q none\neverywhere Ctrl-X quit")
                .is_ok()
        );
    }

    #[test]
    fn every_context_has_a_name_of_its_own() {
        let names: std::collections::HashSet<String> =
            Context::ALL.iter().map(|context| context.name()).collect();
        assert_eq!(names.len(), Context::ALL.len());
        assert!(names.contains("why-date"));
    }
}
