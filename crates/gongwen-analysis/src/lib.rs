//! Documents in, tables and measures out.
//!
//! | module | gives |
//! |---|---|
//! | [`gold`] | hand-made records of annotated documents |
//! | [`score`] | how much of the gold an extraction finds, and how right it is |
//! | [`targets`] | the growth targets and other main goals of a plan, and whose they are |
//! | [`against`] | what one run got right that another did not, record by record |

pub mod against;
pub mod gold;
pub mod likeness;
pub mod region;
pub mod score;
pub mod targets;
