//! Documents in, tables and measures out.
//!
//! | module | gives |
//! |---|---|
//! | [`gold`] | hand-made records of annotated documents |
//! | [`score`] | how much of the gold an extraction finds, and how right it is |
//! | [`targets`] | the growth targets and other main goals of a plan, and whose they are |
//! | [`cite`] | the citation network: documents and statutes, who cites whom, how and where |
//! | [`panel`] | region × year × concept, each cell with its sources |
//! | [`against`] | what one run got right that another did not, record by record |

pub mod against;
pub mod cite;
pub mod gold;
pub mod likeness;
pub mod panel;
pub mod region;
pub mod score;
pub mod targets;
