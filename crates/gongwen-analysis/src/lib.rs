//! Documents in, tables and measures out.
//!
//! | module | gives |
//! |---|---|
//! | [`gold`] | hand-made records of annotated documents |
//! | [`score`] | how much of the gold an extraction finds, and how right it is |
//! | [`against`] | what one run got right that another did not, record by record |

pub mod against;
pub mod gold;
pub mod likeness;
pub mod score;
