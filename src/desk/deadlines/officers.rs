//! A box in which one officer is picked, whose deadlines alone are then shown; it says how many each
//! has. It must not know more of an officer than the name.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::words::DueWord as W;
use super::{EVERYONE, row};
use crate::desk::action::Action;
use crate::desk::house::{House, Note};
use crate::desk::keymap::Context;
use crate::desk::list::{Column, List, ListCell, ListHeard, ListRow, Wide};
use crate::desk::screen::{Ctx, Effect, Event, Screen, Shape};
use crate::desk::theme::Mood;
use crate::office::ask::{Answer, DueFilter, DueGroup, GroupKey, Grouping, Question};
use crate::office::order::By;

const COLUMNS: u16 = 46;
/// Rows beside those of the officers: titles.
const ABOVE: usize = 1;

/// The box.
pub(super) struct Officers {
    filter: DueFilter,
    list: List<Choice>,
}

/// Everyone, one officer, or nobody.
#[derive(Debug, Clone)]
struct Choice {
    /// The name; empty for nobody, none for everyone.
    name: Option<String>,
    rows: usize,
    overdue: usize,
}

impl Choice {
    fn of(group: &DueGroup) -> Self {
        let name = match &group.key {
            GroupKey::Officer(Some(name)) => name.to_string(),
            _ => String::new(),
        };
        Self {
            name: Some(name),
            rows: group.rows,
            overdue: group.overdue,
        }
    }
}

impl ListRow for Choice {
    type Key = Option<String>;

    fn key(&self) -> Option<String> {
        self.name.clone()
    }

    fn cells(&self, ctx: &Ctx) -> Vec<ListCell> {
        let name = match self.name.as_deref() {
            None => ctx.say(W::Everyone),
            Some("") => ctx.say(W::Unassigned),
            Some(name) => name,
        };
        let late = if self.overdue > 0 {
            let sign = Mood::Overdue.sign();
            let words = ctx.fill(W::Overdue, &[&self.overdue]);
            ListCell::meaning(format!("{sign} {words}"), Mood::Overdue, ctx)
        } else {
            ListCell::default()
        };
        vec![
            ListCell::new(name),
            ListCell::new(self.rows.to_string()),
            late,
        ]
    }
}

impl Officers {
    /// Offers the officers of what a filter lets through, whoever it was filtered by.
    pub(super) fn new(filter: DueFilter) -> Self {
        Self {
            filter: DueFilter {
                officer: None,
                grouping: Grouping::Officer,
                ..filter
            },
            list: List::new().with_filter(),
        }
    }
}

impl Screen<House> for Officers {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.say(W::OfficerFilter).to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        self.list.contexts()
    }

    fn accepts(&self, action: Action) -> bool {
        match action {
            Action::Open => self.list.selected().is_some(),
            _ => self.list.accepts(action),
        }
    }

    fn hints(&self) -> Vec<Action> {
        vec![Action::Open, Action::Down, Action::Up, Action::Back]
    }

    fn shape(&self, _ctx: &Ctx) -> Shape {
        let rows = self.list.total().unwrap_or(1) + ABOVE;
        Shape::Box(COLUMNS, u16::try_from(rows).unwrap_or(u16::MAX))
    }

    fn lets_go(&self) -> bool {
        false
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match event {
            Event::Opened => {
                let question = Question::Deadlines {
                    filter: self.filter.clone(),
                    from: 0,
                    count: 0,
                };
                return vec![Effect::Ask(question)];
            }
            Event::Reply(Answer::Deadlines { groups, .. }) => {
                let everyone = Choice {
                    name: None,
                    rows: groups.iter().map(|group| group.rows).sum(),
                    overdue: groups.iter().map(|group| group.overdue).sum(),
                };
                let mut choices = vec![everyone];
                choices.extend(groups.iter().map(Choice::of));
                self.list.fill_whole(choices, ctx);
            }
            Event::Reply(Answer::Failed(why)) => {
                return vec![row::cannot(why, ctx), Effect::Pop];
            }
            Event::Act(Action::Open) => {
                let note = match self.list.selected().map(|choice| choice.name.clone()) {
                    Some(Some(name)) => Note::Typed(name),
                    Some(None) => Note::Chose(EVERYONE),
                    None => return Vec::new(),
                };
                return vec![Effect::PopWith(note)];
            }
            _ => {
                if self.list.take(event, ctx) == Some(ListHeard::Chosen) {
                    return vec![Effect::Act(Action::Open)];
                }
            }
        }
        Vec::new()
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let columns = [
            Column::new(ctx.say(W::OfficerTitle), Wide::AtLeast(14)).by(By::Own(0)),
            Column::new(ctx.say(W::DueTitle), Wide::Exactly(6))
                .right()
                .by(By::Own(1)),
            Column::new("", Wide::Exactly(16)).yields(1),
        ];
        self.list.view(frame, area, &columns, ctx);
    }
}
