//! Where a command writes: the output and the list of errors, each put in place whole or not at all.
//!
//! `-o figures.csv` → [`Target`]: a temporary file beside it, renamed by [`Target::commit`]

use std::fmt::Display;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use gongwen_export::Output;

use crate::interrupt;
use crate::language::Language;
use crate::settings::Reading;

/// Standard output, or a file that is not there before it is committed.
pub(crate) enum Target {
    File(Output),
    StandardOutput(io::Stdout),
}

impl Target {
    pub(crate) fn commit(self) -> io::Result<()> {
        match self {
            Self::File(output) => output.commit(),
            Self::StandardOutput(mut stdout) => stdout.flush(),
        }
    }
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::File(output) => output.write(bytes),
            Self::StandardOutput(stdout) => stdout.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::File(output) => output.flush(),
            Self::StandardOutput(stdout) => stdout.flush(),
        }
    }
}

/// The output and its name.
pub(crate) fn open_output(output: Option<&PathBuf>, language: Language) -> Result<(Target, String)> {
    Ok(match output {
        Some(path) => (Target::File(create(path, language)?), path.to_string_lossy().into_owned()),
        None => (Target::StandardOutput(io::stdout()), language.standard_output().to_owned()),
    })
}

/// The list of inputs that failed; none where nobody asked for one.
pub(crate) struct Errors(List);

enum List {
    None,
    /// To be made when there is something to write.
    Later(PathBuf),
    Open(BufWriter<Output>, String),
}

impl Errors {
    pub(crate) fn open(reading: &Reading, language: Language) -> Result<Self> {
        let mut errors = Self(reading.errors.clone().map_or(List::None, List::Later));
        errors.list(language)?;
        Ok(errors)
    }

    /// A list that is written at the end alone: a run that is killed before leaves nothing beside it. That it can be written is
    /// tried now.
    pub(crate) fn later(reading: &Reading, language: Language) -> Result<Self> {
        drop(Self::open(reading, language)?);
        Ok(Self(reading.errors.clone().map_or(List::None, List::Later)))
    }

    fn list(&mut self, language: Language) -> Result<Option<(&mut BufWriter<Output>, &str)>> {
        if let List::Later(path) = &self.0 {
            let name = path.to_string_lossy().into_owned();
            self.0 = List::Open(BufWriter::new(create(path, language)?), name);
        }
        match &mut self.0 {
            List::Open(list, name) => Ok(Some((list, name))),
            _ => Ok(None),
        }
    }

    pub(crate) fn push(&mut self, line: &impl Display, language: Language) -> Result<()> {
        let Some((list, name)) = self.list(language)? else { return Ok(()) };
        writeln!(list, "{line}").with_context(|| language.cannot_write(name))
    }

    pub(crate) fn finish(mut self, language: Language) -> Result<()> {
        self.list(language)?;
        let List::Open(list, name) = self.0 else { return Ok(()) };
        let commit = || list.into_inner().map_err(|error| error.into_error())?.commit();
        commit().with_context(|| language.cannot_write(&name))
    }
}

/// An output that is also an input would be read before and be gone after; two outputs of one name would be
/// one.
pub(crate) fn refuse_overwriting(
    output: Option<&PathBuf>,
    reading: &Reading,
    language: Language,
) -> Result<()> {
    let real = |path: &PathBuf| path.canonicalize().ok().filter(|path| path.is_file());
    let outputs: Vec<_> = [output, reading.errors.as_ref()].into_iter().flatten().collect();
    for output in &outputs {
        let clash =
            real(output).is_some_and(|output| reading.paths.iter().filter_map(real).any(|p| p == output));
        if clash || outputs.iter().filter(|other| other == &output).count() > 1 {
            anyhow::bail!(language.output_is_input(&output.to_string_lossy()));
        }
    }
    Ok(())
}

fn create(path: &Path, language: Language) -> Result<Output> {
    let name = path.to_string_lossy();
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists()) {
        anyhow::bail!(language.no_folder(&name, &folder.to_string_lossy()));
    }
    let output = Output::create(path).with_context(|| language.cannot_write(&name))?;
    if let Some(temporary) = output.temporary_path() {
        interrupt::remove_on_interrupt(temporary);
    }
    Ok(output)
}
