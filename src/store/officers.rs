//! Who may open the office: the list of officers, and how the office key and the clearance key are wrapped
//! for each. An officer's password opens a key of their own; the office key and, with clearance, the private
//! half of the clearance key are sealed to the public half of that. The list is in clear, so that it can be
//! read before anyone logs in, and carries a checksum that only the office key can make.
//! Knows nothing of what a role may do.

use super::envelope::{self, Bad};
use super::error::StoreError;
use super::io::Disk;
use super::pair::{self, seal_to};
use super::password::{Cost, RecoveryKey, Salt, stretch};
use super::seal::{About, Key, OfficeId, random};
use super::twin;
use crate::closed_list;
use crate::register::value::Value;
use std::fmt;
use std::path::Path;
use zeroize::{ZeroizeOnDrop, Zeroizing};

/// The name of the file.
pub const FILE: &str = "officers";
const MAC: usize = 32;

closed_list! {
    /// What an officer may do, broadly; the table of it is the office's.
    Role {
        /// Cán bộ tiếp công dân.
        Receptionist = "receptionist",
        /// Lãnh đạo, trưởng phòng.
        Supervisor = "supervisor",
        /// Quản trị.
        Admin = "admin",
    }
}

/// An officer, as others may see them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Officer {
    /// Log-in name.
    pub name: String,
    /// Name on paper and screen.
    pub display: String,
    /// What they may do.
    pub role: Role,
    /// They can open a denouncer's identity.
    pub clearance: bool,
    /// They can no longer log in.
    pub disabled: bool,
}

/// An officer to be added.
#[derive(Clone)]
pub struct NewOfficer {
    /// Log-in name: 1 to 64 characters, no blanks or control characters.
    pub name: String,
    /// Name on paper and screen.
    pub display: String,
    /// What they may do.
    pub role: Role,
    /// The first password.
    pub password: Zeroizing<String>,
    /// What a try of it costs.
    pub cost: Cost,
}

/// The private half of the clearance key: opens denouncers' identities. Wiped when dropped.
#[derive(Clone, ZeroizeOnDrop)]
pub struct ClearanceSecret(Key);

impl fmt::Debug for ClearanceSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ClearanceSecret")
    }
}

impl ClearanceSecret {
    /// Opens what was sealed to clearance for the place that `about` names.
    pub fn open(&self, about: &About, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        pair::unseal(&self.0, about, sealed)
    }
}

/// An officer in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Log-in name.
    pub name: String,
    /// Name on paper and screen.
    pub display: String,
    /// What they may do.
    pub role: Role,
    /// They can no longer log in.
    pub disabled: bool,
    /// Beside the password.
    pub salt: Salt,
    /// What a try of the password costs.
    pub cost: Cost,
    /// The public half of their own key.
    pub public: [u8; 32],
    /// Their own key, sealed under the password's.
    pub own: Vec<u8>,
    /// The office key, sealed to them.
    pub office: Vec<u8>,
    /// The private half of the clearance key, sealed to them, where they have clearance.
    pub clearance: Option<Vec<u8>>,
}

impl Listed {
    /// As others may see them.
    pub fn officer(&self) -> Officer {
        Officer {
            name: self.name.clone(),
            display: self.display.clone(),
            role: self.role,
            clearance: self.clearance.is_some(),
            disabled: self.disabled,
        }
    }
}

/// The whole list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// Which office.
    pub office: OfficeId,
    /// What the office says of itself: agency, kind, unit, settings; no person but officers.
    pub card: Value,
    /// The public half of the clearance key.
    pub clearance: [u8; 32],
    /// The office key, sealed under the recovery key.
    pub recovery_office: Vec<u8>,
    /// The private half of the clearance key, sealed under the recovery key.
    pub recovery_clearance: Vec<u8>,
    /// The officers, in the order they came.
    pub officers: Vec<Listed>,
}

/// What an officer who is logged in holds.
#[derive(Clone)]
pub struct Session {
    /// Who; nobody where the recovery key was used.
    pub officer: Option<Officer>,
    /// What opens denouncers' identities, for one with clearance.
    pub clearance: Option<ClearanceSecret>,
    pub(super) drafts: Key,
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Session({:?})", self.officer)
    }
}

/// What a log-in opened.
#[derive(Clone)]
pub struct Unlocked {
    /// The office key.
    pub key: Key,
    /// What the officer holds.
    pub session: Session,
}

fn damaged() -> StoreError {
    StoreError::Damaged {
        file: FILE.to_owned(),
        offset: 0,
        seq: 0,
    }
}

fn mac_key(key: &Key) -> Key {
    key.derive("tiepdan list of officers 1")
}

fn fit_name(name: &str) -> bool {
    let len = name.chars().count();
    (1..=64).contains(&len) && !name.chars().any(|c| c.is_whitespace() || c.is_control())
}

impl List {
    /// A list with its first officer, an admin with clearance; the office key and the recovery key.
    pub fn create(
        office: OfficeId,
        card: Value,
        first: &NewOfficer,
    ) -> Result<(Self, Key, RecoveryKey), StoreError> {
        let key = Key::random()?;
        let clearance = ClearanceSecret(Key::random()?);
        let mut list = Self {
            office,
            card,
            clearance: pair::public(&clearance.0),
            recovery_office: Vec::new(),
            recovery_clearance: Vec::new(),
            officers: Vec::new(),
        };
        let recovery = list.renew_recovery(&key, &clearance)?;
        list.add(&key, first, Some(&clearance))?;
        Ok((list, key, recovery))
    }

    fn about(&self, kind: &'static str) -> About {
        About::new(self.office, kind)
    }

    /// In bytes, with the checksum that only the office key can make.
    pub fn encode(&self, key: &Key) -> Result<Vec<u8>, StoreError> {
        let mut bytes = envelope::wrap(self).map_err(|bad| match bad {
            Bad::TooLarge { size } => StoreError::TooLarge {
                size,
                most: envelope::OTHER_LIMIT,
            },
            _ => damaged(),
        })?;
        let mac = mac_key(key).mac(&bytes);
        bytes.extend(mac);
        Ok(bytes)
    }

    /// Puts the list on disk, in place of the old one.
    pub fn write(&self, disk: &dyn Disk, dir: &Path, key: &Key) -> Result<(), StoreError> {
        twin::replace_both(disk, &dir.join(FILE), &self.encode(key)?)
    }

    /// Reads a list; that nobody changed it is known only once [`List::verify`] was asked.
    pub fn decode(bytes: &[u8]) -> Result<Self, StoreError> {
        let (list, _) = bytes.split_last_chunk::<MAC>().ok_or_else(damaged)?;
        envelope::unwrap(list).map_err(|bad| match bad {
            Bad::TooNew { found, known } => StoreError::Newer { found, known },
            _ => damaged(),
        })
    }

    /// Says whether `bytes` are as this program wrote them, with this office key.
    pub fn verify(bytes: &[u8], key: &Key) -> bool {
        bytes.split_last_chunk::<MAC>().is_some_and(|(list, mac)| {
            // Comparing hashes of the two tells nothing by the time it takes.
            blake3::hash(&mac_key(key).mac(list)) == blake3::hash(mac)
        })
    }

    /// Says whether an officer has that log-in name.
    pub fn names(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    fn find(&self, name: &str) -> Option<&Listed> {
        self.officers.iter().find(|o| o.name == name)
    }

    fn find_mut(&mut self, name: &str) -> Result<&mut Listed, StoreError> {
        let found = self.officers.iter_mut().find(|o| o.name == name);
        found.ok_or(StoreError::NoSuchOfficer)
    }

    /// Opens the office with a password. Takes the same time where there is no such officer.
    pub fn unlock(&self, name: &str, password: &str) -> Result<Unlocked, StoreError> {
        let Some(officer) = self.find(name) else {
            let cost = self.officers.first().map_or_else(Cost::default, |o| o.cost);
            stretch(password, &self.office.0, cost)?;
            return Err(StoreError::WrongPassword);
        };
        let stretched = stretch(password, &officer.salt, officer.cost)?;
        let own = self.own_key(officer, &stretched)?;
        if officer.disabled {
            return Err(StoreError::Disabled);
        }
        let office = pair::unseal(&own, &self.about("office key"), &officer.office)
            .and_then(|bytes| Key::from_slice(&bytes).ok())
            .ok_or(StoreError::OfficersTampered)?;
        let clearance = match &officer.clearance {
            None => None,
            Some(sealed) => Some(
                pair::unseal(&own, &self.about("clearance key"), sealed)
                    .and_then(|bytes| clearance_secret(&bytes))
                    .ok_or(StoreError::OfficersTampered)?,
            ),
        };
        Ok(Unlocked {
            key: office,
            session: Session {
                officer: Some(officer.officer()),
                clearance,
                drafts: own.derive("tiepdan drafts 1"),
            },
        })
    }

    fn own_key(&self, officer: &Listed, stretched: &Key) -> Result<Key, StoreError> {
        let about = self.about("own key").part(officer.name.as_bytes());
        let own = stretched
            .open(&about, &officer.own)
            .map_err(|_| StoreError::WrongPassword)?;
        Key::from_slice(&own).map_err(|_| StoreError::WrongPassword)
    }

    /// Opens the office with the recovery key.
    pub fn recover(&self, recovery: &RecoveryKey) -> Result<Unlocked, StoreError> {
        let wrap = recovery.key(self.office);
        let wrong = |_| StoreError::WrongRecoveryKey;
        let key = wrap.open(&self.about("recovery office"), &self.recovery_office);
        let secret = wrap.open(&self.about("recovery clearance"), &self.recovery_clearance);
        Ok(Unlocked {
            key: Key::from_slice(&key.map_err(wrong)?).map_err(wrong)?,
            session: Session {
                officer: None,
                clearance: clearance_secret(&secret.map_err(wrong)?),
                drafts: Key::random()?,
            },
        })
    }

    /// A new recovery key; the old one opens nothing any more.
    pub fn renew_recovery(
        &mut self,
        key: &Key,
        clearance: &ClearanceSecret,
    ) -> Result<RecoveryKey, StoreError> {
        let recovery = RecoveryKey::random()?;
        let wrap = recovery.key(self.office);
        self.recovery_office = wrap.seal(&self.about("recovery office"), key.bytes())?;
        self.recovery_clearance =
            wrap.seal(&self.about("recovery clearance"), clearance.0.bytes())?;
        Ok(recovery)
    }

    /// Adds an officer; with clearance where one who has it passes it on.
    pub fn add(
        &mut self,
        key: &Key,
        new: &NewOfficer,
        clearance: Option<&ClearanceSecret>,
    ) -> Result<(), StoreError> {
        if !fit_name(&new.name) || self.find(&new.name).is_some() {
            return Err(StoreError::NameTaken);
        }
        let mut listed = Listed {
            name: new.name.clone(),
            display: new.display.clone(),
            role: new.role,
            disabled: false,
            salt: [0; 16],
            cost: new.cost,
            public: [0; 32],
            own: Vec::new(),
            office: Vec::new(),
            clearance: None,
        };
        self.give_keys(&mut listed, key, &new.password, clearance)?;
        self.officers.push(listed);
        Ok(())
    }

    /// Gives an officer a new key of their own: what the old one opened (drafts) is lost.
    fn give_keys(
        &self,
        listed: &mut Listed,
        key: &Key,
        password: &str,
        clearance: Option<&ClearanceSecret>,
    ) -> Result<(), StoreError> {
        let own = Key::random()?;
        listed.public = pair::public(&own);
        self.wrap_own(listed, &own, password)?;
        listed.office = seal_to(&listed.public, &self.about("office key"), key.bytes())?;
        listed.clearance = clearance
            .map(|secret| self.wrap_clearance(&listed.public, secret))
            .transpose()?;
        Ok(())
    }

    fn wrap_own(&self, listed: &mut Listed, own: &Key, password: &str) -> Result<(), StoreError> {
        listed.salt = random()?;
        let about = self.about("own key").part(listed.name.as_bytes());
        listed.own = stretch(password, &listed.salt, listed.cost)?.seal(&about, own.bytes())?;
        Ok(())
    }

    fn wrap_clearance(
        &self,
        public: &[u8; 32],
        secret: &ClearanceSecret,
    ) -> Result<Vec<u8>, StoreError> {
        seal_to(public, &self.about("clearance key"), secret.0.bytes())
    }

    /// Changes a password by one who knows the old one; drafts stay.
    pub fn change_password(
        &mut self,
        name: &str,
        old: &str,
        new: &str,
        cost: Cost,
    ) -> Result<(), StoreError> {
        let mut listed = self.find(name).ok_or(StoreError::WrongPassword)?.clone();
        let own = self.own_key(&listed, &stretch(old, &listed.salt, listed.cost)?)?;
        listed.cost = cost;
        self.wrap_own(&mut listed, &own, new)?;
        *self.find_mut(name)? = listed;
        Ok(())
    }

    /// Gives a new password to one who lost theirs; their drafts are lost, and so is their clearance, unless
    /// one who has it passes it on. The last clearance is not lost this way.
    pub fn reset_password(
        &mut self,
        key: &Key,
        name: &str,
        new: &str,
        cost: Cost,
        clearance: Option<&ClearanceSecret>,
    ) -> Result<(), StoreError> {
        let mut listed = self.find(name).ok_or(StoreError::NoSuchOfficer)?.clone();
        let pass_on = clearance.filter(|_| listed.clearance.is_some());
        if pass_on.is_none() {
            self.unless_last_clearance(name)?;
        }
        listed.cost = cost;
        self.give_keys(&mut listed, key, new, pass_on)?;
        *self.find_mut(name)? = listed;
        Ok(())
    }

    /// Gives clearance, by one who has it.
    pub fn give_clearance(
        &mut self,
        name: &str,
        secret: &ClearanceSecret,
    ) -> Result<(), StoreError> {
        let public = self.find(name).ok_or(StoreError::NoSuchOfficer)?.public;
        let sealed = self.wrap_clearance(&public, secret)?;
        self.find_mut(name)?.clearance = Some(sealed);
        Ok(())
    }

    /// Takes clearance away. (Who kept a copy of the list and knows the password still has what it opened.)
    pub fn take_clearance(&mut self, name: &str) -> Result<(), StoreError> {
        self.unless_last_clearance(name)?;
        self.find_mut(name)?.clearance = None;
        Ok(())
    }

    fn unless_last_clearance(&self, name: &str) -> Result<(), StoreError> {
        let has = |o: &&Listed| o.clearance.is_some() && !o.disabled;
        let mut others = self.officers.iter().filter(|o| o.name != name);
        if self.find(name).as_ref().is_some_and(has) && !others.any(|o| has(&o)) {
            return Err(StoreError::LastClearance);
        }
        Ok(())
    }

    /// Shuts an officer out, or lets them in again. The last clearance is not shut out.
    pub fn set_disabled(&mut self, name: &str, disabled: bool) -> Result<(), StoreError> {
        let kept = if disabled {
            self.unless_last_clearance(name)
        } else {
            Ok(())
        };
        let before = self.officers.clone();
        self.unless_last_admin(name, |o| o.disabled = disabled)?;
        if kept.is_err() {
            self.officers = before;
        }
        kept
    }

    /// Changes what an officer may do.
    pub fn set_role(&mut self, name: &str, role: Role) -> Result<(), StoreError> {
        self.unless_last_admin(name, |o| o.role = role)
    }

    fn unless_last_admin(
        &mut self,
        name: &str,
        change: impl Fn(&mut Listed),
    ) -> Result<(), StoreError> {
        let before = self.officers.clone();
        change(self.find_mut(name)?);
        let left = self.officers.iter();
        if left.clone().any(|o| o.role == Role::Admin && !o.disabled) {
            Ok(())
        } else {
            self.officers = before;
            Err(StoreError::LastAdmin)
        }
    }
}

fn clearance_secret(bytes: &[u8]) -> Option<ClearanceSecret> {
    Key::from_slice(bytes).ok().map(ClearanceSecret)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes only what is wiped when it is dropped.
    fn wiped<T: ZeroizeOnDrop>(_: &T) {}

    #[test]
    fn all_that_a_session_holds_is_wiped() {
        let holds = |session: &Session| {
            wiped(&session.drafts);
            session.clearance.as_ref().into_iter().for_each(wiped);
        };
        let session = Session {
            officer: None,
            clearance: Some(ClearanceSecret(Key::from_bytes(&[1; 32]))),
            drafts: Key::from_bytes(&[2; 32]),
        };
        holds(&session);
        let inside = |secret: &ClearanceSecret| wiped(&secret.0);
        session.clearance.as_ref().into_iter().for_each(inside);
    }
}
