//! Chinese or English.
//!
//! `--lang zh`, else `GONGWEN_LANG`, else the locale (`LC_ALL`, `LC_MESSAGES`, `LANG`, or what the system
//! says) → [`Language`]

use std::ffi::OsString;

/// The language of help and messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    English,
    Chinese,
}

impl Language {
    /// The first of the option, the variable and the locale that names one; English if none does.
    ///
    /// The arguments are searched, not parsed: their own help depends on the answer.
    pub(crate) fn choose(arguments: &[OsString], variable: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        Self::explicit(arguments, &variable)
            .or_else(|| {
                let locale = set("LC_ALL").or_else(|| set("LC_MESSAGES")).or_else(|| set("LANG"));
                // Windows and macOS keep the language elsewhere.
                locale.or_else(sys_locale::get_locale).as_deref().and_then(Self::parse)
            })
            .unwrap_or(Self::English)
    }

    /// What the user asked `gongwen` for, as opposed to what the machine is set to.
    ///
    /// Only this changes data (column labels): the same command must write the same table on every machine.
    pub(crate) fn explicit(
        arguments: &[OsString],
        variable: &impl Fn(&str) -> Option<String>,
    ) -> Option<Self> {
        let arguments: Vec<_> = arguments.iter().map(|argument| argument.to_string_lossy()).collect();
        let options = arguments.iter().position(|a| a == "--").unwrap_or(arguments.len());
        let option = arguments[..options].iter().enumerate().rev().find_map(|(i, argument)| {
            if argument == "--lang" {
                return arguments.get(i + 1).and_then(|value| Self::parse(value));
            }
            argument.strip_prefix("--lang=").and_then(Self::parse)
        });
        option.or_else(|| variable("GONGWEN_LANG").as_deref().and_then(Self::parse))
    }

    /// `zh`, `zh_CN.UTF-8`, `zh-Hans-CN` → Chinese; `en`, `de_DE`, `C` → English.
    fn parse(name: &str) -> Option<Self> {
        let language = name.split(['_', '-', '.', '@']).next().unwrap_or_default();
        match language.to_ascii_lowercase().as_str() {
            "" => None,
            "zh" | "cmn" | "yue" => Some(Self::Chinese),
            _ => Some(Self::English),
        }
    }

    /// One of two, the shape every bilingual text here has.
    pub(crate) fn pick<T>(self, english: T, chinese: T) -> T {
        match self {
            Self::English => english,
            Self::Chinese => chinese,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choose(arguments: &[&str], variables: &[(&str, &str)]) -> Language {
        let arguments: Vec<OsString> = arguments.iter().map(OsString::from).collect();
        Language::choose(&arguments, |name| {
            variables.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_nearer_word_wins() {
        use Language::{Chinese, English};
        let zh = ("LANG", "zh_CN.UTF-8");
        assert_eq!(choose(&[], &[zh]), Chinese);
        assert_eq!(choose(&[], &[zh, ("LC_ALL", "C")]), English);
        assert_eq!(choose(&[], &[zh, ("LC_ALL", "")]), Chinese);
        assert_eq!(choose(&[], &[zh, ("GONGWEN_LANG", "en")]), English);
        assert_eq!(choose(&["extract", "--lang", "zh"], &[("GONGWEN_LANG", "en")]), Chinese);
        assert_eq!(choose(&["--lang=en", "--lang=zh"], &[("LANG", "C")]), Chinese);
        // Past `--` it is a path.
        assert_eq!(choose(&["--", "--lang=zh"], &[("LANG", "C.UTF-8")]), English);
        assert_eq!(choose(&["--lang"], &[("LANG", "C")]), English);
    }
}
