//! The reading of the stack in words: patterns with their evidence and one question each, gaps, spreads, reasons. No text judges anybody:
//! it says what was seen, and the group decides what it means.

use crate::core::board::layer::{Layer, Level};
use crate::core::board::median::Median;
use crate::core::board::pattern::Pattern;
use crate::core::board::rating::Reason;
use crate::core::board::totals::Totals;
use crate::core::board::voting::Pole;
use crate::core::reading::answers::Answers;
use crate::core::reading::layer_stack::{LayerStack, Pairs};
use crate::core::reading::patterns::{Evidence, Finding, Held};
use crate::core::reading::questions::Question;
use crate::core::reading::topics::Topic;
use crate::strings::phrase::{counted, fill, listed};
use crate::strings::{both_dots, label, layer, level};

/// The name of a pattern.
pub fn pattern(pattern: Pattern) -> &'static str {
    match pattern {
        Pattern::HealthyStack => "Healthy stack",
        Pattern::GripAtTheBottom => "Grip at the bottom",
        Pattern::FogAtTheTop => "Fog at the top",
        Pattern::TightEverywhere => "Tight everywhere",
        Pattern::KpiClamp => "KPI clamp",
        Pattern::UpsideDown => "Upside down",
        Pattern::Drift => "Drift",
        Pattern::SplitRoom => "Split room",
    }
}

/// The one question to talk about.
pub fn pattern_question(pattern: Pattern) -> &'static str {
    match pattern {
        Pattern::HealthyStack => "What keeps it so, and what would you hand over next?",
        Pattern::GripAtTheBottom => "What would have to be clear above, so that the how can be let go?",
        Pattern::FogAtTheTop => "Does control below stand in for clarity above? What one sentence would help most?",
        Pattern::TightEverywhere => "If only one layer could be held this tightly, which one would it be?",
        Pattern::KpiClamp => "Which goal is this number for, and who could choose a better one?",
        Pattern::UpsideDown => "What is decided below that belongs above, and the other way round?",
        Pattern::Drift => "Who waits for direction here, and what would they like to hear?",
        Pattern::SplitRoom => "What does each side see that the other does not?",
    }
}

/// A median: "4" or "4.5".
pub fn median(median: Median) -> String {
    let whole = (median.halves() / 2).to_string();
    if median.halves().is_multiple_of(2) { whole } else { whole + ".5" }
}

fn level_of(of: Level) -> String {
    fill("{} ({})", &[&of.number().to_string(), level(of.number())])
}

fn held(held: &Held) -> String {
    match held.by {
        Evidence::Answers { intended, now } => {
            fill("{} is meant at {} and held at {}", &[layer(held.layer), &level_of(intended), &median(now)])
        }
        Evidence::Dots { dots, of } => fill("{} has {} of {}", &[layer(held.layer), &dots.to_string(), &super::dots(of)]),
    }
}

fn all_held(all: &[Held]) -> String {
    all.iter().map(held).collect::<Vec<_>>().join("; ")
}

fn clarity(of: Median) -> String {
    fill("clarity {} of 5", &[&median(of)])
}

/// "Control loosens from top to bottom in 11 of 15 pairs of layers".
pub fn pairs(pairs: &Pairs) -> String {
    if pairs.loosening == 0 {
        return String::from("Control never loosens from top to bottom");
    }
    let of = counted(pairs.of as usize, "pair of layers", "pairs of layers");
    fill("Control loosens from top to bottom in {} of {}", &[&pairs.loosening.to_string(), &of])
}

/// The evidence of a pattern.
pub fn evidence(finding: &Finding) -> String {
    match finding {
        Finding::HealthyStack(of) | Finding::UpsideDown(of) => pairs(of) + ".",
        Finding::GripAtTheBottom(at) => held(at) + ".",
        Finding::FogAtTheTop { unclear, held } => {
            let foggy: Vec<String> = unclear.iter().map(|(at, of)| fill("{} ({})", &[layer(*at), &clarity(*of)])).collect();
            fill("{} {} foggy, and {}.", &[&listed(&foggy), if foggy.len() == 1 { "is" } else { "are" }, &all_held(held)])
        }
        Finding::TightEverywhere { held, of } => {
            fill("{} of {} layers are held tighter than meant: {}.", &[&held.len().to_string(), &of.to_string(), &all_held(held)])
        }
        Finding::KpiClamp { goals, held: at } => fill("Goals are foggy ({}), and {}.", &[&clarity(*goals), &held(at)]),
        Finding::Drift(at) => fill("Held looser than meant: {}.", &[&all_held(at)]),
        Finding::SplitRoom(splits) => {
            let said = splits.iter().map(|split| {
                let (low, high) = (split.camps.low.to_string(), split.camps.high.to_string());
                let (end, start) = (split.camps.low_end.to_string(), split.camps.high_start.to_string());
                let about = match split.question {
                    Question::Needed => "needs",
                    Question::Clarity | Question::Now => "is now",
                };
                fill(
                    "on what {} {}, {} say {} or tighter and {} say {} or lighter",
                    &[layer(split.layer), about, &low, &end, &high, &start],
                )
            });
            fill("Two camps: {}.", &[&said.collect::<Vec<_>>().join("; ")])
        }
    }
}

/// Shown if no pattern was found: names the layers that are nevertheless held tighter than meant, if any.
pub fn no_pattern(tighter: &[Held]) -> String {
    if tighter.is_empty() {
        return String::from(label::NO_PATTERN);
    }
    let says = match tighter {
        [_] => "No named pattern stands out, but a layer is held tighter than meant: {}. What would it take to loosen it?",
        _ => "No named pattern stands out, but layers are held tighter than meant: {}. What would it take to loosen them?",
    };
    fill(says, &[&all_held(tighter)])
}

/// The gap of a layer: "held 1.5 levels tighter than meant", and whether the layer is rightly held tightly.
pub fn gap(of: &LayerStack) -> String {
    let gap = of.gap_halves();
    let said = gap.map_or_else(|| String::from("no answers yet"), gap_of);
    if of.because.is_some() && gap.is_some_and(|gap| gap > 0) { fill("{}, rightly", &[&said]) } else { said }
}

/// A gap in words, from halves of a level.
pub fn gap_of(halves: i32) -> String {
    let levels = median(Median::from_halves(halves.unsigned_abs()));
    let noun = if halves.unsigned_abs() == 2 { "level" } else { "levels" };
    match halves {
        0 => String::from("as meant"),
        1.. => fill("held {} {} tighter than meant", &[&levels, noun]),
        _ => fill("held {} {} looser than meant", &[&levels, noun]),
    }
}

/// Answers in short: "4, range 2–6, most 3–5".
pub fn answers(of: &Answers) -> String {
    fill("{}, {}", &[&median(of.median()), &spread(of)])
}

/// Share of dots ÷ share of notes in short: "1.8".
pub fn times(of: (u32, u32)) -> String {
    let (dots, per) = (u64::from(of.0), u64::from(of.1).max(1));
    let tenths = (20 * dots + per) / (2 * per);
    fill("{}.{}", &[&(tenths / 10).to_string(), &(tenths % 10).to_string()])
}

/// Share of dots ÷ share of notes: "1.8 times its share of the notes".
pub fn ratio(of: (u32, u32)) -> String {
    fill("{} times its share of the notes", &[&times(of)])
}

/// The spread of answers: "range 2–6, most 3–5". The middle half is left out if it equals the range.
pub fn spread(of: &Answers) -> String {
    let (range @ (low, high), middle @ (from, to)) = (of.range(), of.middle_half());
    if low == high {
        return String::from("all agree");
    }
    let says = match middle {
        _ if middle == range => "range {}–{}",
        _ if from == to => "range {}–{}, most at {}",
        _ => "range {}–{}, most {}–{}",
    };
    fill(says, &[&low.to_string(), &high.to_string(), &from.to_string(), &to.to_string()])
}

/// The label of the field for why a layer is rightly held tightly.
pub fn because_of(of: Layer) -> String {
    fill("{}, because …", &[layer(of)])
}

/// The line about a layer that is rightly held tightly.
pub fn because(of: Layer, why: &str) -> String {
    fill("{}: rightly held tightly, because {}", &[layer(of), why.trim()])
}

/// A reason, and how many people gave it: "“I always did it”: 2 people".
pub fn given(of: Reason, people: u32) -> String {
    fill("“{}”: {}", &[reason(of), &counted(people as usize, "person", "people")])
}

/// The dots of a topic: "5 dots", "5 dots, 1 too loose" or "no dots".
pub fn topic_dots(topic: &Topic) -> String {
    if topic.tight + topic.loose == 0 { String::from("no dots") } else { both_dots(topic.tight, topic.loose) }
}

/// The layer of a topic, and how far apart its answers are: "Goals; answers up to 4 levels apart".
pub fn topic_layer(topic: &Topic) -> String {
    if topic.disagreement == 0 {
        return String::from(layer(topic.layer));
    }
    let apart = counted(topic.disagreement.into(), "level", "levels");
    fill("{}; answers up to {} apart", &[layer(topic.layer), &apart])
}

/// A whole layer as a topic: "All of Goals".
pub fn whole_layer(of: Layer) -> String {
    fill("All of {}", &[layer(of)])
}

/// "2 of 22".
pub fn place(at: usize, of: usize) -> String {
    fill("{} of {}", &[&at.to_string(), &of.to_string()])
}

/// "Round 2", and whether it was a run-off.
pub fn round(number: u16, is_run_off: bool) -> String {
    fill(if is_run_off { "Round {}, run-off" } else { "Round {}" }, &[&(number + 1).to_string()])
}

/// The totals of a round: all that is shown below three ballots.
pub fn totals(totals: Totals) -> String {
    let dots = match (totals.tight, totals.loose) {
        (0, 0) => String::from("no dots"),
        (0, loose) => super::loose_dots(loose),
        (tight, 0) => fill("{} too tight", &[&super::dots(tight)]),
        (tight, loose) => fill("{} too tight and {} too loose", &[&super::dots(tight), &loose.to_string()]),
    };
    let told = fill("{} so far: {}.", &[&counted(totals.ballots, "ballot", "ballots"), &dots]);
    if totals.ballots < 3 { told + " From three on there is more to read." } else { told }
}

/// A reason to hold on, in the first person.
pub fn reason(reason: Reason) -> &'static str {
    [
        "I am the best person for it",
        "I always did it",
        "I have more training",
        "I know the quality bar",
        "It has to be consistent",
        "There is a real risk",
        "The direction is unclear",
    ][reason as usize]
}

/// A question that helps with a reason.
pub fn remedy(reason: Reason) -> &'static str {
    [
        "Who could become the next best, and with what help?",
        "On which day could somebody else begin?",
        "What part of the training could be passed on?",
        "Can the bar be written down, so that others can meet it?",
        "What has to be the same everywhere, and what may differ?",
        "Name the risk. It may be right to hold on here.",
        "What sentence above would make this easier to let go?",
    ][reason as usize]
}

/// What a dot says.
pub fn pole(pole: Pole) -> &'static str {
    match pole {
        Pole::Tight => "too tight",
        Pole::Loose => "too loose",
    }
}

/// The question of a rating.
pub fn rating_question(question: Question) -> &'static str {
    match question {
        Question::Clarity => "How clear is the direction?",
        Question::Now => "How tightly is it controlled today?",
        Question::Needed => "How does it need to be held?",
    }
}

/// "Ana rates layer 2 of 6".
pub fn rates(name: &str, at: usize) -> String {
    fill("{} rates layer {} of 6", &[name, &at.to_string()])
}

/// "Ana has rated 2 of 6 layers".
pub fn rated(name: &str, layers: usize) -> String {
    fill("{} has rated {} of 6 layers", &[name, &layers.to_string()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::reading::answers::Camps;
    use crate::core::reading::patterns::Split;

    const HALF: fn(u32) -> Median = Median::from_halves;

    fn at(layer: Layer, now: u32) -> Held {
        Held { layer, by: Evidence::Answers { intended: layer.intended_by_default(), now: HALF(now) } }
    }

    #[test]
    fn every_pattern_has_evidence_and_a_question() {
        let pairs = Pairs { loosening: 11, tightening: 3, of: 15 };
        let dots = Held { layer: Layer::Tactics, by: Evidence::Dots { dots: 24, of: 32 } };
        let camps = Camps { low: 3, low_end: 2, high: 4, high_start: 6 };
        let foggy = vec![(Layer::Vision, HALF(4)), (Layer::Mission, HALF(5))];
        let cases = [
            (Finding::HealthyStack(pairs), "Control loosens from top to bottom in 11 of 15 pairs of layers."),
            (
                Finding::UpsideDown(Pairs { loosening: 1, tightening: 5, of: 6 }),
                "Control loosens from top to bottom in 1 of 6 pairs of layers.",
            ),
            (Finding::GripAtTheBottom(dots), "Tactics and tasks has 24 of 32 dots."),
            (
                Finding::FogAtTheTop { unclear: foggy, held: vec![at(Layer::Tactics, 5)] },
                "Vision (clarity 2 of 5) and Mission (clarity 2.5 of 5) are foggy, and Tactics and tasks is meant at 7 (delegate) and held at 2.5.",
            ),
            (
                Finding::TightEverywhere { held: vec![at(Layer::Goals, 4), at(Layer::Kpis, 8)], of: 3 },
                "2 of 3 layers are held tighter than meant: Goals is meant at 4 (agree) and held at 2; KPIs is meant at 6 (inquire) and held at 4.",
            ),
            (
                Finding::KpiClamp { goals: HALF(4), held: at(Layer::Kpis, 6) },
                "Goals are foggy (clarity 2 of 5), and KPIs is meant at 6 (inquire) and held at 3.",
            ),
            (Finding::Drift(vec![at(Layer::Vision, 8)]), "Held looser than meant: Vision is meant at 2 (sell) and held at 4."),
            (
                Finding::SplitRoom(vec![Split { layer: Layer::Goals, question: Question::Now, camps }]),
                "Two camps: on what Goals is now, 3 say 2 or tighter and 4 say 6 or lighter.",
            ),
        ];
        for (finding, expected) in cases {
            assert_eq!(evidence(&finding), expected);
            let question = pattern_question(finding.pattern());
            assert!(question.ends_with('?') && !pattern(finding.pattern()).is_empty(), "{question}");
        }
    }

    #[test]
    fn topics_name_dots_and_disagreement() {
        use crate::core::board::voting::Target;
        let topic =
            |tight, loose, disagreement| Topic { target: Target::Layer(Layer::Goals), layer: Layer::Goals, tight, loose, disagreement };
        let dots = [(0, 0), (1, 0), (0, 2), (5, 1)].map(|(tight, loose)| topic_dots(&topic(tight, loose, 0)));
        assert_eq!(dots, ["no dots", "1 dot", "2 dots too loose", "5 dots, 1 too loose"]);
        let apart = [0, 1, 4].map(|apart| topic_layer(&topic(1, 0, apart)));
        assert_eq!(apart, ["Goals", "Goals; answers up to 1 level apart", "Goals; answers up to 4 levels apart"]);
        assert_eq!([round(0, false), round(1, true)], ["Round 1", "Round 2, run-off"]);
        assert_eq!(given(Reason::AlwaysDid, 1), "“I always did it”: 1 person");
    }

    #[test]
    fn numbers_are_worded_right() {
        assert_eq!([ratio((9, 5)), ratio((1, 3)), ratio((0, 4))].map(|text| text[..3].to_owned()), ["1.8", "0.3", "0.0"]);
        let two = Totals { ballots: 2, tight: 1, loose: 0 };
        assert_eq!(totals(two), "2 ballots so far: 1 dot too tight. From three on there is more to read.");
        let three = |tight, loose| totals(Totals { ballots: 3, tight, loose });
        assert_eq!([three(0, 0), three(0, 6)], ["3 ballots so far: no dots.", "3 ballots so far: 6 dots too loose."]);
        assert_eq!(totals(Totals { ballots: 3, tight: 5, loose: 2 }), "3 ballots so far: 5 dots too tight and 2 too loose.");
        let said = |all: &[u8]| Answers::new(all.iter().copied()).map(|all| answers(&all));
        assert_eq!(said(&[2, 3, 5, 6]).as_deref(), Some("4, range 2–6, most 3–5"));
        assert_eq!(said(&[3, 3, 3, 3, 4]).as_deref(), Some("3, range 3–4, most at 3"));
        assert_eq!(said(&[3, 4]).as_deref(), Some("3.5, range 3–4"));
        assert_eq!(said(&[4, 4, 4]).as_deref(), Some("4, all agree"));
    }
}
