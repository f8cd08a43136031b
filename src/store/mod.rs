//! The store room: keeps what was said, and gives it back. The journal is the book and the promise; sled
//! holds what it says, ready to be asked, and can be thrown away. Knows nothing of roles or the law.
//!
//! - [`io`] the door to the disk · [`sim`] a disk that tests can break
//! - [`seal`] sealing, [`pair`] to a public key · [`password`] passwords and the recovery key · [`officers`] who
//!   may open the office, `roster` which list of them the book knows · [`epochs`] the keys of identities ·
//!   [`people`] identities
//! - [`envelope`], [`schema`] what things look like in bytes
//! - [`journal`] the book · [`sealed_act`] an entry in it
//! - [`engine`], [`state`] sled, [`behind`] that it comes after · [`books`] what it holds · [`fill`] how it
//!   is filled · [`catch_up`] from what
//! - [`batch`] acts in the making, `save` saving · `begin` making, [`open`], `ladder`, `open_beside` opening ·
//!   [`check`] proof that nothing is missing or altered, `damage` that what it met is remembered
//! - [`snapshot`] what the office made of the books, kept for the next opening · [`halves`] two threads
//! - [`copy`] backups · [`drafts`] half-typed forms · [`tries`] wrong passwords · [`lock`], [`log`], [`twin`],
//!   [`site`]

pub mod batch;
mod begin;
pub mod behind;
pub mod books;
pub mod catch_up;
mod change_officers;
pub mod check;
pub mod copy;
mod damage;
pub mod drafts;
pub mod engine;
pub mod envelope;
pub mod epochs;
pub mod error;
mod extent;
pub mod fill;
pub mod halves;
mod held;
pub mod io;
pub mod journal;
pub mod key;
mod ladder;
pub mod lock;
pub mod log;
pub mod officers;
pub mod open;
mod open_beside;
mod open_store;
pub mod pair;
pub mod password;
pub mod people;
mod roster;
mod save;
pub mod schema;
pub mod seal;
pub mod sealed_act;
pub mod sim;
pub mod site;
pub mod snapshot;
pub mod state;
pub mod tries;
pub mod twin;
mod waiting;

pub use batch::{Batch, NewEntry, Prepared};
pub use change_officers::Hand;
pub use copy::{Beside, Copied, Restored, restore};
pub use drafts::{Draft, DraftId, Drafts};
pub use error::{ReadOnly, StoreError, io_error};
pub use officers::{ClearanceSecret, NewOfficer, Officer, Role, Session};
pub use open::{Credential, NewOffice, OpenReport, Opened, Stage};
pub use open_store::{Counts, Store};
pub use password::{Cost, RecoveryKey};
pub use people::Identity;
pub use roster::Marks;
pub use save::Saved;
pub use site::Site;
