//! The fields of the first step: who came, in which capacity, and the visit itself.

use super::{MOST_PEOPLE, Maker, RequiredIf, SCANNED, SHORT};
use crate::desk::field::{Area, Choice, Date, Number, Text, Value, Verdict};
use crate::desk::form::Form;
use crate::desk::frame::date;
use crate::desk::reception::key::{Key, PersonKey, VisitKey, Who};
use crate::desk::reception::time::read_time;
use crate::desk::reception::words::{FormWord, person_heading};
use crate::desk::screen::Ctx;
use crate::desk::words::Say;
use crate::register::number::ReceptionNo;
use crate::register::roll::{self, Why};
use crate::register::words::{Capacity, IdKind, ReceivedBy, ReceptionKind, Sex, Source};

/// Letters of a list of some thousands of people.
const ROLL: usize = 400_000;
/// How many lines that could not be read are told.
const NAMED: usize = 5;

impl Maker<'_> {
    pub(super) fn people(&self) -> Form<Key> {
        let mut form = Form::new();
        for place in 0..self.plan.visitors {
            let who = Who::Visitor(place);
            let several = self.plan.visitors > 1;
            let heading = person_heading(self.plan.filing, who, several);
            form = self.heading(form, heading, place.into());
            form = self.person(form, who);
        }
        form = if self.plan.filing {
            self.came_in(form)
        } else {
            self.visit(form)
        };
        if self.plan.principal {
            form = self.heading(form, FormWord::Principal, 0);
            form = self.person(form, Who::Principal);
        }
        form
    }

    /// Name and address are the legal minimum (TCD Đ7.2.a), but for who is refused and who sends by post.
    fn person(&self, form: Form<Key>, who: Who) -> Form<Key> {
        let lang = self.ctx.lang;
        let must = match who {
            Who::Visitor(_) => !self.plan.filing && !self.plan.refused,
            Who::Principal => true,
        };
        PersonKey::ALL.iter().fold(form, |form, key| {
            let place = Key::Person(who, *key);
            let (place, field) = match key {
                // A whole card may be scanned into these two.
                PersonKey::Number | PersonKey::Name => {
                    self.field(place, Text::default().longest(SCANNED))
                }
                PersonKey::Born => {
                    self.field(place, Date::default().or_year().not_later_than_today())
                }
                PersonKey::Sex => self.field(
                    place,
                    Choice::between(Sex::ALL.iter().map(|sex| (sex.word(), sex.say(lang)))),
                ),
                PersonKey::Unit => self.field(place, self.unit()),
                PersonKey::IdKind => self.field(
                    place,
                    Choice::between(IdKind::ALL.iter().map(|kind| (kind.word(), kind.say(lang)))),
                ),
                PersonKey::Issued => self.field(place, Date::default().not_later_than_today()),
                PersonKey::Address
                | PersonKey::Phone
                | PersonKey::IdPlace
                | PersonKey::Organisation => self.field(place, Text::default().longest(SHORT)),
            };
            let field = match key {
                PersonKey::Name => field.required_if(must),
                PersonKey::Address => field.required_if(must && who != Who::Principal),
                PersonKey::Number => field.note(self.say(FormWord::ScanHere)),
                _ => field,
            };
            form.field(place, field)
        })
    }

    fn came_in(&self, form: Form<Key>) -> Form<Key> {
        let lang = self.ctx.lang;
        let form = self.heading(form, FormWord::CameIn, 0);
        let sources = Source::ALL
            .iter()
            .map(|source| (source.word(), source.say(lang)));
        let (key, source) = self.field(
            Key::Visit(VisitKey::Source),
            Choice::between(sources).at(Source::Post.word()),
        );
        let form = form.field(key, source.required());
        let (key, from) = self.field(
            Key::Visit(VisitKey::FromAgency),
            Text::default().longest(SHORT),
        );
        let form = form.field(key, from);
        let (key, on) = self.field(
            Key::Visit(VisitKey::On),
            Date::default().not_later_than_today(),
        );
        let on = on.required().holding(&date(self.ctx.today()));
        self.capacity(form.field(key, on))
    }

    fn capacity(&self, form: Form<Key>) -> Form<Key> {
        let lang = self.ctx.lang;
        let capacities = Capacity::ALL
            .iter()
            .map(|capacity| (capacity.word(), capacity.say(lang)));
        let (key, capacity) = self.field(
            Key::Visit(VisitKey::Capacity),
            Choice::between(capacities).at(Capacity::Own.word()),
        );
        let form = form.field(key, capacity);
        let (key, paper) = self.field(Key::Visit(VisitKey::Paper), Text::default().longest(SHORT));
        let form = form.field(key, paper.note(self.say(FormWord::PaperNote)));
        let area = Area::rows(2).longest(ROLL).of_cells();
        let (key, list) = self.field(Key::Visit(VisitKey::List), area);
        form.field(key, list.check(is_list))
    }

    fn visit(&self, form: Form<Key>) -> Form<Key> {
        let (ctx, lang) = (self.ctx, self.ctx.lang);
        let visit = |key, body: Choice| self.field(Key::Visit(key), body);
        let form = self.heading(form, FormWord::Visit, 0);
        let (key, people) = self.field(
            Key::Visit(VisitKey::People),
            Number::between(1, MOST_PEOPLE),
        );
        let mut form = self.capacity(form.field(key, people.holding("1")));
        let kinds = ReceptionKind::ALL
            .iter()
            .map(|kind| (kind.word(), kind.say(lang)));
        let by = ReceivedBy::ALL.iter().map(|by| (by.word(), by.say(lang)));
        let modes = [
            ("no", ctx.say(FormWord::InPerson)),
            ("yes", ctx.say(FormWord::OnLine)),
        ];
        let fields = [
            visit(
                VisitKey::Kind,
                Choice::between(kinds).at(ReceptionKind::Regular.word()),
            ),
            visit(
                VisitKey::By,
                Choice::between(by).at(ReceivedBy::Receptionist.word()),
            ),
        ];
        for (key, field) in fields {
            form = form.field(key, field.required());
        }
        let (key, continues) = self.field(
            Key::Visit(VisitKey::Continues),
            Text::default().longest(SHORT),
        );
        let continues = continues
            .check(is_reception)
            .note(ctx.say(FormWord::ContinuesNote));
        let (online_key, online) = visit(VisitKey::Online, Choice::between(modes).at("no"));
        let (day_key, day) = self.field(
            Key::Visit(VisitKey::Day),
            Date::default().not_later_than_today(),
        );
        let (time_key, time) =
            self.field(Key::Visit(VisitKey::Time), Text::default().longest(SHORT));
        form.field(key, continues)
            .field(online_key, online)
            .field(day_key, day.required().holding(&date(ctx.today())))
            .field(
                time_key,
                time.required()
                    .check(is_time)
                    .holding(&ctx.now.format("%H:%M").to_string()),
            )
    }
}

/// Every line of a list must be read: what could not be is said by its line.
fn is_list(value: &Value, ctx: &Ctx) -> Verdict {
    let Value::Text(text) = value else {
        return Verdict::Fine;
    };
    let unread = roll::read(text).unread;
    if unread.is_empty() {
        return Verdict::Fine;
    }
    let told = unread.iter().take(NAMED).map(|one| match one.why {
        Why::NoName => ctx.fill(FormWord::LineNoName, &[&one.line]),
        Why::Twice => ctx.fill(FormWord::LineTwice, &[&one.line]),
    });
    let mut told: Vec<String> = told.collect();
    let more = unread.len().saturating_sub(NAMED);
    if more > 0 {
        told.push(ctx.fill(FormWord::LinesMore, &[&more]));
    }
    Verdict::Wrong(told.join("; "))
}

fn is_time(value: &Value, ctx: &Ctx) -> Verdict {
    match value {
        Value::Text(text) if read_time(text).is_none() => {
            Verdict::Wrong(ctx.say(FormWord::NotATime).to_owned())
        }
        _ => Verdict::Fine,
    }
}

fn is_reception(value: &Value, ctx: &Ctx) -> Verdict {
    match value {
        Value::Text(text) if text.parse::<ReceptionNo>().is_err() => {
            Verdict::Wrong(ctx.say(FormWord::NotAReception).to_owned())
        }
        _ => Verdict::Fine,
    }
}
