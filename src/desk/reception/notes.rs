//! What stands beneath a field as help: what the law says of an answer, what a number tells, what was
//! entered last time. It must not change what is typed, but for one thing: a group comes with
//! representatives.

use super::key::{ContentKey, Key, PersonKey, PetitionKey, RefusalKey, VisitKey, WayKey, Who};
use super::line::{self, bare_number};
use super::pane::say_clock;
use super::sheet::Sheet;
use super::ways::Way;
use super::words::FormWord;
use crate::desk::action::Action;
use crate::desk::field::Verdict;
use crate::desk::frame::date;
use crate::desk::keymap::Context;
use crate::desk::screen::Ctx;
use crate::desk::words::{Lang, Say};
use crate::law::class::definition;
use crate::law::ground::{self, GroundKind, RefusalNotice};
use crate::law::unit::Units;
use crate::law::{Law, group};
use crate::register::act::StepKind;
use crate::register::card::{Derived, derive};
use crate::register::person::Person;
use crate::register::words::{Capacity, Class, IdKind, ReceivedBy, ReceptionKind, Sex, Source};
use chrono::{Datelike, NaiveDate};
use std::fmt::Display;

/// Letters without a digit from which on a paper's number looks like a name.
const A_NAME: usize = 3;

/// What was entered at the last reception that this officer recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Before {
    pub(super) day: Option<NaiveDate>,
    pub(super) kind: Option<ReceptionKind>,
    pub(super) by: Option<ReceivedBy>,
    pub(super) unit: Option<String>,
    pub(super) place: Option<String>,
    pub(super) class: Option<Class>,
    /// Whoever came before with the number that is typed now.
    pub(super) person: Option<Person>,
}

/// Puts the notes beneath the fields, and keeps ready what one key fills in.
pub(super) fn annotate(
    sheet: &mut Sheet,
    ways: &[Vec<Way>],
    before: &Before,
    law: &Law,
    ctx: &Ctx,
) {
    for place in 0..sheet.plan.visitors {
        person(sheet, Who::Visitor(place), before, ctx);
    }
    if sheet.plan.principal {
        person(sheet, Who::Principal, before, ctx);
    }
    if let Some(code) = &before.place {
        suggest_unit(
            sheet,
            Key::Content(ContentKey::Place),
            code,
            FormWord::LikeBefore,
            ctx,
        );
    }
    for place in 0..sheet.plan.petitions {
        petition(sheet, place, before, ctx);
        way(sheet, place, ways, law, ctx);
    }
    refusal(sheet, ctx);
    people(sheet, ctx);
    list(sheet, ctx);
    if sheet.plan.filing {
        source(sheet, ctx);
    }
}

/// Who forwarded a denunciation, or printed it, is answered too (TC Đ26.2).
fn source(sheet: &mut Sheet, ctx: &Ctx) {
    let key = Key::Visit(VisitKey::Source);
    let source = sheet.code(key, ctx);
    let source = source.and_then(|code| Source::from_word(&code));
    let words = match source {
        Some(Source::Post | Source::Online) | None => "",
        Some(_) => ctx.say(FormWord::AnswerSource),
    };
    note(sheet, key, words.to_owned());
}

fn note(sheet: &mut Sheet, key: Key, words: String) {
    sheet.form_mut(key.step()).note(key, words);
}

fn suggest(sheet: &mut Sheet, key: Key, draft: &str, words: String) {
    if !sheet.typed(key).is_empty() {
        note(sheet, key, String::new());
        return;
    }
    let form = sheet.form_mut(key.step());
    form.remember(key, draft);
    form.note(key, words);
}

/// What one key fills in, with the key as it is bound now.
pub(super) fn offered(word: FormWord, said: &dyn Display, ctx: &Ctx) -> String {
    ctx.fill(word, &[said, &key_of(Action::RepeatPrevious, ctx)])
}

/// The key of an action of the form, as it is bound now.
pub(super) fn key_of(action: Action, ctx: &Ctx) -> String {
    ctx.key(action, &[Context::Reception, Context::Form])
}

fn suggest_unit(sheet: &mut Sheet, key: Key, code: &str, why: FormWord, ctx: &Ctx) {
    if let Some(name) = Units::statute().display(code) {
        suggest(sheet, key, code, offered(why, &name, ctx));
    }
}

/// What is known of whoever has this number, and what the number and the address of a card tell: to be
/// filled in by one key.
fn person(sheet: &mut Sheet, who: Who, before: &Before, ctx: &Ctx) {
    let key = |of| Key::Person(who, of);
    let number = bare_number(&sheet.text(key(PersonKey::Number), ctx));
    let same = |person: &&Person| person.id_number.as_deref() == Some(number.as_str());
    if let Some(derived) = told_by(&number, ctx) {
        let year = derived.born_year.to_string();
        let words = offered(FormWord::FromNumber, &year, ctx);
        suggest(sheet, key(PersonKey::Born), &year, words);
        let words = offered(FormWord::FromNumber, &ctx.say(derived.sex), ctx);
        suggest(sheet, key(PersonKey::Sex), derived.sex.word(), words);
    }
    let address = sheet.text(key(PersonKey::Address), ctx);
    let unit = key(PersonKey::Unit);
    match (unit_in(&address), &before.unit) {
        (Some(code), _) => suggest_unit(sheet, unit, code, FormWord::FromCard, ctx),
        (None, Some(code)) => suggest_unit(sheet, unit, code, FormWord::LikeBefore, ctx),
        (None, None) => {}
    }
    if let Some(known) = before.person.as_ref().filter(same) {
        met_before(sheet, who, known, ctx);
    }
    super::capitals::offer(sheet, who, ctx);
}

/// What was entered when this person came before.
fn met_before(sheet: &mut Sheet, who: Who, known: &Person, ctx: &Ctx) {
    let born = known
        .born
        .map(date)
        .or_else(|| known.born_year.map(|year| year.to_string()));
    let unit = known.unit.as_ref();
    let fields = [
        (PersonKey::Name, Some(known.name.clone()), None),
        (PersonKey::Born, born, None),
        (
            PersonKey::Sex,
            known.sex.map(|sex| sex.word().to_owned()),
            known.sex.map(|sex| ctx.say(sex).to_owned()),
        ),
        (PersonKey::Address, known.address.clone(), None),
        (
            PersonKey::Unit,
            unit.cloned(),
            unit.and_then(|code| Units::statute().display(code)),
        ),
        (PersonKey::Phone, known.phone.clone(), None),
        (PersonKey::Issued, known.id_issued.map(date), None),
        (PersonKey::IdPlace, known.id_place.clone(), None),
    ];
    for (of, draft, said) in fields {
        if let Some(draft) = draft {
            let said = said.unwrap_or_else(|| draft.clone());
            let words = offered(FormWord::MetBefore, &said, ctx);
            suggest(sheet, Key::Person(who, of), &draft, words);
        }
    }
}

/// The one commune that an address names together with its province: by its full name, kind and all, or by the
/// name alone where a commune stands in an address. Old addresses name communes that were merged: it is only ever
/// suggested.
fn unit_in(address: &str) -> Option<&'static str> {
    let address = crate::text::fold(address);
    if address.is_empty() {
        return None;
    }
    let units = Units::statute();
    let bare = |name: &str| {
        let folded = crate::text::fold(name);
        let kinds = ["thanh pho ", "tinh "];
        let proper = kinds.iter().find_map(|kind| folded.strip_prefix(kind));
        proper.map_or(folded.clone(), str::to_owned)
    };
    let province = units
        .provinces()
        .find(|province| address.ends_with(&bare(&province.name)))?;
    let parts: Vec<&str> = address.split(',').map(str::trim).collect();
    let only = |is: &dyn Fn(&str) -> bool| {
        let mut named = units
            .communes_of(&province.code)
            .filter(|unit| is(&crate::text::fold(&unit.name)));
        let first = named.next()?;
        named.next().is_none().then_some(first.code.as_str())
    };
    if parts.iter().any(|part| without_kind(part).is_some()) {
        return only(&|name| parts.contains(&name));
    }
    let place = commune_part(&parts)?;
    only(&|name| without_kind(name) == Some(place))
}

/// The name of a commune without its kind; nothing where no kind stands before it.
fn without_kind(name: &str) -> Option<&str> {
    let kinds = ["xa ", "phuong ", "thi tran ", "dac khu "];
    kinds.iter().find_map(|kind| name.strip_prefix(kind))
}

/// The part of an address in which the commune stands, if no part says that it is one: before the province, or
/// before the district of an older address.
fn commune_part<'a>(parts: &[&'a str]) -> Option<&'a str> {
    let smaller = |part: &str| {
        let kinds = [
            "ap ", "thon ", "to ", "khu pho ", "so ", "duong ", "ban ", "buon ",
        ];
        part.chars().any(|c| c.is_ascii_digit()) || kinds.iter().any(|kind| part.starts_with(kind))
    };
    let before = parts.split_last()?.1;
    before.iter().copied().find(|part| !smaller(part))
}

/// What a number tells of who was born already.
pub(super) fn told_by(number: &str, ctx: &Ctx) -> Option<Derived> {
    derive(number).filter(|derived| derived.born_year <= ctx.today().year())
}

/// Says where number, sex and birth do not agree; odd, never wrong: cards are misread.
pub(super) fn compare(sheet: &mut Sheet, who: Who, ctx: &Ctx) {
    let key = |of| Key::Person(who, of);
    let number = bare_number(&sheet.text(key(PersonKey::Number), ctx));
    let Some(derived) = told_by(&number, ctx) else {
        return;
    };
    let sex = sheet
        .code(key(PersonKey::Sex), ctx)
        .and_then(|code| Sex::from_word(&code));
    let other_sex = sex.is_some_and(|sex| sex != Sex::Other && sex != derived.sex);
    let sex_says = ctx.fill(FormWord::SexAgainstCard, &[&ctx.say(derived.sex)]);
    odd(sheet, key(PersonKey::Sex), other_sex, sex_says);
    let born = born_year(sheet, who, ctx);
    let other_year = born.is_some_and(|year| year != derived.born_year);
    let year_says = ctx.fill(FormWord::YearAgainstCard, &[&derived.born_year]);
    odd(sheet, key(PersonKey::Born), other_year, year_says);
}

/// A name where the number belongs is said at once; odd, never wrong.
pub(super) fn name_in_number(sheet: &mut Sheet, who: Who, ctx: &Ctx) {
    let key = Key::Person(who, PersonKey::Number);
    let typed = sheet.typed(key);
    let letters = typed.chars().filter(|c| c.is_alphabetic()).count();
    let of_a_name = |c: char| c.is_alphabetic() || " .'-".contains(c);
    if letters >= A_NAME && typed.chars().all(of_a_name) {
        odd(sheet, key, true, ctx.say(FormWord::NameInNumber).to_owned());
    }
}

/// What is odd about a number of digits alone: too many or too few of them for its paper, or a year of birth
/// that has not come; odd, never wrong.
pub(super) fn digits_of_number(sheet: &mut Sheet, who: Who, ctx: &Ctx) {
    let key = |of| Key::Person(who, of);
    let number = bare_number(&sheet.text(key(PersonKey::Number), ctx));
    if number.is_empty() || !number.bytes().all(|digit| digit.is_ascii_digit()) {
        return;
    }
    let kind = sheet.code(key(PersonKey::IdKind), ctx);
    let kind = kind.and_then(|code| IdKind::from_word(&code));
    let count = number.len();
    let words = match (kind, count) {
        (Some(IdKind::Passport | IdKind::Other), _) => None,
        (None, 9 | 12) | (Some(IdKind::Cmnd), 9) | (Some(IdKind::Cccd), 12) => derive(&number)
            .filter(|derived| derived.born_year > ctx.today().year())
            .map(|derived| ctx.fill(FormWord::BornAhead, &[&derived.born_year])),
        (Some(IdKind::Cccd), _) => Some(ctx.fill(FormWord::CardDigits, &[&count])),
        (Some(IdKind::Cmnd), _) => Some(ctx.fill(FormWord::OldCardDigits, &[&count])),
        (None, _) => Some(ctx.fill(FormWord::NumberDigits, &[&count])),
    };
    let is_odd = words.is_some();
    odd(
        sheet,
        key(PersonKey::Number),
        is_odd,
        words.unwrap_or_default(),
    );
}

/// The year of birth in the field.
pub(super) fn born_year(sheet: &Sheet, who: Who, ctx: &Ctx) -> Option<i32> {
    match sheet.value(Key::Person(who, PersonKey::Born), ctx) {
        crate::desk::field::Value::Day(day) => Some(day.year()),
        crate::desk::field::Value::Year(year) => Some(year),
        _ => None,
    }
}

fn odd(sheet: &mut Sheet, key: Key, is_odd: bool, words: String) {
    let form = sheet.form(key.step());
    let wrong = form
        .get(key)
        .is_some_and(|field| matches!(field.verdict, Verdict::Wrong(_)));
    if wrong {
        return;
    }
    let verdict = if is_odd {
        Verdict::Odd(words)
    } else {
        Verdict::Fine
    };
    sheet.judge(key, verdict);
}

/// How many the list names, and with them how many petition.
fn list(sheet: &mut Sheet, ctx: &Ctx) {
    let key = Key::Visit(VisitKey::List);
    if !sheet.shows(key) {
        return;
    }
    let listed = sheet.listed().len();
    let all = line::petitioners(sheet, ctx);
    all_named(sheet, all, ctx);
    if listed == 0 {
        note(sheet, key, ctx.say(FormWord::ListNote).to_owned());
        return;
    }
    note(sheet, key, ctx.fill(FormWord::ListRead, &[&listed, &all]));
    for place in 0..sheet.plan.petitions {
        let signers = Key::Petition(place, PetitionKey::Signers);
        if sheet.typed(signers).is_empty() {
            let words = offered(FormWord::ListCount, &all, ctx);
            suggest(sheet, signers, &all.to_string(), words);
        }
    }
}

/// Everyone of a group stands by name in its petition: who is still missing is said, and saved all the same.
fn all_named(sheet: &mut Sheet, named: usize, ctx: &Ctx) {
    let people = sheet.number(Key::Visit(VisitKey::People), ctx);
    let people = people.and_then(|people| u32::try_from(people).ok());
    let is_group = people.is_some_and(|people| group::of_size(people).is_some());
    let named = u32::try_from(named).unwrap_or(u32::MAX);
    let missing = people.filter(|people| is_group && named > 0 && named < *people);
    let words = missing.map(|people| ctx.fill(FormWord::NotAllNamed, &[&people, &named]));
    let is_odd = words.is_some();
    let key = Key::Visit(VisitKey::List);
    odd(sheet, key, is_odd, words.unwrap_or_default());
}

/// A group names representatives, and not more than its size allows (TCD Đ29).
fn people(sheet: &mut Sheet, ctx: &Ctx) {
    let key = Key::Visit(VisitKey::People);
    let people = sheet.number(key, ctx).and_then(|n| u32::try_from(n).ok());
    let Some((people, size)) = people.and_then(|n| Some((n, group::of_size(n)?))) else {
        note(sheet, key, String::new());
        return;
    };
    let capacity = Key::Visit(VisitKey::Capacity);
    let words = ctx.fill(
        FormWord::Representatives,
        &[&people, &size.most, &size.citation],
    );
    note(sheet, key, words.clone());
    let representative = sheet.capacity(ctx) == Some(Capacity::GroupRepresentative);
    let came = u32::try_from(sheet.people().count()).unwrap_or(u32::MAX);
    let verdict = if !representative {
        Verdict::Odd(ctx.fill(FormWord::ChooseRepresentative, &[&people, &size.citation]))
    } else if came > size.most {
        Verdict::Odd(words)
    } else {
        Verdict::Fine
    };
    sheet.judge(capacity, verdict);
}

fn petition(sheet: &mut Sheet, place: u8, before: &Before, ctx: &Ctx) {
    let key = Key::Petition(place, PetitionKey::Class);
    let words = match sheet.class(place, ctx) {
        Some(class) => said_of(class, ctx.lang),
        None => ctx.say(FormWord::ClassByContent).to_owned(),
    };
    let asks = key_of(Action::Classify, ctx);
    let guided = match sheet.guided.get(&place) {
        Some(path) => ctx.fill(FormWord::Guided, &[&path.len(), &asks]),
        None => ctx.fill(FormWord::GuideHint, &[&asks]),
    };
    note(sheet, key, format!("{words} · {guided}"));
    if let Some(class) = before.class.filter(|_| sheet.typed(key).is_empty()) {
        let words = offered(FormWord::LikeBefore, &ctx.say(class), ctx);
        suggest(sheet, key, class.word(), words);
    }
}

/// What a class is, with its article.
pub(super) fn said_of(class: Class, lang: Lang) -> String {
    definition(class.word()).map_or_else(String::new, |said| {
        let words = match lang {
            Lang::Vi => &said.definition,
            Lang::En => &said.definition_en,
        };
        format!("{words} ({})", said.citation)
    })
}

fn way(sheet: &mut Sheet, place: u8, ways: &[Vec<Way>], law: &Law, ctx: &Ctx) {
    let chosen = sheet.way(place, ctx);
    let open = ways.get(usize::from(place));
    let way = chosen.and_then(|kind| open?.iter().find(|way| way.kind == kind));
    let mut words = Vec::new();
    if let Some(way) = way {
        words.extend(way.citation.clone());
        let starts: Vec<String> = way
            .starts
            .iter()
            .map(|clock| say_clock(clock, law, ctx))
            .collect();
        if !starts.is_empty() {
            words.push(ctx.fill(FormWord::Starts, &[&starts.join("; ")]));
        }
        let ends: Vec<String> = way
            .ends
            .iter()
            .filter_map(|rule| super::words::short_clock(rule))
            .map(|word| word.say(ctx.lang).to_owned())
            .collect();
        if !ends.is_empty() {
            words.push(ctx.fill(FormWord::Ends, &[&ends.join(", ")]));
        }
    }
    let key = Key::Way(place, WayKey::Way);
    let pointed = sheet
        .finding(place)
        .and_then(|found| Some((StepKind::from_word(found.points_to()?)?, found)));
    if let Some((kind, found)) = pointed {
        let is_open = open.is_some_and(|open| open.iter().any(|way| way.kind == kind));
        if chosen.is_none() && is_open {
            words.push(offered(FormWord::PointedTo, &ctx.say(kind), ctx));
            sheet.form_mut(key.step()).remember(key, kind.word());
        }
        let ground = found.grounds.iter().find_map(|reason| reason.ground);
        if let Some(ground) = ground {
            let code = ground.code.trim_start_matches('Đ');
            let words = offered(FormWord::GroundFound, &ground.code, ctx);
            suggest(sheet, Key::Way(place, WayKey::Ground), code, words);
        }
    }
    note(sheet, key, words.join(" · "));
}

fn refusal(sheet: &mut Sheet, ctx: &Ctx) {
    let key = Key::Refusal(RefusalKey::Ground);
    let ground = sheet
        .code(key, ctx)
        .and_then(|code| ground::find(GroundKind::Refusal, &code));
    let how = ground.and_then(|ground| {
        let how = match ground.notice? {
            RefusalNotice::Written => FormWord::WrittenNotice,
            RefusalNotice::Explain => FormWord::ExplainInPerson,
        };
        let mut words = format!("{} · {}", ground.citation, ctx.say(how));
        if !ground.note.is_empty() {
            let word = if ground.certainty.is_sure() {
                FormWord::GroundNote
            } else {
                FormWord::GroundUnsure
            };
            words = format!("{words} · {}", ctx.fill(word, &[&ground.note]));
        }
        Some(words)
    });
    note(sheet, key, how.unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(address: &str) -> Option<String> {
        unit_in(address).and_then(|code| Units::statute().display(code))
    }

    #[test]
    fn a_commune_is_suggested_with_its_kind_and_without() {
        let with = named("Tổ 3, ấp 1, xã Thạnh Bình, Tây Ninh");
        assert!(
            with.as_deref()
                .is_some_and(|name| name.contains("Thạnh Bình")),
            "{with:?}"
        );
        for address in [
            "Tổ 3, ấp 1, Thạnh Bình, Tây Ninh",
            "Thạnh Bình, Tân Biên, Tây Ninh",
            "số 12 đường 30/4, thạnh bình, tỉnh Tây Ninh",
        ] {
            assert_eq!(named(address), with, "{address}");
        }
    }

    #[test]
    fn what_names_no_commune_or_more_than_one_suggests_none() {
        for address in [
            "",
            "Tây Ninh",
            "Tổ 3, ấp 1, Tây Ninh",
            // The hamlet has the name of a commune, the commune is gone.
            "Tổ 3, xã Không Còn, Thạnh Bình, Tây Ninh",
            "Tổ 3, ấp Thạnh Bình, Tây Ninh",
        ] {
            assert_eq!(named(address), None, "{address}");
        }
    }
}
