//! The box in which a limit of the office's own is laid over the statute's, or goes again. It must not know
//! what that moves.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::moves::{APPLIED, LawMoves};
use super::words::ChangeWord as W;
use crate::desk::action::Action;
use crate::desk::field::{Choice, Date, Field, Item, Number, Pick, Text};
use crate::desk::form::{Form, Heard};
use crate::desk::frame::date;
use crate::desk::house::{House, Note};
use crate::desk::keymap::Context;
use crate::desk::screen::{Ctx, Effect, Event, Kind, Screen, Shape};
use crate::desk::words::{Lang, Say};
use crate::law::rule::{Certainty, Direction, Rule, Unit, Whose};
use crate::register::own_law::{ChangeRules, LawAct, RuleRow};
use crate::words::law::{limit, short_citation};

/// The codes of what is done.
const LAY: &str = "lay";
const TAKE_AWAY: &str = "take";
/// The longest limit that can be typed.
const MOST: i64 = 366;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Rule,
    What,
    Count,
    Unit,
    Citation,
    From,
    To,
}

/// The box.
#[derive(Default)]
pub(super) struct ChangeLimit {
    form: Form<Key>,
}

impl ChangeLimit {
    fn begin(&mut self, ctx: &Ctx) {
        let field = |label: W, body: Text| Field::new(ctx.say(label), body);
        let mut items: Vec<Item> = Vec::new();
        for rule in ctx.law.rules.on(ctx.today()).filter(|rule| counts(rule)) {
            let title = match ctx.lang {
                Lang::Vi => &rule.title,
                Lang::En => &rule.title_en,
            };
            items.push(Item::new(&rule.id, title));
        }
        let what = [
            (LAY, ctx.say(W::OwnLimit)),
            (TAKE_AWAY, ctx.say(W::AsStatute)),
        ];
        let units = [
            (Unit::WorkingDay.word(), ctx.say(W::WorkingDays)),
            (Unit::Day.word(), ctx.say(W::CalendarDays)),
        ];
        let from = Field::new(ctx.say(W::From), Date::default())
            .required()
            .note(ctx.say(W::FromNote))
            .holding(&date(ctx.today()));
        self.form = Form::new()
            .field(
                Key::Rule,
                Field::new(ctx.say(W::Limit), Pick::from(items)).required(),
            )
            .field(
                Key::What,
                Field::new(ctx.say(W::What), Choice::between(what).at(LAY)),
            )
            .field(
                Key::Count,
                Field::new(ctx.say(W::Count), Number::between(0, MOST)).required(),
            )
            .field(
                Key::Unit,
                Field::new(
                    ctx.say(W::Unit),
                    Choice::between(units).at(Unit::WorkingDay.word()),
                ),
            )
            .field(
                Key::Citation,
                field(W::Basis, Text::default())
                    .required()
                    .note(ctx.say(W::BasisNote)),
            )
            .field(Key::From, from)
            .field(
                Key::To,
                Field::new(ctx.say(W::To), Date::default()).note(ctx.say(W::ToNote)),
            );
    }

    /// The rule that is chosen, as it is counted by today.
    fn rule<'c>(&self, ctx: &'c Ctx) -> Option<&'c Rule> {
        let id = self.form.code(Key::Rule, ctx)?;
        ctx.law.rules.in_force(&id, ctx.today()).ok()
    }

    /// What stands now is told beneath; a limit that goes needs nothing more.
    fn follow(&mut self, ctx: &Ctx) {
        if let Some(rule) = self.rule(ctx) {
            let english = ctx.lang == Lang::En;
            let now = limit(rule, english);
            let words = ctx.fill(W::Now, &[&now, &short_citation(&rule.citation)]);
            self.form.note(Key::What, words);
        }
        let lays = self.form.code(Key::What, ctx).as_deref() != Some(TAKE_AWAY);
        for key in [Key::Count, Key::Unit, Key::Citation, Key::From, Key::To] {
            self.form.show(key, lays);
        }
    }

    fn change(&self, ctx: &Ctx) -> Option<ChangeRules> {
        let rule = self.rule(ctx)?;
        let mut change = ChangeRules {
            rows: Vec::new(),
            gone: Vec::new(),
            reason: String::new(),
        };
        if self.form.code(Key::What, ctx).as_deref() == Some(TAKE_AWAY) {
            change.gone.push(rule.id.clone());
            return Some(change);
        }
        let unit = self.form.code(Key::Unit, ctx);
        let units = [Unit::WorkingDay, Unit::Day];
        let unit = units
            .into_iter()
            .find(|one| unit.as_deref() == Some(one.word()));
        change.rows.push(RuleRow {
            id: rule.id.clone(),
            title: rule.title.clone(),
            title_en: Some(rule.title_en.clone()),
            citation: self.form.text(Key::Citation, ctx),
            trigger: rule.trigger.clone(),
            trigger_en: Some(rule.trigger_en.clone()),
            count: self
                .form
                .number(Key::Count, ctx)
                .and_then(|n| u32::try_from(n).ok()),
            unit: unit?,
            direction: rule.direction,
            whose: rule.whose,
            remote: rule.remote,
            complex: rule.complex,
            remote_complex: rule.remote_complex,
            several_places: rule.several_places,
            extension_days: rule.extension.map(|extension| extension.max_days),
            extension_times: rule.extension.map(|extension| extension.times),
            pausable: rule.pausable,
            valid_from: self.form.day(Key::From, ctx)?,
            valid_to: self.form.day(Key::To, ctx),
            note: None,
        });
        Some(change)
    }

    fn go_on(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        if !self.form.check_all(ctx) {
            return vec![Effect::Bell];
        }
        let own = self
            .rule(ctx)
            .is_some_and(|rule| rule.certainty == Certainty::Local);
        let goes = self.form.code(Key::What, ctx).as_deref() == Some(TAKE_AWAY);
        if goes && !own {
            let words = ctx.say(W::NotOwn).to_owned();
            return vec![Effect::Notice(Kind::Warning, words)];
        }
        let change = self
            .change(ctx)
            .map(|change| LawAct::Rules(Box::new(change)));
        let shown = change.map(|change| Effect::Push(Box::new(LawMoves::new(change))));
        shown.into_iter().collect()
    }
}

/// Says whether a limit is the agency's and has a number that an office can set.
fn counts(rule: &Rule) -> bool {
    rule.whose == Whose::Agency && rule.count.is_some() && rule.direction == Direction::Forward
}

impl Screen<House> for ChangeLimit {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.say(W::LimitTitle).to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        self.form.contexts()
    }

    fn accepts(&self, action: Action) -> bool {
        action == Action::Save || self.form.accepts(action)
    }

    fn hints(&self) -> Vec<Action> {
        vec![Action::Save, Action::Pick, Action::NextField, Action::Back]
    }

    fn names(&self, action: Action, lang: Lang) -> Option<&'static str> {
        (action == Action::Save).then(|| W::SeeMoves.say(lang))
    }

    fn shape(&self, _ctx: &Ctx) -> Shape {
        Shape::Box(66, 15)
    }

    fn lets_go(&self) -> bool {
        false
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match event {
            Event::Opened => self.begin(ctx),
            Event::Returned(Some(Note::Chose(APPLIED))) => return vec![Effect::Pop],
            Event::Act(Action::Save) => return self.go_on(ctx),
            _ => {
                let mut effects = Vec::new();
                for heard in self.form.take(event, ctx) {
                    match heard {
                        Heard::Changed(Key::Rule | Key::What) => self.follow(ctx),
                        Heard::Changed(_) | Heard::Left(_) => {}
                        Heard::End => effects.extend(self.go_on(ctx)),
                    }
                }
                return effects;
            }
        }
        Vec::new()
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        self.form.view(frame, area, ctx);
    }
}
