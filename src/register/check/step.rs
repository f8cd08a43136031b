//! One step: whether its state allows it, then what is in it.

use super::article::EXTENSION;
use super::state::{State, cited_after, may_after, open_promises};
use super::{Desk, Refusal, RefusalCode as Code, WarningCode, correct, figures, too_early};
use crate::law::ground::{self, GroundKind};
use crate::law::rule::Whose;
use crate::register::act::{
    Decide, Extend, Invite, Link, Mark, OverrideDue, Step, StepKind, TakeEffect, Withdraw,
};
use crate::register::clock::Clock;
use crate::register::life::story::closes;
use crate::register::number::{PetitionNo, Subject};
use crate::register::owed::{complained_again, originals_kept};
use crate::register::words::{Class, Outcome, Round};
use chrono::NaiveDate;

pub(super) fn step(
    desk: &mut Desk,
    subject: Subject,
    on: NaiveDate,
    step: &Step,
) -> Result<(), Refusal> {
    desk.not_ahead(on, "on")?;
    match subject {
        Subject::Reception(no) => {
            let Some(reception) = desk.shelf.reception(no) else {
                return Err(Refusal::new(Code::UnknownReception)
                    .at("reception")
                    .with("no", no));
            };
            may_after(&reception, step.kind(), on)?;
            promised(step, &open_promises(&reception), on)
                .map_err(|refusal| cited_after(step.kind(), refusal))?;
            if let Step::Correct(body) = step {
                correct::of_reception(desk, &reception, body)?;
            }
        }
        Subject::Petition(no) => {
            let Some(petition) = desk.shelf.petition(no) else {
                return Err(Refusal::new(Code::UnknownPetition)
                    .at("petition")
                    .with("no", no));
            };
            let law = desk.law;
            let state = State::of(&petition, law);
            state.may(step.kind(), on)?;
            let open: Vec<(u64, NaiveDate)> = state
                .story
                .promises
                .iter()
                .map(|mark| (mark.seq, mark.on))
                .collect();
            promised(step, &open, on)
                .and_then(|()| body(desk, &state, on, step))
                .map_err(|refusal| state.cited(step.kind(), refusal))?;
        }
    }
    Ok(())
}

fn body(desk: &mut Desk, state: &State, on: NaiveDate, step: &Step) -> Result<(), Refusal> {
    papers(desk, state, step.kind());
    match step {
        Step::Accept(_) => {
            warn_withdrawn(desk, state);
            Ok(())
        }
        Step::Decline(decline) => {
            listed(
                desk,
                state,
                &decline.ground,
                GroundKind::DeclineComplaint,
                GroundKind::DeclineDenunciation,
            );
            Ok(())
        }
        Step::Guide(_) | Step::Forward(_) => {
            if state.petition.facts.competent == Some(true) {
                desk.warn(WarningCode::CompetentYetPassedOn, "do");
            }
            Ok(())
        }
        Step::Mark(mark) => marked(desk, state, mark, on),
        Step::Extend(extend) => extended(desk, state, extend, on),
        Step::Suspend(suspend) => {
            listed(
                desk,
                state,
                &suspend.ground,
                GroundKind::SuspendComplaint,
                GroundKind::SuspendDenunciation,
            );
            Ok(())
        }
        Step::Terminate(terminate) => {
            listed(
                desk,
                state,
                &terminate.ground,
                GroundKind::TerminateComplaint,
                GroundKind::TerminateDenunciation,
            );
            Ok(())
        }
        Step::Withdraw(withdraw) => withdrawn(withdraw),
        Step::Invite(invite) => invited(desk, state, invite, on),
        Step::Decide(decide) => decided(desk, state, decide),
        Step::TakeEffect(effect) => {
            takes_effect(desk, state, effect, on)?;
            still_disputed(desk, state);
            Ok(())
        }
        Step::Enforce(enforce) => {
            figures::carried_out(desk, state, enforce, on);
            let complaint = state.petition.facts.class == Class::Complaint;
            if complaint && state.story.in_force.is_none_or(|since| on < since.on) {
                desk.warn(WarningCode::NotInForce, "on");
            }
            Ok(())
        }
        Step::Link(link) => linked(desk, state, link),
        Step::Unlike(unlike) => told_apart(desk, state, unlike.to),
        Step::Unlink(unlink) => {
            if state.petition.links.iter().any(|tie| tie.to == unlink.to) {
                return Ok(());
            }
            Err(Refusal::new(Code::NotLinked).at("to").with("to", unlink.to))
        }
        Step::OverrideDue(order) => overridden(desk, state, order),
        Step::Correct(body) => correct::of_petition(desk, state, body),
        _ => Ok(()),
    }
}

/// Originals go back to whoever handed them in once the petition is decided or goes elsewhere.
fn papers(desk: &mut Desk, state: &State, kind: StepKind) {
    let parts = kind == StepKind::Decide || closes(kind).is_some();
    if !parts || kind == StepKind::PassToInvestigators {
        return;
    }
    let kept = originals_kept(desk.shelf, state.petition);
    if kept > 0 {
        let detail = vec![("documents", kept.to_string())];
        desk.warn_with(WarningCode::OriginalsKept, "", detail);
    }
}

/// A promise is for a later day; one that is kept must stand open.
fn promised(step: &Step, open: &[(u64, NaiveDate)], on: NaiveDate) -> Result<(), Refusal> {
    match step {
        Step::Promise(promise) => too_early(promise.due, on, "due"),
        Step::ConcludeReception(conclusion) => too_early(conclusion.due, on, "due"),
        Step::PromiseKept(kept) => match open.iter().find(|(seq, _)| *seq == kept.promise) {
            Some((_, made)) => too_early(on, *made, "on"),
            None => Err(Refusal::new(Code::NoSuchPromise)
                .at("promise")
                .with("seq", kept.promise)),
        },
        _ => Ok(()),
    }
}

/// Warns of a ground that the law does not list for this class: the office may write it in words.
fn listed(
    desk: &mut Desk,
    state: &State,
    code: &str,
    complaint: GroundKind,
    denunciation: GroundKind,
) {
    let kind = match state.petition.facts.class {
        Class::Complaint => complaint,
        Class::Denunciation => denunciation,
        Class::Recommendation | Class::Feedback => return,
    };
    unlisted(desk, kind, code, "ground");
}

fn unlisted(desk: &mut Desk, kind: GroundKind, code: &str, path: &str) {
    if ground::find(kind, code).is_none() {
        desk.warn_with(
            WarningCode::UnlistedGround,
            path,
            vec![("ground", code.to_owned())],
        );
    }
}

fn warn_withdrawn(desk: &mut Desk, state: &State) {
    if state.story.withdrawn.is_some() {
        desk.warn(WarningCode::Withdrawn, "do");
    }
}

/// Complex needs a ground and a paper in the file (NĐ 155 Đ2); remote needs a reason.
fn marked(desk: &mut Desk, state: &State, mark: &Mark, on: NaiveDate) -> Result<(), Refusal> {
    const COMPLEX: &str = "Nghị định 155/2026/NĐ-CP Đ2";
    let missing = |key: &str| Refusal::new(Code::Missing).at(key);
    if !mark.remote && !mark.complex {
        return Err(missing("complex"));
    }
    if mark.remote && mark.reason.is_none() {
        return Err(missing("reason").citing("Luật Khiếu nại Đ28"));
    }
    if mark.complex {
        let ground = mark
            .ground
            .as_ref()
            .ok_or_else(|| missing("ground").citing(COMPLEX))?;
        if mark.number.is_none() {
            return Err(missing("number").citing(COMPLEX));
        }
        unlisted(desk, GroundKind::ComplexComplaint, ground, "ground");
    }
    if mark.remote
        && state.petition.facts.subject == Some(crate::register::words::Subject::Disciplinary)
    {
        return Err(Refusal::new(Code::NoVariant)
            .citing("Luật Khiếu nại Đ50")
            .at("remote")
            .with("variant", "remote"));
    }
    let reason = mark.reason.as_ref();
    over(desk, state, &["KN-28", "KN-37", "KN-50b"], on, reason)
}

/// Where the limit that would grow had already ended, a reason is asked for: the act stands in the books, and
/// the day that was passed stays.
fn over(
    desk: &mut Desk,
    state: &State,
    rules: &[&str],
    on: NaiveDate,
    reason: Option<&String>,
) -> Result<(), Refusal> {
    let passed = |clock: &&Clock| {
        clock.is_open()
            && clock
                .paused_since
                .is_none_or(|since| since > clock.by_law())
            && rules.contains(&clock.rule.as_str())
            && on > clock.due
    };
    let Some(clock) = state.life.clocks.iter().find(passed) else {
        return Ok(());
    };
    if reason.is_none() {
        return Err(Refusal::new(Code::Missing)
            .citing(&clock.citation)
            .at("reason")
            .with("due", clock.due));
    }
    desk.warn_with(
        WarningCode::LimitOver,
        "on",
        vec![("due", clock.due.to_string())],
    );
    Ok(())
}

/// TC Đ30, NĐ 31 Đ3: one ground allows one extension, two or more allow two.
fn extended(desk: &mut Desk, state: &State, extend: &Extend, on: NaiveDate) -> Result<(), Refusal> {
    let accepted = state.story.accepted.map_or(on, |mark| mark.on);
    let rule = state.law.rules.in_force("TC-30", accepted).ok();
    let Some(may) = rule.and_then(|rule| rule.extension) else {
        return Err(Refusal::new(Code::NoExtension).citing(EXTENSION));
    };
    if extend.grounds.is_empty() {
        return Err(Refusal::new(Code::Missing)
            .citing("Nghị định 31/2019/NĐ-CP Đ3")
            .at("grounds"));
    }
    for (i, code) in extend.grounds.iter().enumerate() {
        let path = format!("grounds.{i}");
        unlisted(desk, GroundKind::ComplexDenunciation, code, &path);
    }
    if extend.days == Some(0) {
        return Err(Refusal::new(Code::BadValue).at("days").with("found", 0));
    }
    if extend.days.is_some_and(|days| days > may.max_days) {
        return Err(Refusal::new(Code::ExtensionTooLong)
            .citing(EXTENSION)
            .at("days")
            .with("max_days", may.max_days));
    }
    let earlier = state.extensions().flat_map(|extend| &extend.grounds);
    let mut grounds: Vec<&str> = earlier
        .chain(&extend.grounds)
        .map(|code| {
            ground::find(GroundKind::ComplexDenunciation, code)
                .map_or(code.as_str(), |ground| ground.code.as_str())
        })
        .collect();
    grounds.sort_unstable();
    grounds.dedup();
    let granted = state.extensions().count();
    if granted >= grounds.len() {
        return Err(Refusal::new(Code::NoExtension)
            .citing("Luật Tố cáo Đ30; Nghị định 31/2019/NĐ-CP Đ3")
            .at("grounds")
            .with("times", granted));
    }
    over(desk, state, &["TC-30"], on, extend.reason.as_ref())
}

fn withdrawn(withdraw: &Withdraw) -> Result<(), Refusal> {
    if !withdraw.whole && withdraw.content.is_none() {
        return Err(Refusal::new(Code::Missing).at("content"));
    }
    Ok(())
}

/// A dialogue is announced in writing ahead of it (ND155 Đ11).
fn invited(desk: &mut Desk, state: &State, invite: &Invite, on: NaiveDate) -> Result<(), Refusal> {
    too_early(invite.date, on, "date")?;
    let complaint = state.petition.facts.class == Class::Complaint;
    if complaint
        && state.story.accepted.is_some()
        && let Some(latest) = desk.latest("KN-dlg", invite.date)
        && on > latest
    {
        desk.warn_with(
            WarningCode::ShortNotice,
            "date",
            vec![("latest", latest.to_string())],
        );
    }
    Ok(())
}

/// Right, wrong, partly right for a first complaint and every denunciation; upheld or changed for a second
/// complaint.
fn decided(desk: &mut Desk, state: &State, decide: &Decide) -> Result<(), Refusal> {
    let facts = &state.petition.facts;
    if !fits(facts.class, facts.round.unwrap_or_default(), decide.outcome) {
        let form = match facts.class {
            Class::Denunciation => "Thông tư 06/2025/TT-TTCP, biểu 04/GQTC",
            _ => "Thông tư 06/2025/TT-TTCP, biểu 03/GQKN",
        };
        return Err(Refusal::new(Code::WrongOutcome)
            .citing(form)
            .at("outcome")
            .with("outcome", decide.outcome.word()));
    }
    warn_withdrawn(desk, state);
    figures::decided(desk, decide);
    let second = facts.class == Class::Complaint && facts.round == Some(Round::Second);
    let mut steps = state.petition.standing();
    if second && !steps.any(|step| matches!(step.step, Step::Dialogue(_))) {
        desk.warn(WarningCode::NoDialogue, "do");
    }
    Ok(())
}

pub(super) fn fits(class: Class, round: Round, outcome: Outcome) -> bool {
    let reviews = matches!(outcome, Outcome::Upheld | Outcome::Changed);
    reviews == (class == Class::Complaint && round == Round::Second)
}

/// Before the day that the law sets a decision takes effect only for a reason (KN Đ44, Đ57).
fn takes_effect(
    desk: &mut Desk,
    state: &State,
    step: &TakeEffect,
    on: NaiveDate,
) -> Result<(), Refusal> {
    let effect = state
        .life
        .clocks
        .iter()
        .find(|clock| clock.whose == Whose::Effect && clock.is_open() && on < clock.due);
    if let Some(clock) = effect {
        if step.reason.is_none() {
            return Err(Refusal::new(Code::Missing)
                .citing(&clock.citation)
                .at("reason")
                .with("due", clock.due));
        }
        desk.warn_with(
            WarningCode::BeforeEffect,
            "on",
            vec![("due", clock.due.to_string())],
        );
    }
    Ok(())
}

/// Of a first decision that is complained of again the second one takes effect, not it (KN Đ44.1).
fn still_disputed(desk: &mut Desk, state: &State) {
    if let Some(other) = complained_again(desk.shelf, desk.law, state.petition) {
        desk.warn_with(
            WarningCode::SecondRoundOpen,
            "do",
            vec![("petition", other.to_string())],
        );
    }
}

fn linked(desk: &Desk, state: &State, link: &Link) -> Result<(), Refusal> {
    let refuse = |code| Err(Refusal::new(code).at("to").with("to", link.to));
    if link.to == state.petition.no {
        return refuse(Code::LinkToItself);
    }
    if desk.shelf.petition(link.to).is_none() {
        return Err(Refusal::new(Code::UnknownPetition)
            .at("to")
            .with("no", link.to));
    }
    let stands = |tie: &crate::register::book::Tie| tie.to == link.to && tie.kind == link.kind;
    if state.petition.links.iter().any(stands) {
        return refuse(Code::AlreadyLinked);
    }
    Ok(())
}

/// What is linked is not told apart before the link is taken off.
fn told_apart(desk: &Desk, state: &State, to: PetitionNo) -> Result<(), Refusal> {
    let refuse = |code| Err(Refusal::new(code).at("to").with("to", to));
    if to == state.petition.no {
        return refuse(Code::LinkToItself);
    }
    let Some(other) = desk.shelf.petition(to) else {
        return Err(Refusal::new(Code::UnknownPetition).at("to").with("no", to));
    };
    // Beside a petition whose petitioner is known it would say who denounces, or who does not.
    let denounces = |class| class == Class::Denunciation;
    if denounces(other.facts.class) != denounces(state.petition.facts.class) {
        return Err(Refusal::new(Code::WouldReveal)
            .citing("Luật Tố cáo Đ8.3")
            .at("to"));
    }
    if state.petition.links.iter().any(|tie| tie.to == to) {
        return refuse(Code::AlreadyLinked);
    }
    Ok(())
}

/// One clock of the agency that runs; a working day not before its start.
fn overridden(desk: &mut Desk, state: &State, order: &OverrideDue) -> Result<(), Refusal> {
    let of_rule = || {
        let clocks = state.life.clocks.iter();
        clocks.filter(|clock| clock.rule == order.rule && clock.is_open())
    };
    let refuse = |code| Refusal::new(code).at("rule").with("rule", &order.rule);
    if let Some(clock) = of_rule().next()
        && clock.whose != Whose::Agency
    {
        return Err(refuse(Code::NotAgencyClock).citing(&clock.citation));
    }
    let running = of_rule()
        .filter(|clock| clock.paused_since.is_none())
        .max_by_key(|clock| (clock.from, clock.started_by));
    let Some(clock) = running else {
        let refusal = refuse(Code::ClockNotOpen);
        return Err(match state.law.rules.in_force(&order.rule, desk.today()) {
            Ok(rule) => refusal.citing(&rule.citation),
            Err(_) => refusal,
        });
    };
    too_early(order.due, clock.from, "due").map_err(|early| early.citing(&clock.citation))?;
    if !desk.law.calendar.is_working(order.due) {
        return Err(Refusal::new(Code::NotWorkingDay)
            .citing("Bộ luật Dân sự Đ148.5")
            .at("due")
            .with("day", order.due));
    }
    if order.due > clock.counted {
        desk.warn_with(
            WarningCode::OverriddenBeyond,
            "due",
            vec![
                ("counted", clock.counted.to_string()),
                ("due", order.due.to_string()),
            ],
        );
    }
    Ok(())
}
