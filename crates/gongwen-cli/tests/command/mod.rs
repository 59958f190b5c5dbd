//! The command as the tests run it.

use std::path::Path;
use std::process::{Command, Stdio};

use assert_cmd::cargo::cargo_bin;

/// `gongwen` in `folder`, without input, and in English whatever the machine speaks.
pub(crate) fn gongwen(folder: &Path) -> Command {
    let mut command = Command::new(cargo_bin!("gongwen"));
    command.current_dir(folder).env_remove("GONGWEN_LANG").env("LC_ALL", "C").stdin(Stdio::null());
    command
}
