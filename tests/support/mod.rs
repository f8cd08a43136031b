//! What several tests of the whole program share.
#![allow(dead_code, reason = "each test file uses its own part")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "this is test code"
)]

pub(crate) mod desk;
pub(crate) mod office;
#[cfg(unix)]
pub(crate) mod pty;
