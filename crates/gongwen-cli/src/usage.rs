//! Wrong command lines, said in the user's language.
//!
//! `gongwen extract --layr x` → `错误：没有选项“--layr”，是否想用“--layer”？`; clap's own words in English.

use clap::ColorChoice;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::console;
use crate::language::Language;
use crate::{DONE, FAILED};

/// Why the command line leads to no task: help was asked for, or it is wrong.
#[derive(Debug)]
pub(crate) enum Stop {
    Clap(clap::Error),
    Usage(String),
}

impl From<clap::Error> for Stop {
    fn from(error: clap::Error) -> Self {
        Self::Clap(error)
    }
}

impl Stop {
    /// Shows it and gives the exit code.
    pub(crate) fn show(&self, language: Language) -> u8 {
        match self {
            Self::Clap(error) if !error.use_stderr() => {
                // Help into a closed pipe is no failure.
                let _ = error.print();
                DONE
            }
            Self::Clap(error) if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                let _ = error.print();
                FAILED
            }
            Self::Clap(error) if language == Language::English => {
                let _ = error.print();
                FAILED
            }
            Self::Clap(error) => {
                console::fatal(language, &chinese(error));
                FAILED
            }
            Self::Usage(message) => {
                console::fatal(language, message);
                FAILED
            }
        }
    }
}

/// The colours of help and usage errors, for the time before the arguments are parsed.
pub(crate) fn color_choice(arguments: &[std::ffi::OsString]) -> ColorChoice {
    let arguments: Vec<_> = arguments.iter().map(|argument| argument.to_string_lossy()).collect();
    let value = arguments.iter().enumerate().find_map(|(i, argument)| match argument.as_ref() {
        "--color" => arguments.get(i + 1).map(AsRef::as_ref),
        argument => argument.strip_prefix("--color="),
    });
    match value {
        Some("always") => ColorChoice::Always,
        Some("never") => ColorChoice::Never,
        _ => ColorChoice::Auto,
    }
}

fn chinese(error: &clap::Error) -> String {
    let context = |kind| error.get(kind).map(join).filter(|text| !text.is_empty());
    let argument = context(ContextKind::InvalidArg).unwrap_or_default();
    let value = context(ContextKind::InvalidValue).unwrap_or_default();
    let suggestion = context(ContextKind::SuggestedArg)
        .or_else(|| context(ContextKind::SuggestedSubcommand))
        .or_else(|| context(ContextKind::SuggestedValue))
        .map(|suggestion| format!("，是否想用“{suggestion}”？"))
        .unwrap_or_default();
    let message = match error.kind() {
        ErrorKind::UnknownArgument => format!("没有选项“{argument}”{suggestion}"),
        ErrorKind::InvalidSubcommand => {
            format!("没有命令“{}”{suggestion}", context(ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("选项“{argument}”缺少值"),
        ErrorKind::InvalidValue => {
            let valid = context(ContextKind::ValidValue).map(|valid| format!("，可用的值：{valid}"));
            format!("“{argument}”不能是“{value}”{}{suggestion}", valid.unwrap_or_default())
        }
        ErrorKind::ValueValidation => {
            // Our own parsers say what they expect in both languages, the Chinese last.
            let expected = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            let expected = expected.split_once(" / ").map(|(_, chinese)| format!("，{chinese}"));
            format!("“{argument}”不能是“{value}”{}", expected.unwrap_or_default())
        }
        ErrorKind::MissingRequiredArgument => format!("缺少参数：{argument}"),
        ErrorKind::ArgumentConflict => {
            format!("“{argument}”不能与“{}”同用", context(ContextKind::PriorArg).unwrap_or_default())
        }
        ErrorKind::MissingSubcommand => "缺少命令".to_owned(),
        _ => error.to_string(),
    };
    format!("{message}\n用法见 gongwen --help")
}

fn join(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join("、"),
        _ => String::new(),
    }
}
