//! The reading of a vote: where control is held, compared with the intention. It counts and compares; it does not judge.
//!
//! [`layers`] reads the dots alone; [`stack`] adds the answers, [`patterns`] names what the stack looks like, [`topics`] orders what to
//! talk about, [`rounds`] decides which round is the result, [`handover`] where to start with agreements, [`trend`] compares with earlier
//! workshops, and [`guidance`] comments on an agreement. Rules have numbers: R1 to R26, P1 to P8, A1 to A3, W1 to W6.

pub mod answers;
pub mod guidance;
pub mod handover;
pub mod layer_stack;
pub mod layers;
pub mod patterns;
pub mod questions;
pub mod rounds;
pub mod stack;
pub mod summarize;
pub mod topics;
pub mod trend;
