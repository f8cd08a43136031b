//! A place to try how Vietnamese is typed here: it asks for a phrase, watches what really arrives, and says which
//! way of typing that is and whether it works. It must not know any input method's settings.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Text};

use super::action::Action;
use super::field::Typed;
use super::field::line::TypedLine;
use super::keymap::Context;
use super::reading::wrap;
use super::screen::{Arrived, Ctx, Effect, Event, Protocol, Screen};
use super::theme::Mood;
use super::words::{Lang, Say};

#[cfg(test)]
mod tests;
pub mod words;

use words::TypingWord as W;

/// The screen on which typing is tried.
#[derive(Default)]
pub struct TypingTest {
    line: TypedLine,
    /// What had arrived when the line was last empty.
    before: Arrived,
    pasted: bool,
}

impl TypingTest {
    /// Makes the screen.
    pub fn new() -> Self {
        Self::default()
    }

    /// What the terminal sent since the line was empty: what is composed here is not among it.
    fn arrived(&self, ctx: &Ctx) -> Arrived {
        ctx.arrived.since(self.before)
    }

    /// Says which way of typing this is, and whether it works.
    fn verdict(&self, ctx: &Ctx) -> (Mood, String) {
        let phrase = ctx.say(W::Phrase);
        let text = self.line.composed();
        let own = ctx.machine.preferences.telex;
        let say = |mood, word| (mood, ctx.fill(word, &[&ctx.key(Action::ToggleTelex, &[])]));
        let arrived = self.arrived(ctx);
        let came_finished = arrived.finished + arrived.apart > 0;
        if text == phrase {
            return match arrived {
                _ if self.pasted => say(Mood::Warning, W::Pasted),
                _ if own && came_finished => say(Mood::Warning, W::NeedsNoTelex),
                _ if own => say(Mood::Ok, W::BuiltIn),
                Arrived { apart: 1.., .. } => say(Mood::Ok, W::Decomposed),
                Arrived { erased: 1.., .. } => say(Mood::Ok, W::Retyped),
                _ => say(Mood::Ok, W::Committed),
            };
        }
        let same = text.chars().zip(phrase.chars());
        let same = same.take_while(|(came, wanted)| came == wanted).count();
        let (came, wanted) = (text.chars().nth(same), phrase.chars().nth(same));
        let (Some(came), Some(wanted)) = (came, wanted) else {
            let left = phrase.chars().count().saturating_sub(same);
            return (Mood::Dim, ctx.fill(W::GoOn, &[&left]));
        };
        // The word may still be on its way: only the next one proves it wrong.
        let on_its_way = !text.chars().skip(same).any(|c| c == ' ');
        if on_its_way && text.chars().count() < same + 8 {
            let left = phrase.chars().count().saturating_sub(same);
            return (Mood::Dim, ctx.fill(W::GoOn, &[&left]));
        }
        match text {
            _ if text.is_ascii() && text.contains(|c: char| c.is_ascii_digit()) => {
                say(Mood::Error, W::Vni)
            }
            _ if text.is_ascii() && !own => say(Mood::Error, W::NoMethod),
            _ if own && came_finished => say(Mood::Error, W::Twice),
            _ => {
                let place = same + 1;
                (Mood::Error, ctx.fill(W::Differs, &[&place, &wanted, &came]))
            }
        }
    }
}

impl<P: Protocol> Screen<P> for TypingTest {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.say(W::Title).to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::Text]
    }

    fn accepts(&self, action: Action) -> bool {
        self.line.accepts(action)
    }

    fn hints(&self) -> Vec<Action> {
        vec![Action::DeleteToStart, Action::ToggleTelex, Action::Back]
    }

    fn names(&self, action: Action, lang: Lang) -> Option<&'static str> {
        (action == Action::DeleteToStart).then(|| W::Clear.say(lang))
    }

    fn update(&mut self, event: &Event<P>, ctx: &Ctx) -> Vec<Effect<P>> {
        if matches!(event, Event::Opened) {
            self.before = ctx.arrived;
        }
        if let Some(typed) = Typed::of(event) {
            self.pasted |= matches!(typed, Typed::Paste(_));
            self.line.take(typed);
            if self.line.text().is_empty() {
                (self.before, self.pasted) = (ctx.arrived, false);
            }
        }
        Vec::new()
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let Arrived {
            finished,
            apart,
            erased,
        } = self.arrived(ctx);
        let phrase = format!("  {}", ctx.say(W::Phrase));
        let above = vec![
            Line::raw(ctx.say(W::Ask)),
            Line::default(),
            Line::styled(phrase, ctx.style(Mood::Title)),
        ];
        let (mood, words) = self.verdict(ctx);
        let sign = mood.sign();
        let gap = if sign.is_empty() { "" } else { " " };
        let verdict = Line::styled(format!("{sign}{gap}{words}"), ctx.style(mood));
        let mut below = wrap(&verdict, area.width.into());
        below.push(Line::default());
        let counted = ctx.fill(W::Counted, &[&finished, &apart, &erased]);
        let counted = Line::styled(counted, ctx.style(Mood::Dim));
        below.extend(wrap(&counted, area.width.into()));
        let part = |y: u16, height: u16| {
            Rect {
                y: area.y.saturating_add(y),
                height,
                ..area
            }
            .intersection(area)
        };
        frame.render_widget(Text::from(above), part(0, 3));
        let line = part(4, 1);
        let typed = Rect {
            x: line.x.saturating_add(2),
            width: line.width.saturating_sub(2),
            ..line
        };
        self.line.view(frame, typed, ctx.active, ctx);
        frame.render_widget(Text::from(below), part(6, area.height));
    }
}
