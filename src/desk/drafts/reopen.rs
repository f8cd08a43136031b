//! A draft on its way back: it is read from the office, and the form that it belongs to takes this
//! screen's place, with the cursor where it was. It must not know what is in it.

use std::rc::Rc;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::words::DraftWord;
use crate::desk::action::Action;
use crate::desk::days;
use crate::desk::deed::DeedForm;
use crate::desk::filing;
use crate::desk::house::House;
use crate::desk::keymap::Context;
use crate::desk::reception::ReceptionForm;
use crate::desk::roads::HouseScreen;
use crate::desk::screen::{Ctx, Effect, Event, Kind, Screen};
use crate::desk::words::Kit;
use crate::office::ask::{Answer, Draft, DraftHead, Me, Question};
use crate::words::failure::failure;

/// The moment between picking a draft and typing on.
struct Reopen {
    me: Rc<Me>,
    head: DraftHead,
}

/// Returns the screen that reopens a draft; nothing where no form is called so.
pub fn reopen(me: &Rc<Me>, head: &DraftHead) -> Option<HouseScreen> {
    let known = matches!(
        head.form.as_str(),
        "receive" | "file" | "step" | "schedule" | "absent"
    );
    known.then(|| {
        let reopen = Reopen {
            me: Rc::clone(me),
            head: head.clone(),
        };
        Box::new(reopen) as HouseScreen
    })
}

impl Reopen {
    fn form(&self, draft: &Draft) -> Option<HouseScreen> {
        let me = Me::clone(&self.me);
        Some(match draft.head.form.as_str() {
            "receive" => Box::new(ReceptionForm::resume(me, draft.clone())),
            "file" => Box::new(filing::resume(me, draft.clone())),
            "schedule" | "absent" => days::resume(draft)?,
            _ => Box::new(DeedForm::resume(draft)?),
        })
    }

    fn gone(message: String) -> Vec<Effect<House>> {
        vec![Effect::Pop, Effect::Notice(Kind::Error, message)]
    }
}

impl Screen<House> for Reopen {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.say(DraftWord::Title).to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        Vec::new()
    }

    fn accepts(&self, _action: Action) -> bool {
        false
    }

    fn hints(&self) -> Vec<Action> {
        vec![Action::Back]
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match event {
            Event::Opened => vec![Effect::Ask(Question::OpenDraft(self.head.id.clone()))],
            Event::Reply(Answer::Draft(draft)) => {
                match draft.as_ref().and_then(|draft| self.form(draft)) {
                    Some(form) => vec![Effect::Replace(form)],
                    None => Self::gone(ctx.say(DraftWord::Lost).to_owned()),
                }
            }
            Event::Reply(Answer::Failed(why)) => Self::gone(failure(why, ctx.lang).message),
            _ => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        frame.render_widget(Line::from(ctx.say(Kit::Loading)), area);
    }
}
