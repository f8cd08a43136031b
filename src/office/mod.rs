//! What officers do: log in, command, ask. Permissions, drafts and the clock on the wall live here; what
//! the law says is [`crate::law`]'s, what an act changes [`crate::register`]'s, how it is kept
//! [`crate::store`]'s. Knows no terminal and no words for the screen.

pub mod ask;
pub mod books;
mod change_rows;
pub mod copies;
pub mod day_file;
pub mod deadlines;
pub mod demo;
pub mod done_clocks;
pub mod door;
pub mod enforcement;
pub mod erasing;
mod filling;
pub mod forecast;
mod given_away;
pub mod home;
pub mod index;
pub mod leaving;
pub mod line;
pub mod load;
pub mod moves;
pub mod officers;
pub mod opening;
pub mod openings;
pub mod order;
pub mod own_law;
mod page_out;
pub mod permit;
pub mod promises;
pub mod proof;
pub mod reads;
pub mod reception_days;
pub mod seen;
mod seen_sealed;
mod shelves;
mod sift;
mod tidying;
pub mod veil;
pub mod view;
pub mod wall;
pub mod warnings;
mod watch;
