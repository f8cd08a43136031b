//! Who works in an office: officers added, shut out and let in, passwords and clearance. Each change asks the
//! table of permissions first and is on disk when it returns.

use super::ask::Failure;
use super::books::Office;
use super::index::officer;
use super::permit::{Deed, NotAllowed, Role, may};
use super::wall::WallClock;
use crate::register::check::{Refusal, RefusalCode};
use crate::store::log::Event;
use crate::store::{
    ClearanceSecret, Cost, Credential, Hand, NewOfficer, Officer, Site, Store, StoreError,
};
use std::path::Path;
use std::sync::Arc;
use zeroize::Zeroizing;

/// A change among the officers, as an admin at the desk makes it.
#[derive(Debug)]
pub enum OfficerChange {
    /// Someone new.
    Add {
        /// Log-in name.
        name: String,
        /// Full name.
        display: String,
        /// What they may do.
        role: Role,
        /// They may open a denouncer's identity.
        clearance: bool,
        /// Their first password.
        password: Zeroizing<String>,
    },
    /// One's own password.
    OwnPassword {
        /// The one until now.
        old: Zeroizing<String>,
        /// The new one.
        new: Zeroizing<String>,
    },
    /// A new password for another who lost theirs.
    NewPassword {
        /// Log-in name.
        name: String,
        /// The new one.
        new: Zeroizing<String>,
    },
    /// Shut out, or let in again.
    Disabled {
        /// Log-in name.
        name: String,
        /// Whether shut out.
        disabled: bool,
    },
    /// Clearance given or taken.
    Clearance {
        /// Log-in name.
        name: String,
        /// Whether given.
        given: bool,
    },
}

impl Office {
    /// Makes a change among the officers. Returns whether one who was given a new password lost their
    /// clearance by it.
    pub fn change_officers(&mut self, change: &OfficerChange) -> Result<bool, Failure> {
        use OfficerChange as C;
        match change {
            C::Add {
                name,
                display,
                role,
                clearance,
                password,
            } => {
                if *clearance {
                    self.add_cleared_officer(name, display, *role, password)?;
                } else {
                    self.add_officer(name, display, *role, password)?;
                }
            }
            C::OwnPassword { old, new } => self.change_password(old, new)?,
            C::NewPassword { name, new } => return self.reset_password(name, new),
            C::Disabled { name, disabled } => self.set_disabled(name, *disabled)?,
            C::Clearance { name, given: true } => self.give_clearance(name)?,
            C::Clearance { name, given: false } => self.take_clearance(name)?,
        }
        Ok(false)
    }

    /// The officers, in the order they came: names, roles and clearance are no secret among colleagues.
    pub fn officers(&self) -> Vec<Officer> {
        self.store.officers()
    }

    /// Says whether somebody is an officer here, or works on anything; an empty name is nobody, and known.
    pub fn knows_officer(&self, name: &str) -> bool {
        let works = || self.index.rows().any(|row| officer(row) == Some(name));
        name.is_empty() || self.officers().iter().any(|one| one.name == name) || works()
    }

    /// Says whether whoever is logged in may do something.
    pub(super) fn must(&self, deed: Deed) -> Result<(), NotAllowed> {
        may(self.me.role, deed)
    }

    /// The clearance of whoever is logged in, to pass it on.
    fn own_clearance(&self) -> Result<ClearanceSecret, NotAllowed> {
        self.session.clearance.clone().ok_or(NotAllowed::Clearance)
    }

    /// Notes a change of officers by its code; which officer is in no log.
    fn changed(&self, code: &'static str) {
        let at = self.clock.millis();
        self.store.log(&Event {
            at,
            code,
            details: &[],
        });
    }

    /// Adds an officer, without clearance. For an admin.
    pub fn add_officer(
        &mut self,
        name: &str,
        display: &str,
        role: Role,
        password: &str,
    ) -> Result<(), Failure> {
        self.add(name, display, role, password, None)
    }

    /// Adds an officer with clearance. For an admin who has it.
    pub fn add_cleared_officer(
        &mut self,
        name: &str,
        display: &str,
        role: Role,
        password: &str,
    ) -> Result<(), Failure> {
        self.must(Deed::Administer)?;
        let secret = self.own_clearance()?;
        self.add(name, display, role, password, Some(&secret))
    }

    fn add(
        &mut self,
        name: &str,
        display: &str,
        role: Role,
        password: &str,
        clearance: Option<&ClearanceSecret>,
    ) -> Result<(), Failure> {
        self.must(Deed::Administer)?;
        let new = NewOfficer {
            name: name.to_owned(),
            display: display.to_owned(),
            role,
            password: Zeroizing::new(password.to_owned()),
            cost: Cost::default(),
        };
        let at = self.clock.millis();
        let by = &self.me.user;
        self.store.add_officer(Hand { by, at }, &new, clearance)?;
        self.changed("officer_added");
        Ok(())
    }

    /// Changes the password of whoever is logged in, who must know the old one; drafts and clearance stay.
    pub fn change_password(&mut self, old: &str, new: &str) -> Result<(), Failure> {
        let user = self.me.user.clone();
        // Tried as at a log-in: guesses at an unwatched desk are counted and wait.
        let at = self.clock.millis();
        self.store.log_in(&user, old, at)?;
        let hand = Hand { by: &user, at };
        self.store
            .change_password(hand, (old, new), Cost::default())?;
        self.changed("password_changed");
        Ok(())
    }

    /// Gives another officer a new password: their drafts are lost. For an admin. Returns whether they lost
    /// their clearance too, because the admin has none to pass on. One's own password is changed with the
    /// old one.
    pub fn reset_password(&mut self, name: &str, new: &str) -> Result<bool, Failure> {
        self.must(Deed::Administer)?;
        if name == self.me.user {
            return Err(StoreError::WrongPassword.into());
        }
        let cleared = |office: &Self| {
            let officers = office.store.officers();
            officers.iter().any(|o| o.name == name && o.clearance)
        };
        let before = cleared(self);
        let clearance = self.session.clearance.clone();
        let at = self.clock.millis();
        let by = &self.me.user;
        self.store.reset_password(
            Hand { by, at },
            name,
            new,
            Cost::default(),
            clearance.as_ref(),
        )?;
        self.changed("password_reset");
        Ok(before && !cleared(self))
    }

    /// Shuts an officer out, or lets them in again. For an admin; the last one stays.
    pub fn set_disabled(&mut self, name: &str, disabled: bool) -> Result<(), Failure> {
        self.must(Deed::Administer)?;
        let at = self.clock.millis();
        let by = &self.me.user;
        self.store.set_disabled(Hand { by, at }, name, disabled)?;
        self.changed(if disabled {
            "officer_disabled"
        } else {
            "officer_enabled"
        });
        Ok(())
    }

    /// Gives clearance. For an admin who has it.
    pub fn give_clearance(&mut self, name: &str) -> Result<(), Failure> {
        self.must(Deed::Administer)?;
        let secret = self.own_clearance()?;
        let at = self.clock.millis();
        let by = &self.me.user;
        self.store.give_clearance(Hand { by, at }, name, &secret)?;
        self.changed("clearance_given");
        Ok(())
    }

    /// Takes clearance away, at once where it is one's own. For an admin; the last one stays.
    pub fn take_clearance(&mut self, name: &str) -> Result<(), Failure> {
        self.must(Deed::Administer)?;
        let at = self.clock.millis();
        let by = &self.me.user;
        self.store.take_clearance(Hand { by, at }, name)?;
        if name == self.me.user {
            self.session.clearance = None;
            self.me.clearance = false;
        }
        self.changed("clearance_taken");
        Ok(())
    }

    /// A new recovery key, to be shown once: the old one opens nothing any more. For an admin with clearance,
    /// since the key opens that too.
    pub fn renew_recovery(&mut self) -> Result<Zeroizing<String>, Failure> {
        self.must(Deed::Administer)?;
        let secret = self.own_clearance()?;
        let at = self.clock.millis();
        let by = &self.me.user;
        let key = self.store.renew_recovery(Hand { by, at }, &secret)?;
        self.changed("recovery_key_renewed");
        Ok(key.text())
    }

    /// Lets an officer in again with a new password, by the recovery key as it was typed. They keep role and
    /// clearance; their drafts are lost.
    pub fn recover(
        dir: &Path,
        recovery_key: Zeroizing<String>,
        user: &str,
        new: &str,
        clock: &Arc<dyn WallClock>,
    ) -> Result<(), StoreError> {
        let at = clock.millis();
        let credential = Credential::Recovery(recovery_key);
        let mut opened = Store::open(Site::new(dir, at), &credential, &mut |_| {})?;
        let secret = opened.session.clearance.ok_or(StoreError::NoClearance)?;
        opened
            .store
            .recover_officer(at, user, new, Cost::default(), &secret)?;
        opened.store.log(&Event {
            at,
            code: "recovered",
            details: &[],
        });
        Ok(())
    }

    /// Refuses to give work to someone who is not there or is shut out.
    pub(super) fn can_work(&self, name: &str) -> Result<(), Refusal> {
        let there = |officer: &Officer| officer.name == name && !officer.disabled;
        if self.store.officers().iter().any(there) {
            return Ok(());
        }
        Err(Refusal {
            code: RefusalCode::UnknownOfficer,
            citation: None,
            path: Some("officer".to_owned()),
            detail: vec![("officer", name.to_owned())],
        })
    }
}
