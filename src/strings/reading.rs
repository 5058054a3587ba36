//! The reading of the dots in words: where control is held tightest, how the dots fall, and each layer against its intention.

use crate::core::board::layer::{Half, Layer, Level};
use crate::core::reading::layers::{Against, LayerReading, Reading, Tightest};
use crate::strings::patterns::gap_of;
use crate::strings::phrase::{counted, fill, hundredths, listed};
use crate::strings::{both_dots, dots, label, layer, level, loose_dots, uncounted};

/// The sentence that says where control is held tightest, and which layers it leaves out.
pub fn tightest(reading: &Reading) -> String {
    let on = |layer: Layer| reading.layers.iter().find(|one| one.layer == layer).map_or(0, |one| one.dots);
    let names = |of: &[Layer]| listed(&of.iter().map(|at| String::from(layer(*at))).collect::<Vec<_>>());
    let sentence = match &reading.tightest {
        Tightest::NoDots if reading.loose > 0 => return loosest(reading),
        Tightest::NoDots => return String::from("No dots yet. Go back to Vote and ask: where is control too tight?"),
        Tightest::AsMeant => {
            let but = if reading.layers.iter().any(|one| one.rightly) { ", but for what is rightly held tightly" } else { "" };
            return fill("By what people say, no layer is held a whole level tighter than meant{}.", &[but]);
        }
        Tightest::ByAnswers(at, gap) => {
            let said = "By what people say, control is held tightest against what is meant at {}: {}.";
            return fill(said, &[&names(at), &gap_of(*gap)]);
        }
        Tightest::Rightly(at) => {
            let all = if reading.dots == 1 { String::from("The one dot lies") } else { fill("All {} lie", &[&dots(reading.dots)]) };
            return fill("{} where control is rightly held tightly: {}.", &[&all, &names(at)]);
        }
        Tightest::One(at) => {
            let of = if reading.loose == 0 { dots(reading.dots) } else { fill("{} too tight", &[&dots(reading.dots)]) };
            let meant = reading.layers.iter().find(|one| one.layer == *at).map_or("", |one| meant(one.intended));
            fill("Control is held tightest at {}: {} of {}{}.", &[layer(*at), &on(*at).to_string(), &of, meant])
        }
        Tightest::Several(at) => {
            fill("Control is held tightest at {}, with {} each.", &[&names(at), &dots(at.first().map_or(0, |at| on(*at)))])
        }
    };
    let rightly: Vec<_> = reading.rightly().map(|one| fill("{} ({})", &[layer(one.layer), &dots(one.dots)])).collect();
    if rightly.is_empty() { sentence } else { fill("{} Not counted, because rightly held tightly: {}.", &[&sentence, &listed(&rightly)]) }
}

/// Says so if dots per note name other layers (R26): " Per note, most dots lie at KPIs (6 dots on 2 notes)."
fn denser(reading: &Reading) -> String {
    let on =
        |one: &LayerReading| fill("{} ({} on {})", &[layer(one.layer), &dots(one.dots), &counted(one.notes as usize, "note", "notes")]);
    let at: Vec<_> = reading.denser().into_iter().map(on).collect();
    if at.is_empty() { String::new() } else { fill(" Per note, most dots lie at {}.", &[&listed(&at)]) }
}

/// Where the dots lie, if all of them say "too loose".
fn loosest(reading: &Reading) -> String {
    let most = reading.layers.iter().map(|one| one.loose).max().unwrap_or(0);
    let at = reading.layers.iter().filter(|one| one.loose == most);
    let names: Vec<String> = at.map(|one| String::from(layer(one.layer))).collect();
    let all = most * names.len() as u32 == reading.loose;
    let says = if all { "Nobody says too tight: {}, at {}." } else { "Nobody says too tight: {}, most at {}." };
    fill(says, &[&loose_dots(reading.loose), &listed(&names)])
}

fn meant(at: Level) -> &'static str {
    match at.number() {
        ..=1 => ", where it is meant to be as tight as can be",
        2 | 3 => ", where some control is meant",
        4 => ", where it is meant to be shared",
        5 | 6 => ", where it is meant to be light",
        7.. => ", where it is meant to be lightest",
    }
}

/// From this level on ("agree"), a layer is meant to be let go.
const SHARED: u8 = 4;

/// How the dots fall on the two halves of the stack, whether dots per note name other layers (R26), and which dots do not count.
pub fn halves(reading: &Reading) -> String {
    let halves = counted_halves(reading) + &denser(reading);
    match reading.uncounted {
        (_, 0) => halves,
        (people, dots) => halves + " " + &uncounted(people, dots),
    }
}

fn counted_halves(reading: &Reading) -> String {
    let people = counted(reading.voters, "person", "people");
    // A layer that is rightly held tightly, or intended to be tight, is not meant to be let go.
    let mut execution = reading.layers.iter().filter(|one| one.layer.half() == Half::Execution);
    let all_meant = execution.all(|one| one.intended.number() >= SHARED && !(one.rightly && one.dots > 0));
    let meant = if all_meant { ", which is meant to be let go" } else { "" };
    if reading.dots + reading.loose == 0 {
        return String::from("There are no dots to break down.");
    }
    if reading.dots == 0 {
        return fill("{} placed {}.", &[&people, &loose_dots(reading.loose)]);
    }
    let (dots, execution) = (&dots(reading.dots), &reading.execution.to_string());
    let lie = if reading.execution == 1 { "lies" } else { "lie" };
    if reading.loose == 0 {
        return fill("{} placed {}; {} of them {} on the execution{}.", &[&people, dots, execution, lie, meant]);
    }
    fill(
        "{} placed {} too tight and {} too loose; of those too tight {} {} on the execution{}.",
        &[&people, dots, &reading.loose.to_string(), execution, lie, meant],
    )
}

/// Marks a layer on which it is right to hold on.
pub const RIGHTLY: &str = "rightly held tightly";

/// One layer against its intention, in words.
pub fn layer_reading(reading: &LayerReading) -> String {
    let dots = both_dots(reading.dots, reading.loose);
    let said = match reading.against {
        None if reading.silent => return String::from("nobody said anything"),
        None => return String::from("too few answers"),
        Some(Against::Gap(halves)) if halves > 0 && reading.rightly => return fill("{}, rightly", &[&gap_of(halves)]),
        Some(Against::Gap(halves)) => return gap_of(halves),
        Some(Against::Tighter) if reading.rightly => return fill("{}: {}", &[&dots, RIGHTLY]),
        Some(Against::Tighter) => ": held tighter than meant",
        Some(Against::Looser) => ": held looser than meant",
        Some(Against::BothWays) => ": seen both ways",
        Some(Against::AsFarAsCanBe) if reading.dots > reading.loose => ", and meant to be as tight as can be",
        Some(Against::AsFarAsCanBe) => ", and meant to be as light as can be",
    };
    dots + said
}

/// One layer against its intention, beside the control line. `None` if nobody has voted on or rated the layer.
pub fn gap(reading: &LayerReading) -> Option<String> {
    reading.against.map(|_| layer_reading(reading))
}

/// The control line as text for screen readers, before there is a reading.
pub fn control_intended(levels: [u8; 6]) -> String {
    let loosens = levels.is_sorted() && levels[0] < levels[5];
    let each: Vec<String> = Layer::ALL.map(|of| fill("{} {}", &[layer(of), level(levels[of as usize])])).into();
    fill("Intended control{}: {}.", &[if loosens { " loosens from Vision to Tactics and tasks" } else { "" }, &each.join(", ")])
}

/// The control line as text for screen readers, with the reading.
pub fn control_read(reading: &Reading) -> String {
    let held: Vec<String> =
        reading.layers.iter().filter_map(|one| Some(fill("{} {}", &[layer(one.layer), &hundredths(one.held?)]))).collect();
    let room = if held.is_empty() { String::new() } else { fill(" {}: {}.", &[label::THE_ROOM, &held.join(", ")]) };
    let dots = if reading.dots + reading.loose == 0 { String::new() } else { fill(" {}", &[&tightest(reading)]) };
    control_intended(std::array::from_fn(|at| reading.layers[at].intended.number())) + &room + &dots
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_line_names_the_intended_levels() {
        let begins = "Intended control loosens from Vision to Tactics and tasks: Vision sell, Mission consult, ";
        assert!(control_intended([2, 3, 3, 4, 6, 7]).starts_with(begins));
        assert!(control_intended([7, 1, 1, 1, 1, 1]).starts_with("Intended control: Vision delegate, Mission tell, "));
    }

    #[test]
    fn sentence_names_the_tightest_layer() {
        let document = crate::core::replica::sample::document(crate::core::document::id::DeviceId::from_random(1));
        let reading = Reading::of(&crate::core::board::Board::of(&document));
        assert_eq!(tightest(&reading), "Control is held tightest at Tactics and tasks: 24 of 32 dots, where it is meant to be lightest.");
        let says = "8 people placed 32 dots; 30 of them lie on the execution, which is meant to be let go. ";
        assert_eq!(halves(&reading), String::from(says) + "Per note, most dots lie at KPIs (6 dots on 6 notes).");
    }
}
