//! Where the tiles stand: parts below each other in as many columns as the window holds, and how a key goes
//! from one tile to the next. It must not know what a tile says.

use super::tile::{Part, Tile};
use crate::desk::action::Action;
use crate::desk::screen::Ctx;

/// Columns of the window from which on tiles stand two abreast, and three.
const TWO: u16 = 70;
const THREE: u16 = 110;
/// Rows of the window from which on the weeks are drawn.
pub(super) const TALL: u16 = 34;

/// One line of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// Nothing.
    Blank,
    /// The title of a part.
    Title(Part),
    /// A tile.
    Tile(Tile),
    /// A line below the tiles of a part, by its number.
    Note(Part, usize),
}

/// Returns the parts of each column.
fn columns(ctx: &Ctx) -> Vec<Vec<Part>> {
    use Part as P;
    match ctx.size.0 {
        ..TWO => vec![P::ALL.to_vec()],
        TWO..THREE => vec![
            vec![P::Deadlines, P::Week, P::Openings],
            vec![P::Promises, P::Enforcement, P::Days, P::Warnings],
        ],
        _ => vec![
            vec![P::Deadlines, P::Openings],
            vec![P::Week, P::Promises, P::Enforcement],
            vec![P::Days, P::Warnings],
        ],
    }
}

/// Returns the lines of each column; `shown` says which parts are, `notes` how many lines follow one.
pub(super) fn slots(
    ctx: &Ctx,
    shown: impl Fn(Part) -> bool,
    notes: impl Fn(Part) -> usize,
) -> Vec<Vec<Slot>> {
    let column = |parts: Vec<Part>| {
        let mut slots = Vec::new();
        for part in parts.into_iter().filter(|part| shown(*part)) {
            if !slots.is_empty() {
                slots.push(Slot::Blank);
            }
            slots.push(Slot::Title(part));
            slots.extend(part.tiles().into_iter().map(Slot::Tile));
            slots.extend((0..notes(part)).map(|n| Slot::Note(part, n)));
        }
        slots
    };
    columns(ctx).into_iter().map(column).collect()
}

/// Returns the column and the line of a tile.
pub(super) fn place(slots: &[Vec<Slot>], tile: Tile) -> Option<(usize, usize)> {
    slots.iter().enumerate().find_map(|(column, lines)| {
        let line = lines.iter().position(|slot| *slot == Slot::Tile(tile))?;
        Some((column, line))
    })
}

/// Returns the tile to which a key leads from another.
pub(super) fn step(slots: &[Vec<Slot>], from: Tile, action: Action) -> Option<Tile> {
    let (column, line) = place(slots, from)?;
    let tiles = |column: usize| {
        let lines = slots.get(column).map_or(&[][..], Vec::as_slice).iter();
        lines.enumerate().filter_map(|(line, slot)| match slot {
            Slot::Tile(tile) => Some((line, *tile)),
            _ => None,
        })
    };
    let nearest = |column: usize| tiles(column).min_by_key(|(other, _)| other.abs_diff(line));
    let found = match action {
        Action::Up => tiles(column).rfind(|(other, _)| *other < line),
        Action::Down => tiles(column).find(|(other, _)| *other > line),
        Action::Left => nearest(column.checked_sub(1)?),
        Action::Right => nearest(column + 1),
        Action::First => tiles(column).next(),
        Action::Last => tiles(column).next_back(),
        // From the last column on one is back at the first.
        Action::NextSection => nearest((column + 1) % slots.len()),
        Action::PrevSection => nearest((column + slots.len() - 1) % slots.len()),
        _ => None,
    };
    found.map(|(_, tile)| tile)
}
