//! How wide the columns of a list are, which of them yield when the window is narrow, and a line of their cells.
//! It must not know what stands in them.

use ratatui::text::{Line, Span};

use super::row::{Column, ListCell, Wide};
use crate::desk::screen::Ctx;
use crate::desk::theme::Mood;
use crate::text::width;

/// Columns between two cells.
pub(super) const GAP: u16 = 2;

/// Returns the width of each column; none for one that yields.
pub(in crate::desk) fn share(columns: &[Column], room: u16) -> Vec<Option<u16>> {
    let least = |column: &Column| match column.wide {
        Wide::Exactly(wide) | Wide::AtLeast(wide) | Wide::Spare(wide) => wide,
    };
    let mut kept: Vec<bool> = vec![true; columns.len()];
    loop {
        let shown = || {
            columns
                .iter()
                .zip(&kept)
                .filter(|(_, kept)| **kept)
                .map(|(c, _)| c)
        };
        let gaps = GAP.saturating_mul(
            u16::try_from(shown().count())
                .unwrap_or(u16::MAX)
                .saturating_sub(1),
        );
        let needed = shown().fold(gaps, |sum, column| sum.saturating_add(least(column)));
        if needed <= room {
            let growing: [fn(&Wide) -> bool; 2] = [
                |wide| matches!(wide, Wide::AtLeast(_)),
                |wide| matches!(wide, Wide::Spare(_)),
            ];
            let grows = growing
                .into_iter()
                .find(|grows| shown().any(|column| grows(&column.wide)));
            return grown(columns, &kept, room - needed, grows.unwrap_or(|_| false));
        }
        let yields = columns
            .iter()
            .enumerate()
            .filter(|(place, column)| kept.get(*place) == Some(&true) && column.yields > 0)
            .max_by_key(|(_, column)| column.yields)
            .map(|(place, _)| place);
        match yields.and_then(|place| kept.get_mut(place)) {
            Some(kept) => *kept = false,
            None => return grown(columns, &kept, 0, |_| false),
        }
    }
}

fn grown(
    columns: &[Column],
    kept: &[bool],
    spare: u16,
    grows: fn(&Wide) -> bool,
) -> Vec<Option<u16>> {
    let shown = columns.iter().zip(kept).filter(|(_, kept)| **kept);
    let growing = shown.filter(|(column, _)| grows(&column.wide)).count();
    let growing = u16::try_from(growing).unwrap_or(u16::MAX);
    let (each, mut rest) = (
        spare.checked_div(growing).unwrap_or(0),
        spare.checked_rem(growing).unwrap_or(0),
    );
    let width = |(column, kept): (&Column, &bool)| {
        if !kept {
            return None;
        }
        let (Wide::Exactly(wide) | Wide::AtLeast(wide) | Wide::Spare(wide)) = column.wide;
        if !grows(&column.wide) {
            return Some(wide);
        }
        let one = u16::from(rest > 0);
        rest -= one;
        Some(wide.saturating_add(each).saturating_add(one))
    };
    columns.iter().zip(kept).map(width).collect()
}

pub(in crate::desk) fn line(
    cells: &[ListCell],
    columns: &[Column],
    widths: &[Option<u16>],
    signs: &'static str,
    ctx: &Ctx,
) -> Line<'static> {
    let mut spans = vec![Span::styled(signs, ctx.style(Mood::Accent))];
    let mut first = true;
    for ((cell, column), wide) in cells.iter().zip(columns).zip(widths) {
        let Some(wide) = *wide else { continue };
        if !first {
            spans.push(Span::raw(" ".repeat(GAP.into())));
        }
        first = false;
        let text = cell.fitting(wide.into());
        let pad = " ".repeat(usize::from(wide).saturating_sub(width(&text)));
        let text = if column.right {
            pad + &text
        } else {
            text + &pad
        };
        spans.push(Span::styled(text, cell.style));
    }
    Line::from(spans)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_needed_columns_yield_first_and_the_rest_is_shared() {
        let columns = [
            Column::new("Còn", Wide::Exactly(4)),
            Column::new("Người", Wide::AtLeast(10)),
            Column::new("Việc", Wide::AtLeast(10)).yields(1),
            Column::new("Cán bộ", Wide::Exactly(8)).yields(2),
        ];
        assert_eq!(share(&columns, 43), [Some(4), Some(13), Some(12), Some(8)]);
        assert_eq!(share(&columns, 30), [Some(4), Some(11), Some(11), None]);
        assert_eq!(share(&columns, 20), [Some(4), Some(14), None, None]);
        assert_eq!(share(&columns, 3), [Some(4), Some(10), None, None]);
    }

    #[test]
    fn a_cell_says_the_longest_that_fits_and_is_cut_only_where_nothing_does() {
        let cell = ListCell::new("Kiến nghị · đất đai")
            .or("KNgh · đất đai")
            .or("KNgh");
        for (columns, said) in [
            (19, "Kiến nghị · đất đai"),
            (18, "KNgh · đất đai"),
            (13, "KNgh"),
            (3, "KN…"),
        ] {
            assert_eq!(cell.fitting(columns), said, "{columns}");
        }
        assert_eq!(ListCell::new("Kiến nghị").fitting(5), "Kiến…");
    }

    #[test]
    fn what_can_use_it_takes_the_room_of_a_column_that_yields() {
        let columns = [
            Column::new("Người", Wide::AtLeast(10)).yields(1),
            Column::new("Việc", Wide::Spare(20)),
        ];
        assert_eq!(share(&columns, 40), [Some(18), Some(20)]);
        assert_eq!(share(&columns, 31), [None, Some(31)]);
    }
}
