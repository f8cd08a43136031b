//! `check`: proof that nothing is missing or altered, for whoever asks for it on one page. Beside an open desk
//! too: then of the journal as it stands, and the page says what could not be compared.

use super::ctx::{Ctx, DONE, NO};
use super::render::instant;
use super::session::{OrEnded, end_store, telling, unwritten};
use crate::office::books::Office;
use crate::office::proof::Proof;
use crate::office::wall::{SystemClock, WallClock, civil};
use crate::store::ReadOnly;
use crate::store::catch_up::Written;
use crate::store::check::NotCompared;
use crate::words::failure::problem;
use crate::words::{Lang, Say, words};
use serde_json::json;
use std::fmt::Display;

words! {
    /// What a check has to say.
    pub enum CheckWord {
        Whole => "Sổ nguyên vẹn.", "The books are whole.";
        NotWhole => "SỔ CÓ VẤN ĐỀ:", "THE BOOKS ARE NOT WHOLE:";
        Counted => "{0} mục · {1} lượt · {2} đơn", "{0} entries · {1} receptions · {2} petitions";
        WrongDays => "{0}: hạn hoặc dòng danh sách không khớp với việc đã ghi", "{0}: due days or row are not what its acts say";
        ErasedCount => "đã xóa danh tính {0} người", "{0} identities erased";
        When => "{0} · soát lúc {1}, bằng tiepdan {2}", "{0} · checked at {1}, by tiepdan {2}";
        Span => "việc đầu {0}: {1} · việc cuối {2}: {3}", "first act {0}: {1} · last act {2}: {3}";
        Head => "đầu chuỗi {0}", "head {0}";
        Beside => "bản dựng, hạn và danh sách chưa đối chiếu: bàn đang mở sổ. Sổ đã đọc đến mục cuối lúc soát", "the state, due days and lists were not compared: a desk is open. The journal was read to its end as it stood";
        NotComparedFull => "bản dựng chưa đối chiếu: đĩa đầy", "the state was not compared: the disk is full";
        NotComparedDamaged => "bản dựng chưa đối chiếu: nhật ký hỏng", "the state was not compared: the journal is damaged";
        NotComparedSaving => "bản dựng chưa đối chiếu: có việc vừa ghi trong lúc soát", "the state was not compared: something was saved meanwhile";
        CloseDesk => "bàn đang mở sổ: ngừng ghi, đóng lại ngay; lần mở sau chỉ đọc được", "a desk has the books open: stop writing and close it; the next opening is read-only";
    }
}

/// `check`: the chain, the state and the index held against each other.
pub fn check(office: &mut Office, ctx: &mut Ctx) -> OrEnded<u8> {
    let checked = office.check_telling(&mut telling(ctx));
    let proof = match checked {
        Ok(proof) => proof,
        Err(error) => return end_store(ctx, &error),
    };
    let told = if ctx.json {
        let page = as_json(&proof, ctx.lang());
        ctx.write_json(&page)
    } else {
        let page = as_text(&proof, office, ctx.lang());
        write!(ctx.out, "{page}")
    };
    told.or_else(unwritten)?;
    Ok(if proof.ok() { DONE } else { NO })
}

fn problems(proof: &Proof, lang: Lang) -> Vec<String> {
    let found = proof.store.problems.iter().map(|p| problem(p, lang));
    let days = proof.wrong_days.iter();
    found
        .chain(days.map(|no| CheckWord::WrongDays.fill(lang, &[no])))
        .collect()
}

fn as_json(proof: &Proof, lang: Lang) -> serde_json::Value {
    let act_of = |one: Written| json!({"seq": one.seq, "at": instant(one.at)});
    let report = &proof.store;
    json!({
        "ok": proof.ok(),
        "entries": report.entries,
        "first": report.span.map(|(first, _)| act_of(first)),
        "last": report.span.map(|(_, last)| act_of(last)),
        "receptions": report.receptions,
        "petitions": report.petitions,
        "erased": report.erased,
        "head": report.head,
        "state_compared": report.not_compared.is_none(),
        "why_not_compared": report.not_compared.map(code),
        "problems": problems(proof, lang),
    })
}

fn code(why: NotCompared) -> &'static str {
    match why {
        NotCompared::Beside => "desk_open",
        NotCompared::DiskFull => "disk_full",
        NotCompared::Damaged => "journal_damaged",
        NotCompared::Saving => "saved_meanwhile",
    }
}

fn as_text(proof: &Proof, office: &Office, lang: Lang) -> String {
    let report = &proof.store;
    let verdict = if proof.ok() {
        CheckWord::Whole
    } else {
        CheckWord::NotWhole
    };
    let mut lines = vec![verdict.say(lang).to_owned()];
    lines.extend(problems(proof, lang).iter().map(|p| format!("  ! {p}")));
    let beside = report.not_compared == Some(NotCompared::Beside);
    if beside && matches!(office.read_only(), Some(ReadOnly::Damaged { .. })) {
        lines.push(format!("  ! {}", CheckWord::CloseDesk.say(lang)));
    }
    let at = civil(SystemClock.millis()).format("%d/%m/%Y %H:%M");
    let agency = &office.me().agency;
    lines.push(CheckWord::When.fill(lang, &[agency, &at, &env!("CARGO_PKG_VERSION")]));
    lines.push(CheckWord::Counted.fill(
        lang,
        &[&report.entries, &report.receptions, &report.petitions],
    ));
    if report.erased > 0 {
        lines.push(CheckWord::ErasedCount.fill(lang, &[&report.erased]));
    }
    if let Some((first, last)) = report.span {
        let day = |one: Written| civil(one.at).format("%d/%m/%Y %H:%M").to_string();
        let said: [&dyn Display; 4] = [&first.seq, &day(first), &last.seq, &day(last)];
        lines.push(CheckWord::Span.fill(lang, &said));
    }
    lines.push(CheckWord::Head.fill(lang, &[&report.head]));
    lines.extend(report.not_compared.map(|why| {
        let word = match why {
            NotCompared::Beside => CheckWord::Beside,
            NotCompared::DiskFull => CheckWord::NotComparedFull,
            NotCompared::Damaged => CheckWord::NotComparedDamaged,
            NotCompared::Saving => CheckWord::NotComparedSaving,
        };
        word.say(lang).to_owned()
    }));
    lines.push(String::new());
    lines.join("\n")
}
