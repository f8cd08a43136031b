//! The stable words for why an act is refused and for what is odd about one. What they mean to a reader
//! is the faces' affair.

use crate::closed_list;

closed_list! {
    /// Why an act is refused. In brackets what `detail` holds.
    RefusalCode {
        /// A key that is needed here is missing.
        Missing = "missing",
        /// A value cannot be read, or cannot be (`found`).
        BadValue = "bad_value",
        /// It lies in the future (`day`, `today`).
        Future = "future",
        /// It lies before what it rests on (`day`, `earliest`).
        TooEarly = "too_early",
        /// No such reception (`no`).
        UnknownReception = "unknown_reception",
        /// No such petition (`no`).
        UnknownPetition = "unknown_petition",
        /// No such matter (`no`).
        UnknownMatter = "unknown_matter",
        /// No officer of that name may be given work; it is the office that knows (`officer`).
        UnknownOfficer = "unknown_officer",
        /// A person is named that stands nowhere.
        UnknownPerson = "unknown_person",
        /// No such act on this record (`seq`).
        UnknownAct = "unknown_act",
        /// No such key on this record (`field`).
        UnknownField = "unknown_field",
        /// The law lists no such ground (`ground`).
        UnknownGround = "unknown_ground",
        /// The facts say something else than the questions led to, and no reason is given (`field`).
        OverruledWithoutReason = "overruled_without_reason",
        /// It would say who denounces.
        WouldReveal = "would_reveal",
        /// A text holds the name, the number or the phone of whoever denounces.
        NamesDenouncer = "names_denouncer",
        /// A refused reception takes no petition in.
        RefusedWithPetitions = "refused_with_petitions",
        /// Nothing is filed.
        NoPetition = "no_petition",
        /// The reception was already continued, or would continue itself (`no`).
        AlreadyContinued = "already_continued",
        /// A person stands twice in a list.
        SamePersonTwice = "same_person_twice",
        /// The step belongs to a petition, not to a reception (`do`).
        NotForReception = "not_for_reception",
        /// The law knows no such step for this class (`do`, `class`).
        ClassForbids = "class_forbids",
        /// The petition is closed (`status`).
        Closed = "closed",
        /// Accepted already (`day`).
        AlreadyAccepted = "already_accepted",
        /// Not accepted yet.
        NotAccepted = "not_accepted",
        /// Once accepted it is decided or terminated, not sent elsewhere.
        MustBeResolved = "must_be_resolved",
        /// It is known to lie outside the office's competence.
        NotCompetent = "not_competent",
        /// It is known not to meet the conditions.
        NotEligible = "not_eligible",
        /// Decided already (`day`).
        AlreadyDecided = "already_decided",
        /// Not decided yet.
        NotDecided = "not_decided",
        /// Suspended (`since`).
        Suspended = "suspended",
        /// The law knows no such stop before a day (`day`, `from`).
        NotYetLaw = "not_yet_law",
        /// Not suspended.
        NotSuspended = "not_suspended",
        /// Withdrawn already (`day`).
        AlreadyWithdrawn = "already_withdrawn",
        /// In force already (`day`).
        AlreadyInForce = "already_in_force",
        /// Carried out already.
        AlreadyEnforced = "already_enforced",
        /// The outcome does not belong to this class and round (`outcome`).
        WrongOutcome = "wrong_outcome",
        /// The limit has no such variant (`variant`).
        NoVariant = "no_variant",
        /// The law allows no extension here, or none more (`times`).
        NoExtension = "no_extension",
        /// One extension may not be so long (`max_days`).
        ExtensionTooLong = "extension_too_long",
        /// No decision stands that could be sent.
        NothingToSend = "nothing_to_send",
        /// It was neither forwarded nor was a body urged.
        NotForwarded = "not_forwarded",
        /// No identity of it is sealed.
        NotSealed = "not_sealed",
        /// A petition cannot be linked to itself.
        LinkToItself = "link_to_itself",
        /// The link stands already (`to`).
        AlreadyLinked = "already_linked",
        /// No such link (`to`).
        NotLinked = "not_linked",
        /// No such promise stands open (`seq`).
        NoSuchPromise = "no_such_promise",
        /// No clock of this rule runs (`rule`).
        ClockNotOpen = "clock_not_open",
        /// The limit is not the agency's to move (`rule`).
        NotAgencyClock = "not_agency_clock",
        /// A limit cannot end on a day that is not worked (`day`).
        NotWorkingDay = "not_working_day",
        /// The value stands there already.
        SameValue = "same_value",
        /// Such an act cannot be taken back (`seq`).
        NotVoidable = "not_voidable",
        /// A later act rests on it (`seq`, `later`).
        RestsOnIt = "rests_on_it",
        /// No reception day was posted for that day (`day`).
        NotPosted = "not_posted",
        /// Only a Saturday or a Sunday can be worked in exchange (`day`).
        NotADayOfRest = "not_a_day_of_rest",
        /// Two rows for one day (`day`).
        DayTwice = "day_twice",
        /// The office has no row of its own for this rule (`rule`).
        UnknownRule = "unknown_rule",
        /// A limit that is counted back cannot be paused.
        BackAndPaused = "back_and_paused",
        /// A limit without a number has no variants and no pause.
        VariantWithoutNumber = "variant_without_number",
        /// Its last day comes before its first.
        EndsBeforeItBegins = "ends_before_it_begins",
        /// Two rows of one rule for the same days (`rule`, `day`).
        TwoVersions = "two_versions",
        /// An office's own row asks less than the statute's row that it lies over (`rule`).
        LooserThanStatute = "looser_than_statute",
        /// The identity is erased already.
        AlreadyErased = "already_erased",
    }
}

closed_list! {
    /// What is odd but possible.
    WarningCode {
        /// A visitor has no number of an identity paper (L136 Đ1 k.3).
        NoIdNumber = "no_id_number",
        /// The number of a căn cước is not 12 digits.
        BadCccd = "bad_cccd",
        /// The number of a chứng minh nhân dân is not 9 digits.
        BadCmnd = "bad_cmnd",
        /// The number says another sex.
        CardAgainstSex = "card_against_sex",
        /// The number says another year of birth.
        CardAgainstBirth = "card_against_birth",
        /// A day that cannot have come yet.
        DayAhead = "day_ahead",
        /// A day or year so long ago that it is hardly meant.
        LongAgo = "long_ago",
        /// The paper was issued before its bearer was born.
        IssuedBeforeBirth = "issued_before_birth",
        /// No such commune or province.
        UnknownUnit = "unknown_unit",
        /// A petitioner or sender has no address.
        NoAddress = "no_address",
        /// Nobody is named as petitioner.
        NoPetitioner = "no_petitioner",
        /// Two people have the same number.
        SameNumberTwice = "same_number_twice",
        /// An organisation denounces; the law lets only people do so (TC Đ2).
        OrganisationDenounces = "organisation_denounces",
        /// Acts for another without a paper that shows it (ND154 Đ13).
        NoPaper = "no_paper",
        /// A group without representatives (TCD Đ29).
        GroupWithoutRepresentative = "group_without_representative",
        /// More representatives than the group may have (`most`).
        TooManyRepresentatives = "too_many_representatives",
        /// Fewer people than visitors.
        FewerPeopleThanVisitors = "fewer_people_than_visitors",
        /// A decision of a day after the visit.
        DecidedAfter = "decided_after",
        /// Dated after the day it was received.
        DatedAfter = "dated_after",
        /// Forwarded, but not by whom.
        NoForwarder = "no_forwarder",
        /// Only a complaint has a subject.
        SubjectWithoutComplaint = "subject_without_complaint",
        /// Only complaints and denunciations have rounds.
        RoundWithoutMeaning = "round_without_meaning",
        /// No rule of that day is known, so no limit can be counted.
        NoRuleThen = "no_rule_then",
        /// The law lists no such ground (`ground`).
        UnlistedGround = "unlisted_ground",
        /// Within the office's competence, and passed on all the same.
        CompetentYetPassedOn = "competent_yet_passed_on",
        /// The limit had already ended (`due`).
        LimitOver = "limit_over",
        /// The notice comes too late (`latest`).
        ShortNotice = "short_notice",
        /// Posted too late (`latest`).
        PostedLate = "posted_late",
        /// Before the day on which it takes effect (`due`).
        BeforeEffect = "before_effect",
        /// Complained of a second time, which is still open (`petition`): it does not take effect (KN Đ44.1).
        SecondRoundOpen = "second_round_open",
        /// A second complaint is decided without a dialogue (ND155 Đ11).
        NoDialogue = "no_dialogue",
        /// Overridden beyond the day that the law gives (`counted`, `due`).
        OverriddenBeyond = "overridden_beyond",
        /// Carried out before it is in force.
        NotInForce = "not_in_force",
        /// More officials than people (`officials`, `people`), of whom they are a part.
        MoreOfficialsThanPeople = "more_officials_than_people",
        /// People were handed on, or prosecuted, in no case (`people`).
        PeopleWithoutCase = "people_without_case",
        /// More is carried out (`done`) than was decided (`decided`).
        BeyondDecided = "beyond_decided",
        /// What is carried out so far was more before, or is less later (`now`, `other`, `day`).
        FigureWentDown = "figure_went_down",
        /// Carried out in full, with less (`done`) than was decided (`decided`).
        LeftUndone = "left_undone",
        /// Closed while originals that were handed in are not given back (`documents`).
        OriginalsKept = "originals_kept",
        /// The whole was withdrawn.
        Withdrawn = "withdrawn",
        /// A later act no longer fits the corrected record (`seq`).
        ContradictsAct = "contradicts_act",
        /// No clock is started by a rule of this id.
        StartsNoClock = "starts_no_clock",
        /// A text written earlier holds who denounces (`no`).
        NamesDenouncer = "names_denouncer",
        /// Has no summary of its own, and came with a denunciation, which hides the one they share (`petition`).
        NoSummaryOfItsOwn = "no_summary_of_its_own",
        /// Fewer people of a group are named than petition (`people`, `named`).
        GroupNotAllNamed = "group_not_all_named",
    }
}
