//! The form at work: typed at key by key, over a small office with the real law and register.

mod asked;
mod before;
mod drafts;
mod fuzz;
mod journeys;
mod look;
mod office;
mod real;
mod scan;
mod slip;
mod who;
