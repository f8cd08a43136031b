//! What opens an office is wiped from memory when it is no longer held: each kind of secret is of a type that
//! is wiped on drop, wherever it is passed. That this compiles is the proof. (What a session holds inside is
//! held by a test beside it, in `store::officers`; what `crypto_box` leaves behind, in `store::pair`; what a field
//! of the desk holds, with all that could be undone in it, in `desk::field::buffer`.)

#![allow(dead_code, reason = "that it compiles is the proof")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use tiepdan::desk::field::Value;
use tiepdan::office::ask::{Answer, Question, SetUp};
use tiepdan::office::officers::OfficerChange;
use tiepdan::store::epochs::Epochs;
use tiepdan::store::officers::Unlocked;
use tiepdan::store::password::{Cost, RecoveryKey, stretch};
use tiepdan::store::seal::{Key, OfficeId};
use tiepdan::store::{ClearanceSecret, Credential, NewOfficer, StoreError};
use zeroize::ZeroizeOnDrop;

/// Takes only what is wiped when it is dropped.
fn wiped<T: ZeroizeOnDrop>(_: &T) {}

/// The keys that are held while an office is open.
fn keys(unlocked: &Unlocked, epochs: &Epochs) {
    let office_key: &Key = &unlocked.key;
    wiped(office_key);
    let secret: Option<&ClearanceSecret> = unlocked.session.clearance.as_ref();
    secret.into_iter().for_each(wiped);
    epochs.keys.values().for_each(wiped);
}

/// Keys that are made of others.
fn derived(key: &Key, recovery: &RecoveryKey) -> Result<(), StoreError> {
    wiped(&key.derive("for something"));
    wiped(&stretch("mật khẩu", &[1; 16], Cost::default())?);
    wiped(&recovery.key(OfficeId([1; 16])));
    Ok(())
}

/// Passwords on their way in, the recovery key on its way in and out.
fn passed_on(credential: &Credential, new: &NewOfficer, set_up: &SetUp) {
    match credential {
        Credential::Password { password, .. } => wiped(password),
        Credential::Recovery(typed) => wiped(typed),
    }
    wiped(&new.password);
    wiped(&set_up.password);
}

/// The same, on their way out of a field.
fn typed(value: &Value) {
    if let Value::Secret(password) = value {
        wiped(password);
    }
}

/// The same, between the desk and the office.
fn asked_and_answered(question: &Question, answer: &Answer) {
    if let Question::ChangeOfficers(change) = question {
        match &**change {
            OfficerChange::Add { password, .. } => wiped(password),
            OfficerChange::OwnPassword { old, new } => [old, new].into_iter().for_each(wiped),
            OfficerChange::NewPassword { new, .. } => wiped(new),
            OfficerChange::Disabled { .. } | OfficerChange::Clearance { .. } => {}
        }
    }
    if let Question::LogIn { password, .. } | Question::Unlock { password } = question {
        wiped(password);
    }
    if let Answer::SetUpDone { recovery_key, .. } = answer {
        wiped(recovery_key);
    }
}

#[test]
fn the_text_of_the_recovery_key_leaves_no_beginnings_behind() {
    let key = RecoveryKey::random().unwrap();
    wiped(&key);
    let text = key.text();
    wiped(&text);
    // It never outgrew its place: nothing was copied elsewhere.
    assert_eq!((text.len(), text.capacity()), (39, 40));
}
