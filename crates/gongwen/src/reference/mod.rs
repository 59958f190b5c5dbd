//! What a document cites: document numbers (发文字号), documents by title and number, provisions of statutes.

mod agency;
mod beside;
pub mod citation;
pub mod document_number;
mod issuer;
mod kind;
mod order;
mod short;
pub mod statute;
pub mod title;
