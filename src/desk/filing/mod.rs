//! Petitions that came without a visit: by post, forwarded, online. The reception form with other fields in
//! its first step; no visit is counted. It must not know how the form works.

use super::reception::ReceptionForm;
use crate::office::ask::{Draft, Me};

/// Makes an empty form for petitions without a visit, to be filled in by this officer.
pub fn form(me: Me) -> ReceptionForm {
    ReceptionForm::with(true, me, None)
}

/// Reopens a draft of such a form, with the cursor where it was.
pub fn resume(me: Me, draft: Draft) -> ReceptionForm {
    ReceptionForm::with(true, me, Some(draft))
}
