//! What a document cites: document numbers (发文字号) with the agencies that issued them, documents by title and number,
//! provisions of statutes.

mod agency;
mod beside;
pub mod citation;
mod code;
pub mod document_number;
mod issued;
pub mod issuer;
mod kind;
mod order;
mod other;
mod serial;
mod short;
pub mod statute;
pub mod title;
mod year;
