//! `tiepdan rules`: the table of limits with their articles.

use super::ctx::{Ctx, DONE};
use crate::law::Law;
use crate::law::rule::Rule;
use crate::text::{pad, width};
use crate::words::law as words;
use std::io;

/// Shows the limits with their articles / Bảng thời hạn và điều luật
#[derive(Debug, Clone, clap::Args)]
pub struct RulesArgs {
    /// Only what is in force on that day: 2026-11-20 or 20/11/2026
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
}

/// Runs the command and returns its exit code.
///
/// # Errors
/// Those of the writers.
pub fn run(args: &RulesArgs, law: &Law, ctx: &mut Ctx) -> io::Result<u8> {
    let rows: Vec<&Rule> = match &args.on {
        None => law.rules.rows().iter().collect(),
        Some(typed) => {
            let Some(on) = words::parse_day(typed) else {
                let what = ctx.say(
                    "không có ngày này; viết 20/11/2026 hoặc 2026-11-20.",
                    "no such day; write 2026-11-20 or 20/11/2026.",
                );
                return ctx.wrong_use(&format!("--on {typed}: {what}"));
            };
            law.rules.on(on).collect()
        }
    };
    if ctx.json {
        ctx.write_json(&rows.iter().map(|rule| Row::from(*rule)).collect::<Vec<_>>())?;
    } else {
        write_table(&rows, ctx)?;
    }
    Ok(DONE)
}

fn write_table(rows: &[&Rule], ctx: &mut Ctx) -> io::Result<()> {
    let english = ctx.english;
    let header = [
        ctx.say("Mã", "Id"),
        "",
        ctx.say("Thời hạn", "Limit"),
        ctx.say("Kể từ / trước", "From / before"),
        ctx.say("Điều luật", "Article"),
        ctx.say("Hiệu lực", "In force"),
        ctx.say("Việc phải làm", "What must be done"),
    ]
    .map(str::to_owned);
    let cells = rows.iter().map(|rule| {
        let sure = rule.certainty.is_sure() && rule.valid_certainty.is_sure();
        [
            rule.id.clone(),
            if sure { "" } else { "?" }.to_owned(),
            words::limit(rule, english),
            if english {
                &rule.trigger_en
            } else {
                &rule.trigger
            }
            .clone(),
            rule.citation.clone(),
            words::validity(rule, english),
            if english { &rule.title_en } else { &rule.title }.clone(),
        ]
    });
    let lines: Vec<[String; 7]> = std::iter::once(header).chain(cells).collect();
    let mut widths = [0; 7];
    for line in &lines {
        for (cell, widest) in line.iter().zip(&mut widths) {
            *widest = width(cell).max(*widest);
        }
    }
    for line in &lines {
        let cells: Vec<String> = line
            .iter()
            .zip(widths)
            .map(|(cell, cols)| pad(cell, cols))
            .collect();
        writeln!(ctx.out, "{}", cells.join("  ").trim_end())?;
    }
    let unsure = ctx.say(
        "? thời hạn hoặc ngày có hiệu lực ghi theo trí nhớ: cơ quan cần đối chiếu văn bản.",
        "? the limit or its validity is from memory: the office must check the text.",
    );
    writeln!(ctx.out, "\n{unsure}")
}

/// One row of `--json`: every column of the table.
#[derive(serde::Serialize)]
struct Row<'a> {
    id: &'a str,
    title: &'a str,
    title_en: &'a str,
    citation: &'a str,
    trigger: &'a str,
    trigger_en: &'a str,
    count: Option<u32>,
    unit: &'static str,
    direction: &'static str,
    whose: &'static str,
    remote: Option<u32>,
    complex: Option<u32>,
    remote_complex: Option<u32>,
    several_places: Option<u32>,
    extension_days: Option<u32>,
    extension_times: Option<u32>,
    pausable: bool,
    valid_from: String,
    valid_to: Option<String>,
    certainty: &'static str,
    valid_certainty: &'static str,
    sure: bool,
    note: &'a str,
}

impl<'a> From<&'a Rule> for Row<'a> {
    fn from(rule: &'a Rule) -> Self {
        Self {
            id: &rule.id,
            title: &rule.title,
            title_en: &rule.title_en,
            citation: &rule.citation,
            trigger: &rule.trigger,
            trigger_en: &rule.trigger_en,
            count: rule.count,
            unit: rule.unit.word(),
            direction: rule.direction.word(),
            whose: rule.whose.word(),
            remote: rule.remote,
            complex: rule.complex,
            remote_complex: rule.remote_complex,
            several_places: rule.several_places,
            extension_days: rule.extension.map(|may| may.max_days),
            extension_times: rule.extension.map(|may| may.times),
            pausable: rule.pausable,
            valid_from: rule.valid_from.to_string(),
            valid_to: rule.valid_to.map(|day| day.to_string()),
            certainty: rule.certainty.mark(),
            valid_certainty: rule.valid_certainty.mark(),
            sure: rule.certainty.is_sure() && rule.valid_certainty.is_sure(),
            note: &rule.note,
        }
    }
}
