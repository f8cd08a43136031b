//! The form at work: typed at key by key, over a small office with the real law and register.

mod journeys;
mod office;
