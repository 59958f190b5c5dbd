//! What the linker of macOS must be told so that `cargo build --workspace` links a library of an interpreter.

fn main() {
    pyo3_build_config::add_extension_module_link_args();
}
