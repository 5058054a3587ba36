//! An agreement as one plain sentence, and the texts around it. Missing terms are left out; no text judges anybody.

use crate::core::board::Board;
use crate::core::board::agreement::{Agreement, Grade, Party, State, Style, Words};
use crate::core::board::layer::{Layer, Level};
use crate::core::document::date::Date;
use crate::core::reading::guidance::Warning;
use crate::strings::phrase::{fill, listed};
use crate::strings::{dots, label, layer, level};

/// The name of a style.
pub fn style(style: Style) -> &'static str {
    ["guide", "support", "step back"][style as usize]
}

/// What a style means.
pub fn style_hint(style: Style) -> &'static str {
    [
        "Show how, agree on small steps, and look often.",
        "Let them do it their way, and be there when they ask.",
        "Let it be theirs, and meet again at the check-in.",
    ][style as usize]
}

/// The name of a grade of capability or confidence.
pub fn grade(grade: Grade) -> &'static str {
    ["little so far", "some", "much"][grade as usize]
}

/// What a level means for who decides.
pub fn level_hint(level: Level) -> &'static str {
    [
        "The leader decides and says so.",
        "The leader decides and says why.",
        "The leader hears the team, then decides.",
        "They decide together.",
        "The team hears the leader, then decides.",
        "The team decides, then tells the leader.",
        "The team decides, and nobody has to ask.",
    ][usize::from(level.number()) - 1]
}

/// The name of an agreement on its buttons: its work, or its layer.
pub(super) fn name(agreement: &Agreement) -> String {
    match agreement.words(Words::What).trim() {
        "" => fill("the agreement on {}", &[layer(agreement.layer)]),
        what => fill("“{}”", &[what]),
    }
}

/// "Edit “Approving swaps”".
pub fn edit(agreement: &Agreement) -> String {
    fill("{} {}", &[label::EDIT, &name(agreement)])
}

/// "Done with “Approving swaps”", on the button that closes the fields.
pub fn done(agreement: &Agreement) -> String {
    fill("{} with {}", &[label::DONE, &name(agreement)])
}

/// "Delete “Approving swaps”".
pub fn delete(agreement: &Agreement) -> String {
    fill("{} {}", &[label::DELETE, &name(agreement)])
}

/// The button that makes an agreement from a note, if it stands apart from the note.
pub fn make_from(text: &str) -> String {
    fill("{} from “{}”", &[label::MAKE_AGREEMENT, text])
}

/// "Make an agreement about Vision".
pub fn make_about(about: Layer) -> String {
    fill("{} about {}", &[label::MAKE_AGREEMENT, layer(about)])
}

/// Shown while there is no agreement.
pub const NONE_YET: &str = "An agreement says in one sentence what is handed over, to whom, and what good looks like. To make the first, press “Make an agreement” on whatever your group would rather not hold on to.";
/// The heading of the suggested notes.
pub const BEGIN_HERE: &str = "Begin where control is tightest";
/// The heading of the suggested layers.
pub const BEGIN_BY_ANSWERS: &str = "Layers that people say are held tighter than meant";
/// Stands beside a note: "5 dots on KPIs".
pub fn dots_on(number: u32, on: Layer) -> String {
    fill("{} on {}", &[&dots(number), layer(on)])
}
/// Why the form asks for capability and confidence, in the article's words.
pub const AID: &str = "Judge this task, not the person. When a skill is new, more direction and structure help; as capability grows, the same direction becomes limiting.";
/// The placeholder of a field.
pub fn example(of: Words) -> &'static str {
    [
        "For example: approving swaps between wards",
        "For example: every swap is settled within a day",
        "For example: no ward below two nurses",
        "For example: two gaps in one week",
        "For example: it was done another way than I would",
    ][of as usize]
}
/// The placeholder of the field for who takes over.
pub const WHO_EXAMPLE: &str = "A name, or “the schedulers”";

/// What became of an agreement.
pub fn state(state: &State) -> String {
    match state {
        State::Open => String::from("Open"),
        State::Kept => String::from("Kept"),
        State::Deepened => String::from("Deepened"),
        State::PulledBack { why } if why.trim().is_empty() => String::from("Pulled back"),
        State::PulledBack { why } => fill("Pulled back, because: {}", &[why.trim()]),
    }
}

/// "4 December 2026".
pub fn date(date: Date) -> String {
    const MONTHS: [&str; 12] =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
    let month = MONTHS[usize::from(date.month()) - 1];
    fill("{} {} {}", &[&date.day().to_string(), month, &date.year().to_string()])
}

/// The style that capability and confidence suggest.
pub fn suggested(style: Style) -> String {
    fill("For work like this, many would start with: {}. You decide.", &[self::style(style)])
}

/// A warning, phrased as something to talk about.
pub fn warning(warning: Warning) -> String {
    match warning {
        Warning::TighterThanSuggested(to) => {
            fill("What you said about this work would carry a lighter style: {}. What makes the closer one right for now?", &[style(to)])
        }
        Warning::LighterThanSuggested(to) => {
            fill("What you said about this work points to more help at first: {}. What will they lean on meanwhile?", &[style(to)])
        }
        Warning::StepsBackButDecides => {
            String::from("The style is to step back, and at this level the leader still decides. Which of the two do you mean?")
        }
        Warning::GuidesButDelegates => {
            String::from("The style is to guide, and at this level the team decides alone. Which of the two do you mean?")
        }
        Warning::StaysWithGiver => String::from("It is handed over to the one who has it. Who else could hold it?"),
        Warning::CheckInPast => String::from("That day is past. When will you look at it?"),
        Warning::NotLighter => String::from("The agreed level is not lighter than the one now. Is something to be let go here?"),
    }
}

/// The name of who hands over or takes over. `None` if it is not set, or if the person has left the board.
pub fn party(party: Option<&Party>, board: &Board) -> Option<String> {
    let name = match party? {
        Party::Person(person) => board.person(*person)?.name,
        Party::Named(name) => name.clone(),
    };
    Some(String::from(name.trim())).filter(|name| !name.is_empty())
}

/// The lines of a text, each in quotation marks, for a sentence.
fn quoted(text: &str) -> Vec<String> {
    let lines = text.lines().map(|line| line.trim().trim_end_matches(['.', ';', ','])).filter(|line| !line.is_empty());
    lines.map(|line| fill("“{}”", &[line])).collect()
}

/// Appends a clause with its verb in the singular or plural, unless the text is empty.
fn add_clause(clauses: &mut Vec<String>, one: &str, many: &str, text: &str) {
    let lines = quoted(text);
    if !lines.is_empty() {
        clauses.push(fill(if lines.len() == 1 { one } else { many }, &[&listed(&lines)]));
    }
}

fn levels(from: Option<Level>, to: Option<Level>) -> String {
    let name = |of: Level| level(of.number());
    match (from, to) {
        (Some(from), Some(to)) if from == to => fill(", with control staying at {}", &[name(to)]),
        (Some(from), Some(to)) => fill(", with control going from {} to {}", &[name(from), name(to)]),
        (None, Some(to)) => fill(", with control going to {}", &[name(to)]),
        (Some(from), None) => fill(", with control at {} now", &[name(from)]),
        (None, None) => String::new(),
    }
}

/// An agreement as one sentence.
pub fn agreement(agreement: &Agreement, board: &Board) -> String {
    let words = |words| agreement.words(words);
    let what = words(Words::What).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut sentence = if what.is_empty() {
        fill("Something on {}", &[layer(agreement.layer)])
    } else {
        fill("“{}” ({})", &[what.trim_end_matches('.'), layer(agreement.layer)])
    };
    sentence += &match (party(agreement.giver.as_ref(), board), party(agreement.receiver.as_ref(), board)) {
        (Some(giver), Some(receiver)) => fill(" is handed from {} to {}", &[&giver, &receiver]),
        (None, Some(receiver)) => fill(" is handed to {}", &[&receiver]),
        (Some(giver), None) => fill(" is handed over by {}", &[&giver]),
        (None, None) => String::from(" is handed over"),
    };
    sentence += &levels(agreement.from, agreement.to);
    let mut clauses = Vec::new();
    add_clause(&mut clauses, "good looks like {}", "good looks like {}", words(Words::Good));
    add_clause(&mut clauses, "the guardrail is {}", "the guardrails are {}", words(Words::Guardrails));
    add_clause(&mut clauses, "a reason to step back in is {}", "reasons to step back in are {}", words(Words::Triggers));
    add_clause(&mut clauses, "{} is no reason", "{} are no reasons", words(Words::NoTriggers));
    clauses.extend(agreement.style.map(|chosen| fill("the style is to {}", &[style(chosen)])));
    clauses.extend(agreement.check_in.map(|day| fill("the check-in is on {}", &[&date(day)])));
    if !clauses.is_empty() {
        sentence += ": ";
        sentence += &clauses.join("; ");
    }
    sentence + "."
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::board::agreement::{Source, Term};
    use crate::core::command::Command;
    use crate::core::document::Document;
    use crate::core::document::id::DeviceId;
    use crate::core::replica::Replica;

    fn check(terms: &[Term], expected: &str) {
        let mut replica = Replica::new(DeviceId::from_random(1), Document::new());
        assert!(replica.act(&Command::AddPeople(vec![String::from("Ana")]), 0).is_ok());
        assert!(replica.act(&Command::StartAgreement(Source::Layer(Layer::Kpis)), 0).is_ok());
        let made = replica.board().agreements().map(|(id, _)| id).next();
        let none = [Term::To(None)];
        for (term, agreement) in none.iter().chain(terms).filter_map(|term| Some((term, made?))) {
            assert!(replica.act(&Command::SetTerm { agreement, term: term.clone() }, 0).is_ok(), "{term:?}");
        }
        let sentences: Vec<_> = replica.board().agreements().map(|(_, one)| agreement(one, replica.board())).collect();
        assert_eq!(sentences, [expected]);
    }

    fn words(words: Words, text: &str) -> Term {
        Term::Words(words, String::from(text))
    }

    fn named(name: &str) -> Option<Party> {
        Some(Party::Named(String::from(name)))
    }

    #[test]
    fn missing_terms_are_left_out() {
        check(&[], "Something on KPIs is handed over.");
        check(&[words(Words::What, " Approving\nswaps. ")], "“Approving swaps” (KPIs) is handed over.");
        check(&[Term::Giver(named("Ana"))], "Something on KPIs is handed over by Ana.");
        check(&[Term::Receiver(named("the schedulers"))], "Something on KPIs is handed to the schedulers.");
        check(&[Term::Receiver(named(" "))], "Something on KPIs is handed over.");
        check(
            &[words(Words::Good, "\n "), Term::Style(Some(Style::StepBack))],
            "Something on KPIs is handed over: the style is to step back.",
        );
    }

    #[test]
    fn levels_change_or_stay() {
        let (tell, advise) = (Level::new(1), Level::new(5));
        check(&[Term::From(tell), Term::To(advise)], "Something on KPIs is handed over, with control going from tell to advise.");
        check(&[Term::From(tell), Term::To(tell)], "Something on KPIs is handed over, with control staying at tell.");
        check(&[Term::To(advise)], "Something on KPIs is handed over, with control going to advise.");
        check(&[Term::From(tell)], "Something on KPIs is handed over, with control at tell now.");
    }

    #[test]
    fn clauses_have_singular_and_plural() {
        check(
            &[words(Words::Guardrails, "Night shifts\n\nBudget."), words(Words::Triggers, "A ward is left empty")],
            "Something on KPIs is handed over: the guardrails are “Night shifts” and “Budget”; a reason to step back in is “A ward is left empty”.",
        );
        check(
            &[words(Words::Guardrails, "Budget"), words(Words::NoTriggers, "Another way\nA late hour\nA mistake")],
            "Something on KPIs is handed over: the guardrail is “Budget”; “Another way”, “A late hour” and “A mistake” are no reasons.",
        );
    }

    #[test]
    fn full_agreement_is_one_sentence() {
        let terms = [
            words(Words::What, "Approving swaps"),
            Term::Giver(named("Ana")),
            Term::Receiver(named("Ben")),
            Term::From(Level::new(1)),
            Term::To(Level::new(6)),
            words(Words::Good, "Swaps settled within a day"),
            Term::Style(Some(Style::Support)),
            Term::CheckIn(Date::new(2026, 12, 4)),
        ];
        check(
            &terms,
            "“Approving swaps” (KPIs) is handed from Ana to Ben, with control going from tell to inquire: good looks like “Swaps settled within a day”; the style is to support; the check-in is on 4 December 2026.",
        );
    }

    #[test]
    fn buttons_name_their_agreement() {
        let one = Agreement::default();
        let all = ["Edit the agreement", "Delete the agreement", "Done with the agreement"]
            .map(|start| fill("{} on Tactics and tasks", &[start]));
        assert_eq!([edit(&one), delete(&one), done(&one)], all);
        assert_eq!(make_from("Swaps"), "Make an agreement from “Swaps”");
        assert_eq!((make_about(Layer::Kpis).as_str(), dots_on(1, Layer::Kpis).as_str()), ("Make an agreement about KPIs", "1 dot on KPIs"));
    }

    #[test]
    fn pulled_back_names_its_reason() {
        let pulled = |why: &str| state(&State::PulledBack { why: String::from(why) });
        assert_eq!(
            (state(&State::Open).as_str(), pulled(" ").as_str(), pulled("Two gaps").as_str()),
            ("Open", "Pulled back", "Pulled back, because: Two gaps")
        );
    }
}
