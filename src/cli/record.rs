//! `tiepdan record`: receptions and acts from JSON Lines. Each line is answered, in order, by one line on
//! stdout, once it is durable.

use super::ctx::{Ctx, DONE, NO};
use super::json::{self, Unreadable, from_json};
use super::render;
use crate::office::ask::Failure;
use crate::office::books::{Line, Office};
use crate::register::part::{Fault, Wrong};
use crate::register::value::Value;
use crate::words::failure::{Told, failure, store, warning, wrong};
use crate::words::{Say, words};
use clap::Args;
use std::io::{self, BufRead};
use std::path::PathBuf;

words! {
    /// What is wrong with a line as such.
    pub enum LineWord {
        NotUtf8 => "dòng {0} không phải UTF-8", "line {0} is not UTF-8";
        NotJson => "dòng {0} không phải JSON (cột {1})", "line {0} is not JSON (column {1})";
        Twice => "dòng {0}: “{1}” viết hai lần – bỏ bớt một", "line {0}: “{1}” stands twice – drop one";
        InLine => "dòng {0}: {1}", "line {0}: {1}";
        NoFile => "không đọc được {0}: {1}", "cannot read {0}: {1}";
        BatchTooSmall => "--batch phải từ 1", "--batch must be at least 1";
    }
}

/// Arguments of `record`.
#[derive(Debug, Args)]
pub struct RecordArgs {
    /// JSON Lines file, or - for standard input
    pub file: PathBuf,
    /// Make this many lines durable at once, then answer them all
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub batch: usize,
    /// Stop at the first line that is refused
    #[arg(long)]
    pub stop_on_error: bool,
}

/// A line as it was read.
struct Read {
    number: usize,
    reference: Option<serde_json::Value>,
    value: Result<Value, Told>,
}

/// Opens what is to be recorded, before the office is: a file that cannot be read is wrong use.
///
/// # Errors
/// Those of the file system.
pub fn open(args: &RecordArgs) -> io::Result<Box<dyn BufRead>> {
    if args.file.as_os_str() == "-" {
        return Ok(Box::new(io::BufReader::new(io::stdin())));
    }
    let file = std::fs::File::open(&args.file)?;
    if file.metadata()?.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory));
    }
    Ok(Box::new(io::BufReader::new(file)))
}

/// Records the lines of `input`.
///
/// # Errors
/// Those of the writer and of reading `input`.
pub fn run(
    args: &RecordArgs,
    mut input: Box<dyn BufRead>,
    office: &mut Office,
    ctx: &mut Ctx,
) -> io::Result<u8> {
    let mut recorder = Recorder {
        office,
        ctx,
        stop: args.stop_on_error,
        refused: false,
    };
    let mut waiting: Vec<Read> = Vec::new();
    let mut number = 0;
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        if input.read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        number += 1;
        if bytes.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        waiting.push(recorder.read(number, &bytes));
        if waiting.len() >= args.batch && !recorder.write(&mut waiting)? {
            return Ok(NO);
        }
    }
    recorder.write(&mut waiting)?;
    recorder.office.keep_snapshot_if_due();
    Ok(if recorder.refused { NO } else { DONE })
}

struct Recorder<'a, 'c> {
    office: &'a mut Office,
    ctx: &'a mut Ctx<'c>,
    stop: bool,
    refused: bool,
}

impl Recorder<'_, '_> {
    fn read(&self, number: usize, bytes: &[u8]) -> Read {
        let lang = self.ctx.lang();
        let bad = |code, message| Told {
            code,
            message,
            citation: None,
        };
        let Ok(text) = std::str::from_utf8(bytes) else {
            let value = Err(bad("not_utf8", LineWord::NotUtf8.fill(lang, &[&number])));
            return Read {
                number,
                reference: None,
                value,
            };
        };
        let text = text.trim_start_matches('\u{feff}');
        let mut json = match json::parse(text) {
            Ok(json) => json,
            Err(why) => {
                let told = match why {
                    Unreadable::NotJson { column } => {
                        let message = LineWord::NotJson.fill(lang, &[&number, &column]);
                        bad("not_json", message)
                    }
                    Unreadable::Twice { key } => bad(
                        "duplicate_key",
                        LineWord::Twice.fill(lang, &[&number, &key]),
                    ),
                };
                return Read {
                    number,
                    reference: None,
                    value: Err(told),
                };
            }
        };
        let reference = json.as_object_mut().and_then(|map| map.remove("ref"));
        let value = if json.is_object() {
            from_json(&json)
        } else {
            Err(Wrong::here(Fault::WrongType {
                expected: "object",
                found: json::kind(&json),
            }))
        };
        let value = value.map_err(|w| self.placed(number, wrong(&w, lang)));
        Read {
            number,
            reference,
            value,
        }
    }

    /// Puts the number of the line before what is wrong with it.
    fn placed(&self, number: usize, told: Told) -> Told {
        Told {
            message: LineWord::InLine.fill(self.ctx.lang(), &[&number, &told.message]),
            ..told
        }
    }

    /// Writes what is waiting, answers it, and says whether to go on.
    fn write(&mut self, waiting: &mut Vec<Read>) -> io::Result<bool> {
        let lines = std::mem::take(waiting);
        if self.stop {
            // What comes after a refused line must not be saved: one at a time, however large the batch.
            for line in lines {
                if !self.write_together(vec![line])? {
                    return Ok(false);
                }
            }
            return Ok(true);
        }
        self.write_together(lines).map(|_| true)
    }

    /// Writes lines in one batch; says whether all were saved.
    fn write_together(&mut self, lines: Vec<Read>) -> io::Result<bool> {
        let good: Vec<Line> = lines
            .iter()
            .filter_map(|l| l.value.as_ref().ok())
            .map(|v| v.clone().into())
            .collect();
        let lang = self.ctx.lang();
        let (mut answers, broken) = match self.office.write(good) {
            Ok(answers) => (answers.into_iter(), None),
            Err(error) => (Vec::new().into_iter(), Some(store(&error, lang))),
        };
        let mut all = true;
        for line in lines {
            let answer = match (line.value, &broken) {
                (Err(told), _) => Err(told),
                (Ok(_), Some(told)) => Err(told.clone()),
                (Ok(_), None) => match answers.next() {
                    Some(Ok(saved)) => Ok(saved),
                    Some(Err(why)) => Err(self.placed(line.number, failure(&why, lang))),
                    None => Err(failure(&Failure::NobodyHere, lang)),
                },
            };
            let json = match answer {
                Ok(saved) => {
                    let warnings = saved
                        .warnings
                        .iter()
                        .map(|w| serde_json::json!({"code": w.code.word(), "path": w.path, "message": warning(w, lang)}))
                        .collect();
                    render::saved(line.number, line.reference.as_ref(), &saved, warnings)
                }
                Err(told) => {
                    all = false;
                    self.refused = true;
                    render::not_saved(line.number, line.reference.as_ref(), &told)
                }
            };
            serde_json::to_writer(&mut *self.ctx.out, &json)?;
            writeln!(self.ctx.out)?;
        }
        self.ctx.out.flush()?;
        Ok(all)
    }
}
