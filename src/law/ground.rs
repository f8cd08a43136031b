//! Grounds that the law lists: for refusing reception, declining, calling a matter complex, suspending,
//! terminating. Must not decide whether one is met: that is an officer's act.

use super::rule::Certainty;
use super::table::{self, RowError};
use crate::text::nfc;
use std::sync::LazyLock;

/// What a ground is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroundKind {
    /// Từ chối tiếp công dân: TCD Đ9, NĐ 154 Đ4.
    Refusal,
    /// Không thụ lý khiếu nại: KN Đ11.
    DeclineComplaint,
    /// Không thụ lý tố cáo: TC Đ29.1 is not met.
    DeclineDenunciation,
    /// Khiếu nại phức tạp: NĐ 124 Đ3a, by NĐ 155 Đ2.
    ComplexComplaint,
    /// Tố cáo phức tạp: NĐ 31 Đ3; two or more make it especially complex.
    ComplexDenunciation,
    /// Tạm đình chỉ giải quyết khiếu nại: KN Đ11a.1.
    SuspendComplaint,
    /// Tạm đình chỉ giải quyết tố cáo: TC Đ34.1.
    SuspendDenunciation,
    /// Đình chỉ giải quyết khiếu nại: KN Đ11a.2.
    TerminateComplaint,
    /// Đình chỉ giải quyết tố cáo: TC Đ34.3.
    TerminateDenunciation,
}

impl GroundKind {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::Refusal,
        Self::DeclineComplaint,
        Self::DeclineDenunciation,
        Self::ComplexComplaint,
        Self::ComplexDenunciation,
        Self::SuspendComplaint,
        Self::SuspendDenunciation,
        Self::TerminateComplaint,
        Self::TerminateDenunciation,
    ];

    /// The word of the table.
    pub fn word(self) -> &'static str {
        match self {
            Self::Refusal => "refusal",
            Self::DeclineComplaint => "decline_complaint",
            Self::DeclineDenunciation => "decline_denunciation",
            Self::ComplexComplaint => "complex_complaint",
            Self::ComplexDenunciation => "complex_denunciation",
            Self::SuspendComplaint => "suspend_complaint",
            Self::SuspendDenunciation => "suspend_denunciation",
            Self::TerminateComplaint => "terminate_complaint",
            Self::TerminateDenunciation => "terminate_denunciation",
        }
    }
}

/// How a visitor is told of a refusal (NĐ 154 Đ4.2, Đ4.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefusalNotice {
    /// The receptionist explains in person.
    Explain,
    /// The head issues a written notice, within the limit ND154-4.3.
    Written,
}

/// One ground.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ground {
    /// What it is for.
    pub kind: GroundKind,
    /// Its code, unique within its kind, as `Đ9.3` or `4.1.h`.
    pub code: String,
    /// What it says, in Vietnamese.
    pub text: String,
    /// The same in English.
    pub text_en: String,
    /// Of a refusal, how the visitor is told.
    pub notice: Option<RefusalNotice>,
    /// Its article.
    pub citation: String,
    /// How sure the row is.
    pub certainty: Certainty,
    /// Conflicts, conditions, what to confirm (Vietnamese).
    pub note: String,
}

#[derive(serde::Deserialize)]
struct Row {
    kind: String,
    code: String,
    text: String,
    text_en: String,
    how: String,
    citation: String,
    certainty: String,
    note: String,
}

static STATUTE: LazyLock<(Vec<Ground>, Vec<RowError>)> =
    LazyLock::new(|| read(include_str!("data/grounds.csv")));

/// Returns the grounds of a kind, in the order of the article.
pub fn of_kind(kind: GroundKind) -> impl Iterator<Item = &'static Ground> {
    STATUTE.0.iter().filter(move |ground| ground.kind == kind)
}

/// Returns the ground with this code; the `Đ` before it may be missing, and where the last part alone
/// names one ground of the kind, it will do (`5` for `Đ11.5`).
pub fn find(kind: GroundKind, code: &str) -> Option<&'static Ground> {
    let code = nfc(code.trim());
    let bare = |text: &str| text.trim_start_matches(['Đ', 'đ', 'D', 'd']).to_lowercase();
    // Not folded: points d and đ are two points.
    let wanted = if code.chars().count() > 1 {
        bare(&code)
    } else {
        code.to_lowercase()
    };
    let whole = of_kind(kind).find(|ground| ground.code == code || bare(&ground.code) == wanted);
    whole.or_else(|| {
        let mut ends =
            of_kind(kind).filter(|ground| ground.code.rsplit('.').next() == Some(wanted.as_str()));
        ends.next().filter(|_| ends.next().is_none())
    })
}

fn read(text: &str) -> (Vec<Ground>, Vec<RowError>) {
    let (mut grounds, mut errors): (Vec<Ground>, _) = (Vec::new(), Vec::new());
    for (line, row) in table::rows::<Row>(text, b',') {
        match row.and_then(ground) {
            Ok(new)
                if grounds
                    .iter()
                    .any(|old| old.kind == new.kind && old.code == new.code) =>
            {
                errors.push(RowError {
                    line,
                    reason: format!("{} stands twice", new.code),
                });
            }
            Ok(new) => grounds.push(new),
            Err(reason) => errors.push(RowError { line, reason }),
        }
    }
    (grounds, errors)
}

fn ground(row: Row) -> Result<Ground, String> {
    let kind = GroundKind::ALL
        .into_iter()
        .find(|kind| kind.word() == row.kind);
    let kind = kind.ok_or_else(|| format!("unknown kind {}", row.kind))?;
    let notice = match (kind, row.how.as_str()) {
        (GroundKind::Refusal, "explain") => Some(RefusalNotice::Explain),
        (GroundKind::Refusal, "written_notice") => Some(RefusalNotice::Written),
        (GroundKind::Refusal, other) => return Err(format!("unknown way to tell {other}")),
        (_, "") => None,
        (_, other) => return Err(format!("{} is no refusal but told by {other}", row.code)),
    };
    if row.code.is_empty() || row.text.is_empty() || row.citation.is_empty() {
        return Err("code, text or citation is missing".to_owned());
    }
    let certainty = Certainty::from_mark(&row.certainty);
    Ok(Ground {
        kind,
        code: nfc(&row.code),
        text: nfc(&row.text),
        text_en: row.text_en,
        notice,
        citation: nfc(&row.citation),
        certainty: certainty.ok_or_else(|| format!("unknown certainty {}", row.certainty))?,
        note: nfc(&row.note),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_ground_can_be_read() {
        assert_eq!(STATUTE.1, []);
        let counts = GroundKind::ALL.map(|kind| of_kind(kind).count());
        assert_eq!(counts, [13, 9, 5, 7, 7, 2, 2, 4, 3]);
        assert!(
            STATUTE
                .0
                .iter()
                .all(|ground| ground.certainty.is_sure() || !ground.note.is_empty())
        );
    }

    #[test]
    fn only_two_refusals_need_a_written_notice() {
        // NĐ 154 Đ4.3.
        let written =
            of_kind(GroundKind::Refusal).filter(|g| g.notice == Some(RefusalNotice::Written));
        assert_eq!(
            written.map(|g| g.code.as_str()).collect::<Vec<_>>(),
            ["Đ9.3", "4.1.h"]
        );
    }

    #[test]
    fn a_ground_is_found_by_what_people_write() {
        for (kind, typed, code) in [
            (GroundKind::Refusal, "Đ9.3", Some("Đ9.3")),
            (GroundKind::Refusal, "9.3", Some("Đ9.3")),
            (GroundKind::Refusal, "4.1.đ", Some("4.1.đ")),
            (GroundKind::Refusal, "4.1.d", Some("4.1.d")),
            (GroundKind::Refusal, "d", Some("4.1.d")),
            (GroundKind::Refusal, "đ", Some("4.1.đ")),
            (GroundKind::Refusal, "9.4", None),
            (GroundKind::DeclineComplaint, "5", Some("Đ11.5")),
            (GroundKind::DeclineComplaint, "Đ11.9", Some("Đ11.9")),
            (GroundKind::ComplexComplaint, "Đ3a.1.g", Some("Đ3a.1.g")),
            (GroundKind::ComplexDenunciation, "b", Some("Đ3.2.b")),
            (GroundKind::SuspendComplaint, "", None),
        ] {
            assert_eq!(find(kind, typed).map(|g| g.code.as_str()), code, "{typed}");
        }
    }

    #[test]
    fn a_bad_row_is_left_out_and_told() {
        let header = "kind,code,text,text_en,how,citation,certainty,note\n";
        let read = |row: &str| read(&format!("{header}refusal,1,t,t,explain,c,T,\n{row}\n")).1;
        for (row, reason) in [
            ("refusal,2,t,t,shout,c,T,", "unknown way to tell shout"),
            ("other,2,t,t,,c,T,", "unknown kind other"),
            ("refusal,1,t,t,explain,c,T,", "1 stands twice"),
            (
                "suspend_complaint,1,t,t,explain,c,T,",
                "1 is no refusal but told by explain",
            ),
            (
                "suspend_complaint,1,t,t,,,T,",
                "code, text or citation is missing",
            ),
        ] {
            assert_eq!(
                read(row),
                [RowError {
                    line: 3,
                    reason: reason.to_owned()
                }]
            );
        }
    }
}
