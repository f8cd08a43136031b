//! The words that people read: Vietnamese first, English beside it. Each screen keeps a list of its
//! own with [`words!`](crate::words::words), one line a word; that both are there and name
//! the same arguments is proved while compiling. It must not know who says what, when.

use std::fmt::Display;

pub mod domain;
pub mod failure;
pub mod kit;
pub mod law;
pub mod opening;
pub mod refusal;

pub use kit::Kit;

/// The language that the desk speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

/// Something with words in both languages: a word of a list, an action, a code.
pub trait Say: Copy {
    /// Returns its words, arguments unfilled.
    fn say(self, lang: Lang) -> &'static str;

    /// Returns its words with `{0}`, `{1}` … filled in.
    fn fill(self, lang: Lang, arguments: &[&dyn Display]) -> String {
        fill(self.say(lang), arguments)
    }
}

/// Makes a list of words: `words! { /// doc pub enum Home { Today => "Hôm nay", "Today"; } }`.
/// Arguments are `{0}` to `{9}`, the same ones in both languages.
macro_rules! words {
    ($(#[$meta:meta])* pub enum $list:ident { $($key:ident => $vi:literal, $en:literal;)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $list { $(#[doc = $en] $key,)* }

        impl $list {
            /// Every word of the list.
            pub const ALL: &'static [Self] = &[$(Self::$key,)*];
        }

        impl $crate::words::Say for $list {
            fn say(self, lang: $crate::words::Lang) -> &'static str {
                match (self, lang) {
                    $(
                        (Self::$key, $crate::words::Lang::Vi) => $vi,
                        (Self::$key, $crate::words::Lang::En) => $en,
                    )*
                }
            }
        }

        $(const _: () = assert!(
            $crate::words::agree($vi, $en),
            concat!(stringify!($key), ": words are missing or name other arguments"),
        );)*
    };
}
pub(crate) use words;

/// Returns whether two texts are both there and name the same arguments.
pub const fn agree(vi: &str, en: &str) -> bool {
    !vi.is_empty() && !en.is_empty() && named(vi) == named(en)
}

/// Returns the set of arguments that a text names, a bit each.
const fn named(text: &str) -> u16 {
    let bytes = text.as_bytes();
    let mut set = 0;
    let mut rest = bytes;
    while let [first, tail @ ..] = rest {
        if *first == b'{'
            && let [digit @ b'0'..=b'9', b'}', ..] = tail
        {
            set |= 1 << (*digit - b'0');
        }
        rest = tail;
    }
    set
}

/// Fills `{0}`, `{1}` … of a text; an argument that is not given stays as it is written. Braces in
/// the arguments themselves are left alone.
pub fn fill(text: &str, arguments: &[&dyn Display]) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        let mut letters = tail.chars().skip(1);
        let digit = letters.next().and_then(|c| c.to_digit(10));
        let argument = digit.and_then(|n| arguments.get(n as usize));
        if let (Some(argument), Some('}')) = (argument, letters.next()) {
            out.push_str(&argument.to_string());
            rest = tail.get(3..).unwrap_or_default();
        } else {
            out.push('{');
            rest = tail.get(1..).unwrap_or_default();
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_filled_in_any_order_and_once() {
        assert_eq!(fill("{1} trong {0}", &[&3, &"{0}"]), "{0} trong 3");
        assert_eq!(fill("còn {0} {2} { {x}", &[&5]), "còn 5 {2} { {x}");
    }

    #[test]
    fn texts_that_name_other_arguments_do_not_agree() {
        assert!(agree("{0} quá hạn", "{0} overdue"));
        assert!(!agree("{0} quá hạn", "overdue"));
        assert!(!agree("", "x"));
    }

    #[test]
    fn every_word_of_the_kit_speaks_both_languages() {
        for word in Kit::ALL {
            assert!(agree(word.say(Lang::Vi), word.say(Lang::En)), "{word:?}");
        }
    }
}
