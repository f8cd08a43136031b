//! How the agency's clocks stand, in a few lines of number and words. It must not know one clock from
//! another.

use ratatui::text::{Line, Span};

use super::words::HomeWord;
use crate::desk::screen::Ctx;
use crate::desk::theme::Mood;
use crate::office::ask::DueCounts;

/// A sign, a number and its words; a line that counts nothing stays, dim, or goes.
struct Count {
    mood: Mood,
    sign: &'static str,
    number: u32,
    words: String,
    more: Option<String>,
    stays: bool,
}

impl Count {
    fn new(mood: Mood, number: u32, words: impl Into<String>) -> Self {
        Self {
            mood,
            sign: mood.sign(),
            number,
            words: words.into(),
            more: None,
            stays: true,
        }
    }

    /// Goes where it counts nothing.
    fn or_goes(mut self) -> Self {
        self.stays = false;
        self
    }
}

/// Returns the lines.
pub(super) fn lines(due: &DueCounts, ctx: &Ctx) -> Vec<Line<'static>> {
    let mut overdue = Count::new(Mood::Overdue, due.overdue, ctx.say(HomeWord::Overdue));
    overdue.more = (due.overdue > 0).then(|| ctx.fill(HomeWord::Worst, &[&due.worst]));
    let within = ctx.fill(HomeWord::Within, &[&due.within7]);
    let mut soon = Count::new(Mood::Soon, due.within3, within);
    soon.mood = if due.within7 > 0 {
        Mood::Plain
    } else {
        Mood::Dim
    };
    let plain = |number, word| Count {
        sign: "–",
        ..Count::new(Mood::Plain, number, ctx.say(word))
    };
    let counts = [
        overdue,
        Count::new(Mood::Today, due.today, ctx.say(HomeWord::DueToday)),
        soon,
        Count::new(Mood::Paused, due.paused, ctx.say(HomeWord::Paused)).or_goes(),
        plain(due.unassigned, HomeWord::Unassigned).or_goes(),
        plain(due.no_limit, HomeWord::NoLimit).or_goes(),
    ];
    let shown: Vec<&Count> = counts
        .iter()
        .filter(|count| count.stays || count.number > 0)
        .collect();
    let digits = shown.iter().map(|count| count.number.to_string().len());
    let digits = digits.max().unwrap_or(1).max(2);
    shown
        .into_iter()
        .map(|count| line(count, digits, ctx))
        .collect()
}

fn line(count: &Count, digits: usize, ctx: &Ctx) -> Line<'static> {
    let mood = if count.number == 0 && count.mood != Mood::Plain {
        Mood::Dim
    } else {
        count.mood
    };
    let words = format!("{} {:>digits$} {}", count.sign, count.number, count.words);
    let mut spans = vec![Span::styled(words, ctx.style(mood))];
    if let Some(more) = &count.more {
        spans.push(Span::raw("   "));
        spans.push(Span::styled(more.clone(), ctx.style(mood)));
    }
    Line::from(spans)
}
