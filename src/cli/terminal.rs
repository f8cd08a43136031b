//! Opening the desk from the command line: over the office of this machine, or over a demonstration.

use super::ctx::{CANNOT_OPEN, Ctx, WRONG_USE};
use super::session::{OrEnded, Where, end};
use super::setting_up::Demo;
use crate::desk::house::House;
use crate::desk::office_link::Verifying;
use crate::desk::office_thread::Tell;
use crate::desk::runtime::Broken;
use crate::desk::start::{Start, run};
use crate::desk::theme::Theme;
use crate::office::ask::Answer;
use crate::office::door::Door;
use crate::office::wall::SystemClock;
use crate::words::{Kit, Say, words};
use std::sync::Arc;

words! {
    /// What opening the desk has to say.
    pub enum TerminalWord {
        NoTerminal => "không có màn hình dòng lệnh – mở trong một cửa sổ terminal, hoặc dùng lệnh con (tiepdan --help)", "there is no terminal – open one, or use a subcommand (tiepdan --help)";
        Failed => "màn hình dòng lệnh hỏng: {0}", "the terminal failed: {0}";
        NoSuchTheme => "TIEPDAN_THEME: không có giao diện “{0}” – chọn: {1}", "TIEPDAN_THEME: no look is called \"{0}\" – choose one: {1}";
        Demo => "Dữ liệu mẫu – không có ai thật. Mật khẩu: demo", "Invented data – nobody is real. Password: demo";
    }
}

/// `tiepdan` alone: the desk over the office of this machine.
pub(super) fn desk(place: &Where, no_color: bool, ctx: &mut Ctx) -> OrEnded<u8> {
    let dir = place.dir(ctx)?;
    let door = Door::new(&dir, Arc::new(SystemClock));
    let start = Start {
        user: place.user.clone(),
        ..Start::default()
    };
    open(door, start, no_color, ctx)
}

/// The desk over a demonstration; a throwaway folder is gone afterwards.
pub(super) fn demo(demo: Demo, no_color: bool, ctx: &mut Ctx) -> OrEnded<u8> {
    let Demo {
        office,
        dir,
        throwaway,
    } = demo;
    let me = office.me().clone();
    let note = TerminalWord::Demo.say(ctx.lang()).to_owned();
    let door = Door::with(&dir, Arc::new(SystemClock), office);
    let start = Start {
        already: Some(me),
        note: Some(note),
        ..Start::default()
    };
    let ended = open(door, start, no_color, ctx);
    drop(throwaway);
    ended
}

fn open(door: Door, start: Start, no_color: bool, ctx: &mut Ctx) -> OrEnded<u8> {
    let lang = ctx.lang();
    let set = |name| std::env::var(name).ok();
    let no_color = if no_color {
        Some("1".to_owned())
    } else {
        set("NO_COLOR")
    };
    let mut own = super::settings::own();
    let (term, named) = (set("TERM"), set("TIEPDAN_THEME"));
    let named = named.filter(|name| !name.is_empty());
    if let Some(name) = named.as_deref().filter(|name| Theme::named(name).is_none()) {
        let message = TerminalWord::NoSuchTheme.fill(lang, &[&name, &Theme::NAMES]);
        return end(ctx, WRONG_USE, &message);
    }
    own.imposed = Theme::for_environment(no_color.as_deref(), term.as_deref(), named.as_deref());
    let start = Start { lang, own, ..start };
    let link = move |tell: Tell<House>| {
        let mut door = door.telling(move |stage| tell(Answer::Opening(stage)));
        Verifying::new(move |question| door.ask(question))
    };
    match run(link, start) {
        Ok(ending) => Ok(ending.exit_code()),
        Err(Broken::NotATerminal) => end(ctx, WRONG_USE, TerminalWord::NoTerminal.say(lang)),
        // What it said last was meant for nobody here, and may hold what was typed.
        Err(Broken::OfficeGone(_)) => end(ctx, CANNOT_OPEN, Kit::OfficeGone.say(lang)),
        Err(broken) => end(
            ctx,
            CANNOT_OPEN,
            &TerminalWord::Failed.fill(lang, &[&broken]),
        ),
    }
}
