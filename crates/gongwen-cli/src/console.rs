//! Standard error: messages, colours and the progress bar.
//!
//! Written through one place, so that a message never tears the bar.

use std::io::Write;
use std::path::PathBuf;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::language::Language;
use crate::settings::Console as Settings;

/// The console of one run.
#[derive(Debug)]
pub(crate) struct Console {
    settings: Settings,
    bar: ProgressBar,
}

/// A message that ends the run.
pub(crate) fn fatal(language: Language, message: &str) {
    // Nobody is left to tell if standard error is closed.
    let _ = writeln!(std::io::stderr().lock(), "{}{message}", language.error_label());
}

/// Something the reader should know, from a command without a progress bar.
pub(crate) fn remark(language: Language, message: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{}{message}", language.note_label());
}

impl Console {
    pub(crate) fn new(settings: Settings) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if settings.progress {
            bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(8));
            bar.set_style(style(settings.language));
            bar.enable_steady_tick(Duration::from_millis(250));
        }
        Self { settings, bar }
    }

    pub(crate) fn language(&self) -> Language {
        self.settings.language
    }

    pub(crate) fn is_verbose(&self) -> bool {
        self.settings.verbose
    }

    pub(crate) fn shows_progress(&self) -> bool {
        self.settings.progress
    }

    /// The bytes of all inputs, once they are known: from then on the bar tells the time left.
    pub(crate) fn set_total(&self, bytes: u64) {
        self.bar.set_length(bytes);
    }

    pub(crate) fn advance(&self, bytes: u64, documents: usize) {
        self.bar.inc(bytes);
        if self.settings.progress {
            self.bar.set_message(documents.to_string());
        }
    }

    /// An input that failed: shown even when quiet.
    pub(crate) fn failure(&self, path: &str, reason: &str) {
        let label = self.paint("31;1", self.settings.language.error_label());
        let said = self.settings.language.said_of(path, reason);
        self.line(&format!("{label}{said}"));
    }

    pub(crate) fn note(&self, message: &str) {
        if !self.settings.quiet {
            let label = self.paint("33;1", self.settings.language.note_label());
            self.line(&format!("{label}{message}"));
        }
    }

    /// A line of the summary or of `--verbose`.
    pub(crate) fn info(&self, message: &str) {
        if !self.settings.quiet {
            self.line(message);
        }
    }

    /// Where the output is, if it is a file.
    pub(crate) fn written(&self, output: Option<&PathBuf>) {
        if let Some(output) = output {
            self.info(&self.language().written(&output.to_string_lossy()));
        }
    }

    pub(crate) fn bold(&self, text: &str) -> String {
        self.paint("1", text)
    }

    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }

    fn line(&self, line: &str) {
        self.bar.suspend(|| {
            let _ = writeln!(std::io::stderr().lock(), "{line}");
        });
    }

    fn paint(&self, code: &str, text: &str) -> String {
        if self.settings.color { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

fn style(language: Language) -> ProgressStyle {
    let template = language.pick(
        "{bar:30} {msg} documents  {bytes}/{total_bytes}  {bytes_per_sec}  {eta} left",
        "{bar:30} {msg}份文档  {bytes}/{total_bytes}  {bytes_per_sec}  剩余{eta}",
    );
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
