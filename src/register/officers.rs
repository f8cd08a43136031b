//! A change of the list of officers, as the book remembers it: who did what to whom, and the mark of the list
//! that came of it, so that an older list put back is known for what it is. The list itself, and every key in
//! it, stays out of the book. Knows nothing of how a list is made or opened.

use crate::{closed_list, part};

closed_list! {
    /// What was done to the list of officers.
    OfficersDeed {
        /// Someone new.
        Add = "add",
        /// Another password.
        Password = "password",
        /// Another role.
        Role = "role",
        /// Shut out.
        Disable = "disable",
        /// Let in again.
        Enable = "enable",
        /// Clearance given.
        Clear = "clear",
        /// Clearance taken.
        Unclear = "unclear",
        /// Let in again with the recovery key.
        Recover = "recover",
        /// Another recovery key.
        Renew = "renew",
        /// What the office says of itself.
        Card = "card",
    }
}
part! {
    /// Đổi danh sách cán bộ.
    ChangeOfficers {
        /// What was done.
        what: OfficersDeed,
        /// To whom: log-in name; none where it is about the whole office.
        officer: Option<String>,
        /// The mark of the list that came of it, in hexadecimal.
        list: String,
        /// The mark of how the recovery key is wrapped in it.
        recovery: String,
    }
}
