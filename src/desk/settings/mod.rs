//! The settings of this machine: look, mouse, Telex, scanner; where they are written, and what is wrong in the
//! files. What is chosen holds at once and is kept. It must not know the books.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span, Text};

use super::action::Action;
use super::entrance::lock;
use super::field::{Choice, Field, Text as TextField};
use super::form::{Form, Heard};
use super::house::House;
use super::keymap::Context;
use super::machine::preferences::SPEEDS;
use super::machine::{Machine, Preferences, Scanner};
use super::reading::wrap;
use super::screen::{Ctx, Effect, Event, Screen};
use super::theme::{Mood, Theme};
use super::typing::TypingTest;
use super::words::{Lang, Say};
use crate::text::width;

#[cfg(test)]
mod tests;
pub mod words;

use words::SettingWord as W;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Key {
    Theme,
    Mouse,
    Telex,
    Scanner,
    Speed,
    Lock,
}

/// The minutes after which a desk may be set to lock itself, beside those that it ships with.
const MINUTES: [&str; 5] = ["2", "5", "15", "30", "60"];

/// The settings screen.
#[derive(Default)]
pub struct Settings {
    /// Made when it opens: its words need the language of the desk.
    form: Form<Key>,
}

impl Settings {
    /// Makes the screen; it fills itself when it opens.
    pub fn new() -> Self {
        Self::default()
    }

    fn open(&mut self, ctx: &Ctx) {
        let machine = &ctx.machine;
        let theme = match machine.imposed {
            Some(look) => ctx.fill(W::ThemeImposed, &[&ctx.say(look_word(look))]),
            None => ctx.say(W::ThemeNote).to_owned(),
        };
        let switch = || Choice::between([("on", ctx.say(W::On)), ("off", ctx.say(W::Off))]);
        let looks = Theme::ALL
            .iter()
            .map(|look| (look.name(), ctx.say(look_word(*look))));
        let speeds = SPEEDS.iter().filter(|speed| **speed >= 9600);
        let speeds = speeds.map(|speed| (speed.to_string(), speed.to_string()));
        let own = (String::new(), ctx.say(W::SpeedOwn).to_owned());
        self.form = Form::new()
            .field(
                Key::Theme,
                Field::new(ctx.say(W::Theme), Choice::between(looks)).note(theme),
            )
            .field(
                Key::Mouse,
                Field::new(ctx.say(W::Mouse), switch()).note(ctx.say(W::MouseNote)),
            )
            .field(
                Key::Telex,
                Field::new(ctx.say(W::Telex), switch())
                    .note(ctx.fill(W::TelexNote, &[&ctx.key(Action::ToggleTelex, &[])])),
            )
            .field(
                Key::Scanner,
                Field::new(ctx.say(W::Scanner), TextField::default().exact())
                    .note(ctx.say(W::ScannerNote)),
            )
            .field(
                Key::Speed,
                Field::new(
                    ctx.say(W::Speed),
                    Choice::between(std::iter::once(own).chain(speeds)),
                ),
            )
            .field(
                Key::Lock,
                Field::new(ctx.say(W::Lock), minutes()).note(ctx.say(W::LockNote)),
            );
        self.show(&machine.preferences, true);
    }

    fn show(&mut self, wanted: &Preferences, typed_too: bool) {
        let on = |switch| if switch { "on" } else { "off" };
        self.form.fill(Key::Theme, wanted.theme.name());
        self.form.fill(Key::Mouse, on(wanted.mouse));
        self.form.fill(Key::Telex, on(wanted.telex));
        if typed_too {
            let scanner = wanted.scanner.as_deref().unwrap_or_default();
            self.form.fill(Key::Scanner, scanner);
            let speed = wanted.scanner_speed.map(|speed| speed.to_string());
            self.form.fill(Key::Speed, &speed.unwrap_or_default());
            let minutes = wanted.lock_after.map(|minutes| minutes.to_string());
            self.form.fill(Key::Lock, &minutes.unwrap_or_default());
        }
    }

    fn wanted(&self, ctx: &Ctx) -> Preferences {
        let code = |key| self.form.code(key, ctx).unwrap_or_default();
        let scanner = self.form.text(Key::Scanner, ctx);
        Preferences {
            theme: Theme::named(&code(Key::Theme)).unwrap_or_default(),
            mouse: code(Key::Mouse) == "on",
            telex: code(Key::Telex) == "on",
            scanner: (!scanner.is_empty()).then_some(scanner),
            scanner_speed: code(Key::Speed).parse().ok(),
            lock_after: match code(Key::Lock) {
                // A number that no option names stands in the file, and stays.
                code if code.is_empty() && !self.chose_lock(ctx) => {
                    ctx.machine.preferences.lock_after
                }
                code => code.parse().ok(),
            },
        }
    }

    /// Returns whether an option stands for the minutes, the shipped one too.
    fn chose_lock(&self, ctx: &Ctx) -> bool {
        self.form.code(Key::Lock, ctx).is_some()
    }

    /// Keeps what stands in the form, where it is not so already.
    fn keep(&self, ctx: &Ctx) -> Vec<Effect<House>> {
        let wanted = self.wanted(ctx);
        if wanted == ctx.machine.preferences {
            return Vec::new();
        }
        vec![Effect::Prefer(wanted)]
    }

    fn typed(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        let mut effects = Vec::new();
        for heard in self.form.take(event, ctx) {
            match heard {
                // A device is not looked for while its name is half typed.
                Heard::Changed(Key::Scanner) => {}
                Heard::Changed(_) | Heard::Left(_) => effects = self.keep(ctx),
                Heard::End => self.form.focus_edge(true),
            }
        }
        effects
    }
}

/// The minutes to choose from; those that the desk ships with have no code.
fn minutes() -> Choice {
    let shipped = (String::new(), (lock::IDLE.as_secs() / 60).to_string());
    let others = MINUTES.map(|minutes| (minutes.to_owned(), minutes.to_owned()));
    Choice::between(std::iter::once(shipped).chain(others))
}

fn look_word(look: Theme) -> W {
    match look {
        Theme::Plain => W::ThemePlain,
        Theme::HighContrast => W::ThemeContrast,
        Theme::Monochrome => W::ThemeMono,
    }
}

/// Returns the lines about devices and files.
fn about(machine: &Machine, columns: usize, ctx: &Ctx) -> Vec<Line<'static>> {
    let labels = [W::ScannerIs, W::SettingsFile, W::KeysFile];
    let wide = labels.iter().map(|word| width(ctx.say(*word))).max();
    let wide = wide.unwrap_or(0) + 3;
    let path = |path: &Option<std::path::PathBuf>| {
        path.as_ref().map_or_else(
            || ctx.say(W::NoPlace).to_owned(),
            |path| path.display().to_string(),
        )
    };
    let device = machine.preferences.scanner.as_deref().unwrap_or_default();
    let (mood, scanner) = match &machine.scanner {
        Scanner::None => (Mood::Plain, ctx.say(W::ScannerNone).to_owned()),
        Scanner::Ready => (Mood::Ok, ctx.fill(W::ScannerReady, &[&device])),
        Scanner::Away(why) => (Mood::Error, ctx.fill(W::ScannerAway, &[why])),
    };
    let key = |action| ctx.key(action, &[Context::Settings]);
    let keys = path(&machine.keys_file);
    let keys = match (machine.keys_file.is_some(), machine.keys_there) {
        (true, true) => ctx.fill(W::KeysThere, &[&keys, &key(Action::Refresh)]),
        (true, false) => ctx.fill(W::KeysNone, &[&keys, &key(Action::WriteKeys)]),
        (false, _) => keys,
    };
    let mut lines = Vec::new();
    let mut row = |word: W, mood: Mood, text: String| {
        let gap = wide.saturating_sub(width(ctx.say(word)));
        let sign = mood.sign();
        let space = if sign.is_empty() { "" } else { " " };
        let line = Line::styled(format!("{sign}{space}{text}"), ctx.style(mood));
        for (place, part) in wrap(&line, columns.saturating_sub(wide))
            .into_iter()
            .enumerate()
        {
            let label = if place == 0 {
                format!("{}{}", ctx.say(word), " ".repeat(gap))
            } else {
                " ".repeat(wide)
            };
            let mut spans = vec![Span::styled(label, ctx.style(Mood::Dim))];
            spans.extend(part.spans.into_iter().map(|span| span.style(line.style)));
            lines.push(Line::from(spans));
        }
    };
    row(W::ScannerIs, mood, scanner);
    row(W::SettingsFile, Mood::Plain, path(&machine.settings_file));
    row(W::KeysFile, Mood::Plain, keys);
    lines.push(Line::default());
    let troubles = machine.troubles(ctx.lang);
    if troubles.is_empty() {
        let words = format!("{} {}", Mood::Ok.sign(), ctx.say(W::NoTrouble));
        lines.push(Line::styled(words, ctx.style(Mood::Ok)));
    }
    for trouble in troubles {
        let line = Line::styled(
            format!("{} {trouble}", Mood::Error.sign()),
            ctx.style(Mood::Error),
        );
        lines.extend(wrap(&line, columns));
    }
    lines
}

impl Screen<House> for Settings {
    fn title(&self, ctx: &Ctx) -> String {
        ctx.say(W::Title).to_owned()
    }

    fn contexts(&self) -> Vec<Context> {
        let mut contexts = self.form.contexts();
        contexts.push(Context::Settings);
        contexts
    }

    fn accepts(&self, action: Action) -> bool {
        match action {
            Action::Back | Action::Refresh | Action::WriteKeys | Action::TestTyping => true,
            _ => self.form.accepts(action),
        }
    }

    fn hints(&self) -> Vec<Action> {
        vec![
            Action::NextField,
            Action::WriteKeys,
            Action::TestTyping,
            Action::Refresh,
            Action::Back,
        ]
    }

    fn names(&self, action: Action, lang: Lang) -> Option<&'static str> {
        let word = match action {
            Action::Refresh => W::Reread,
            Action::WriteKeys => W::ShortWrite,
            Action::TestTyping => W::ShortTest,
            _ => return None,
        };
        Some(word.say(lang))
    }

    fn leaves_nothing(&self) -> bool {
        true
    }

    fn update(&mut self, event: &Event<House>, ctx: &Ctx) -> Vec<Effect<House>> {
        match event {
            Event::Opened => {
                self.open(ctx);
                Vec::new()
            }
            // Elsewhere a key may have turned something on or off.
            Event::Resized | Event::Returned(_) => {
                self.show(&ctx.machine.preferences, false);
                Vec::new()
            }
            Event::Act(Action::Refresh) => vec![Effect::Reread],
            Event::Act(Action::WriteKeys) => vec![Effect::WriteKeys],
            Event::Act(Action::TestTyping) => vec![Effect::Push(Box::new(TypingTest::new()))],
            Event::Act(Action::Back) if !self.form.accepts(Action::Back) => {
                self.form.leave(ctx);
                let mut effects = self.keep(ctx);
                effects.push(Effect::Pop);
                effects
            }
            Event::Closing => self.keep(ctx),
            _ => self.typed(event, ctx),
        }
    }

    fn view(&self, frame: &mut Frame, area: Rect, ctx: &Ctx) {
        let lines = about(&ctx.machine, area.width.into(), ctx);
        let foot = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let foot = foot.min(area.height / 2);
        let form = Rect {
            height: area.height.saturating_sub(foot + 1),
            ..area
        };
        let below = Rect {
            y: form.bottom().saturating_add(1),
            height: foot,
            ..area
        }
        .intersection(area);
        self.form.view(frame, form, ctx);
        frame.render_widget(Text::from(lines), below);
    }
}
