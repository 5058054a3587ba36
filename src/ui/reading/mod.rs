//! The Read stage: findings, chart, topics, trend.

pub(super) mod chart;
pub(super) mod panel;
pub(super) mod patterns;
pub(super) mod topics;
pub(super) mod trend;
