//! The codes of the words that stand in acts: keys and closed-list words. Frozen: a line is never edited,
//! moved or taken out; new words go at the end with the next code. A word without a code is stored as it
//! is written, so nothing is lost before it gets one.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Every word with its code.
pub const WORDS: &[(u16, &str)] = &[
    (1, "do"),
    (2, "petition"),
    (3, "reception"),
    (4, "on"),
    (5, "receive"),
    (6, "file"),
    (7, "schedule"),
    (8, "absent"),
    (9, "accept"),
    (10, "decline"),
    (11, "guide"),
    (12, "forward"),
    (13, "return"),
    (14, "file_away"),
    (15, "urge"),
    (16, "request_more"),
    (17, "explain"),
    (18, "pass_to_investigators"),
    (19, "notify"),
    (20, "answer"),
    (21, "return_papers"),
    (22, "assign"),
    (23, "mark"),
    (24, "extend"),
    (25, "suspend"),
    (26, "resume"),
    (27, "terminate"),
    (28, "withdraw"),
    (29, "invite"),
    (30, "dialogue"),
    (31, "promise"),
    (32, "promise_kept"),
    (33, "conclude_reception"),
    (34, "decide"),
    (35, "send"),
    (36, "publish"),
    (37, "take_effect"),
    (38, "enforce"),
    (39, "reply_received"),
    (40, "protect"),
    (41, "link"),
    (42, "unlink"),
    (43, "override_due"),
    (44, "correct"),
    (45, "reveal"),
    (46, "agency"),
    (47, "number"),
    (48, "date"),
    (49, "name"),
    (50, "pages"),
    (51, "original"),
    (52, "ground"),
    (53, "evidence"),
    (54, "decided_by"),
    (55, "state"),
    (56, "question"),
    (57, "yes"),
    (58, "class"),
    (59, "field"),
    (60, "subject"),
    (61, "round"),
    (62, "competent"),
    (63, "eligible"),
    (64, "several_places"),
    (65, "dated"),
    (66, "petitioners"),
    (67, "signers"),
    (68, "also_sent_to"),
    (69, "lower_body"),
    (70, "matter"),
    (71, "summary"),
    (72, "request"),
    (73, "against"),
    (74, "path"),
    (75, "overruled"),
    (76, "at"),
    (77, "kind"),
    (78, "by"),
    (79, "online"),
    (80, "continues"),
    (81, "visitors"),
    (82, "people"),
    (83, "capacity"),
    (84, "paper"),
    (85, "place"),
    (86, "documents"),
    (87, "refused"),
    (88, "petitions"),
    (89, "source"),
    (90, "from_agency"),
    (91, "senders"),
    (92, "who"),
    (93, "posted_on"),
    (94, "reason"),
    (95, "replaced_by"),
    (96, "what"),
    (97, "how"),
    (98, "officer"),
    (99, "remote"),
    (100, "complex"),
    (101, "grounds"),
    (102, "days"),
    (103, "whole"),
    (104, "content"),
    (105, "minutes"),
    (106, "text"),
    (107, "due"),
    (108, "outcome"),
    (109, "recovered_money"),
    (110, "recovered_land_m2"),
    (111, "returned_money"),
    (112, "returned_land_m2"),
    (113, "returned_orgs"),
    (114, "returned_people"),
    (115, "disciplined_orgs"),
    (116, "disciplined_people"),
    (117, "disciplined_officials"),
    (118, "investigated_cases"),
    (119, "investigated_people"),
    (120, "investigated_officials"),
    (121, "done"),
    (122, "prosecuted_cases"),
    (123, "prosecuted_people"),
    (124, "prosecuted_officials"),
    (125, "asked"),
    (126, "to"),
    (127, "as"),
    (128, "rule"),
    (129, "was"),
    (130, "person"),
    (131, "seq"),
    (132, "void"),
    (133, "born"),
    (134, "born_year"),
    (135, "sex"),
    (136, "id_kind"),
    (137, "id_number"),
    (138, "id_issued"),
    (139, "id_place"),
    (140, "address"),
    (141, "unit"),
    (142, "phone"),
    (143, "organisation"),
    (144, "complaint"),
    (145, "denunciation"),
    (146, "recommendation"),
    (147, "feedback"),
    (148, "land"),
    (149, "policy"),
    (150, "administrative"),
    (151, "corruption"),
    (152, "judicial"),
    (153, "other"),
    (154, "decision"),
    (155, "act"),
    (156, "disciplinary"),
    (157, "regular"),
    (158, "periodic"),
    (159, "unscheduled"),
    (160, "receptionist"),
    (161, "head"),
    (162, "delegate"),
    (163, "self"),
    (164, "lawful_representative"),
    (165, "authorised"),
    (166, "lawyer"),
    (167, "legal_aid"),
    (168, "group_representative"),
    (169, "cccd"),
    (170, "cmnd"),
    (171, "passport"),
    (172, "male"),
    (173, "female"),
    (174, "post"),
    (175, "forwarded"),
    (176, "front"),
    (177, "peoples_inspection"),
    (178, "press"),
    (179, "elected_body"),
    (180, "not_asked"),
    (181, "pending"),
    (182, "late"),
    (183, "decided"),
    (184, "right"),
    (185, "wrong"),
    (186, "partly_right"),
    (187, "upheld"),
    (188, "changed"),
    (189, "duplicate"),
    (190, "related"),
    (191, "second_round"),
    (192, "split_from"),
    (193, "joined_to"),
    (194, "received"),
    (195, "waiting_more"),
    (196, "accepted"),
    (197, "suspended"),
    (198, "in_force"),
    (199, "enforced"),
    (200, "declined"),
    (201, "guided"),
    (202, "returned"),
    (203, "filed"),
    (204, "explained"),
    (205, "withdrawn"),
    (206, "terminated"),
    (207, "investigators"),
    (208, "conflict_check"),
    (209, "change_calendar"),
    (210, "change_rules"),
    (211, "rows"),
    (212, "gone"),
    (213, "notes"),
    (214, "confirmed_from"),
    (215, "confirmed_to"),
    (216, "basis"),
    (217, "certainty"),
    (218, "holiday"),
    (219, "in_lieu"),
    (220, "worked"),
    (221, "id"),
    (222, "title"),
    (223, "title_en"),
    (224, "citation"),
    (225, "trigger"),
    (226, "trigger_en"),
    (227, "direction"),
    (228, "whose"),
    (229, "remote_complex"),
    (230, "extension_days"),
    (231, "extension_times"),
    (232, "pausable"),
    (233, "valid_from"),
    (234, "valid_to"),
    (235, "note"),
    (236, "working_day"),
    (237, "back"),
    (238, "citizen"),
    (239, "other_body"),
    (240, "effect"),
    (241, "count"),
    (242, "day"),
    (243, "erase"),
    (244, "second"),
    (245, "unlike"),
    (246, "change_officers"),
    (247, "list"),
    (248, "recovery"),
    (249, "add"),
    (250, "password"),
    (251, "role"),
    (252, "disable"),
    (253, "enable"),
    (254, "clear"),
    (255, "unclear"),
    (256, "recover"),
    (257, "renew"),
    (258, "card"),
    (259, "veil"),
    (260, "paths"),
];

static CODES: LazyLock<HashMap<&'static str, u16>> =
    LazyLock::new(|| WORDS.iter().map(|(code, word)| (*word, *code)).collect());

/// The code of a word.
pub fn code(word: &str) -> Option<u16> {
    CODES.get(word).copied()
}

/// The word of a code.
pub fn word(code: u16) -> Option<&'static str> {
    let index = usize::from(code).checked_sub(1)?;
    WORDS.get(index).map(|(_, word)| *word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::calendar::SpecialKind;
    use crate::law::rule::{Direction, Unit, Whose};
    use crate::register::act::{
        Absent, Act, Answer, DecidedBy, Document, File, LowerBody, NewPetition, Receive, Refused,
        Schedule, StepKind,
    };
    use crate::register::book::Content;
    use crate::register::officers::{ChangeOfficers, OfficersDeed};
    use crate::register::own_law::{ChangeCalendar, ChangeRules, DayNote, DayRow, RuleRow};
    use crate::register::person::Person;
    use crate::register::words::{
        Capacity, Class, Field, IdKind, LinkKind, LowerState, Outcome, ReceivedBy, ReceptionKind,
        Sex, Source, Status, Subject,
    };

    #[test]
    fn codes_run_from_one_and_no_word_has_two() {
        for (index, (code, word)) in WORDS.iter().enumerate() {
            assert_eq!(usize::from(*code), index + 1, "{word}");
            assert_eq!(super::code(word), Some(*code), "{word} stands twice");
            assert_eq!(super::word(*code), Some(*word));
        }
        assert_eq!(super::word(0), None);
    }

    #[test]
    fn released_lines_were_not_edited() {
        let golden = include_str!("golden/dictionary.txt");
        for (index, line) in golden.lines().enumerate() {
            let (code, word) = WORDS[index];
            assert_eq!(line, format!("{code} {word}"));
        }
        assert_eq!(
            golden.lines().count(),
            WORDS.len(),
            "add new words to the golden file too"
        );
    }

    #[test]
    fn every_key_and_every_word_of_a_closed_list_has_a_code() {
        let mut all: Vec<&str> = vec!["do", "on", "petition", "reception", "change_officers"];
        all.extend(Act::all_words());
        for kind in StepKind::ALL {
            all.extend(kind.keys());
        }
        for keys in [
            Receive::KEYS,
            File::KEYS,
            Schedule::KEYS,
            Absent::KEYS,
            NewPetition::KEYS,
            DecidedBy::KEYS,
            Document::KEYS,
            Refused::KEYS,
            LowerBody::KEYS,
            Answer::KEYS,
            Content::KEYS,
            Person::KEYS,
            ChangeCalendar::KEYS,
            ChangeRules::KEYS,
            DayRow::KEYS,
            DayNote::KEYS,
            RuleRow::KEYS,
            ChangeOfficers::KEYS,
        ] {
            all.extend(keys);
        }
        macro_rules! lists {
            ($($list:ty),*) => { $(all.extend(<$list>::ALL.iter().map(|v| v.word()));)* };
        }
        lists!(
            Capacity,
            Class,
            Field,
            IdKind,
            LinkKind,
            LowerState,
            OfficersDeed,
            Outcome,
            ReceivedBy,
            ReceptionKind,
            Sex,
            Source,
            Status,
            Subject,
            SpecialKind,
            Unit,
            Direction,
            Whose
        );
        let missing: Vec<_> = all
            .into_iter()
            .filter(|word| code(word).is_none())
            .collect();
        assert_eq!(missing, Vec::<&str>::new());
    }
}
