//! Keys of one's own: a text of lines `context key action`, laid over the shipped map. What is wrong
//! in it is reported line by line; leaving the program can never be unbound. It must not read files.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::{Context, Keymap, Row};
use crate::desk::action::Action;
use crate::desk::chord::Chord;
use crate::desk::machine::words::MachineWord;
use crate::desk::words::{Lang, Say};

/// What is wrong with a line of a key file; lines count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It has not three words.
    Shape(usize),
    /// There is no such context; the one that was perhaps meant.
    Context(usize, String, Option<String>),
    /// There is no such key.
    Key(usize, String),
    /// There is no such action; the one that was perhaps meant.
    Action(usize, String, Option<String>),
    /// An earlier line has this key in this context.
    Twice(usize, usize),
    /// A letter would be a command where letters are typed.
    Typed(usize, String),
    /// No key would lead out of the program.
    NoWayOut,
}

impl Fault {
    /// Returns what is wrong, in words.
    pub fn told(&self, lang: Lang) -> String {
        let meant = |near: &Option<String>| match near {
            Some(near) => MachineWord::DidYouMean.fill(lang, &[near]),
            None => String::new(),
        };
        match self {
            Self::Shape(line) => MachineWord::KeyShape.fill(lang, &[line]),
            Self::Context(line, name, near) => {
                MachineWord::KeyContext.fill(lang, &[line, name, &meant(near)])
            }
            Self::Key(line, name) => MachineWord::KeyName.fill(lang, &[line, name]),
            Self::Action(line, name, near) => {
                MachineWord::KeyAction.fill(lang, &[line, name, &meant(near)])
            }
            Self::Twice(line, before) => MachineWord::KeyTwice.fill(lang, &[line, before]),
            Self::Typed(line, key) => MachineWord::KeyTyped.fill(lang, &[line, key]),
            Self::NoWayOut => MachineWord::KeyNoWayOut.say(lang).to_owned(),
        }
    }
}

impl Keymap {
    /// Lays lines over this map: the key of a line means its action from then on, `none` unbinds
    /// it. Empty lines and what follows `#` after a space are passed over. Every line that can be
    /// obeyed is; the others are told.
    pub fn rebound(&self, text: &str) -> (Self, Vec<Fault>) {
        let mut map = self.clone();
        let mut faults = Vec::new();
        let mut seen: HashMap<(Context, Chord), usize> = HashMap::new();
        let mut own = 0;
        for (place, line) in text.lines().enumerate() {
            let number = place + 1;
            let line = line.trim_start_matches('\u{feff}');
            let line = line.split(" #").next().unwrap_or_default().trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            match read(line, number) {
                Ok((context, chord, action)) => match seen.entry((context, chord)) {
                    Entry::Occupied(before) => faults.push(Fault::Twice(number, *before.get())),
                    Entry::Vacant(free) => {
                        free.insert(number);
                        map.bind(context, chord, action, &mut own);
                    }
                },
                Err(fault) => faults.push(fault),
            }
        }
        let leaves = |row: &Row| {
            row.context == Context::Everywhere
                && row.action == Action::Quit
                && row.chord.typed().is_none()
        };
        if !map.rows.iter().any(leaves) {
            faults.push(Fault::NoWayOut);
            for row in self.rows.iter().filter(|row| leaves(row)) {
                map.bind(row.context, row.chord, Some(row.action), &mut own);
            }
        }
        (map, faults)
    }

    /// Returns the map in the format of a key file, one row a line with its words behind; `lead` stands
    /// before each, as `# ` for a file to be edited.
    pub fn written(&self, lead: &str, lang: Lang) -> String {
        let mut text = String::new();
        for context in Context::ALL {
            for row in self.rows_of(*context) {
                let (name, key) = (context.name(), row.chord.to_string());
                let action = row.action.name();
                let words = row.action.say(lang);
                let line = format!("{lead}{name:<12} {key:<10} {action:<20} # {words}\n");
                text.push_str(&line);
            }
        }
        text
    }

    /// Gives a key its meaning; `own` counts the rows laid over, which stand in front in the order of
    /// the file, so that they are the keys that are shown.
    fn bind(&mut self, context: Context, chord: Chord, action: Option<Action>, own: &mut usize) {
        self.rows
            .retain(|row| (row.context, row.chord) != (context, chord));
        if let Some(action) = action {
            let row = Row {
                context,
                chord,
                action,
            };
            self.rows.insert((*own).min(self.rows.len()), row);
            *own += 1;
        }
    }
}

fn read(line: &str, number: usize) -> Result<(Context, Chord, Option<Action>), Fault> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let [context, key, action] = words.as_slice() else {
        return Err(Fault::Shape(number));
    };
    let found = Context::ALL.iter().find(|known| known.name() == *context);
    let context = *found.ok_or_else(|| {
        let near = near(context, Context::ALL.iter().map(|known| known.name()));
        Fault::Context(number, (*context).to_owned(), near)
    })?;
    let chord: Chord = key
        .parse()
        .map_err(|_| Fault::Key(number, (*key).to_owned()))?;
    let action = match *action {
        "none" => None,
        name => Some(Action::named(name).ok_or_else(|| {
            let all = Action::ALL.iter().map(|known| known.name().to_owned());
            Fault::Action(number, name.to_owned(), near(name, all))
        })?),
    };
    if context.types() && chord.typed().is_some() {
        return Err(Fault::Typed(number, (*key).to_owned()));
    }
    Ok((context, chord, action))
}

/// Returns the name that was perhaps meant.
fn near(name: &str, known: impl Iterator<Item = String>) -> Option<String> {
    known
        .map(|known| (distance(&known, name), known))
        .filter(|(far, _)| *far <= 3 && *far * 2 <= name.chars().count())
        .min()
        .map(|(_, known)| known)
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

    fn key(text: &str) -> Chord {
        text.parse().unwrap()
    }

    #[test]
    fn a_line_gives_a_key_another_meaning_and_the_rest_stays() {
        let (map, faults) =
            Keymap::shipped().rebound("# mine\nlist x page-down\n\nform F10 none # not here\n");
        assert_eq!(faults, []);
        let down = map.resolve(key("x"), &[Context::List], |_| true);
        assert_eq!(down, Some(Action::PageDown));
        assert_eq!(map.resolve(key("F10"), &[Context::Form], |_| true), None);
        let shown = map.chords(Action::PageDown, &[Context::List], |_| true);
        assert_eq!(shown.first(), Some(&key("x")));
        let save = map.resolve(key("Ctrl-S"), &[Context::Form], |_| true);
        assert_eq!(save, Some(Action::Save));
    }

    #[test]
    fn every_fault_is_told_with_its_line_and_what_is_right_holds() {
        let text = "list\nattic x save\nlist Hyper-X save\nlist x svae\nlist y page-down\nlist y mark\ntext a save\nlsit q mark";
        let (map, faults) = Keymap::shipped().rebound(text);
        let words: Vec<String> = faults.iter().map(|fault| fault.told(Lang::En)).collect();
        assert_eq!(
            words,
            [
                "line 1: write `context key action`, as `list Ctrl-D page-down`",
                "line 2: no context is called \"attic\"",
                "line 3: no key is called \"Hyper-X\"",
                "line 4: no action is called \"svae\"; did you mean save?",
                "line 6: line 5 has this key already and holds",
                "line 7: \"a\" is typed there and cannot be a command",
                "line 8: no context is called \"lsit\"; did you mean list?",
            ]
        );
        let y = map.resolve(key("y"), &[Context::List], |_| true);
        assert_eq!(y, Some(Action::PageDown));
    }

    #[test]
    fn quitting_can_be_moved_but_never_unbound() {
        let shipped = Keymap::shipped();
        let (map, faults) = shipped.rebound("everywhere Ctrl-Q none");
        assert_eq!(faults, [Fault::NoWayOut]);
        assert_eq!(
            map.resolve(key("Ctrl-Q"), &[], |_| true),
            Some(Action::Quit)
        );
        let (map, faults) = shipped.rebound("everywhere Ctrl-Q none\neverywhere F12 quit");
        assert_eq!(faults, []);
        assert_eq!(map.resolve(key("F12"), &[], |_| true), Some(Action::Quit));
        assert_eq!(map.resolve(key("Ctrl-Q"), &[], |_| true), None);
    }

    #[test]
    fn the_map_as_written_is_the_map_as_read() {
        let map = Keymap::shipped();
        let (same, faults) = map.rebound(&map.written("", Lang::Vi));
        assert_eq!(faults, []);
        for row in &map.rows {
            let again = same
                .rows
                .iter()
                .find(|other| (other.context, other.chord) == (row.context, row.chord));
            assert_eq!(again.map(|again| again.action), Some(row.action));
        }
        let (_, faults) = map.rebound(&map.written("# ", Lang::Vi));
        assert_eq!(faults, [], "a file to be edited changes nothing by itself");
    }

    #[test]
    fn every_context_has_a_name_of_its_own() {
        let names: std::collections::HashSet<String> =
            Context::ALL.iter().map(|context| context.name()).collect();
        assert_eq!(names.len(), Context::ALL.len());
        assert!(names.contains("why-date"));
    }
}
