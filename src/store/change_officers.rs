//! Changes to the list of officers and to the office's card, each on disk when it returns. Whether one may
//! make them is the office's to say. Knows nothing of acts.

use super::error::{ReadOnly, StoreError};
use super::officers::{ClearanceSecret, List, Listed, NewOfficer, Officer, Role, Session};
use super::open_store::Store;
use super::password::{Cost, RecoveryKey};
use super::seal::Key;
use super::tries;
use crate::register::value::Value;

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

    /// Changes a copy of the list, and takes it for true once it is on disk.
    fn change_list<T>(
        &mut self,
        change: impl FnOnce(&mut List, &Key) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        if self.lock.is_none() {
            let why = ReadOnly::Beside;
            return Err(StoreError::ReadOnly { why });
        }
        let mut list = self.list.clone();
        let done = change(&mut list, &self.key)?;
        list.write(&*self.site.disk, &self.site.dir, &self.key)?;
        self.list = list;
        Ok(done)
    }

    /// Changes what the office says of itself.
    pub fn set_card(&mut self, card: Value) -> Result<(), StoreError> {
        self.change_list(|list, _| {
            list.card = card;
            Ok(())
        })
    }

    /// Adds an officer; with clearance where one who has it passes it on.
    pub fn add_officer(
        &mut self,
        new: &NewOfficer,
        clearance: Option<&ClearanceSecret>,
    ) -> Result<(), StoreError> {
        self.change_list(|list, key| list.add(key, new, clearance))
    }

    /// Changes a password by one who knows the old one.
    pub fn change_password(
        &mut self,
        name: &str,
        old: &str,
        new: &str,
        cost: Cost,
    ) -> Result<(), StoreError> {
        self.change_list(|list, _| list.change_password(name, old, new, cost))
    }

    /// Gives a new password to one who lost theirs. Their drafts are lost, and their clearance too, unless
    /// one who has it passes it on.
    pub fn reset_password(
        &mut self,
        name: &str,
        new: &str,
        cost: Cost,
        clearance: Option<&ClearanceSecret>,
    ) -> Result<(), StoreError> {
        self.change_list(|list, key| list.reset_password(key, name, new, cost, clearance))?;
        tries::forget(&*self.site.disk, &self.site.dir, name);
        Ok(())
    }

    /// Lets an officer in again with a new password, by the recovery key: they keep their clearance.
    pub fn recover_officer(
        &mut self,
        name: &str,
        new: &str,
        cost: Cost,
        secret: &ClearanceSecret,
    ) -> Result<(), StoreError> {
        self.change_list(|list, key| {
            list.reset_password(key, name, new, cost, Some(secret))?;
            list.set_disabled(name, false)
        })?;
        tries::forget(&*self.site.disk, &self.site.dir, name);
        Ok(())
    }

    /// Gives clearance, by one who has it.
    pub fn give_clearance(
        &mut self,
        name: &str,
        secret: &ClearanceSecret,
    ) -> Result<(), StoreError> {
        self.change_list(|list, _| list.give_clearance(name, secret))
    }

    /// Takes clearance away.
    pub fn take_clearance(&mut self, name: &str) -> Result<(), StoreError> {
        self.change_list(|list, _| list.take_clearance(name))
    }

    /// Shuts an officer out, or lets them in again.
    pub fn set_disabled(&mut self, name: &str, disabled: bool) -> Result<(), StoreError> {
        self.change_list(|list, _| list.set_disabled(name, disabled))
    }

    /// Changes what an officer may do.
    pub fn set_role(&mut self, name: &str, role: Role) -> Result<(), StoreError> {
        self.change_list(|list, _| list.set_role(name, role))
    }

    /// A new recovery key, to be shown once; the old one opens nothing any more.
    pub fn renew_recovery(&mut self, secret: &ClearanceSecret) -> Result<RecoveryKey, StoreError> {
        self.change_list(|list, key| list.renew_recovery(key, secret))
    }
}
