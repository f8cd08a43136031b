//! A field of a whole number: `1284` and `1.284` are the same. It must not know what is counted.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::line::TypedLine;
use super::{Body, Took, Typed, Value, Verdict};
use crate::desk::action::Action;
use crate::desk::keymap::Context;
use crate::desk::screen::Ctx;
use crate::desk::words::Kit;

/// A whole number.
#[derive(Clone, Debug)]
pub struct Number {
    line: TypedLine,
    from: i64,
    to: i64,
}

impl Number {
    /// Makes a number between two others, both allowed.
    pub fn between(from: i64, to: i64) -> Self {
        Self {
            line: TypedLine::default(),
            from,
            to,
        }
    }

    fn parsed(&self) -> Option<i64> {
        let digits: String = self
            .line
            .text()
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '.')
            .collect();
        digits.parse().ok()
    }
}

/// Returns a number with a dot between thousands: `1.284`.
pub fn thousands(number: i64) -> String {
    let sign = if number < 0 { "-" } else { "" };
    let digits = number.unsigned_abs().to_string();
    format!("{sign}{}", crate::text::grouped(&digits, '.'))
}

impl Body for Number {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Exact, Context::Text]
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

    fn leave(&mut self, ctx: &Ctx) -> Verdict {
        self.line.leave();
        if self.line.text().is_empty() {
            return Verdict::Fine;
        }
        let Some(number) = self.parsed() else {
            return Verdict::Wrong(ctx.say(Kit::NotANumber).to_owned());
        };
        let shown = thousands(number);
        if shown != self.line.text() {
            self.line.set(&shown);
        }
        if (self.from..=self.to).contains(&number) {
            return Verdict::Fine;
        }
        let (from, to) = (thousands(self.from), thousands(self.to));
        Verdict::Wrong(ctx.fill(Kit::OutOfRange, &[&from, &to]))
    }

    fn value(&self, _ctx: &Ctx) -> Value {
        self.parsed().map_or(Value::Empty, Value::Number)
    }

    fn draft(&self) -> String {
        self.line.composed()
    }

    fn restore(&mut self, draft: &str) {
        self.line.set(draft);
    }

    fn view(&self, frame: &mut Frame, area: Rect, focused: bool, ctx: &Ctx) {
        self.line.view(frame, area, focused, ctx);
    }
}

#[cfg(test)]
mod tests {
    use super::thousands;

    #[test]
    fn thousands_have_dots() {
        for (number, text) in [
            (0, "0"),
            (999, "999"),
            (1284, "1.284"),
            (-1_000_000, "-1.000.000"),
            (i64::MIN, "-9.223.372.036.854.775.808"),
        ] {
            assert_eq!(thousands(number), text);
        }
    }
}
