//! Bars drawn with the terminal's block letters. It must not know what they count; the number stands beside
//! a bar, for the eye alone says too little.

/// Blocks of one to eight eighths, lying.
const LYING: [&str; 8] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"];
/// Blocks of one to eight eighths, standing.
const STANDING: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// Returns how many eighths of `cells` cells `count` of `most` takes: none for nothing, at least one else.
fn eighths(count: usize, most: usize, cells: usize) -> usize {
    if count == 0 || most == 0 {
        return 0;
    }
    let all = cells.saturating_mul(8);
    let part = count.min(most).saturating_mul(all) / most;
    part.max(1).min(all)
}

/// Returns a lying bar for `count` of `most`, at most `columns` wide.
pub fn bar(count: usize, most: usize, columns: usize) -> String {
    let eighths = eighths(count, most, columns);
    let part = (eighths % 8).checked_sub(1).and_then(|n| LYING.get(n));
    "█".repeat(eighths / 8) + part.copied().unwrap_or_default()
}

/// Returns standing bars, one a column, in rows from the top: each `rows` high for `most`.
pub fn bars(counts: &[usize], most: usize, rows: usize) -> Vec<String> {
    let heights: Vec<usize> = counts.iter().map(|n| eighths(*n, most, rows)).collect();
    let row = |up: usize| {
        let cell = |height: &usize| match height.saturating_sub(up * 8) {
            0 => " ",
            n => STANDING.get(n.min(8) - 1).copied().unwrap_or(" "),
        };
        heights.iter().map(cell).collect()
    };
    (0..rows).rev().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::width;

    #[test]
    fn a_bar_is_as_long_as_its_share_and_never_longer() {
        assert_eq!(bar(0, 10, 8), "");
        assert_eq!(bar(10, 10, 8), "████████");
        assert_eq!(bar(5, 10, 8), "████");
        assert_eq!(bar(1, 1000, 8), "▏");
        assert_eq!(bar(3, 16, 4), "▊");
        assert_eq!(bar(20, 10, 4), "████");
        assert_eq!(bar(1, 0, 4), "");
        for count in 0..=50 {
            assert!(width(&bar(count, 50, 7)) <= 7, "{count}");
        }
    }

    #[test]
    fn standing_bars_share_a_floor() {
        assert_eq!(bars(&[0, 1, 2, 4], 4, 2), ["   █", " ▄██"]);
        assert_eq!(bars(&[], 4, 1), [""]);
        assert_eq!(bars(&[3, 0], 0, 1), ["  "]);
    }
}
