//! The reading of a vote: where the dots are against where control is meant to be. It counts and compares; it does not judge.
//!
//! [`layers`] is what the dots say by themselves; [`stack`] adds what people have answered, [`patterns`] what it looks like, [`topics`]
//! what to talk about first, [`rounds`] which round is the result, [`trend`] what became of it since the workshops before, and
//! [`guidance`] what to say about an agreement. Rules have numbers: R1 to R25, P1 to P8, A1 to A3, W1 to W6.

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
