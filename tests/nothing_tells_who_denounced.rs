//! Two books that differ only in which of two citizens denounced, and in who wrote it down and when: whatever
//! an officer without clearance asks or tries, the answers are the same, letter by letter. Every person is
//! invented.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod worlds;

use proptest::prelude::*;
use worlds::asked::{differences, listen};
use worlds::{Event, World, event};

/// How many pairs of books are compared; more where the environment asks for it.
fn config() -> ProptestConfig {
    let asked = std::env::var("TIEPDAN_WORLDS").ok();
    ProptestConfig {
        cases: asked.and_then(|n| n.parse().ok()).unwrap_or(3),
        failure_persistence: None,
        // A case costs seconds; what differed is told as it is.
        max_shrink_iters: 0,
        ..ProptestConfig::default()
    }
}

/// What differs between two books.
fn differ(worlds: [World; 2]) -> String {
    let [(one, files), (other, others)] = worlds.map(listen);
    assert_eq!(files, others);
    differences(&one, &other).join("\n")
}

#[test]
fn that_a_petition_left_its_matter_tells_not_whose_a_denunciation_came_under_it() {
    let mut worlds = [World::new(0), World::new(1)];
    for world in &mut worlds {
        world.happens(&Event::Writes {
            who: 2,
            class: 0,
            text: 1,
        });
        // The denunciation comes under the matter of the one or of the other.
        world.happens(&Event::Belongs {
            text: 3,
            how: 4,
            from_open: false,
        });
        for brought in [1, 2] {
            world.moves_to_the_first(brought);
        }
    }
    assert_eq!(differ(worlds), "");
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn whoever_denounced_the_same_rows_the_same_counts_and_every_answer_letter_by_letter(
        events in prop::collection::vec(event(), 8..20),
    ) {
        let mut worlds = [World::new(0), World::new(1)];
        for event in &events {
            for world in &mut worlds {
                world.happens(event);
            }
        }
        let told = differ(worlds);
        prop_assert!(told.is_empty(), "{told}\n{events:?}");
    }
}
