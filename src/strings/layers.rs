//! Names of layers, of the halves of the stack and of the levels of control, and the questions of each layer.

use crate::core::board::layer::Half;
use crate::core::board::layer::Layer;
use crate::strings::phrase::fill;

/// The name of a layer.
pub fn layer(layer: Layer) -> &'static str {
    ["Vision", "Mission", "Values", "Goals", "KPIs", "Tactics and tasks"][layer as usize]
}

/// The question of a layer.
pub fn question(layer: Layer) -> &'static str {
    [
        "Where are we going?",
        "What are we here to do now?",
        "How do we work together?",
        "What must be true, by when?",
        "How will we know?",
        "How will we do it?",
    ][layer as usize]
}

/// Prompts for writing on a layer, in the article's words where it has some.
pub fn think_of(layer: Layer) -> &'static str {
    [
        "What stays true while plans change? Who could say it without looking it up?",
        "What is the focus now, and what does it leave out?",
        "What do we stand for, and what won’t we tolerate?",
        "What has to be achieved, whoever does it and however?",
        "What does success look like, and who chose how to measure it?",
        "Where is it prescribed how to work? What does a leader still do because it was always so?",
    ][layer as usize]
}

/// An example of a note, shown where a layer has none.
pub fn example(layer: Layer) -> &'static str {
    [
        "For example: “Nobody can repeat the vision without opening the deck.”",
        "For example: “The mission changed twice this year.”",
        "For example: “We value candour but punish bad news.”",
        "For example: “Fourteen goals for six people.”",
        "For example: “We count closed tickets, so we close easy ones first.”",
        "For example: “Every change needs the director’s approval.”",
    ][layer as usize]
}

/// Shown where a layer has no agreed statement.
pub const NO_STATEMENT: &str = "Not agreed yet";

/// The name of the field for a layer's agreed statement.
pub fn statement_of(of: Layer) -> String {
    fill("Agreed statement for {}", &[layer(of)])
}

/// The name of a half of the stack.
pub fn half(half: Half) -> &'static str {
    match half {
        Half::Direction => "Align the direction",
        Half::Execution => "Let go of the execution",
    }
}

/// The levels of control, tight to light.
pub fn level(number: u8) -> &'static str {
    ["tell", "sell", "consult", "agree", "advise", "inquire", "delegate"][usize::from(number.clamp(1, 7)) - 1]
}
