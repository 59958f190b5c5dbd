//! `gongwen man`: the help as manual pages, for `man` and for packagers.
//!
//! `gongwen man extract` → `.TH gongwen\-extract 1 …`, the options by their headings, the examples as they stand in the help.
//!
//! The pages come from the command line itself, as the help does, in the language of the help.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Context, Result, anyhow};
use clap::{ColorChoice, Command};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use crate::language::Language;
use crate::{DONE, args, help};

/// All of `gongwen man`.
#[derive(Debug)]
pub(crate) struct Settings {
    command: Vec<String>,
    folder: Option<PathBuf>,
    language: Language,
}

impl Settings {
    pub(crate) fn new(man: args::Man, language: Language) -> Self {
        Self { command: man.man_command, folder: man.man_folder, language }
    }
}

impl Language {
    fn no_such_command(self, name: &str) -> String {
        self.pick(
            format!("there is no command '{name}': gongwen --help lists them"),
            format!("没有命令“{name}”，全部命令见gongwen --help"),
        )
    }
}

/// Runs it and gives the exit code.
pub(crate) fn run(settings: &Settings) -> Result<u8> {
    let language = settings.language;
    let pages = pages(language)?;
    if let Some(folder) = &settings.folder {
        fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        for (name, page) in pages {
            let path = folder.join(format!("{name}.1"));
            fs::write(&path, page).with_context(|| path.display().to_string())?;
        }
        return Ok(DONE);
    }
    let name = ["gongwen"]
        .into_iter()
        .chain(settings.command.iter().map(String::as_str))
        .collect::<Vec<_>>()
        .join("-");
    let unknown = || anyhow!(language.no_such_command(&settings.command.join(" ")));
    let (_, page) = pages.into_iter().find(|(page, _)| *page == name).ok_or_else(unknown)?;
    let mut out = io::stdout().lock();
    out.write_all(&page)?;
    out.flush()?;
    Ok(DONE)
}

/// The name of each page and what stands on it: `gongwen`, then one for each command in the order of the help.
fn pages(language: Language) -> Result<Vec<(String, Vec<u8>)>> {
    let mut whole = help::command(language, ColorChoice::Never);
    // Options of every command reach the commands, and these learn their full names.
    whole.build();
    let mut pages = Vec::new();
    collect(whole, language, &mut pages)?;
    Ok(pages)
}

/// The page of a command and those of the commands below it.
fn collect(command: Command, language: Language, pages: &mut Vec<(String, Vec<u8>)>) -> Result<()> {
    let below: Vec<Command> = command.get_subcommands().cloned().collect();
    let name = command.get_display_name().unwrap_or(command.get_name()).to_owned();
    pages.push((name, page(command, language)?));
    below.into_iter().try_for_each(|command| collect(command, language, pages))
}

fn page(command: Command, language: Language) -> io::Result<Vec<u8>> {
    let notes = Notes::read(&command.get_after_help().map(ToString::to_string).unwrap_or_default());
    let has_commands = command.has_subcommands();
    let usage = command.clone().render_usage().to_string();
    let usage = usage.replace("[OPTIONS]", language.pick("[OPTIONS]", "[选项]"));
    let name = command.get_display_name().unwrap_or(command.get_name()).to_owned();
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let man = Man::new(command);
    let mut out = Vec::new();
    man.render_name_section(&mut out)?;
    let mut description = Roff::new();
    // As in the help: `clap_mangen` would list every option here.
    description.control("SH", ["SYNOPSIS"]);
    description.text([roman(usage.strip_prefix("Usage: ").unwrap_or(&usage))]);
    description.control("SH", ["DESCRIPTION"]);
    description.text([roman(about + language.pick(".", "。"))]);
    for paragraph in &notes.prose {
        description.control("PP", []);
        as_it_is(&mut description, paragraph.lines());
    }
    description.to_writer(&mut out)?;
    man.render_options_section(&mut out)?;
    if has_commands {
        man.render_subcommands_section(&mut out)?;
    }
    notes.rest().to_writer(&mut out)?;
    Ok(finished(&out, &name, language))
}

/// The text under the options of a help, by what it is in a manual page.
#[derive(Debug, Default)]
struct Notes {
    /// Paragraphs; those with lines of their own keep them.
    prose: Vec<String>,
    /// Lines that stay as they are.
    examples: Vec<String>,
    exit_status: Option<String>,
}

impl Notes {
    fn read(text: &str) -> Self {
        let mut notes = Self::default();
        for paragraph in text.split("\n\n") {
            let (first, rest) = paragraph.split_once('\n').unwrap_or((paragraph, ""));
            if ["Example:", "Examples:", "示例："].contains(&first) {
                notes.examples.extend(rest.lines().map(str::to_owned));
            } else if let Some(codes) =
                ["Exit codes: ", "退出码："].iter().find_map(|head| paragraph.strip_prefix(head))
            {
                notes.exit_status = Some(codes.to_owned());
            } else if !paragraph.is_empty() {
                let has_lines = paragraph.lines().any(|line| line.starts_with(' '));
                notes.prose.push(if has_lines { paragraph.to_owned() } else { joined(paragraph) });
            }
        }
        notes
    }

    fn rest(&self) -> Roff {
        let mut roff = Roff::new();
        if !self.examples.is_empty() {
            roff.control("SH", ["EXAMPLES"]);
            as_it_is(&mut roff, self.examples.iter().map(String::as_str));
        }
        if let Some(codes) = &self.exit_status {
            roff.control("SH", ["EXIT STATUS"]);
            roff.text([roman(codes.as_str())]);
        }
        roff
    }
}

/// Lines that are not filled; one alone may be.
fn as_it_is<'a>(roff: &mut Roff, lines: impl Iterator<Item = &'a str>) {
    let lines: Vec<_> = lines.collect();
    if lines.len() > 1 {
        roff.control("nf", []);
    }
    for line in &lines {
        roff.text([roman(*line)]);
    }
    if lines.len() > 1 {
        roff.control("fi", []);
    }
}

/// The lines of a paragraph as one; Chinese has no spaces between words.
fn joined(paragraph: &str) -> String {
    let mut lines = paragraph.lines();
    let mut text = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        if text.is_ascii()
            || text.ends_with(|c: char| c.is_ascii()) && line.starts_with(|c: char| c.is_ascii())
        {
            text.push(' ');
        }
        text.push_str(line);
    }
    text
}

/// The sections under one title, their headings in one language.
fn finished(sections: &[u8], name: &str, language: Language) -> Vec<u8> {
    /// What `roff` writes before each section, so that an apostrophe is one.
    const APOSTROPHE: &str = ".ie \\n(.g .ds Aq \\(aq\n.el .ds Aq '\n";
    /// Headings that are given in English.
    const HEADINGS: [(&str, &str); 6] = [
        ("NAME", "名称"),
        ("SYNOPSIS", "概要"),
        ("DESCRIPTION", "描述"),
        ("OPTIONS", "选项"),
        ("EXAMPLES", "示例"),
        ("\"EXIT STATUS\"", "退出码"),
    ];
    let mut page = String::from_utf8_lossy(sections).replace(APOSTROPHE, "");
    if language == Language::Chinese {
        for (english, chinese) in HEADINGS {
            page = page.replace(&format!(".SH {english}\n"), &format!(".SH {chinese}\n"));
        }
    }
    // No date: the same version gives the same pages.
    let version = env!("CARGO_PKG_VERSION");
    format!("{APOSTROPHE}.TH {name} 1 \"\" \"gongwen {version}\" \"gongwen\"\n{page}").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(language: Language) -> Vec<(String, String)> {
        let pages = pages(language).unwrap();
        pages.into_iter().map(|(name, page)| (name, String::from_utf8(page).unwrap())).collect()
    }

    #[test]
    fn every_command_has_a_page_in_both_languages() {
        for language in [Language::English, Language::Chinese] {
            let pages = texts(language);
            let commands = help::command(language, ColorChoice::Never);
            assert!(pages.len() > 1 + commands.get_subcommands().count(), "those of gongwen audit too");
            for (name, page) in &pages {
                assert!(page.contains(&format!(".TH {name} 1")), "{page}");
                assert_eq!(page.matches(".ie ").count(), 1, "{name}");
                // What every command takes.
                assert!(page.contains("\\fB\\-\\-lang\\fR"), "{name}");
            }
            let (_, extract) = pages.iter().find(|(name, _)| name == "gongwen-extract").unwrap();
            assert!(extract.contains(language.pick("\n.SH EXAMPLES\n.nf\n", "\n.SH 示例\n.nf\n")));
            assert!(pages[0].1.contains(language.pick(".SH \"EXIT STATUS\"", ".SH 退出码")));
        }
    }

    #[test]
    fn a_page_is_in_one_language() {
        for (name, page) in texts(Language::Chinese) {
            for english in ["SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXTRA", "VERSION", "EXAMPLES", "EXIT"] {
                assert!(
                    !page.contains(&format!(".SH {english}")) && !page.contains(&format!(".SH \"{english}")),
                    "{name}: {english}\n{page}"
                );
            }
        }
    }

    #[test]
    fn examples_stay_as_they_are() {
        let notes = Notes::read("Read are\nall.\n\nExamples:\n  gongwen a\n      b\n\nExit codes: 0, 1");
        assert_eq!(
            (notes.prose, notes.examples),
            (vec!["Read are all.".into()], vec!["  gongwen a".into(), "      b".into()])
        );
        assert_eq!(notes.exit_status.as_deref(), Some("0, 1"));
    }

    #[test]
    fn chinese_lines_join_without_a_space() {
        assert_eq!(joined("其余略过并计数；\n直接写明的"), "其余略过并计数；直接写明的");
        assert_eq!(joined("UTF-8\nor UTF-16"), "UTF-8 or UTF-16");
    }
}
