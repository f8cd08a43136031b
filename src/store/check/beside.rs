//! A check of an office that another program holds. Opening it beside has just read the journal from the first
//! entry to the end as it stood, every frame, chain and seal, and folded it in memory: what is told here is
//! what that came to. The state that the desk holds cannot be looked into, and is not compared.

use super::{CheckReport, NotCompared, PAGE, Problem, missing_keys};
use crate::store::books::Books;
use crate::store::catch_up::Written;
use crate::store::damage;
use crate::store::engine::Tree;
use crate::store::error::{ReadOnly, StoreError};
use crate::store::journal::frame::{SealedPerson, Under};
use crate::store::key;
use crate::store::open_store::Store;
use crate::store::people::state_broken;

impl Store {
    /// Tells what the opening beside read. Damage is noted in the folder, so that the desk looks for itself
    /// and the next opening does; where the note cannot be written, the page alone says so.
    pub(super) fn check_beside(&self) -> Result<CheckReport, StoreError> {
        let mut problems = Vec::new();
        if let Some(why) = self.read_only()
            && let ReadOnly::Damaged { file, offset, seq } = why.clone()
        {
            damage::note(&self.site, &why);
            problems.push(Problem::Journal { file, offset, seq });
        } else {
            problems.extend(missing_keys(&self.books, &self.epochs)?);
        }
        let broken = |b| state_broken(&b);
        let read = self.books.progress().map_err(broken)?.unwrap_or_default();
        let written = |seq| {
            let entry = self.entry(seq)?;
            Ok::<_, StoreError>(entry.map(|entry| Written { seq, at: entry.at }))
        };
        Ok(CheckReport {
            ok: problems.is_empty(),
            entries: read.seq,
            span: written(1)?.zip(written(read.seq)?),
            receptions: read.receptions,
            petitions: read.petitions,
            erased: erased(&self.books)?,
            head: blake3::Hash::from_bytes(read.chain).to_hex().to_string(),
            not_compared: Some(NotCompared::Beside),
            problems,
        })
    }
}

/// How many identities the books know to be erased.
fn erased(books: &Books) -> Result<u64, StoreError> {
    let (mut count, mut from) = (0, Vec::new());
    loop {
        let bounds = (std::mem::take(&mut from), key::LAST.to_vec());
        let rows = books.rows(Tree::Person, bounds, false, PAGE);
        let rows = rows.map_err(|b| state_broken(&b))?;
        let Some((last, _)) = rows.last() else {
            return Ok(count);
        };
        from.clone_from(last);
        from.push(0);
        let people = rows
            .iter()
            .filter_map(|(_, value)| SealedPerson::decode(value));
        count += people.filter(|one| one.under == Under::Erased).count() as u64;
    }
}
