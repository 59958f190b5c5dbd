//! The help, in English and Chinese side by side.
//!
//! To add an argument: a field in `args.rs`, a line in `arguments.rs`. To add a command: a line in `commands.rs` and two files
//! beside it. The tests name what is missing or left over.

mod arguments;
mod commands;

use std::io::{self, Write};

use anyhow::Result;
use clap::{Arg, ColorChoice, Command, CommandFactory};
use clap_complete::Shell;

use crate::args::Arguments;
use crate::language::Language;

use arguments::{ARGUMENTS, heading};
use commands::{COMMANDS, EXAMPLES};

/// The command line with its help in one language.
pub(crate) fn command(language: Language, color: ColorChoice) -> Command {
    let mut command = localize(Arguments::command(), "", language).color(color);
    let names: Vec<_> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    for name in names {
        command = command.mut_subcommand(&name, |subcommand| localize(subcommand, &name, language));
    }
    command
}

/// `name` is what is typed to reach it: `audit draw`.
fn localize(mut command: Command, name: &str, language: Language) -> Command {
    let has_commands = command.has_subcommands();
    if !name.is_empty() {
        let below: Vec<_> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
        for below in below {
            let path = format!("{name} {below}");
            command = command.mut_subcommand(&below, |subcommand| localize(subcommand, &path, language));
        }
    }
    let command = command
        .subcommand_help_heading(language.pick("Commands", "命令"))
        .subcommand_value_name(language.pick("COMMAND", "命令"))
        .disable_help_subcommand(true)
        .about(lookup(COMMANDS, name, language))
        .after_help(lookup(EXAMPLES, name, language).trim_end())
        .help_template(template(language, has_commands))
        .mut_args(|arg| localize_argument(arg, language));
    if has_commands {
        let usage = format!("gongwen {name} ").replace("  ", " ") + language.pick("<COMMAND>", "<命令>");
        command.override_usage(usage)
    } else {
        command
    }
}

fn localize_argument(arg: Arg, language: Language) -> Arg {
    let help = lookup(ARGUMENTS, arg.get_id().as_str(), language);
    let heading = heading(arg.get_id().as_str()).map(|(english, chinese)| language.pick(english, chinese));
    arg.help(help).help_heading(heading)
}

fn template(language: Language, has_commands: bool) -> &'static str {
    match (language, has_commands) {
        (Language::English, _) => "{about}\n\nUsage: {usage}\n\n{all-args}{after-help}",
        (Language::Chinese, _) => "{about}\n\n用法：{usage}\n\n{all-args}{after-help}",
    }
}

fn lookup(table: &'static [(&str, &str, &str)], name: &str, language: Language) -> &'static str {
    table
        .iter()
        .find(|(entry, ..)| *entry == name)
        .map_or("", |&(_, english, chinese)| language.pick(english, chinese))
}

/// `gongwen completions SHELL`.
pub(crate) fn print_completions(shell: Shell, language: Language) -> Result<u8> {
    // Into memory first: clap_complete panics where writing fails, as into a closed pipe.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command(language, ColorChoice::Never), "gongwen", &mut script);
    let mut out = io::stdout().lock();
    out.write_all(&script)?;
    out.flush()?;
    Ok(crate::DONE)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_argument_and_command_has_both_languages() {
        let bare = Arguments::command();
        let mut names = BTreeSet::new();
        let mut commands = BTreeSet::from([String::new()]);
        names.extend(bare.get_arguments().map(|arg| arg.get_id().to_string()));
        for command in bare.get_subcommands() {
            names.extend(command.get_arguments().map(|arg| arg.get_id().to_string()));
            commands.insert(command.get_name().to_owned());
            for below in command.get_subcommands() {
                names.extend(below.get_arguments().map(|arg| arg.get_id().to_string()));
                commands.insert(format!("{} {}", command.get_name(), below.get_name()));
            }
        }
        for (table, expected) in [(ARGUMENTS, &names), (COMMANDS, &commands), (EXAMPLES, &commands)] {
            let listed: BTreeSet<_> = table.iter().map(|(name, ..)| (*name).to_owned()).collect();
            assert_eq!(&listed, expected, "help and args.rs differ");
            assert_eq!(listed.len(), table.len(), "an entry stands twice");
            for (name, english, chinese) in table {
                assert!(
                    !english.is_empty()
                        && english.is_ascii() | english.contains("指标.csv") | english.contains("四川省"),
                    "{name}"
                );
                assert!(chinese.chars().any(|c| ('一'..='龥').contains(&c)) || *name == "shell", "{name}");
            }
        }
        for name in &names {
            assert!(heading(name).is_some(), "{name} stands under no heading");
        }
    }

    #[test]
    fn the_help_is_in_one_language() {
        for (language, foreign) in [(Language::English, "用法"), (Language::Chinese, "Usage")] {
            for name in [
                "extract",
                "targets",
                "cite",
                "codebook",
                "terms",
                "kwic",
                "keywords",
                "similar",
                "readability",
                "panel",
                "concepts",
                "report",
                "codebook",
                "explain",
                "score",
                "schema",
                "completions",
                "man",
            ] {
                let mut command = command(language, ColorChoice::Never);
                command.build();
                let help = command.find_subcommand_mut(name).unwrap().render_help().to_string();
                assert!(!help.contains(foreign), "{help}");
                assert!(help.contains(language.pick("Usage: gongwen", "用法：gongwen")), "{help}");
            }
        }
        let help = command(Language::Chinese, ColorChoice::Never).render_help().to_string();
        for english in ["Usage", "Options", "Commands", "Arguments", "Print", "possible", "default"] {
            assert!(!help.contains(english), "{english} in\n{help}");
        }
    }

    #[test]
    fn clap_finds_no_contradiction() {
        command(Language::English, ColorChoice::Never).debug_assert();
    }
}
