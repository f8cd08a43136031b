//! Where the roads of the desk lead: one line a screen. A new screen is added here and nowhere else;
//! this file must not know what a screen shows.

use std::rc::Rc;

use super::action::Action;
use super::backup::BackUp;
use super::calendar::WorkDays;
use super::deadlines::Deadlines;
use super::drafts::reopen;
use super::entrance::Leaving;
use super::filing;
use super::house::House;
use super::oversight::Oversight;
use super::petition::PetitionPage;
use super::reception::ReceptionForm;
use super::register::Register;
use super::screen::{Roads, Screen};
use super::settings::Settings;
use super::typing::TypingTest;
use super::visit::VisitPage;
use super::{ageing, days, enforcement, forecast, load, officers, openings, promises, warnings};
use crate::office::ask::{DraftHead, DueFilter, Me};
use crate::register::number::Subject;

/// A screen of this house.
pub type HouseScreen = Box<dyn Screen<House>>;

/// Makes a screen for whoever is logged in.
pub type Make = fn(&Rc<Me>) -> HouseScreen;

/// Makes the page of a record.
pub fn record(subject: Subject) -> HouseScreen {
    match subject {
        Subject::Petition(no) => Box::new(PetitionPage::new(no)),
        Subject::Reception(no) => Box::new(VisitPage::new(no)),
    }
}

/// Everything that can be reached from home.
#[derive(Clone, Copy)]
pub struct Ways {
    /// The screens that a key leads to from wherever nothing is typed.
    pub everywhere: &'static [(Action, Make)],
    /// The screen of one petition or reception, if there is one.
    pub record: Option<fn(&Rc<Me>, Subject) -> HouseScreen>,
    /// The form that goes on with a draft; nothing where no form is called so.
    pub draft: fn(&Rc<Me>, &DraftHead) -> Option<HouseScreen>,
}

impl Ways {
    /// Returns the ways that the program ships with.
    pub fn shipped() -> Self {
        Self {
            everywhere: &[
                (Action::NewReception, |me| {
                    Box::new(ReceptionForm::new(Me::clone(me)))
                }),
                (Action::NewFiling, |me| {
                    Box::new(filing::form(Me::clone(me)))
                }),
                (Action::Search, |_| Box::new(Register::search())),
                (Action::GoRegister, |_| Box::new(Register::new())),
                (Action::GoDeadlines, |_| Box::new(Deadlines::new(record))),
                (Action::GoCalendar, |me| {
                    Box::new(WorkDays::new().for_role(me.role))
                }),
                (Action::GoOversight, |me| {
                    Box::new(Oversight::new(me, record))
                }),
                (Action::GoReceptionDays, |_| Box::new(days::list(record))),
                (Action::GoPromises, |_| Box::new(promises::list(record))),
                (Action::GoEnforcement, |_| {
                    Box::new(enforcement::list(record))
                }),
                (Action::GoWarnings, |_| Box::new(warnings::list(record))),
                (Action::GoLoad, |_| Box::new(load::list(record))),
                (Action::GoForecast, |_| {
                    Box::new(forecast::list(DueFilter::default(), record))
                }),
                (Action::ByAge, |_| Box::new(ageing::list(record))),
                (Action::GoOpenings, |_| Box::new(openings::list(record))),
                (Action::GoOfficers, |me| {
                    Box::new(officers::list(me, record))
                }),
                (Action::OwnPassword, |_| officers::own_password()),
                (Action::GoBackUp, |_| Box::new(BackUp::default())),
                (Action::GoSettings, |_| Box::new(Settings::new())),
                (Action::TestTyping, |_| Box::new(TypingTest::new())),
                (Action::LogOut, |me| Box::new(Leaving::new(me))),
            ],
            record: Some(|_, subject| record(subject)),
            draft: reopen,
        }
    }

    /// Returns the roads for whoever is logged in.
    pub fn roads(self, me: &Rc<Me>) -> Roads<House> {
        let road = |(action, make): &(Action, Make)| {
            let (me, make) = (Rc::clone(me), *make);
            let make: Rc<dyn Fn() -> HouseScreen> = Rc::new(move || make(&me));
            (*action, make)
        };
        self.everywhere.iter().map(road).collect()
    }

    /// Returns whether an action leads somewhere.
    pub fn leads(self, action: Action) -> bool {
        self.everywhere.iter().any(|(road, _)| *road == action)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::keymap::Keymap;
    use crate::desk::petition::sample::{Who, office};
    use crate::desk::rehearsal::Rehearsal;
    use crate::desk::stack::Desk;
    use crate::office::ask::OfficeKind;
    use crate::store::Role;
    use chrono::NaiveDate;

    fn me() -> Rc<Me> {
        Rc::new(Me {
            user: "hoa".into(),
            display: "Lê Thị Hoa".into(),
            role: Role::Admin,
            clearance: true,
            agency: "Thanh tra tỉnh".into(),
            kind: OfficeKind::ProvinceInspectorate,
            unit: None,
            mended: Vec::new(),
        })
    }

    #[test]
    fn every_road_leads_to_a_screen_that_stands_any_size_and_key() {
        let now = NaiveDate::from_ymd_opt(2026, 11, 20)
            .unwrap()
            .and_hms_opt(9, 14, 0)
            .unwrap();
        for (action, make) in Ways::shipped().everywhere {
            for size in [(100, 30), (60, 15)] {
                let desk = Desk::new(make(&me()), Keymap::shipped(), now);
                let mut seat = Rehearsal::with(desk, office(Who::Minh), size, now);
                seat.play("").unwrap();
                let opened = seat.screen();
                let drawn = opened.lines().any(|line| line.contains("────"));
                assert!(drawn || size.0 < 60, "{action:?} at {size:?}:\n{opened}");
                seat.play(
                    "<down><up><ret><wait:1><esc><pgdn><end><home>/nguyen<ret><esc>?<esc>w<esc>",
                )
                .unwrap();
                seat.play("<size:70x20><size:1x1><size:100x30><left><right><tab><esc>")
                    .unwrap();
            }
        }
    }

    #[test]
    fn no_list_of_the_supervisor_fails_to_be_answered() {
        let now = NaiveDate::from_ymd_opt(2026, 11, 20)
            .unwrap()
            .and_hms_opt(9, 14, 0)
            .unwrap();
        for action in [
            Action::GoOversight,
            Action::GoReceptionDays,
            Action::GoPromises,
            Action::GoEnforcement,
            Action::GoWarnings,
            Action::GoLoad,
            Action::GoForecast,
            Action::ByAge,
            Action::GoOpenings,
        ] {
            let road = Ways::shipped()
                .everywhere
                .iter()
                .find(|(road, _)| *road == action);
            let (_, make) = road.unwrap_or_else(|| panic!("{action:?} leads nowhere"));
            let desk = Desk::new(make(&me()), Keymap::shipped(), now);
            let mut seat = Rehearsal::with(desk, office(Who::Minh), (100, 30), now);
            seat.play("").unwrap();
            let screen = seat.screen();
            assert!(
                !screen.contains('✗') && !screen.contains("đang tải"),
                "{action:?}:\n{screen}"
            );
        }
    }
}
