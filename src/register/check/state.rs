//! Which steps the law and the state leave open on a day: one answer for the menu and for the check of a
//! single step.

use super::article::{EXTENSION, SUSPENSION, Way, article};
use super::{Refusal, RefusalCode as Code, too_early};
use crate::law::Law;
use crate::law::rule::Whose;
use crate::register::act::{Step, StepKind as K};
use crate::register::book::{Petition, Reception};
use crate::register::life::story::{Mark, Story, closes};
use crate::register::life::{Life, life};
use crate::register::words::{Class, Status};
use chrono::NaiveDate;

/// The steps of a menu. Asking whether someone is the denouncer is none: the name that is asked stands in no
/// act, so a menu could not ask for it; nor is erasing, which one officer alone can never do.
fn menu() -> impl Iterator<Item = K> {
    let all = K::ALL.iter().copied();
    all.filter(|kind| !matches!(kind, K::ConflictCheck | K::Veil | K::Erase))
}

/// Returns the steps that may be done on this petition on that day, for a menu; each with the article.
pub fn open_steps(petition: &Petition, law: &Law, on: NaiveDate) -> Vec<(K, Option<String>)> {
    let state = State::of(petition, law);
    let open = |kind: &K| state.may(*kind, on).is_ok();
    menu()
        .filter(open)
        .map(|kind| {
            (
                kind,
                article(Way::of(&petition.facts), kind).map(str::to_owned),
            )
        })
        .collect()
}

/// Returns the steps that may not be done on this petition on that day, each with the reason.
pub fn closed_steps(petition: &Petition, law: &Law, on: NaiveDate) -> Vec<(K, Refusal)> {
    let state = State::of(petition, law);
    let closed = |kind: K| state.may(kind, on).err().map(|why| (kind, why));
    menu().filter_map(closed).collect()
}

/// Returns the steps that may be done after this reception on that day, each with the article.
pub fn open_reception_steps(reception: &Reception, on: NaiveDate) -> Vec<(K, Option<String>)> {
    menu()
        .filter(|kind| may_after(reception, *kind, on).is_ok())
        .map(|kind| (kind, article(Way::Other, kind).map(str::to_owned)))
        .collect()
}

/// A petition with what its acts amount to.
pub(super) struct State<'p> {
    pub(super) petition: &'p Petition,
    pub(super) law: &'p Law,
    pub(super) story: Story<'p>,
    pub(super) life: Life,
}

impl<'p> State<'p> {
    pub(super) fn of(petition: &'p Petition, law: &'p Law) -> Self {
        Self {
            petition,
            law,
            story: Story::of(petition),
            life: life(petition, law),
        }
    }

    fn way(&self) -> Way {
        Way::of(&self.petition.facts)
    }

    fn class(&self) -> Class {
        self.petition.facts.class
    }

    /// Says whether a step of this kind may be done on that day, whatever is in it.
    pub(super) fn may(&self, kind: K, on: NaiveDate) -> Result<(), Refusal> {
        self.may_at_all(kind, on)
            .map_err(|refusal| self.cited(kind, refusal))
    }

    /// Names the article where the refusal does not: that of the act which stands in the way, else that on
    /// which the refused step rests.
    pub(super) fn cited(&self, kind: K, refusal: Refusal) -> Refusal {
        if refusal.citation.is_some() {
            return refusal;
        }
        let rests_on = match refusal.code {
            Code::Closed => self.closed_by().unwrap_or(kind),
            Code::AlreadyAccepted => K::Accept,
            Code::AlreadyDecided | Code::NotDecided => K::Decide,
            _ => kind,
        };
        match article(self.way(), rests_on) {
            Some(article) => refusal.citing(article),
            None => refusal,
        }
    }

    /// The kind of act that ended the petition.
    fn closed_by(&self) -> Option<K> {
        match self.story.closing {
            Some((_, status)) => K::ALL
                .iter()
                .copied()
                .find(|kind| closes(*kind) == Some(status)),
            None => self.story.enforced.map(|_| K::Enforce),
        }
    }

    fn may_at_all(&self, kind: K, on: NaiveDate) -> Result<(), Refusal> {
        too_early(on, self.petition.received, "on")?;
        self.class_knows(kind)?;
        match kind {
            K::Accept => self.may_accept(),
            K::RequestMore | K::Mark => self.before_decision(),
            kind if kind != K::Terminate && closes(kind).is_some() => self.may_close(kind),
            K::Extend => self.may_extend(on),
            K::Suspend => self.may_suspend(on),
            K::Resume => self.may_resume(on),
            K::Terminate => self.may_terminate(on),
            K::Withdraw => self.may_withdraw(),
            K::Assign if self.life.closed => Err(self.closed()),
            K::Urge if self.life.status == Status::Forwarded => Ok(()),
            K::Urge | K::Invite | K::Dialogue => self.open(),
            K::Decide => self.may_decide(on),
            _ => self.may_after_it_all(kind, on),
        }
    }

    /// What can still be done once the petition is decided or closed.
    fn may_after_it_all(&self, kind: K, on: NaiveDate) -> Result<(), Refusal> {
        match kind {
            K::SendOut => self.may_send(on),
            K::Publish => too_early(on, self.decided()?.on, "on"),
            K::TakeEffect => self.may_take_effect(on),
            K::Enforce => self.may_enforce(on),
            K::ReplyReceived => self.may_reply(on),
            K::PromiseKept => made(self.story.promises.iter().map(|mark| mark.on), on),
            K::Unlink if self.petition.links.is_empty() => Err(Refusal::new(Code::NotLinked)),
            K::OverrideDue => self.any_running(),
            K::Reveal | K::ConflictCheck | K::Veil if !self.petition.secret => {
                Err(Refusal::new(Code::NotSealed))
            }
            _ => Ok(()),
        }
    }

    /// Whether the law knows such a step for this class.
    fn class_knows(&self, kind: K) -> Result<(), Refusal> {
        let class = self.class();
        let forbidden = match (kind, class) {
            (K::Extend, Class::Complaint) => article(self.way(), K::Decide),
            (K::Mark, Class::Denunciation) => Some(EXTENSION),
            (K::TakeEffect, Class::Denunciation) => Some("Luật Tố cáo Đ35, Đ36"),
            (K::Protect, Class::Complaint) if !self.petition.secret => Some("Luật Tố cáo Đ47"),
            (_, Class::Complaint | Class::Denunciation) => None,
            (K::Protect, _) if self.petition.secret => None,
            (K::Protect, _) => Some("Luật Tố cáo Đ47"),
            (
                K::Extend
                | K::Mark
                | K::Suspend
                | K::Resume
                | K::Terminate
                | K::Decide
                | K::SendOut
                | K::Publish
                | K::TakeEffect
                | K::Enforce,
                _,
            ) => Some("Luật Tiếp công dân Đ2.2, Đ28"),
            _ => None,
        };
        forbidden.map_or(Ok(()), |citation| {
            Err(Refusal::new(Code::ClassForbids)
                .citing(citation)
                .with("do", kind.word())
                .with("class", class.word()))
        })
    }

    fn closed(&self) -> Refusal {
        Refusal::new(Code::Closed).with("status", self.life.status.word())
    }

    fn open(&self) -> Result<(), Refusal> {
        if self.life.ended {
            return Err(self.closed());
        }
        Ok(())
    }

    fn before_decision(&self) -> Result<(), Refusal> {
        self.open()?;
        match self.story.decided {
            Some(decided) => Err(Refusal::new(Code::AlreadyDecided).with("day", decided.on)),
            None => Ok(()),
        }
    }

    /// A complaint or denunciation that was accepted must be decided or terminated; recommendations and
    /// feedback may still go elsewhere.
    fn not_taken_up(&self) -> Result<(), Refusal> {
        let citation = match self.class() {
            Class::Complaint => SUSPENSION,
            Class::Denunciation => "Luật Tố cáo Đ34",
            Class::Recommendation | Class::Feedback => return Ok(()),
        };
        match self.story.accepted {
            Some(accepted) => Err(Refusal::new(Code::MustBeResolved)
                .citing(citation)
                .with("day", accepted.on)),
            None => Ok(()),
        }
    }

    fn may_accept(&self) -> Result<(), Refusal> {
        self.before_decision()?;
        if let Some(accepted) = self.story.accepted {
            return Err(Refusal::new(Code::AlreadyAccepted).with("day", accepted.on));
        }
        let facts = &self.petition.facts;
        let complaint = self.class() == Class::Complaint;
        let denunciation = self.class() == Class::Denunciation;
        if facts.competent == Some(false) {
            return Err(Refusal::new(Code::NotCompetent).citing(match facts.class {
                Class::Denunciation => "Luật Tố cáo Đ24.2",
                _ => "Luật Tiếp công dân Đ26.1.b",
            }));
        }
        if facts.eligible == Some(false) {
            let refusal = Refusal::new(Code::NotEligible);
            return Err(if complaint {
                refusal.citing("Luật Khiếu nại Đ11")
            } else if denunciation {
                refusal.citing("Luật Tố cáo Đ29")
            } else {
                refusal.citing("Luật Tiếp công dân Đ28.1.c")
            });
        }
        Ok(())
    }

    /// Signs of a crime are passed on at any time (TC Đ27.1).
    fn may_close(&self, kind: K) -> Result<(), Refusal> {
        self.before_decision()?;
        if kind == K::PassToInvestigators {
            return Ok(());
        }
        self.not_taken_up()
    }

    fn accepted(&self) -> Result<Mark, Refusal> {
        self.story
            .accepted
            .ok_or_else(|| self.cited(K::Accept, Refusal::new(Code::NotAccepted)))
    }

    fn decided(&self) -> Result<Mark, Refusal> {
        self.story
            .decided
            .ok_or_else(|| Refusal::new(Code::NotDecided))
    }

    fn resumed(&self) -> Option<NaiveDate> {
        self.story.pauses.last().map(|pause| pause.to)
    }

    /// Not before the acceptance, nor inside a suspension that has ended.
    fn after_acceptance(&self, on: NaiveDate) -> Result<(), Refusal> {
        let accepted = self.accepted()?.on;
        too_early(on, self.resumed().unwrap_or(accepted).max(accepted), "on")
    }

    fn may_extend(&self, on: NaiveDate) -> Result<(), Refusal> {
        self.before_decision()?;
        let accepted = self.accepted()?;
        too_early(on, accepted.on, "on")?;
        let rule = self.law.rules.in_force("TC-30", accepted.on).ok();
        let times = rule
            .and_then(|rule| rule.extension)
            .map_or(0, |may| may.times);
        let granted = self.extensions().count();
        if granted >= times as usize {
            return Err(Refusal::new(Code::NoExtension)
                .citing(EXTENSION)
                .with("times", times));
        }
        Ok(())
    }

    /// The extensions granted so far.
    pub(super) fn extensions(&self) -> impl Iterator<Item = &crate::register::act::Extend> {
        self.petition
            .standing()
            .filter_map(|step| match &step.step {
                Step::Extend(extend) => Some(extend),
                _ => None,
            })
    }

    fn may_suspend(&self, on: NaiveDate) -> Result<(), Refusal> {
        self.before_decision()?;
        self.not_suspended()?;
        self.after_acceptance(on)?;
        self.law_suspends(on)
    }

    /// A limit stops only once the law says that it does (KN Đ11a.4, TC Đ34.2).
    fn law_suspends(&self, on: NaiveDate) -> Result<(), Refusal> {
        let resolved = match self.class() {
            Class::Complaint => "KN-28",
            _ => "TC-30",
        };
        match self.law.rules.not_yet_stopped(resolved, on) {
            Some(stop) => Err(Refusal::new(Code::NotYetLaw)
                .citing(&stop.citation)
                .at("on")
                .with("day", on)
                .with("from", stop.valid_from)),
            None => Ok(()),
        }
    }

    fn not_suspended(&self) -> Result<(), Refusal> {
        let citation = article(self.way(), K::Suspend).unwrap_or(SUSPENSION);
        match self.story.suspended {
            Some(since) => Err(Refusal::new(Code::Suspended)
                .citing(citation)
                .with("since", since)),
            None => Ok(()),
        }
    }

    fn may_resume(&self, on: NaiveDate) -> Result<(), Refusal> {
        self.before_decision()?;
        match self.story.suspended {
            Some(since) => too_early(on, since, "on"),
            None => Err(Refusal::new(Code::NotSuspended)),
        }
    }

    /// After acceptance, or where the whole was withdrawn before it.
    fn may_terminate(&self, on: NaiveDate) -> Result<(), Refusal> {
        self.before_decision()?;
        match (self.story.accepted, self.story.withdrawn) {
            (Some(accepted), _) => too_early(on, accepted.on, "on"),
            (None, Some(withdrawn)) => too_early(on, withdrawn, "on"),
            (None, None) => self.accepted().map(|_| ()),
        }
    }

    fn may_withdraw(&self) -> Result<(), Refusal> {
        let citation = article(self.way(), K::Withdraw);
        self.before_decision().map_err(|refusal| match citation {
            Some(citation) => refusal.citing(citation),
            None => refusal,
        })?;
        match self.story.withdrawn {
            Some(day) => Err(Refusal::new(Code::AlreadyWithdrawn).with("day", day)),
            None => Ok(()),
        }
    }

    fn may_decide(&self, on: NaiveDate) -> Result<(), Refusal> {
        self.before_decision()?;
        self.not_suspended()?;
        self.after_acceptance(on)
    }

    fn may_send(&self, on: NaiveDate) -> Result<(), Refusal> {
        let decided = self.petition.standing().filter(|step| {
            matches!(
                step.step.kind(),
                K::Decide | K::Suspend | K::Resume | K::Terminate
            )
        });
        match decided.map(|step| step.on).min() {
            Some(first) => too_early(on, first, "on"),
            None => Err(Refusal::new(Code::NothingToSend)),
        }
    }

    fn may_take_effect(&self, on: NaiveDate) -> Result<(), Refusal> {
        let decided = self.decided()?;
        if let Some(in_force) = self.story.in_force {
            return Err(Refusal::new(Code::AlreadyInForce).with("day", in_force.on));
        }
        too_early(on, decided.on, "on")
    }

    fn may_enforce(&self, on: NaiveDate) -> Result<(), Refusal> {
        let decided = self.decided()?;
        if self.story.enforced.is_some() {
            return Err(Refusal::new(Code::AlreadyEnforced));
        }
        too_early(on, decided.on, "on")
    }

    fn may_reply(&self, on: NaiveDate) -> Result<(), Refusal> {
        let asked = self
            .petition
            .standing()
            .filter(|step| matches!(step.step.kind(), K::Forward | K::Urge));
        match asked.map(|step| step.on).min() {
            Some(first) => too_early(on, first, "on"),
            None => Err(Refusal::new(Code::NotForwarded).citing("Luật Tiếp công dân Đ27.2")),
        }
    }

    fn any_running(&self) -> Result<(), Refusal> {
        let movable = |clock: &crate::register::clock::Clock| {
            clock.whose == Whose::Agency && clock.is_open() && clock.paused_since.is_none()
        };
        if self.life.clocks.iter().any(movable) {
            Ok(())
        } else {
            Err(Refusal::new(Code::ClockNotOpen))
        }
    }
}

/// Says whether a step of this kind may be done after a reception on that day.
pub(super) fn may_after(reception: &Reception, kind: K, on: NaiveDate) -> Result<(), Refusal> {
    may_after_at_all(reception, kind, on).map_err(|refusal| cited_after(kind, refusal))
}

/// Names the article of a step after a reception, where the refusal names none.
pub(super) fn cited_after(kind: K, refusal: Refusal) -> Refusal {
    match article(Way::Other, kind) {
        Some(article) if refusal.citation.is_none() && refusal.code != Code::NotForReception => {
            refusal.citing(article)
        }
        _ => refusal,
    }
}

fn may_after_at_all(reception: &Reception, kind: K, on: NaiveDate) -> Result<(), Refusal> {
    too_early(on, reception.facts.at.date(), "on")?;
    match kind {
        K::PromiseKept => made(open_promises(reception).into_iter().map(|open| open.1), on),
        K::Reveal | K::ConflictCheck if !reception.secret => Err(Refusal::new(Code::NotSealed)),
        K::Notify
        | K::ReturnPapers
        | K::Promise
        | K::ConcludeReception
        | K::Correct
        | K::Reveal
        | K::ConflictCheck
        | K::Erase => Ok(()),
        _ => Err(Refusal::new(Code::NotForReception).with("do", kind.word())),
    }
}

/// Some promise must have been made by the day on which one is kept.
fn made(open: impl Iterator<Item = NaiveDate>, on: NaiveDate) -> Result<(), Refusal> {
    match open.min() {
        Some(first) => too_early(on, first, "on"),
        None => Err(Refusal::new(Code::NoSuchPromise)),
    }
}

/// The promises made after a reception that are not yet kept: entry and day.
pub(super) fn open_promises(reception: &Reception) -> Vec<(u64, NaiveDate)> {
    let steps = || reception.steps.iter().filter(|step| step.void.is_none());
    let kept = |seq| {
        steps().any(|step| matches!(&step.step, Step::PromiseKept(kept) if kept.promise == seq))
    };
    steps()
        .filter(|step| matches!(step.step, Step::Promise(_) | Step::ConcludeReception(_)))
        .filter(|step| !kept(step.seq))
        .map(|step| (step.seq, step.on))
        .collect()
}
