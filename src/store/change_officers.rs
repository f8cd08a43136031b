//! Changes to the list of officers and to the office's card, each on disk when it returns, and in the book: see
//! [`super::roster`]. Whether one may make them is the office's to say.

use super::batch::NewEntry;
use super::error::{ReadOnly, StoreError};
use super::io::replace;
use super::officers::{self, ClearanceSecret, List, Listed, NewOfficer, Officer, Role, Session};
use super::open_store::Store;
use super::password::{Cost, RecoveryKey};
use super::roster::Marks;
use super::seal::Key;
use super::{tries, twin};
use crate::register::act::Act;
use crate::register::book::Numbers;
use crate::register::officers::OfficersDeed as Deed;
use crate::register::value::Value;

/// Who changes the list, and when: as the book writes it.
#[derive(Debug, Clone, Copy)]
pub struct Hand<'a> {
    /// Log-in name; empty where the recovery key was used.
    pub by: &'a str,
    /// Milliseconds since 1970 (UTC).
    pub at: i64,
}

impl Store {
    /// What the office says of itself.
    pub fn card(&self) -> &Value {
        &self.list.card
    }

    /// The officers, in the order they came.
    pub fn officers(&self) -> Vec<Officer> {
        self.list.officers.iter().map(Listed::officer).collect()
    }

    /// Logs another officer in, in an office that is open. `now` is milliseconds since 1970 (UTC).
    pub fn log_in(&self, user: &str, password: &str, now: i64) -> Result<Session, StoreError> {
        let session = self.vouch(user, password, now)?;
        if let Some(lock) = &self.lock {
            lock.say(&*self.site.disk, Some(user));
        }
        Ok(session)
    }

    /// Lets an officer show that it is they, without taking the seat of whoever is logged in.
    pub fn vouch(&self, user: &str, password: &str, now: i64) -> Result<Session, StoreError> {
        let (disk, dir) = (&*self.site.disk, &self.site.dir);
        let unlocked = tries::unlock(disk, dir, &self.list, (user, password), now)?;
        if unlocked.key != self.key {
            return Err(StoreError::OfficersTampered);
        }
        Ok(unlocked.session)
    }

    /// Changes a copy of the list, and takes it for true once it is on disk and in the book.
    fn change_list<T>(
        &mut self,
        hand: Hand<'_>,
        (what, officer): (Deed, Option<&str>),
        change: impl FnOnce(&mut List, &Key) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        if self.lock.is_none() {
            let why = ReadOnly::Beside;
            return Err(StoreError::ReadOnly { why });
        }
        let mut list = self.list.clone();
        let done = change(&mut list, &self.key)?;
        if let Some(ReadOnly::Damaged { .. }) = self.read_only() {
            // A damaged book takes no entry, but whoever lost their password must get in to read it.
            list.write(&*self.site.disk, &self.site.dir, &self.key)?;
        } else {
            self.put_list(hand, &list, what, officer)?;
        }
        self.list = list;
        Ok(done)
    }

    /// Copy, entry, file: whatever stops in between, one of the two lists is the one that the book knows.
    fn put_list(
        &mut self,
        hand: Hand<'_>,
        list: &List,
        what: Deed,
        officer: Option<&str>,
    ) -> Result<(), StoreError> {
        let file = self.site.dir.join(officers::FILE);
        let copy = twin::copy_of(&file);
        let before = self.list.encode(&self.key)?;
        let bytes = list.encode(&self.key)?;
        replace(&*self.site.disk, &copy, &bytes)?;
        let change = Marks::of(list, &bytes).write(what, officer);
        let mut batch = self.batch();
        batch.add(NewEntry {
            at: hand.at,
            by: hand.by.to_owned(),
            numbers: Numbers::default(),
            act: Act::ChangeOfficers(Box::new(change)),
            people: Vec::new(),
            corrected: Vec::new(),
            erase: Vec::new(),
            draft: None,
        });
        let prepared = batch.finish();
        if let Err(error) = self.save(prepared) {
            // Where it is not known whether the book has it, both lists stay, and the next opening tells.
            if self.journal.stopped().is_none() {
                replace(&*self.site.disk, &copy, &before).unwrap_or_default();
            }
            return Err(error);
        }
        // The book has it, and the copy: should this fail, the next opening makes it good.
        replace(&*self.site.disk, &file, &bytes).unwrap_or_default();
        Ok(())
    }

    /// Changes what the office says of itself.
    pub fn set_card(&mut self, hand: Hand<'_>, card: Value) -> Result<(), StoreError> {
        self.change_list(hand, (Deed::Card, None), |list, _| {
            list.card = card;
            Ok(())
        })
    }

    /// Adds an officer; with clearance where one who has it passes it on.
    pub fn add_officer(
        &mut self,
        hand: Hand<'_>,
        new: &NewOfficer,
        clearance: Option<&ClearanceSecret>,
    ) -> Result<(), StoreError> {
        let deed = (Deed::Add, Some(&*new.name));
        self.change_list(hand, deed, |list, key| list.add(key, new, clearance))
    }

    /// Changes a password by one who knows the old one.
    pub fn change_password(
        &mut self,
        hand: Hand<'_>,
        (old, new): (&str, &str),
        cost: Cost,
    ) -> Result<(), StoreError> {
        let name = hand.by;
        self.change_list(hand, (Deed::Password, Some(name)), |list, _| {
            list.change_password(name, old, new, cost)
        })
    }

    /// Gives a new password to one who lost theirs. Their drafts are lost, and their clearance too, unless
    /// one who has it passes it on.
    pub fn reset_password(
        &mut self,
        hand: Hand<'_>,
        name: &str,
        new: &str,
        cost: Cost,
        clearance: Option<&ClearanceSecret>,
    ) -> Result<(), StoreError> {
        self.change_list(hand, (Deed::Password, Some(name)), |list, key| {
            list.reset_password(key, name, new, cost, clearance)
        })?;
        tries::forget(&*self.site.disk, &self.site.dir, name);
        Ok(())
    }

    /// Lets an officer in again with a new password, by the recovery key: they keep their clearance.
    pub fn recover_officer(
        &mut self,
        at: i64,
        name: &str,
        new: &str,
        cost: Cost,
        secret: &ClearanceSecret,
    ) -> Result<(), StoreError> {
        let hand = Hand { by: "", at };
        self.change_list(hand, (Deed::Recover, Some(name)), |list, key| {
            list.reset_password(key, name, new, cost, Some(secret))?;
            list.set_disabled(name, false)
        })?;
        tries::forget(&*self.site.disk, &self.site.dir, name);
        Ok(())
    }

    /// Gives clearance, by one who has it.
    pub fn give_clearance(
        &mut self,
        hand: Hand<'_>,
        name: &str,
        secret: &ClearanceSecret,
    ) -> Result<(), StoreError> {
        let deed = (Deed::Clear, Some(name));
        self.change_list(hand, deed, |list, _| list.give_clearance(name, secret))
    }

    /// Takes clearance away.
    pub fn take_clearance(&mut self, hand: Hand<'_>, name: &str) -> Result<(), StoreError> {
        let deed = (Deed::Unclear, Some(name));
        self.change_list(hand, deed, |list, _| list.take_clearance(name))
    }

    /// Shuts an officer out, or lets them in again.
    pub fn set_disabled(
        &mut self,
        hand: Hand<'_>,
        name: &str,
        disabled: bool,
    ) -> Result<(), StoreError> {
        let deed = if disabled {
            Deed::Disable
        } else {
            Deed::Enable
        };
        self.change_list(hand, (deed, Some(name)), |list, _| {
            list.set_disabled(name, disabled)
        })
    }

    /// Changes what an officer may do.
    pub fn set_role(&mut self, hand: Hand<'_>, name: &str, role: Role) -> Result<(), StoreError> {
        let deed = (Deed::Role, Some(name));
        self.change_list(hand, deed, |list, _| list.set_role(name, role))
    }

    /// A new recovery key, to be shown once; the old one opens nothing any more.
    pub fn renew_recovery(
        &mut self,
        hand: Hand<'_>,
        secret: &ClearanceSecret,
    ) -> Result<RecoveryKey, StoreError> {
        self.change_list(hand, (Deed::Renew, None), |list, key| {
            list.renew_recovery(key, secret)
        })
    }
}
