//! Opening the desk from the command line.

use super::ctx::Ctx;
use super::session::{OrEnded, Where};
use super::setting_up::Demo;

/// `tiepdan` alone: the desk over the office of this machine.
pub(super) fn desk(place: &Where, no_color: bool, ctx: &mut Ctx) -> OrEnded<u8> {
    let _ = (place, no_color, ctx);
    Ok(0)
}

/// The desk over a demonstration.
pub(super) fn demo(demo: Demo, no_color: bool, ctx: &mut Ctx) -> OrEnded<u8> {
    let _ = (demo, no_color, ctx);
    Ok(0)
}
