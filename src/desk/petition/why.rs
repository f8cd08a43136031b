//! The one place from which the screen that explains a date is opened.

use super::clocks::Titled;
use crate::desk::house::House;
use crate::desk::screen::{Ctx, Effect};
use crate::desk::why::WhyDate;

/// What opens the explanation of a clock: the clock, what must be done, and whose petition it is.
type Explain = fn(crate::register::clock::Clock, String, String) -> Effect<House>;

const EXPLAIN: Option<Explain> =
    Some(|clock, title, of| Effect::Push(Box::new(WhyDate::new(clock, title, of))));

/// Says whether dates are explained.
pub fn explains() -> bool {
    EXPLAIN.is_some()
}

/// Returns what opens the explanation of a clock of a record with this label.
pub fn explain(titled: &Titled, label: String, ctx: &Ctx) -> Option<Effect<House>> {
    let title = titled.title(ctx.lang).to_owned();
    EXPLAIN.map(|explain| explain(titled.clock.clone(), title, label))
}
