//! A field of one line of text. It must not know what the text is.

use ratatui::Frame;
use ratatui::layout::Rect;
use unicode_segmentation::UnicodeSegmentation;
use zeroize::Zeroizing;

use super::line::{PASTED, TypedLine};
use super::{Body, Took, Typed, Value, Verdict};
use crate::desk::action::Action;
use crate::desk::keymap::Context;
use crate::desk::screen::Ctx;
use crate::desk::words::Kit;

/// One line of text.
#[derive(Clone, Debug, Default)]
pub struct Text {
    line: TypedLine,
    longest: Option<usize>,
    secret: bool,
    exact: bool,
}

impl Text {
    /// Says when the text is longer than so many letters.
    #[must_use]
    pub fn longest(mut self, letters: usize) -> Self {
        self.longest = Some(letters);
        self
    }

    /// Takes what is typed exactly as it is, as a path or a code: nothing is composed in it.
    #[must_use]
    pub fn exact(mut self) -> Self {
        self.exact = true;
        self
    }

    /// Makes it a password: dots on the screen, nothing in a draft.
    #[must_use]
    pub fn secret(mut self) -> Self {
        self.line = self.line.masked();
        self.secret = true;
        self
    }
}

impl Body for Text {
    fn contexts(&self) -> &'static [Context] {
        if self.secret || self.exact {
            &[Context::Exact, Context::Text]
        } else {
            &[Context::Text]
        }
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

    fn remark(&self, ctx: &Ctx) -> Verdict {
        if self.line.was_cut() {
            Verdict::Odd(ctx.fill(Kit::PasteCut, &[&PASTED]))
        } else {
            Verdict::Fine
        }
    }

    fn leave(&mut self, ctx: &Ctx) -> Verdict {
        self.line.leave();
        match self.longest {
            Some(longest) if self.line.text().graphemes(true).count() > longest => {
                Verdict::Wrong(ctx.fill(Kit::TooLong, &[&longest]))
            }
            _ => self.remark(ctx),
        }
    }

    fn value(&self, _ctx: &Ctx) -> Value {
        if self.secret {
            return match self.line.text() {
                "" => Value::Empty,
                _ => Value::Secret(Zeroizing::new(self.line.composed())),
            };
        }
        match self.line.composed().trim() {
            "" => Value::Empty,
            text => Value::Text(text.to_owned()),
        }
    }

    fn draft(&self) -> String {
        if self.secret {
            String::new()
        } else {
            self.line.composed()
        }
    }

    fn restore(&mut self, draft: &str) {
        self.line.set(draft);
    }

    fn view(&self, frame: &mut Frame, area: Rect, focused: bool, ctx: &Ctx) {
        self.line.view(frame, area, focused, ctx);
    }
}
