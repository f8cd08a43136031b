//! From what an act needs to the fields of a form, and from those back to the line that is saved. It
//! must not know when anything is asked of the office.

use super::about::About;
use super::needs::{Need, What, needs};
use super::words::{DeedWord as D, NeedWord as N};
use crate::desk::field::number::thousands;
use crate::desk::field::{Choice, Date, Field, Item, Number, Pick, Text, Value as Held, Verdict};
use crate::desk::form::Form;
use crate::desk::frame::date;
use crate::desk::petition::clocks::Titled;
use crate::desk::petition::say;
use crate::desk::screen::Ctx;
use crate::desk::words::{Lang, Say};
use crate::law::ground::{Ground, GroundKind, find, of_kind};
use crate::register::act::StepKind as K;
use crate::register::number::{PetitionNo, Subject};
use crate::register::value::Value;
use crate::register::words::{Class, LinkKind, Outcome, Round};

/// How many grounds can be named at once.
const GROUNDS: usize = 3;
/// The longest text of one line, in letters.
const LONGEST: usize = 500;
/// The largest figure that can be typed.
const MOST: i64 = 999_999_999_999_999;
/// The most days that can be typed; how many the law allows is the office's answer.
const MOST_DAYS: i64 = 366;

/// Something that the form asks.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Its path in the line, as `number` or `grounds.1`.
    pub path: String,
    /// What it is.
    pub need: Need,
}

const ON: Need = Need {
    key: "on",
    label: N::On,
    what: What::Past,
    required: true,
    when: None,
    must_when: None,
    heading: None,
};

/// Returns everything that a form asks for an act: the day, then what it needs.
pub fn asked(kind: K) -> Vec<Asked> {
    let one = |need: Need| Asked {
        path: need.key.to_owned(),
        need,
    };
    let mut asked = vec![one(ON)];
    for need in needs(kind) {
        if need.what != What::Grounds {
            asked.push(one(need));
            continue;
        }
        for place in 0..GROUNDS {
            let label = if place == 0 {
                need.label
            } else {
                N::AlsoGround
            };
            asked.push(Asked {
                path: format!("{}.{place}", need.key),
                need: Need {
                    label,
                    required: place == 0,
                    ..need
                },
            });
        }
    }
    asked
}

/// Returns which of the law's lists an act takes its ground from.
pub fn ground_list(kind: K, class: Option<Class>) -> Option<GroundKind> {
    use GroundKind as G;
    match (kind, class?) {
        (K::Decline, Class::Complaint) => Some(G::DeclineComplaint),
        (K::Decline, Class::Denunciation) => Some(G::DeclineDenunciation),
        (K::Suspend, Class::Complaint) => Some(G::SuspendComplaint),
        (K::Suspend, Class::Denunciation) => Some(G::SuspendDenunciation),
        (K::Terminate, Class::Complaint) => Some(G::TerminateComplaint),
        (K::Terminate, Class::Denunciation) => Some(G::TerminateDenunciation),
        (K::Mark, Class::Complaint) => Some(G::ComplexComplaint),
        (K::Extend, Class::Denunciation) => Some(G::ComplexDenunciation),
        _ => None,
    }
}

/// Returns a ground in the reader's language.
pub fn ground_text(ground: &Ground, lang: Lang) -> &str {
    match lang {
        Lang::Vi => &ground.text,
        Lang::En => &ground.text_en,
    }
}

/// Returns what a ground says, with its article, if the law lists it.
pub fn ground_note(kind: K, class: Option<Class>, code: &str, lang: Lang) -> Option<String> {
    let ground = find(ground_list(kind, class)?, code)?;
    let article = say::article(&ground.citation);
    Some(format!("{} ({article})", ground_text(ground, lang)))
}

/// Makes the form of an act.
pub fn form(kind: K, about: &About, officers: &[String], ctx: &Ctx) -> Form<usize> {
    let mut form = Form::new();
    for (place, asked) in asked(kind).into_iter().enumerate() {
        if let Some(heading) = asked.need.heading {
            form = form.heading(ctx.say(heading));
        }
        form = form.field(place, field(kind, &asked.need, about, officers, ctx));
    }
    form.focus(usize::from(form.get(1).is_some()));
    form
}

/// Makes the field of one need.
pub fn field(kind: K, need: &Need, about: &About, officers: &[String], ctx: &Ctx) -> Field {
    let label = label(kind, need, about, ctx.lang);
    let field = match need.what {
        What::Line => Field::new(label, Text::default().longest(LONGEST)),
        What::Agency => Field::new(label, free(&about.agencies)),
        What::Officer => Field::new(label, free(officers)),
        What::How => Field::new(
            label,
            free(&said(&[N::InWriting, N::InPerson, N::ByPhone], ctx)),
        ),
        What::Notice => Field::new(label, free(&said(notices(about), ctx))),
        What::Shield => Field::new(label, free(&said(&SHIELDS, ctx))),
        What::Days => Field::new(label, Number::between(1, MOST_DAYS)).note(ctx.say(D::ExtendHint)),
        What::Figure(_) => Field::new(label, Number::between(0, MOST)),
        What::Past => {
            Field::new(label, Date::default().not_later_than_today()).holding(&date(ctx.today()))
        }
        What::Ahead => Field::new(label, Date::default()),
        What::YesNo => Field::new(label, yes_no(ctx.lang)),
        What::Which(keys) => {
            let options = keys.iter().map(|(key, word)| (*key, ctx.say(*word)));
            Field::new(label, Choice::between(options))
        }
        What::Ground | What::Grounds => ground_field(label, kind, about, ctx),
        What::Outcome => {
            let outcomes = outcomes(about).into_iter();
            let options = outcomes.map(|outcome| (outcome.word(), ctx.say(outcome)));
            Field::new(label, Choice::between(options))
        }
        What::LinkKind => {
            let options = LinkKind::ALL
                .iter()
                .map(|kind| (kind.word(), ctx.say(*kind)));
            Field::new(label, Choice::between(options))
        }
        What::Petition => Field::new(label, Text::default()).check(is_petition),
        What::Linked => {
            let items = about
                .links
                .iter()
                .map(|no| Item::new(no.to_string(), no.to_string()));
            Field::new(label, only(items.collect()).without_codes())
        }
        What::Clock => {
            let clocks = Titled::all(about.clocks.clone(), &ctx.law.rules);
            let items = clocks.iter().map(|titled| {
                let due = date(titled.clock.due);
                Item::new(
                    &titled.clock.rule,
                    format!("{} – {due}", titled.title(ctx.lang)),
                )
            });
            Field::new(label, only(items.collect()))
        }
        What::Promise => {
            let promises = about.promises.iter();
            let items = promises.map(|(seq, text)| Item::new(seq.to_string(), text));
            Field::new(label, only(items.collect()).without_codes())
        }
    };
    let field = if need.required {
        field.required()
    } else {
        field
    };
    preset(need.what, about, field)
}

/// Chooses at once where there is but one thing to choose.
fn preset(what: What, about: &About, field: Field) -> Field {
    match (
        what,
        &about.links[..],
        &about.clocks[..],
        &about.promises[..],
    ) {
        (What::Linked, [only], ..) => field.holding(&only.to_string()),
        (What::Clock, _, [only], _) => field.holding(&only.rule),
        (What::Promise, .., [(seq, _)]) => field.holding(&seq.to_string()),
        _ => field,
    }
}

fn label(kind: K, need: &Need, about: &About, lang: Lang) -> String {
    let concludes = kind == K::Decide && about.class == Some(Class::Denunciation);
    let word = if concludes && need.label == N::DecisionNo {
        N::ConclusionNo
    } else {
        need.label
    };
    match need.what {
        What::Figure(unit) if !matches!(unit, N::Heads | N::Bodies | N::Matters) => {
            format!("{} ({})", word.say(lang), unit.say(lang))
        }
        _ => word.say(lang).to_owned(),
    }
}

const SHIELDS: [N; 5] = [
    N::ShieldSecret,
    N::ShieldWork,
    N::ShieldLife,
    N::ShieldGoods,
    N::ShieldHonour,
];

fn notices(about: &About) -> &'static [N] {
    match (about.subject, about.class) {
        (Subject::Reception(_), _) => &[N::OfRefusal],
        (_, Some(Class::Denunciation)) => {
            &[N::OfAcceptance, N::OfDeclining, N::OfContent, N::OfOutcome]
        }
        _ => &[N::OfAcceptance, N::OfDeclining, N::OfOutcome],
    }
}

fn said(words: &[N], ctx: &Ctx) -> Vec<String> {
    words.iter().map(|word| ctx.say(*word).to_owned()).collect()
}

fn free(names: &[String]) -> Pick {
    let items: Vec<Item> = names.iter().map(|name| Item::new(name, name)).collect();
    Pick::from(items).or_text().without_codes()
}

fn only(items: Vec<Item>) -> Pick {
    Pick::from(items)
}

/// Makes a choice between yes and no.
pub fn yes_no(lang: Lang) -> Choice {
    Choice::between([("yes", D::Yes.say(lang)), ("no", D::No.say(lang))])
}

fn ground_field(label: String, kind: K, about: &About, ctx: &Ctx) -> Field {
    match ground_list(kind, about.class) {
        Some(list) => {
            let items =
                of_kind(list).map(|ground| Item::new(&ground.code, ground_text(ground, ctx.lang)));
            Field::new(label, Pick::from(items.collect::<Vec<_>>()))
        }
        None => Field::new(label, Text::default().longest(LONGEST)).note(ctx.say(D::NoSuchGround)),
    }
}

fn outcomes(about: &About) -> Vec<Outcome> {
    let reviews = about.class == Some(Class::Complaint) && about.round == Round::Second;
    let second = |outcome: &Outcome| matches!(outcome, Outcome::Upheld | Outcome::Changed);
    let fits = |outcome: &&Outcome| second(outcome) == reviews;
    Outcome::ALL.iter().filter(fits).copied().collect()
}

fn is_petition(value: &Held, ctx: &Ctx) -> Verdict {
    match value {
        Held::Text(text) if text.parse::<PetitionNo>().is_err() => {
            Verdict::Wrong(ctx.say(D::NotAPetition).to_owned())
        }
        _ => Verdict::Fine,
    }
}

/// Shows what is asked for now and hides what is not.
pub fn show_what_applies(kind: K, form: &mut Form<usize>, ctx: &Ctx) {
    let asked = asked(kind);
    let holds = |form: &Form<usize>, (key, code): (&str, &str)| {
        let other = asked.iter().position(|other| other.path == key);
        let held = other.and_then(|other| form.code(other, ctx));
        held.as_deref() == Some(code)
    };
    for (place, one) in asked.iter().enumerate() {
        if let Some(when) = one.need.when {
            form.show(place, holds(form, when));
        }
        if let Some(when) = one.need.must_when {
            form.require(place, holds(form, when));
        }
        if one.need.what == What::Grounds && !one.need.required {
            let before = form.code(place - 1, ctx).is_some();
            form.show(place, before || form.code(place, ctx).is_some());
        }
    }
}

/// Returns the line of an act as the form stands, in the order of the table.
pub fn line(kind: K, subject: Subject, form: &Form<usize>, ctx: &Ctx) -> Value {
    let key = match subject {
        Subject::Petition(_) => "petition",
        Subject::Reception(_) => "reception",
    };
    let mut line = vec![
        ("do".to_owned(), Value::Text(kind.word().to_owned())),
        (key.to_owned(), Value::Text(subject.to_string())),
    ];
    for (place, asked) in asked(kind).iter().enumerate() {
        let Some(value) = value(&asked.need, &form.value(place, ctx)) else {
            continue;
        };
        match asked.need.what {
            What::Which(_) => {
                if let Value::Text(chosen) = value {
                    line.push((chosen, Value::Bool(true)));
                }
            }
            What::Grounds => match line.iter_mut().find(|(key, _)| key == asked.need.key) {
                Some((_, Value::List(grounds))) => grounds.push(value),
                _ => line.push((asked.need.key.to_owned(), Value::List(vec![value]))),
            },
            _ => line.push((asked.need.key.to_owned(), value)),
        }
    }
    Value::Map(line)
}

fn value(need: &Need, held: &Held) -> Option<Value> {
    Some(match (need.what, held) {
        (_, Held::Empty | Held::Secret(_)) => return None,
        (What::YesNo, Held::Code(code)) => Value::Bool(code == "yes"),
        (What::Promise, Held::Code(code)) => Value::Int(code.parse().ok()?),
        (What::Petition, Held::Text(text)) => match text.parse::<PetitionNo>() {
            Ok(no) => Value::Text(no.to_string()),
            Err(_) => Value::Text(text.clone()),
        },
        (_, Held::Text(text) | Held::Code(text)) => Value::Text(text.clone()),
        (_, Held::Day(day)) => Value::Day(*day),
        (_, Held::Number(number)) => Value::Int(*number),
        (_, Held::Year(year)) => Value::Int(i64::from(*year)),
    })
}

/// Returns the value under a key of an act as people read it; `None` where it says nothing.
pub fn told(
    kind: K,
    class: Option<Class>,
    need: &Need,
    value: &Value,
    lang: Lang,
) -> Option<String> {
    let label = lower_first(need.label.say(lang));
    let with = |text: &str| Some(format!("{label} {text}"));
    // What says itself what it is needs no label.
    if let (true, Value::Text(text)) = (matches!(need.key, "text" | "what"), value) {
        return Some(text.clone());
    }
    match (need.what, value) {
        (_, Value::Null | Value::Bool(false) | Value::Int(0)) | (What::Promise, _) => None,
        (What::YesNo, Value::Bool(true)) => Some(label),
        (What::Ground | What::Grounds, Value::Text(code)) => {
            with(&told_ground(kind, class, code, lang))
        }
        (What::Grounds, Value::List(codes)) => {
            let codes = codes.iter().filter_map(|code| match code {
                Value::Text(code) => Some(told_ground(kind, class, code, lang)),
                _ => None,
            });
            with(&codes.collect::<Vec<_>>().join("; "))
        }
        (What::Outcome, Value::Text(word)) => {
            let outcome = Outcome::from_word(word);
            Some(outcome.map_or_else(|| word.clone(), |outcome| outcome.say(lang).to_owned()))
        }
        (What::LinkKind, Value::Text(word)) => {
            let kind = LinkKind::from_word(word);
            Some(kind.map_or_else(|| word.clone(), |kind| kind.say(lang).to_owned()))
        }
        (What::Figure(unit), Value::Int(number)) => {
            with(&format!("{} {}", thousands(*number), unit.say(lang)))
        }
        (What::Officer | What::How | What::Notice | What::Shield, Value::Text(text)) => {
            Some(text.clone())
        }
        (_, Value::Int(number)) => with(&thousands(*number)),
        (_, Value::Day(day)) => with(&say::day(*day, lang)),
        (_, Value::Text(text)) => with(text),
        _ => None,
    }
}

fn told_ground(kind: K, class: Option<Class>, code: &str, lang: Lang) -> String {
    let listed = ground_list(kind, class).and_then(|list| find(list, code));
    listed.map_or_else(
        || code.to_owned(),
        |ground| format!("{} {}", ground.code, lower_first(ground_text(ground, lang))),
    )
}

/// Returns a text with its first letter small.
pub fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => String::new(),
    }
}
