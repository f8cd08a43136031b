//! The questions that lead to a petition's class: what of the form answers them by itself, and what their
//! end fills in. It must not know how they are put, nor what the law asks.

use std::collections::BTreeMap;

use super::intake::Intake;
use super::key::{ContentKey, Key, PersonKey, PetitionKey, VisitKey, Who};
use super::sheet::{MOST, Sheet, acts_for_another};
use crate::desk::frame::date;
use crate::desk::guide::words::GuideWord;
use crate::desk::guide::{GuideScreen, Standing};
use crate::desk::house::House;
use crate::desk::screen::{Ctx, Effect, Kind};
use crate::law::Law;
use crate::law::count::{Variant, count};
use crate::law::guide::{Finding, Guide, Known};
use crate::register::value::Value;
use crate::register::words::{Capacity, LinkKind};

/// The limits that a citizen has, counted from the decision that is typed.
const LIMITS: [&str; 4] = ["KN-9", "KN-33", "KN-48a", "KN-48b"];

/// Writes answers as a line and a draft keep them.
pub(super) fn write(path: &[(String, bool)]) -> Value {
    let answer = |(question, yes): &(String, bool)| {
        Value::Map(vec![
            ("question".to_owned(), Value::Text(question.clone())),
            ("yes".to_owned(), Value::Bool(*yes)),
        ])
    };
    Value::List(path.iter().map(answer).collect())
}

/// Reads them again.
pub(super) fn read(value: &Value) -> Vec<(String, bool)> {
    let Value::List(all) = value else {
        return Vec::new();
    };
    let answer = |one: &Value| match (one.get("question"), one.get("yes")) {
        (Some(Value::Text(question)), Some(Value::Bool(yes))) => Some((question.clone(), *yes)),
        _ => None,
    };
    all.iter().filter_map(answer).collect()
}

impl Sheet {
    /// Returns what the answered questions of a petition lead to.
    pub(super) fn finding(&self, place: u8) -> Option<Finding<'static>> {
        let path = self.guided.get(&place)?;
        Some(Guide::statute().retrace(path))
    }

    /// Returns whether the fields of a petition say something else than its questions led to.
    pub(super) fn is_overruled(&self, place: u8, ctx: &Ctx) -> bool {
        let Some(finding) = self.finding(place) else {
            return false;
        };
        settled(&finding).into_iter().any(|(key, word)| {
            let code = self.code(Key::Petition(place, key), ctx);
            code.is_some_and(|code| code != word)
        })
    }
}

/// What a finding fills in: the class first, for the other fields hang on it.
fn settled(finding: &Finding<'static>) -> Vec<(PetitionKey, &'static str)> {
    let yes = |known: Option<bool>| known.map(|yes| if yes { "yes" } else { "no" });
    let round = finding
        .round
        .map(|round| if round == 2 { "2" } else { "1" });
    let all = [
        (PetitionKey::Class, finding.class),
        (PetitionKey::Field, finding.field),
        (PetitionKey::Subject, finding.subject),
        (PetitionKey::Round, round),
        (PetitionKey::Competent, yes(finding.competent)),
        (PetitionKey::Eligible, yes(finding.eligible)),
        (PetitionKey::Several, yes(finding.several)),
    ];
    let known = all.into_iter();
    known.filter_map(|(key, word)| Some((key, word?))).collect()
}

impl Intake {
    /// Opens the questions about the petition under the cursor.
    pub(super) fn ask_questions(&mut self, ctx: &Ctx) -> Vec<Effect<House>> {
        let place = match self.sheet.form(self.step).focused() {
            Some(Key::Petition(place, _) | Key::Way(place, _)) => place,
            _ => 0,
        };
        // They are about the class: its step is where they lead, from wherever they were asked for.
        let class = Key::Petition(place, PetitionKey::Class);
        let mut effects = Vec::new();
        if self.step == class.step() {
            self.sheet.form_mut(self.step).leave(ctx);
        } else {
            effects.extend(self.leave_for(class.step(), ctx));
            self.focus(class);
        }
        effects.extend(self.ask_about(place, ctx));
        effects
    }

    fn ask_about(&mut self, place: u8, ctx: &Ctx) -> Vec<Effect<House>> {
        self.guiding = Some(place);
        let linked = self.link.filter(|_| place == 0).map(|(_, kind)| kind);
        let standing = standing(&self.sheet, place, linked, &ctx.law, ctx);
        let left = self.half_guided.take().filter(|(of, _)| *of == place);
        let answers = left.map(|(_, answers)| answers).unwrap_or_default();
        let guide = GuideScreen::new(standing).answered(answers);
        vec![Effect::Push(Box::new(guide))]
    }

    /// Takes over what the questions led to.
    pub(super) fn guided(&mut self, path: &[(String, bool)], ctx: &Ctx) -> Vec<Effect<House>> {
        let Some(place) = self.guiding.take() else {
            return Vec::new();
        };
        let finding = Guide::statute().retrace(path);
        if finding.class.is_none() {
            return Vec::new();
        }
        self.sheet.guided.insert(place, path.to_vec());
        for (key, word) in settled(&finding) {
            self.sheet.fill(Key::Petition(place, key), word);
            if key == PetitionKey::Class {
                self.sheet.dress(ctx);
            }
        }
        if finding.eligible.is_none() {
            let eligible = Key::Petition(place, PetitionKey::Eligible);
            self.sheet.fill(eligible, "unknown");
        }
        self.sheet
            .fill(Key::Petition(place, PetitionKey::Overruled), "");
        self.refresh(ctx);
        let mut effects = self.keep_apart(ctx);
        effects.extend(self.touch(ctx));
        // After a split each petition is asked about in turn.
        let next = place + 1;
        if self.guides_all && next < self.sheet.plan.petitions {
            self.focus(Key::Petition(next, PetitionKey::Class));
            effects.extend(self.ask_about(next, ctx));
        } else {
            self.guides_all = false;
        }
        effects
    }

    /// Makes so many petitions of the one that was asked about, and asks about each, from that one on
    /// (TCD Đ25.3).
    pub(super) fn split(&mut self, parts: u8, ctx: &Ctx) -> Vec<Effect<House>> {
        let Some(place) = self.guiding.take() else {
            return Vec::new();
        };
        let mut plan = self.sheet.plan;
        plan.petitions = plan.petitions.saturating_add(parts - 1).min(MOST);
        let contents = self.sheet.contents();
        self.sheet.guided.remove(&place);
        self.sheet.replan(plan, &contents, ctx);
        self.refresh(ctx);
        let mut effects = self.touch(ctx);
        let words = ctx.fill(GuideWord::SplitDone, &[&plan.petitions]);
        effects.push(Effect::Notice(Kind::Info, words));
        self.guides_all = true;
        self.focus(Key::Petition(place, PetitionKey::Class));
        effects.extend(self.ask_about(place, ctx));
        effects
    }
}

/// What stands in the form, as answers, and what is said of how it was found.
pub(super) fn standing(
    sheet: &Sheet,
    place: u8,
    linked: Option<LinkKind>,
    law: &Law,
    ctx: &Ctx,
) -> Standing {
    let mut known = Known::new();
    let mut know = |fact: &str, yes: Option<bool>| {
        if let Some(yes) = yes {
            known.insert(fact.to_owned(), yes);
        }
    };
    let typed = |key| !sheet.typed(key).trim().is_empty();
    let petition = |key| Key::Petition(place, key);
    let content = |key| typed(Key::Content(key));
    let several = sheet.plan.petitions > 1;
    know("mixed", several.then_some(false));
    let capacity = sheet.capacity(ctx);
    let group = capacity == Some(Capacity::GroupRepresentative);
    know(
        "self",
        capacity.filter(|_| !group).map(|c| !acts_for_another(c)),
    );
    know("paper", typed(Key::Visit(VisitKey::Paper)).then_some(true));
    let signers = sheet.number(petition(PetitionKey::Signers), ctx);
    know("signed", signers.map(|signers| signers > 0));
    let group = group || !sheet.listed().is_empty();
    know("group", signers.map(|n| n > 1).or(group.then_some(true)));
    let who = if sheet.plan.principal {
        Who::Principal
    } else {
        Who::Visitor(0)
    };
    let of = |key| typed(Key::Person(who, key));
    let named = of(PersonKey::Name) && of(PersonKey::Address);
    know("named", named.then_some(true));
    let contact = of(PersonKey::Phone) || of(PersonKey::Address);
    know("contact", contact.then_some(true));
    let organisation = of(PersonKey::Organisation);
    let person = of(PersonKey::Born) || of(PersonKey::Number);
    know(
        "individual",
        (organisation || person).then_some(!organisation),
    );
    know("dated", typed(petition(PetitionKey::Dated)).then_some(true));
    let says = (content(ContentKey::Summary) || typed(petition(PetitionKey::Summary)))
        && (content(ContentKey::Request) || typed(petition(PetitionKey::Request)))
        && (content(ContentKey::Against) || typed(petition(PetitionKey::Against)));
    know("says", says.then_some(true));
    know("documents", sheet.documents().next().map(|_| true));
    know(
        "written",
        content(ContentKey::DecidedNumber).then_some(true),
    );
    let below = sheet.code(petition(PetitionKey::LowerState), ctx);
    let below = below.filter(|_| typed(petition(PetitionKey::LowerAgency)));
    know("below_late", below.map(|state| state == "late"));
    know(
        "second",
        (linked == Some(LinkKind::SecondRound)).then_some(true),
    );
    let several_places = sheet.code(petition(PetitionKey::Several), ctx);
    know(
        "several",
        several_places.filter(|code| code == "yes").map(|_| true),
    );
    let limits = limits(sheet, law, ctx);
    for (rule, (in_time, _)) in &limits {
        know(rule, in_time.then_some(true));
    }
    Standing {
        number: several.then_some((place + 1, sheet.plan.petitions)),
        most: MOST - sheet.plan.petitions + 1,
        known,
        notes: limits
            .into_iter()
            .map(|(rule, (_, said))| (rule, said))
            .collect(),
    }
}

/// For each limit, whether the day is in time even if the decision was received on its own day, and the
/// count. Past it, only the day of receipt or an obstacle can tell: that is asked.
fn limits(sheet: &Sheet, law: &Law, ctx: &Ctx) -> BTreeMap<String, (bool, String)> {
    let Some(from) = sheet.day(Key::Content(ContentKey::DecidedDate), ctx) else {
        return BTreeMap::new();
    };
    let on = sheet.happens_on(ctx);
    let counted = LIMITS.iter().filter_map(|id| {
        let rule = law.rules.in_force(id, from).ok()?;
        let count = count(rule, &law.calendar, from, &Variant::default()).ok()?;
        let past = (on - count.due).num_days();
        let said = if past > 0 {
            ctx.fill(
                GuideWord::CountedPast,
                &[&date(from), &date(count.due), &past],
            )
        } else {
            ctx.fill(GuideWord::CountedFrom, &[&date(from), &date(count.due)])
        };
        Some(((*id).to_owned(), (on <= count.due, said)))
    });
    counted.collect()
}
