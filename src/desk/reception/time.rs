//! A time of day as people write it. It must not know what happens then.

use chrono::NaiveTime;

/// Reads `09:05`, `9:05`, `9h05`, `0905`, `905` and `9h`.
pub(super) fn read_time(text: &str) -> Option<NaiveTime> {
    let text = text.trim();
    let (hour, minute) = match text.split_once([':', 'h', 'H', '.', 'g', 'G']) {
        Some((hour, "")) => (hour, "0"),
        Some(parts) => parts,
        None if (3..=4).contains(&text.len()) && text.is_ascii() => text.split_at(text.len() - 2),
        None => return None,
    };
    let number = |part: &str| {
        let digits = !part.is_empty() && part.len() <= 2;
        (digits && part.bytes().all(|b| b.is_ascii_digit()))
            .then(|| part.parse::<u32>().ok())
            .flatten()
    };
    NaiveTime::from_hms_opt(number(hour)?, number(minute)?, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, hour, minute) in [
            ("09:05", 9, 5),
            ("9:05", 9, 5),
            ("9h05", 9, 5),
            ("9h", 9, 0),
            ("0905", 9, 5),
            ("905", 9, 5),
            ("23.59", 23, 59),
            (" 14:30 ", 14, 30),
        ] {
            assert_eq!(
                read_time(text),
                NaiveTime::from_hms_opt(hour, minute, 0),
                "{text}"
            );
        }
        for text in [
            "", "9", "24:00", "9:60", "9:05:00", "99999", "ấ05", "a:b", "+9:05",
        ] {
            assert_eq!(read_time(text), None, "{text}");
        }
    }
}
