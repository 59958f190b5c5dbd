//! What a document cites: document numbers (发文字号), with the titles they stand beside and the agencies that issued them.

mod agency;
mod code;
pub mod document_number;
pub mod issuer;
mod order;
mod other;
mod serial;
mod title;
mod year;
