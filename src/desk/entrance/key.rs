//! The recovery key, shown once: big, in groups, until the last of them was typed back from paper. It
//! must not keep the key beyond that, nor put it anywhere else.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span, Text};
use zeroize::Zeroizing;

use super::words::Entrance;
use super::{contexts, enter, narrow, parts, said};
use crate::desk::action::Action;
use crate::desk::field::{self, Field, Verdict};
use crate::desk::form::Form;
use crate::desk::house::House;
use crate::desk::keymap::Context;
use crate::desk::roads::Ways;
use crate::desk::screen::{Ctx, Effect, Event, Kind, Screen};
use crate::desk::theme::Mood;
use crate::desk::words::{Lang, Say};
use crate::office::ask::Me;
use crate::text::fold;

/// Groups in a row of the key.
const IN_A_ROW: usize = 4;

/// What comes once the key is on paper.
enum After {
    /// The new office.
    Enter(Box<Me>, Ways),
    /// What lay below.
    Back,
}

/// The page that shows the recovery key.
pub(super) struct KeyPage {
    after: After,
    key: Zeroizing<String>,
    form: Form<()>,
    /// It was asked once whether the key is on paper.
    sure: bool,
    /// It was said once that leaving now loses the key.
    leaving: bool,
}

impl KeyPage {
    /// The key of a new office, which is entered then.
    pub(super) fn new(ways: Ways, me: Me, key: &Zeroizing<String>, ctx: &Ctx) -> Self {
        Self::then(After::Enter(Box::new(me), ways), key, ctx)
    }

    /// A key in place of another.
    pub(super) fn renewed(key: &Zeroizing<String>, ctx: &Ctx) -> Self {
        Self::then(After::Back, key, ctx)
    }

    fn then(after: After, key: &Zeroizing<String>, ctx: &Ctx) -> Self {
        let last = Field::new(ctx.say(Entrance::KeyLast), field::Text::default().exact())
            .note(ctx.say(Entrance::KeyLastNote));
        Self {
            after,
            key: key.clone(),
            form: Form::new().field((), last),
            sure: false,
            leaving: false,
        }
    }

    fn go_on(&self) -> Effect<House> {
        match &self.after {
            After::Enter(me, ways) => enter((**me).clone(), *ways),
            After::Back => Effect::Pop,
        }
    }

    fn compare(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        let typed = Zeroizing::new(bare(&self.form.text((), ctx)));
        if groups(&self.key).last().map(bare).as_deref() == Some(typed.as_str()) {
            return vec![self.go_on()];
        }
        let words = ctx.say(Entrance::KeyDiffers).to_owned();
        self.form.judge((), Verdict::Wrong(words));
        Vec::new()
    }

    fn rows(&self, ctx: &Ctx) -> Vec<Line<'static>> {
        let groups: Vec<&str> = groups(&self.key).collect();
        let big = ctx.style(Mood::Title).patch(ctx.style(Mood::Accent));
        let mut lines = Vec::new();
        for row in groups.chunks(IN_A_ROW) {
            let mut spans = Vec::new();
            for group in row {
                let letters: Vec<String> = group.chars().map(String::from).collect();
                spans.push(Span::raw("    "));
                spans.push(Span::styled(letters.join(" "), big));
            }
            lines.push(Line::from(spans));
            lines.push(Line::default());
        }
        lines
    }
}

/// Returns the groups of a key.
fn groups(key: &str) -> impl Iterator<Item = &str> {
    key.split(|c: char| c == '-' || c.is_whitespace())
        .filter(|group| !group.is_empty())
}

/// Returns the letters of a group as they are compared: no case, no blanks, no marks that an input
/// method may have put, and none of the letters that look like a digit.
fn bare(group: &str) -> String {
    let letters = fold(group);
    let letters = letters.chars().filter(|c| c.is_alphanumeric());
    letters
        .map(|c| match c {
            'o' => '0',
            'i' | 'l' => '1',
            c => c,
        })
        .collect()
}

impl Screen<House> for KeyPage {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.say(Entrance::KeyTitle).to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        contexts(self.form.contexts(), true)
    }

    fn accepts(&self, action: Action) -> bool {
        match action {
            Action::Save | Action::Confirm => true,
            Action::Quit => !self.leaving,
            // A new office lies behind nothing to go back to.
            Action::Back => !self.leaving && matches!(self.after, After::Back),
            _ => self.form.accepts(action),
        }
    }

    fn hints(&self) -> Vec<Action> {
        vec![Action::Confirm, Action::Save]
    }

    fn names(&self, action: Action, lang: Lang) -> Option<&'static str> {
        match action {
            Action::Save => Some(Entrance::KeyWritten.say(lang)),
            Action::Confirm => Some(Entrance::KeyGoOn.say(lang)),
            _ => None,
        }
    }

    fn lets_go(&self) -> bool {
        false
    }

    fn leaves_nothing(&self) -> bool {
        true
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match event {
            Event::Act(Action::Save) if self.sure => vec![self.go_on()],
            Event::Act(Action::Save) => {
                self.sure = true;
                let words = ctx.say(Entrance::KeySure).to_owned();
                self.form.judge((), Verdict::Odd(words));
                Vec::new()
            }
            Event::Act(Action::Quit | Action::Back) => {
                self.leaving = true;
                let words = ctx.say(Entrance::KeyLeave).to_owned();
                vec![Effect::Notice(Kind::Error, words)]
            }
            Event::Act(_) | Event::Char(_) | Event::Backspace | Event::Paste(_) => {
                (self.sure, self.leaving) = (false, false);
                if let Event::Act(Action::Confirm) = event {
                    return self.compare(ctx);
                }
                self.form.take(event, ctx);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let area = narrow(area);
        let words = |word, mood| said(mood, ctx.say(word), area.width, ctx);
        let mut above = vec![Line::default()];
        above.extend(words(Entrance::KeyWrite, Mood::Title));
        above.push(Line::default());
        let key = self.rows(ctx);
        let why = words(Entrance::KeyWhy, Mood::Plain);
        // The key itself is what must be seen; why it is there goes first where there is no room.
        let rows = above.len() + key.len() + why.len() + 1 + 3;
        above.extend(key);
        if rows <= area.height.into() {
            above.extend(why);
            above.push(Line::default());
        }
        let [head, form, _] = parts(area, above.len(), 2, 0);
        frame.render_widget(Text::from(above), head);
        self.form.view(frame, form, ctx);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_recognised_however_it_is_typed() {
        for typed in ["7K0D", " 7k0d ", "7 K o D", "7kôd", "7K-OD"] {
            assert_eq!(bare(typed), "7k0d", "{typed}");
        }
        assert_ne!(bare("7K1D"), "7k0d");
    }

    #[test]
    fn a_key_is_read_in_groups() {
        let key = "AAAA-BBBB CCCC--DDDD";
        let groups: Vec<&str> = groups(key).collect();
        assert_eq!(groups, ["AAAA", "BBBB", "CCCC", "DDDD"]);
    }
}
