//! `public-api-of target/doc/gongwen.json` → `pub fn gongwen::analyze(source: &str, options: &gongwen::Options) -> …`, a line an item.

use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(json) = std::env::args_os().nth(1) else {
        eprintln!("usage: public-api-of RUSTDOC.json");
        return ExitCode::from(2);
    };
    // What every type has, or what its fields decide, is no promise that a reader of the list should check.
    let builder = public_api::Builder::from_rustdoc_json(json).omit_blanket_impls(true);
    match builder.omit_auto_trait_impls(true).omit_auto_derived_impls(true).build() {
        Ok(api) => {
            print!("{api}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
