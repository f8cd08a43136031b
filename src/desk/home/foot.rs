//! The foot of home: is it all safe? Last backup, size of the books, the chain, and what opening had to
//! mend. It must not know how any of that is found out.

use chrono::{NaiveDate, TimeDelta};
use ratatui::text::{Line, Span};

use super::words::HomeWord;
use crate::desk::office_link::hundredths;
use crate::desk::reading::wrap;
use crate::desk::screen::Ctx;
use crate::desk::theme::Mood;
use crate::desk::words::Lang;
use crate::office::ask::{ChainState, HomeView, Me};
use crate::office::wall::civil;
use crate::words::opening::found;

/// Returns the rows of the foot.
pub(super) fn lines(
    view: &HomeView,
    chain: ChainState,
    me: &Me,
    columns: u16,
    ctx: &Ctx,
) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    if !me.mended.is_empty() {
        let words: Vec<&str> = me.mended.iter().map(|code| found(code, ctx.lang)).collect();
        let words = ctx.fill(HomeWord::Mended, &[&words.join("; ")]);
        let words = format!("{} {words}", Mood::Warning.sign());
        let line = Line::styled(words, ctx.style(Mood::Warning));
        lines.extend(wrap(&line, columns.into()));
    }
    let long = safe(view, chain, false, ctx);
    let safe = if long.width() <= usize::from(columns) {
        long
    } else {
        safe(view, chain, true, ctx)
    };
    lines.extend(wrap(&safe, columns.into()));
    lines
}

fn safe(view: &HomeView, chain: ChainState, short: bool, ctx: &Ctx) -> Line<'static> {
    let dim = ctx.style(Mood::Dim);
    let mut spans = vec![backup(view, short, ctx), Span::styled(" · ", dim)];
    let book = ctx.fill(
        if short {
            HomeWord::BookShort
        } else {
            HomeWord::Book
        },
        &[
            &grouped(view.receptions_total, ctx.lang),
            &grouped(view.petitions_total, ctx.lang),
        ],
    );
    spans.push(Span::styled(book, dim));
    spans.push(Span::styled(" · ", dim));
    spans.push(match chain {
        ChainState::Whole { .. } => {
            let words = format!("{} {}", Mood::Ok.sign(), ctx.say(HomeWord::Whole));
            Span::styled(words, ctx.style(Mood::Ok))
        }
        ChainState::Checking { done, of } => {
            Span::styled(ctx.fill(HomeWord::Checking, &[&hundredths(done, of)]), dim)
        }
        ChainState::Rebuild => wrong(HomeWord::RebuildShort, ctx),
        ChainState::Broken => wrong(HomeWord::BrokenShort, ctx),
    });
    Line::from(spans)
}

fn wrong(word: HomeWord, ctx: &Ctx) -> Span<'static> {
    let words = format!("{} {}", Mood::Error.sign(), ctx.say(word));
    Span::styled(words, ctx.style(Mood::Error))
}

fn backup(view: &HomeView, short: bool, ctx: &Ctx) -> Span<'static> {
    match view.last_backup {
        Some(at) => {
            let when = when(at, view.today, ctx);
            let word = if short {
                HomeWord::BackupShort
            } else {
                HomeWord::LastBackup
            };
            let words = ctx.fill(word, &[&when]);
            // A day's work is the most that anyone should have to type again.
            if civil(at) + TimeDelta::days(1) < ctx.now {
                let words = format!("{} {words}", Mood::Warning.sign());
                return Span::styled(words, ctx.style(Mood::Warning));
            }
            Span::styled(words, ctx.style(Mood::Dim))
        }
        None if view.receptions_total + view.petitions_total == 0 => {
            Span::styled(ctx.say(HomeWord::NoBackup), ctx.style(Mood::Dim))
        }
        None => Span::styled(
            format!("{} {}", Mood::Warning.sign(), ctx.say(HomeWord::NoBackup)),
            ctx.style(Mood::Warning),
        ),
    }
}

/// Returns an instant as people say it: `hôm qua 17:02`.
fn when(millis: i64, today: NaiveDate, ctx: &Ctx) -> String {
    let at = civil(millis);
    let time = at.format("%H:%M");
    if at.date() == today {
        ctx.fill(HomeWord::AtToday, &[&time])
    } else if at.date().succ_opt() == Some(today) {
        ctx.fill(HomeWord::AtYesterday, &[&time])
    } else {
        at.format("%d/%m/%Y %H:%M").to_string()
    }
}

/// Returns a number in groups of three: `1.284`.
pub(in crate::desk) fn grouped(number: u64, lang: Lang) -> String {
    let mark = match lang {
        Lang::Vi => '.',
        Lang::En => ',',
    };
    crate::text::grouped(&number.to_string(), mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_have_their_mark() {
        for (number, vi) in [
            (0, "0"),
            (999, "999"),
            (1284, "1.284"),
            (1_000_000, "1.000.000"),
        ] {
            assert_eq!(grouped(number, Lang::Vi), vi);
            assert_eq!(grouped(number, Lang::En), vi.replace('.', ","));
        }
    }
}
