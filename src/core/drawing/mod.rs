//! Drawings as SVG text: the chart of the reading and the poster of a workshop.

pub mod chart;
pub mod poster;
