//! The Set up stage: people, intended control, and what the dots can say.

use crate::core::board::layer::Layer;
use crate::core::board::voting::Poles;
use crate::strings::layer;
use crate::strings::phrase::fill;

/// Shown on a board without a title.
pub const NO_TITLE: &str = "This board has no title yet. Name it so you can find it.";

/// What people are for.
pub const WHY_PEOPLE: &str =
    "Everybody gets initials and a colour. Mark leaders: their ratings appear beside the team’s. Press a name to change it.";

/// What intended control is for.
pub const WHY_INTENDED: &str = "How tightly is each layer meant to be held? On the left the leader tells, on the right the leader delegates. Later you compare this with the votes.";

/// How intended control is changed.
pub const HOW_INTENDED: &str =
    "Begin with one of these. Then move the markers on the line beside the layers: tap, drag or use the arrow keys.";

/// Where agreed statements are written.
pub const WHERE_STATEMENTS: &str = "Already agreed? Type it under the layer’s name, where it says “Not agreed yet”.";

/// "Intended control of Vision".
pub fn intended_of(of: Layer) -> String {
    fill("Intended control of {}", &[layer(of)])
}

/// "Role of Ana".
pub fn role_of(name: &str) -> String {
    fill("Role of {}", &[name])
}

/// "Remove Ana": a button's verb, and whom it concerns.
pub fn with_name(verb: &str, name: &str) -> String {
    fill("{} {}", &[verb, name])
}

/// What dots can say.
pub fn poles(poles: Poles) -> &'static str {
    ["Too tight", "Too tight or too loose"][poles as usize]
}
