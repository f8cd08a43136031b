//! Making, opening and closing an office: the card that says whose it is, log-in, the index built from the
//! books, drafts.

use super::ask::{ChainState, Draft, DraftHead, Folder, Me, OfficeKind, SetUp};
use super::books::Office;
use super::filling::fill;
use super::index::Index;
use super::own_law::own_law;
use super::permit::Role;
use super::tidying::Tidying;
use super::wall::WallClock;
use crate::register::value::Value;
use crate::store::log::{Detail, Event};
use crate::store::open::card;
use crate::store::{
    Cost, Credential, DraftId, NewOffice, NewOfficer, OpenReport, Opened, ReadOnly, Site, Stage,
    Store, StoreError,
};
use std::path::Path;
use std::sync::Arc;
use zeroize::Zeroizing;

/// How many records are read from the store at once.
pub(super) const SLICE: usize = 2000;

impl Office {
    /// Says what stands in a folder, before anyone logs in.
    pub fn look(dir: &Path) -> Result<Folder, StoreError> {
        match card(&Site::new(dir, 0)) {
            Ok((card, officers)) => Ok(Folder::Office {
                agency: text_of(&card, "agency"),
                officers: officers
                    .into_iter()
                    .filter(|o| !o.disabled)
                    .map(|o| o.name)
                    .collect(),
            }),
            Err(StoreError::NotAnOffice { .. }) => Ok(Folder::Empty),
            Err(error) => Err(error),
        }
    }

    /// Makes an office; its first officer, an admin with clearance, is logged in. Also returns the recovery
    /// key, to be shown once.
    pub fn create(
        dir: &Path,
        set_up: &SetUp,
        clock: Arc<dyn WallClock>,
    ) -> Result<(Self, Zeroizing<String>), StoreError> {
        let mut entries = vec![
            ("agency".to_owned(), Value::Text(set_up.agency.clone())),
            (
                "kind".to_owned(),
                Value::Text(set_up.kind.word().to_owned()),
            ),
        ];
        entries.extend(
            set_up
                .unit
                .clone()
                .map(|unit| ("unit".to_owned(), Value::Text(unit))),
        );
        let new = NewOffice {
            card: Value::Map(entries),
            first: NewOfficer {
                name: set_up.user.clone(),
                display: set_up.display.clone(),
                role: Role::Admin,
                password: set_up.password.clone(),
                cost: Cost::default(),
            },
        };
        let (opened, recovery) = Store::create(Site::new(dir, clock.millis()), &new)?;
        Ok((Self::over(opened, clock, &mut |_| {})?, recovery.text()))
    }

    /// Opens an office for an officer. `progress` is told how far it has come.
    pub fn open(
        dir: &Path,
        user: &str,
        password: &str,
        clock: Arc<dyn WallClock>,
        progress: &mut dyn FnMut(Stage),
    ) -> Result<Self, StoreError> {
        let site = Site::new(dir, clock.millis());
        Self::open_on(site, (user, password), clock, progress)
    }

    /// The same by other means than those of this machine.
    pub fn open_on(
        site: Site,
        (user, password): (&str, &str),
        clock: Arc<dyn WallClock>,
        progress: &mut dyn FnMut(Stage),
    ) -> Result<Self, StoreError> {
        let credential = Credential::Password {
            user: user.to_owned(),
            password: Zeroizing::new(password.to_owned()),
        };
        let opened = Store::open(site, &credential, progress)?;
        Self::over(opened, clock, progress)
    }

    /// Opens an office that another program holds, to be read as it stands at this moment.
    pub fn open_beside(
        dir: &Path,
        user: &str,
        password: &str,
        clock: Arc<dyn WallClock>,
        progress: &mut dyn FnMut(Stage),
    ) -> Result<Self, StoreError> {
        let site = Site::new(dir, clock.millis());
        let opened = Store::open_beside(site, (user, password), progress)?;
        Self::over(opened, clock, progress)
    }

    fn over(
        opened: Opened,
        clock: Arc<dyn WallClock>,
        progress: &mut dyn FnMut(Stage),
    ) -> Result<Self, StoreError> {
        let Opened {
            store,
            session,
            report,
        } = opened;
        let officer = session.officer.clone();
        let card = store.card();
        let mended = mended(&report);
        let me = Me {
            user: officer.as_ref().map(|o| o.name.clone()).unwrap_or_default(),
            display: officer
                .as_ref()
                .map(|o| o.display.clone())
                .unwrap_or_default(),
            role: officer.as_ref().map_or(Role::Receptionist, |o| o.role),
            clearance: session.clearance.is_some(),
            agency: text_of(card, "agency"),
            kind: OfficeKind::from_word(&text_of(card, "kind")).unwrap_or(OfficeKind::Other),
            unit: Some(text_of(card, "unit")).filter(|unit| !unit.is_empty()),
            mended: mended.iter().map(|code| (*code).to_owned()).collect(),
        };
        let at = clock.millis();
        let rewritten = [("copy_rewritten", report.rewritten as u64)];
        let noted = mended.iter().map(|code| (*code, 1)).chain(rewritten);
        for (code, count) in noted.filter(|(_, count)| *count > 0) {
            store.log(&Event {
                at,
                code,
                details: &[Detail::Count(count)],
            });
        }
        let law = Arc::new(own_law(&store.changes_of_law()?));
        let index = Index::default();
        let chain = ChainState::Checking {
            done: 0,
            of: report.entries,
        };
        let mut office = Self {
            store,
            session,
            law,
            clock,
            me,
            index,
            chain,
            verifier: None,
            today: None,
            follows: None,
            tidying: Tidying::default(),
        };
        // Of books that were made anew none of it would stand.
        let made_anew = report.rebuilt.is_some()
            || matches!(
                report.read_only,
                Some(ReadOnly::DiskFull | ReadOnly::Beside)
            );
        office.read_all(report.dues_stale, !made_anew, progress)?;
        Ok(office)
    }

    /// Builds the index from the books, and from the snapshot where that may be used; tells the store its
    /// due days anew where it has lost them.
    pub(super) fn read_all(
        &mut self,
        dues_stale: bool,
        use_snapshot: bool,
        progress: &mut dyn FnMut(Stage),
    ) -> Result<(), StoreError> {
        // Due days that are told anew are written down: that takes its time too.
        let share = if dues_stale { 90 } else { 100 };
        let mut tell = |percent| progress(Stage::Listing { percent });
        let mut part = |percent: u8| tell(scaled(percent.into(), 100, share));
        let filled = fill(&self.store, &self.law, use_snapshot, &mut part)?;
        if dues_stale {
            for (n, dues) in filled.dues.chunks(SLICE).enumerate() {
                tell(share + scaled(n * SLICE, filled.dues.len(), 100 - share));
                self.store.set_dues(dues, false)?;
            }
            self.store.set_dues(&[], true)?;
        }
        let (receptions, petitions) = filled.index.counts();
        self.tidying.fresh = filled.read;
        self.tidying.compare =
            (filled.read < receptions + petitions).then_some(std::ops::Bound::Unbounded);
        self.index = filled.index;
        Ok(())
    }

    /// What stands in this folder: this office.
    pub fn folder(&self) -> Folder {
        let officers = self.store.officers();
        Folder::Office {
            agency: self.me.agency.clone(),
            officers: officers
                .into_iter()
                .filter(|o| !o.disabled)
                .map(|o| o.name)
                .collect(),
        }
    }

    /// Returns this officer's drafts, newest first.
    pub fn drafts(&self) -> Result<Vec<DraftHead>, StoreError> {
        let drafts = self.store.drafts(&self.session).list()?;
        Ok(drafts.into_iter().map(|d| head(&d)).collect())
    }

    /// Reads a draft of this officer.
    pub fn open_draft(&self, id: &str) -> Result<Option<Draft>, StoreError> {
        let draft = self.store.drafts(&self.session).load(draft_id(id))?;
        Ok(draft.map(|draft| Draft {
            head: head(&draft),
            value: draft.value,
        }))
    }

    /// Keeps a draft, in place of the one with the same id.
    pub fn keep_draft(&mut self, id: &str, form: &str, value: Value) -> Result<(), StoreError> {
        let draft = crate::store::Draft {
            id: draft_id(id),
            kind: form.to_owned(),
            updated: self.clock.millis(),
            value,
        };
        self.store.drafts(&self.session).save(&draft)
    }

    /// Throws a draft away.
    pub fn drop_draft(&mut self, id: &str) -> Result<(), StoreError> {
        self.store.drafts(&self.session).delete(draft_id(id))
    }
}

/// Part of `share` hundredths, where so many of all are done.
fn scaled(done: usize, of: usize, share: u8) -> u8 {
    let part = (usize::from(share) * done).checked_div(of).unwrap_or(0);
    u8::try_from(part).unwrap_or(share)
}

fn head(draft: &crate::store::Draft) -> DraftHead {
    DraftHead {
        id: format!("{:016x}", draft.id.0),
        at: draft.updated,
        form: draft.kind.clone(),
    }
}

/// The store's id of a draft: the one it gave, or one made of whatever a form calls its draft.
pub(super) fn draft_id(id: &str) -> DraftId {
    let given = (id.len() == 16)
        .then(|| u64::from_str_radix(id, 16).ok())
        .flatten();
    DraftId(given.unwrap_or_else(|| {
        let hash = blake3::hash(id.as_bytes());
        let (first, _) = hash
            .as_bytes()
            .split_first_chunk::<8>()
            .unwrap_or((&[0; 8], &[]));
        u64::from_be_bytes(*first)
    }))
}

fn text_of(card: &Value, key: &str) -> String {
    match card.get(key) {
        Some(Value::Text(text)) => text.clone(),
        _ => String::new(),
    }
}

/// What opening had to mend, as codes that the faces have words for.
fn mended(report: &OpenReport) -> Vec<&'static str> {
    let mut codes = Vec::new();
    let mut say = |told: bool, code: &'static str| {
        if told {
            codes.push(code);
        }
    };
    say(report.unclean, "unclean");
    say(report.caught_up > 0, "caught_up");
    say(report.rebuilt.is_some(), "rebuilt");
    say(report.torn.is_some(), "torn");
    let full = report.read_only == Some(ReadOnly::DiskFull);
    say(full, "disk_full");
    say(report.read_only.is_some() && !full, "read_only");
    say(!report.mended.is_empty(), "stood_in");
    say(report.officers_from_copy, "officers_from_copy");
    say(report.officers_older, "officers_older");
    say(report.reach.closed > 0, "permissions");
    say(report.reach.foreign > 0, "owner");
    codes
}
