//! The named patterns of a stack, as summaries store them.
//!
//! Meaning and evidence are in [`crate::core::reading::patterns`].

use crate::core::number_enum;

number_enum! {
    /// A named pattern, without its evidence.
    pub enum Pattern {
        /// P1.
        HealthyStack = 1,
        /// P2.
        GripAtTheBottom = 2,
        /// P3.
        FogAtTheTop = 3,
        /// P4.
        TightEverywhere = 4,
        /// P5.
        KpiClamp = 5,
        /// P6.
        UpsideDown = 6,
        /// P7.
        Drift = 7,
        /// P8.
        SplitRoom = 8,
    }
}
