//! What was saved: its numbers, what happens next, and by which day the citizen is answered. It must not
//! know what was typed beyond that; a denouncer's name is gone from here on.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::ReceptionForm;
use super::key::{Key, PersonKey, Who};
use super::pane::{clock_name, long_day, warnings};
use super::sheet::Sheet;
use super::slip::{
    Giver, Paper, Slip, ask_where, counted, giver, minute, next, numbered, open, papers, told,
};
use super::understood::Understood;
use super::ways::FollowUp;
use super::words::{FormWord, SlipWord};
use crate::desk::action::Action;
use crate::desk::backup::folder;
use crate::desk::house::{House, Note};
use crate::desk::keymap::Context;
use crate::desk::reading::Page;
use crate::desk::screen::{Ctx, Effect, Event, Kind, Screen};
use crate::desk::theme::Mood;
use crate::desk::words::{Lang, Say};
use crate::office::ask::{Answer, Me, Question, Saved};
use crate::office::view::{PetitionView, ReceptionView};
use crate::register::clock::Clock;
use crate::register::number::Subject;
use crate::register::words::Class;
use crate::words::failure::failure;

/// The page after saving.
pub(super) struct Done {
    me: Me,
    filing: bool,
    saved: Saved,
    name: Option<String>,
    secret: bool,
    refused_reception: bool,
    recorded: Vec<String>,
    not_recorded: Vec<(String, String)>,
    /// The documents that were taken.
    papers: Vec<Paper>,
    /// Who handed them in; nobody where that is hidden from here on.
    giver: Option<Giver>,
    petitions: Vec<PetitionView>,
    reception: Option<ReceptionView>,
    page: Page,
    /// A slip is on its way to a file.
    writes_slip: bool,
}

/// The number under which a slip is written.
const SLIP: u8 = 2;

impl Done {
    /// Makes the page of what was saved and what was written after it.
    pub(super) fn new(
        me: Me,
        sheet: &Sheet,
        saved: Saved,
        done: &[FollowUp],
        refused: &[(FollowUp, String)],
        ctx: &Ctx,
    ) -> Self {
        let secret = (0..sheet.plan.petitions)
            .any(|place| sheet.class(place, ctx) == Some(Class::Denunciation));
        let name = sheet.text(Key::Person(Who::Visitor(0), PersonKey::Name), ctx);
        let called = |step: &FollowUp| format!("{} {}", ctx.say(step.kind), step.petition);
        Self {
            me,
            filing: sheet.plan.filing,
            saved,
            name: (!secret && !name.is_empty()).then_some(name),
            secret,
            refused_reception: sheet.plan.refused,
            recorded: done.iter().map(called).collect(),
            not_recorded: refused
                .iter()
                .map(|(step, why)| (called(step), why.clone()))
                .collect(),
            papers: papers(sheet, ctx),
            giver: (!secret).then(|| giver(sheet, ctx)),
            petitions: Vec::new(),
            reception: None,
            page: Page::default(),
            writes_slip: false,
        }
    }

    fn ask(&self) -> Vec<Effect<House>> {
        let petitions = self.saved.petitions.iter().copied();
        let mut effects: Vec<Effect<House>> = petitions
            .map(|no| Effect::Ask(Question::Petition(no)))
            .collect();
        let reception = self.saved.reception.filter(|_| self.refused_reception);
        effects.extend(reception.map(|no| Effect::Ask(Question::Reception(no))));
        effects
    }

    fn hear(&mut self, answer: &Answer) {
        match answer {
            Answer::Petition(Some(view)) => {
                let no = view.petition.no;
                self.petitions.retain(|other| other.petition.no != no);
                self.petitions.push((**view).clone());
                self.petitions.sort_by_key(|view| view.petition.no);
            }
            Answer::Reception(Some(view)) => self.reception = Some((**view).clone()),
            _ => {}
        }
    }

    /// The agency's open clocks, the nearest first.
    fn clocks(&self) -> Vec<&Clock> {
        let lives = self.petitions.iter().flat_map(|view| &view.life.clocks);
        let own = self.reception.iter().flat_map(|view| &view.clocks);
        open(lives.chain(own))
    }

    fn lines(&self, ctx: &Ctx) -> Vec<Line<'static>> {
        let title = |words: &str| Line::styled(words.to_owned(), ctx.style(Mood::Title));
        let mut all = vec![
            Line::styled(
                format!("{} {}", Mood::Ok.sign(), ctx.say(FormWord::SavedTitle)),
                ctx.style(Mood::Ok),
            ),
            Line::raw(""),
        ];
        all.extend(self.numbers(ctx));
        all.push(Line::raw(""));
        if let Some(answer) = self.answer_by() {
            let words = ctx.fill(FormWord::AnswerBy, &[&long_day(answer.due, ctx)]);
            all.push(title(&words));
            all.push(Line::raw(""));
        }
        for clock in self.clocks() {
            let name = clock_name(clock, &ctx.law, ctx);
            let day = long_day(clock.due, ctx);
            all.push(Line::from(vec![
                Span::raw(format!("  {}", crate::text::pad(&name, 34))),
                Span::styled(day, ctx.style(Mood::Accent)),
            ]));
            all.push(Line::styled(
                format!("    {}", counted(clock, ctx)),
                ctx.style(Mood::Dim),
            ));
        }
        all.extend(self.receipt(ctx));
        all.extend(self.afterwards(ctx));
        all.extend(warnings(&self.saved.warnings, ctx));
        all
    }

    fn numbers(&self, ctx: &Ctx) -> Vec<Line<'static>> {
        let row = |what: FormWord, number: String, said: String| {
            Line::from(vec![
                Span::styled(
                    format!("  {}", crate::text::pad(ctx.say(what), 12)),
                    ctx.style(Mood::Dim),
                ),
                Span::styled(crate::text::pad(&number, 16), ctx.style(Mood::Accent)),
                Span::raw(said),
            ])
        };
        let mut lines = Vec::new();
        if let Some(no) = self.saved.reception {
            let mut said: Vec<String> = self.name.iter().cloned().collect();
            if self.refused_reception {
                said.push(ctx.say(FormWord::SavedRefused).to_owned());
            } else if self.saved.petitions.is_empty() {
                said.push(ctx.say(FormWord::NoPetitionBrought).to_owned());
            }
            lines.push(row(
                FormWord::SavedReception,
                no.to_string(),
                said.join(" · "),
            ));
        }
        for no in &self.saved.petitions {
            let view = self.petitions.iter().find(|view| view.petition.no == *no);
            let said = view.map_or_else(String::new, |view| {
                let facts = &view.petition.facts;
                let mut said = ctx.say(facts.class).to_owned();
                if let Some(field) = facts.field {
                    said = format!("{said}, {}", ctx.say(field));
                }
                format!("{said} · {}", ctx.say(view.life.status))
            });
            lines.push(row(FormWord::SavedPetition, no.to_string(), said));
        }
        if self.secret {
            lines.push(Line::raw(""));
            let words = ctx.say(FormWord::HiddenFromNow);
            lines.push(Line::raw(format!("  {} {words}", Mood::Hidden.sign())));
        }
        lines
    }

    /// The clock by which the citizen is answered, whoever's answer it is.
    fn answer_by(&self) -> Option<&Clock> {
        let all = self.clocks();
        let answers = |rule: &str| matches!(rule, "TCD-28.1" | "ND154-4.3");
        all.into_iter().find(|clock| answers(&clock.rule))
    }

    /// What the receipt of documents must list (NĐ 154 Đ15.4, Mẫu 02/TCD). What a denouncer handed in may tell
    /// who it was: only how many there are.
    fn receipt(&self, ctx: &Ctx) -> Vec<Line<'static>> {
        if self.papers.is_empty() {
            return Vec::new();
        }
        let title = ctx.fill(FormWord::Receipt, &[&self.papers.len()]);
        let mut lines = vec![Line::raw(""), Line::styled(title, ctx.style(Mood::Title))];
        if !self.secret {
            let told = self.papers.iter().map(|paper| told(paper, ctx));
            let numbered = (1..).zip(told);
            lines.extend(numbered.map(|(n, what)| Line::raw(format!("  {n}. {what}"))));
        }
        let give = format!("  {}", ctx.say(FormWord::ReceiptGive));
        lines.push(Line::styled(give, ctx.style(Mood::Dim)));
        lines
    }

    /// What was written after the saving, and what was not.
    fn afterwards(&self, ctx: &Ctx) -> Vec<Line<'static>> {
        let mut lines = vec![Line::raw("")];
        for what in &self.recorded {
            let words = ctx.fill(FormWord::Recorded, &[what]);
            lines.push(Line::styled(
                format!("  {} {words}", Mood::Ok.sign()),
                ctx.style(Mood::Ok),
            ));
        }
        for (what, why) in &self.not_recorded {
            let words = ctx.fill(FormWord::NotRecorded, &[what, why]);
            lines.push(Line::styled(
                format!("  {} {words}", Mood::Error.sign()),
                ctx.style(Mood::Error),
            ));
        }
        if !self.not_recorded.is_empty() {
            lines.push(Line::raw(format!("  {}", ctx.say(FormWord::StaysSaved))));
        }
        lines
    }

    /// The record that was opened: the first petition, else the reception.
    fn record(&self) -> Option<Subject> {
        let petition = self.saved.petitions.first().copied();
        petition
            .map(Subject::Petition)
            .or(self.saved.reception.map(Subject::Reception))
    }

    fn subjects(&self) -> Vec<Subject> {
        let petitions = self.saved.petitions.iter().copied();
        petitions
            .map(Subject::Petition)
            .chain(self.saved.reception.map(Subject::Reception))
            .collect()
    }

    fn ask_where(&self, ctx: &Ctx) -> Vec<Effect<House>> {
        let number = self.subjects().pop().map(|no| no.to_string());
        ask_where(&number.unwrap_or_default(), ctx)
    }

    /// The page to print, in Vietnamese: it is the citizen's.
    fn slip(&self, ctx: &Ctx) -> String {
        let ctx = &Ctx {
            lang: Lang::Vi,
            ..ctx.clone()
        };
        let reception = self.saved.reception.iter().map(|no| {
            let what = ctx.say(FormWord::SavedReception).to_owned();
            (no.to_string(), what)
        });
        let petitions = self.petitions.iter().map(|view| numbered(view, ctx));
        let clocks = self.clocks();
        Slip {
            agency: &ctx.agency,
            when: minute(ctx.now),
            by: ctx.fill(SlipWord::Receiver, &[&ctx.officer]),
            numbers: reception.chain(petitions).collect(),
            next: clocks.into_iter().map(|clock| next(clock, ctx)).collect(),
            giver: self.giver.as_ref(),
            papers: &self.papers,
        }
        .page()
    }

    fn next_form(&self) -> ReceptionForm {
        ReceptionForm::with(self.filing, self.me.clone(), None)
    }

    fn next_action(&self) -> Action {
        if self.filing {
            Action::NewFiling
        } else {
            Action::NewReception
        }
    }
}

impl Screen<House> for Done {
    fn title(&self, ctx: &Ctx) -> String {
        let number = self.saved.reception.map(|no| no.to_string());
        let number = number.or_else(|| self.saved.petitions.first().map(ToString::to_string));
        let title = ctx.say(FormWord::SavedTitle);
        number.map_or_else(|| title.to_owned(), |number| format!("{title} – {number}"))
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::Saved, Context::Reading]
    }

    fn accepts(&self, action: Action) -> bool {
        match action {
            Action::Confirm | Action::Back => true,
            Action::Open | Action::Slip => self.record().is_some(),
            Action::Why => !self.clocks().is_empty(),
            Action::NewReception | Action::NewFiling => action == self.next_action(),
            other => self.page.accepts(other),
        }
    }

    fn hints(&self) -> Vec<Action> {
        vec![
            self.next_action(),
            Action::Slip,
            Action::Confirm,
            Action::Why,
            Action::Open,
        ]
    }

    fn names(&self, action: Action, lang: Lang) -> Option<&'static str> {
        match action {
            Action::NewReception => Some(FormWord::NextVisitor.say(lang)),
            Action::NewFiling => Some(FormWord::NextFiling.say(lang)),
            Action::Confirm => Some(FormWord::ToHome.say(lang)),
            Action::Open => Some(FormWord::OpenRecord.say(lang)),
            Action::Slip => Some(SlipWord::Hint.say(lang)),
            _ => None,
        }
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match event {
            Event::Opened => {
                self.page.set(self.lines(ctx));
                return self.ask();
            }
            Event::Reply(Answer::PageWritten(path)) => {
                let words = ctx.fill(SlipWord::Written, &[&path.display()]);
                return vec![Effect::Notice(Kind::Info, words)];
            }
            Event::Reply(Answer::Failed(why)) if self.writes_slip => {
                self.writes_slip = false;
                return vec![Effect::Notice(Kind::Error, failure(why, ctx.lang).message)];
            }
            Event::Returned(Some(Note::Typed(place))) => {
                self.writes_slip = true;
                let page = self.slip(ctx);
                return vec![Effect::AskLatest(
                    SLIP,
                    Question::WritePage {
                        page,
                        about: self.subjects(),
                        to: folder(place),
                    },
                )];
            }
            Event::Act(Action::Slip) => return self.ask_where(ctx),
            Event::Reply(answer) => {
                self.hear(answer);
                self.page.set(self.lines(ctx));
            }
            Event::Told(Note::Changed(subject)) => {
                let mine = match subject {
                    Subject::Petition(no) => self.saved.petitions.contains(no),
                    Subject::Reception(no) => self.saved.reception == Some(*no),
                };
                if mine {
                    return self.ask();
                }
            }
            Event::Act(Action::Confirm | Action::Back) => return vec![Effect::Pop],
            Event::Act(Action::NewReception | Action::NewFiling) => {
                return vec![Effect::Replace(Box::new(self.next_form()))];
            }
            Event::Act(Action::Open) => {
                let record = self.record().map(crate::desk::roads::record);
                return record.map(Effect::Push).into_iter().collect();
            }
            Event::Act(Action::Why) => {
                let title = self.title(ctx);
                let why = Understood::of_clocks(title, &self.clocks(), &ctx.law, ctx);
                return vec![Effect::Push(Box::new(why))];
            }
            Event::Act(action) => {
                self.page.act(*action);
            }
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        self.page.view(frame, area, ctx);
    }
}
