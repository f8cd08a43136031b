//! A text on its way to paper: where to is asked, the office looks it through and writes the file, and the
//! officer is told where it lies. It must not know what the text says.

use super::ask_one::AskOne;
use super::backup::{folder, whole};
use super::field::{Field, Text};
use super::house::House;
use super::screen::{Ctx, Effect, Kind};
use crate::office::ask::{Answer, Question};
use crate::words::failure::failure;
use crate::words::words;

words! {
    /// Words of printing.
    pub enum PrintWord {
        Title => "In ra tệp", "Print to a file";
        File => "Tệp", "File";
        FileNote => "đường dẫn đầy đủ; mở tệp này và in, hoặc gửi kèm", "the full path; open this file and print it, or send it along";
        DoIt => "ghi", "write";
        Done => "Đã ghi {0} – mở tệp và in.", "Written to {0} – open it and print.";
        Head => "{0} · in {1}, {2}", "{0} · printed {1}, {2}";
    }
}

/// The number under which a screen asks.
const SLOT: u8 = 251;
/// Columns of a printed line.
const COLUMNS: usize = 84;

/// Asks where to; `name` is what the file is called if nothing else is typed.
pub fn ask(name: &str, ctx: &Ctx) -> Effect<House> {
    let note = ctx.say(PrintWord::FileNote);
    ask_as(ctx.say(PrintWord::Title), note, name, ctx)
}

/// Asks where to, in other words.
pub fn ask_as(title: &'static str, note: &'static str, name: &str, ctx: &Ctx) -> Effect<House> {
    let home = directories::UserDirs::new();
    let own = home.as_ref().map(|dirs| {
        let papers = dirs.document_dir().filter(|dir| dir.is_dir());
        let papers = papers.unwrap_or_else(|| dirs.home_dir());
        papers.join(name).display().to_string()
    });
    let field = Field::new(
        ctx.say(PrintWord::File),
        Text::default().longest(1000).exact(),
    );
    let field = field.required().note(note);
    let field = field.check(whole).holding(&own.unwrap_or_default());
    AskOne::new(title, field, ctx.say(PrintWord::DoIt)).push()
}

/// Writes a text into the file that was typed, under whose office, when and by whom it was printed.
pub fn write(path: &str, text: &str, ctx: &Ctx) -> Effect<House> {
    let at = ctx.now.format("%d/%m/%Y %H:%M");
    let head = ctx.fill(PrintWord::Head, &[&ctx.agency, &at, &ctx.officer]);
    let lines = text.lines().flat_map(|line| wrapped(line, COLUMNS));
    let text: String = std::iter::once(head)
        .chain([String::new()])
        .chain(lines)
        .map(|line| line + "\n")
        .collect();
    let to = folder(path);
    let (page, about) = (text, Vec::new());
    Effect::AskLatest(SLOT, Question::WritePage { page, about, to })
}

fn wrapped(line: &str, columns: usize) -> Vec<String> {
    let rows = super::reading::wrap(&line.to_owned().into(), columns);
    rows.iter().map(ToString::to_string).collect()
}

/// Says where it lies, or why it is not there; other answers are not for here.
pub fn heard(answer: &Answer, ctx: &Ctx) -> Vec<Effect<House>> {
    match answer {
        Answer::PageWritten(path) => {
            let told = ctx.fill(PrintWord::Done, &[&path.display()]);
            vec![Effect::Notice(Kind::Info, told)]
        }
        Answer::Failed(why) => {
            vec![Effect::Notice(Kind::Error, failure(why, ctx.lang).message)]
        }
        _ => Vec::new(),
    }
}
