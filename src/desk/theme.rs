//! How things look, named by what they mean. The terminal's own colours are respected, one accent is
//! added, and no meaning rests on colour alone: every one also has a sign. It must not know what is
//! overdue or why.

use ratatui::style::{Color, Modifier, Style};

/// What a piece of the screen means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mood {
    /// Ordinary text.
    Plain,
    /// The title of a screen or a section.
    Title,
    /// What may be overlooked: labels, units, articles.
    Dim,
    /// What the eye should find: the focus, a key, a number that answers.
    Accent,
    /// The row or option that the cursor is on.
    Selected,
    /// Past its day (sign `!`).
    Overdue,
    /// On its day (sign `●`).
    Today,
    /// Nearing its day (sign `○`).
    Soon,
    /// Not running (sign `‖`).
    Paused,
    /// Wrong (sign `✗`).
    Error,
    /// Odd, yet allowed (sign `→`).
    Warning,
    /// Right or done (sign `✓`).
    Ok,
    /// Kept from this reader (sign `▒`).
    Hidden,
}

impl Mood {
    /// Every meaning.
    pub const ALL: &'static [Self] = &[
        Self::Plain,
        Self::Title,
        Self::Dim,
        Self::Accent,
        Self::Selected,
        Self::Overdue,
        Self::Today,
        Self::Soon,
        Self::Paused,
        Self::Error,
        Self::Warning,
        Self::Ok,
        Self::Hidden,
    ];

    /// Returns the sign that says the same without colour; empty where none is needed.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Overdue => "!",
            Self::Today => "●",
            Self::Soon => "○",
            Self::Paused => "‖",
            Self::Error => "✗",
            Self::Warning => "→",
            Self::Ok => "✓",
            Self::Hidden => "▒",
            Self::Plain | Self::Title | Self::Dim | Self::Accent | Self::Selected => "",
        }
    }
}

/// A way of looking.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Theme {
    /// The terminal's colours and one accent.
    #[default]
    Plain,
    /// Bold, underline and reverse wherever that helps, nothing faint, and red alone for what is late or wrong.
    HighContrast,
    /// No colour at all: bold, underline and reverse.
    Monochrome,
}

impl Theme {
    /// Every look.
    pub const ALL: &'static [Self] = &[Self::Plain, Self::HighContrast, Self::Monochrome];

    /// The names of all looks, in words that may follow "takes".
    pub const NAMES: &'static str = "default, high-contrast, mono";

    /// Returns the name used in the settings file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "default",
            Self::HighContrast => "high-contrast",
            Self::Monochrome => "mono",
        }
    }

    /// Finds a look by its name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|look| look.name() == name)
    }

    /// Picks the look that an environment imposes: `NO_COLOR` (any value but an empty one) or a dumb
    /// terminal means no colour; else `named` (`TIEPDAN_THEME`) is obeyed; nothing where neither says.
    pub fn for_environment(
        no_color: Option<&str>,
        term: Option<&str>,
        named: Option<&str>,
    ) -> Option<Self> {
        let asked = no_color.is_some_and(|value| !value.is_empty());
        if asked || term == Some("dumb") {
            return Some(Self::Monochrome);
        }
        named.and_then(Self::named)
    }

    /// Returns the style of a meaning.
    pub fn style(self, mood: Mood) -> Style {
        match self {
            Self::Plain => plain(mood),
            Self::HighContrast => high_contrast(mood),
            Self::Monochrome => monochrome(mood),
        }
    }
}

fn plain(mood: Mood) -> Style {
    let style = Style::new();
    match mood {
        Mood::Plain | Mood::Soon => style,
        Mood::Title => style.add_modifier(Modifier::BOLD),
        Mood::Dim | Mood::Hidden | Mood::Paused => style.add_modifier(Modifier::DIM),
        Mood::Accent => style.fg(Color::Cyan),
        Mood::Selected => style.add_modifier(Modifier::REVERSED),
        Mood::Overdue | Mood::Error => style.fg(Color::Red).add_modifier(Modifier::BOLD),
        Mood::Today | Mood::Warning => style.fg(Color::Yellow),
        Mood::Ok => style.fg(Color::Green),
    }
}

/// The text and background of the terminal alone, which are the strongest contrast wherever one sits: a bright
/// colour is faint on white, a dark one on black.
fn high_contrast(mood: Mood) -> Style {
    let style = Style::new();
    match mood {
        Mood::Plain | Mood::Dim | Mood::Hidden | Mood::Paused | Mood::Soon => style,
        Mood::Title | Mood::Ok => style.add_modifier(Modifier::BOLD),
        Mood::Accent | Mood::Today | Mood::Warning => {
            style.add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
        }
        Mood::Selected => style.add_modifier(Modifier::REVERSED | Modifier::BOLD),
        Mood::Overdue | Mood::Error => style
            .fg(Color::Red)
            .add_modifier(Modifier::BOLD | Modifier::REVERSED),
    }
}

fn monochrome(mood: Mood) -> Style {
    let style = Style::new();
    match mood {
        Mood::Plain | Mood::Dim | Mood::Hidden | Mood::Paused | Mood::Soon | Mood::Ok => style,
        Mood::Title | Mood::Today | Mood::Warning => style.add_modifier(Modifier::BOLD),
        Mood::Accent => style.add_modifier(Modifier::UNDERLINED),
        Mood::Selected => style.add_modifier(Modifier::REVERSED),
        Mood::Overdue | Mood::Error => style.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_colour_there_is_no_colour() {
        for mood in Mood::ALL {
            let style = Theme::Monochrome.style(*mood);
            assert_eq!((style.fg, style.bg), (None, None), "{mood:?}");
        }
    }

    #[test]
    fn the_background_is_always_the_terminals() {
        for theme in [Theme::Plain, Theme::HighContrast, Theme::Monochrome] {
            for mood in Mood::ALL {
                assert_eq!(theme.style(*mood).bg, None, "{theme:?} {mood:?}");
            }
        }
    }

    #[test]
    fn what_a_colour_says_a_sign_says_too() {
        for mood in Mood::ALL {
            let coloured = Theme::Plain.style(*mood).fg.is_some();
            assert!(
                !coloured || !mood.sign().is_empty() || *mood == Mood::Accent,
                "{mood:?}"
            );
        }
    }

    #[test]
    fn no_color_is_obeyed_before_a_name_and_a_name_before_nothing() {
        let look = Theme::for_environment;
        for (no_color, term, named, expected) in [
            (Some("1"), "xterm", None, Some(Theme::Monochrome)),
            (
                Some("1"),
                "xterm",
                Some("high-contrast"),
                Some(Theme::Monochrome),
            ),
            (Some(""), "xterm", None, None),
            (None, "dumb", None, Some(Theme::Monochrome)),
            (
                None,
                "xterm",
                Some("high-contrast"),
                Some(Theme::HighContrast),
            ),
            (None, "xterm", Some("default"), Some(Theme::Plain)),
            (None, "xterm", Some("purple"), None),
        ] {
            assert_eq!(look(no_color, Some(term), named), expected, "{named:?}");
        }
    }

    #[test]
    fn a_name_leads_back_to_its_look() {
        for look in Theme::ALL {
            assert_eq!(Theme::named(look.name()), Some(*look));
            assert!(Theme::NAMES.contains(look.name()));
        }
    }
}
