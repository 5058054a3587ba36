//! What the dots say, in words: where control is held tightest, how the dots fall, and each layer against its intention.

use std::cmp::Ordering;

use super::{both_dots, counted, dots, fill, layer, level, listed};
use crate::core::layer::{Half, Layer};
use crate::core::reading::{LayerReading, Reading, Tightest};

/// The sentence that says where control is held tightest, and what is left out of it.
pub fn tightest(reading: &Reading) -> String {
    let on = |layer: Layer| reading.layers.iter().find(|one| one.layer == layer).map_or(0, |one| one.dots);
    let names = |of: &[Layer]| listed(&of.iter().map(|at| String::from(layer(*at))).collect::<Vec<_>>());
    let sentence = match &reading.tightest {
        Tightest::NoDots => return String::from("No dots yet. Go back to Vote and ask: where is control too tight?"),
        Tightest::Rightly(at) => {
            let all = if reading.dots == 1 { String::from("The one dot lies") } else { fill("All {} lie", &[&dots(reading.dots)]) };
            return fill("{} where control is rightly held tightly: {}.", &[&all, &names(at)]);
        }
        Tightest::One(at) => {
            let of = if reading.loose == 0 { dots(reading.dots) } else { fill("{} too tight", &[&dots(reading.dots)]) };
            fill("Control is held tightest at {}: {} of {}{}.", &[layer(*at), &on(*at).to_string(), &of, meant(*at)])
        }
        Tightest::Several(at) => {
            fill("Control is held tightest at {}, with {} each.", &[&names(at), &dots(at.first().map_or(0, |at| on(*at)))])
        }
    };
    let rightly: Vec<_> = reading.rightly().map(|one| fill("{} ({})", &[layer(one.layer), &dots(one.dots)])).collect();
    if rightly.is_empty() { sentence } else { fill("{} Not counted, because rightly held tightly: {}.", &[&sentence, &listed(&rightly)]) }
}

fn meant(at: Layer) -> &'static str {
    match at {
        Layer::Tactics => ", where it is meant to be lightest",
        Layer::Goals | Layer::Kpis => ", where it is meant to be light",
        Layer::Vision | Layer::Mission | Layer::Values => ", where some control is meant",
    }
}

/// How the dots fall on the two halves.
pub fn halves(reading: &Reading) -> String {
    let people = counted(reading.voters, "person", "people");
    // What is rightly held tightly is not meant to be let go.
    let all_meant = reading.rightly().all(|one| one.layer.half() == Half::Direction);
    let meant = if all_meant { ", which is meant to be let go" } else { "" };
    let (dots, execution) = (&dots(reading.dots), &reading.execution.to_string());
    if reading.loose == 0 {
        return fill("{} placed {}; {} of them lie on the execution{}.", &[&people, dots, execution, meant]);
    }
    fill(
        "{} placed {} too tight and {} too loose; of those too tight {} lie on the execution{}.",
        &[&people, dots, &reading.loose.to_string(), execution, meant],
    )
}

/// What is said of a layer on which it is right to hold on.
pub const RIGHTLY: &str = "rightly held tightly";

/// One layer against its intention, in words.
pub fn layer_reading(reading: &LayerReading) -> String {
    if reading.dots + reading.loose == 0 {
        return String::from("as meant");
    }
    let against = match reading.dots.cmp(&reading.loose) {
        Ordering::Greater if reading.rightly => RIGHTLY,
        Ordering::Greater => "held tighter than meant",
        Ordering::Equal => "seen both ways",
        Ordering::Less => "held looser than meant",
    };
    fill("{}: {}", &[&both_dots(reading.dots, reading.loose), against])
}

/// One layer against its intention beside the grip line; nothing where it is as meant.
pub fn gap(reading: &LayerReading) -> Option<String> {
    (reading.dots + reading.loose > 0).then(|| layer_reading(reading))
}

/// The grip line for those who do not see it, before there is a reading.
pub fn grip_intended(levels: [u8; 6]) -> String {
    let loosens = levels.is_sorted() && levels[0] < levels[5];
    let each: Vec<String> = Layer::ALL.map(|of| fill("{} {}", &[layer(of), level(levels[of as usize])])).into();
    fill("Intended control{}: {}.", &[if loosens { " loosens from Vision to Tactics and tasks" } else { "" }, &each.join(", ")])
}

/// The grip line for those who do not see it, with the reading.
pub fn grip_read(reading: &Reading) -> String {
    fill("{} {}", &[&grip_intended(std::array::from_fn(|at| reading.layers[at].intended.number())), &tightest(reading)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grip_line_says_what_is_meant() {
        let begins = "Intended control loosens from Vision to Tactics and tasks: Vision sell, Mission consult, ";
        assert!(grip_intended([2, 3, 3, 4, 6, 7]).starts_with(begins));
        assert!(grip_intended([7, 1, 1, 1, 1, 1]).starts_with("Intended control: Vision delegate, Mission tell, "));
    }

    #[test]
    fn the_sentence_of_the_reading_names_the_layer() {
        let document = crate::core::sample::document(crate::core::id::DeviceId::from_random(1));
        let reading = Reading::of(&crate::core::board::Board::of(&document));
        assert_eq!(tightest(&reading), "Control is held tightest at Tactics and tasks: 24 of 32 dots, where it is meant to be lightest.");
        assert_eq!(halves(&reading), "8 people placed 32 dots; 30 of them lie on the execution, which is meant to be let go.");
    }
}
