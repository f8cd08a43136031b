//! The kit at work: a sample list and a sample form, typed at through the same loop that runs over
//! a real terminal.

mod fuzz;
mod hands;
mod journeys;
mod look;
mod notices;
mod own_law;
mod sample;
mod typing;
