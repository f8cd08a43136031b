//! The page of a reception, looked at and typed at over a real office.

use super::VisitPage;
use crate::desk::petition::sample::{Played, Who, desk, written};
use serde_json::json;

pub(in crate::desk) fn page(no: &str, who: Who, size: (u16, u16)) -> Played {
    desk(VisitPage::new(no.parse().unwrap()), who, size)
}

#[test]
fn a_reception_with_its_petition() {
    let mut desk = page("TCD-2026-0001", Who::Hoa, (80, 24));
    insta::assert_snapshot!("visit_80", desk.screen());
    desk.play("<ret>").unwrap();
    assert!(desk.screen().starts_with(" D-2026-0001"));
}

#[test]
fn a_crowd_to_whom_something_was_promised() {
    insta::assert_snapshot!(
        "crowd_120",
        page("TCD-2026-0005", Who::Minh, (120, 40)).screen()
    );
}

#[test]
fn a_refused_reception_with_its_ground_and_its_clock() {
    insta::assert_snapshot!(
        "refused_80",
        page("TCD-2026-0006", Who::Minh, (80, 24)).screen()
    );
}

#[test]
fn a_reception_that_brought_a_denunciation_hides_who_and_what() {
    let screen = page("TCD-2026-0003", Who::Hoa, (80, 24)).screen();
    for hidden in ["Kín", "thầu", " D-2026"] {
        assert!(!screen.contains(hidden), "{hidden} in {screen}");
    }
    insta::assert_snapshot!("masked_80", screen);
}

#[test]
fn a_promise_is_made_and_kept() {
    let mut desk = page("TCD-2026-0006", Who::Minh, (80, 24));
    desk.play("aloi hua<ret>Gặp lại<tab>27/11<tab><C-s>")
        .unwrap();
    let screen = desk.screen();
    assert!(screen.contains("Gặp lại"), "{screen}");
    assert!(screen.contains("T6 27/11/2026"), "{screen}");
    desk.play("ada giu<ret><C-s>").unwrap();
    let lines = written(&desk);
    let promise = lines[1]["promise"].clone();
    assert!(promise.is_i64());
    assert_eq!(
        lines,
        [
            json!({"do": "promise", "reception": "TCD-2026-0006", "on": "2026-11-20",
                "text": "Gặp lại", "due": "2026-11-27"}),
            json!({"do": "promise_kept", "reception": "TCD-2026-0006", "on": "2026-11-20",
                "promise": promise}),
        ]
    );
    assert!(
        desk.screen().contains("xong 20/11/2026"),
        "{}",
        desk.screen()
    );
}

#[test]
fn a_fact_of_a_reception_is_corrected() {
    let mut desk = page("TCD-2026-0006", Who::Minh, (80, 24));
    desk.play("eloai tiep<ret><right><tab>ghi nhầm<C-s>")
        .unwrap();
    assert_eq!(
        written(&desk),
        [
            json!({"do": "correct", "reception": "TCD-2026-0006", "on": "2026-11-20",
            "field": "kind", "to": "periodic", "reason": "ghi nhầm"})
        ]
    );
    assert!(
        desk.screen().contains("định kỳ"),
        "the page shows it at once: {}",
        desk.screen()
    );
}
