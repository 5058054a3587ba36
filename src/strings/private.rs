//! Private writing, hidden votes, the reveal, sharing a device, and sending back contributions.

use crate::core::app::Curtain;
use crate::core::app::view::Done;
use crate::core::board::voting::Secrecy;
use crate::core::replica::contribution::{ContributionCount, ContributionTiming, Novelty};
use crate::core::replica::private_store::Hidden;
use crate::strings::notes;
use crate::strings::phrase::{counted, fill, listed};

/// The name of the setting in Set up.
pub fn switch(what: Hidden) -> &'static str {
    match what {
        Hidden::Notes => "Private writing",
        Hidden::Votes => "Hidden votes",
    }
}

/// What the setting means, in one sentence.
pub fn switch_says(what: Hidden) -> &'static str {
    match what {
        Hidden::Notes => "In private writing others see a blank card until the reveal.",
        Hidden::Votes => "Hidden votes are counted and shown only after the reveal; until then you see only how many voted.",
    }
}

/// Replaces [`switch_says`] after the reveal: the rule stays until it is chosen anew.
pub fn revealed_says(what: Hidden) -> &'static str {
    match what {
        Hidden::Notes => {
            "What was written in private was revealed. The next workshop begins with private writing again. To write openly there too, \
             choose “Private until revealed” and then “Visible immediately”."
        }
        Hidden::Votes => {
            "The votes were revealed. The next round, and the next workshop, hide their votes again. To count them at once there too, \
             choose “Hidden until revealed” and then “Counted at once”."
        }
    }
}

/// Stands beside the button that starts another round.
pub const HIDDEN_AGAIN: &str = "The votes of another round are hidden again until they are revealed.";

/// The values of the setting.
pub fn secrecy(what: Hidden, secrecy: Secrecy) -> &'static str {
    match (what, secrecy) {
        (Hidden::Notes, Secrecy::Open) => "Visible immediately",
        (Hidden::Notes, Secrecy::Hidden) => "Private until revealed",
        (Hidden::Votes, Secrecy::Open) => "Counted at once",
        (Hidden::Votes, Secrecy::Hidden) => "Hidden until revealed",
    }
}

/// The number of hidden notes: "Notes are private until they are revealed · 12 hidden".
pub fn hidden_notes(number: usize) -> String {
    fill("Notes are private until they are revealed · {} hidden", &[&number.to_string()])
}

/// "Votes are hidden until they are revealed · 3 of 8 have voted".
pub fn hidden_votes(voters: usize, people: usize) -> String {
    if people == 0 {
        return String::from("Votes are hidden until they are revealed");
    }
    fill("Votes are hidden until they are revealed · {}", &[&super::voted(voters, people)])
}

/// The text of Read before the votes are revealed.
pub fn votes_to_reveal(voters: usize, people: usize) -> String {
    fill("{}, and the votes are still hidden. Reveal them to read the result.", &[&super::voted(voters, people)])
}

/// Shown if notes stay hidden after the reveal, because their text is on another device.
pub fn still_hidden(number: usize) -> String {
    let closed = counted(number, "note is still closed: its words are", "notes are still closed: their words are");
    fill("{} on another device. Ask for the part of whoever wrote there, or for a new link.", &[&closed])
}

/// The button that reveals.
pub fn reveal(what: Hidden) -> &'static str {
    match what {
        Hidden::Notes => "Reveal the notes",
        Hidden::Votes => "Reveal the votes",
    }
}

/// The question before a reveal: what it would mean, and what it would not show because it is on another device.
pub fn reveal_asks(what: Hidden, number: usize, elsewhere: usize) -> String {
    let shows = match what {
        _ if number == 0 && elsewhere > 0 => String::from("Nothing that is hidden is on this device."),
        _ if number == 0 => String::from("Nothing is hidden yet. What is written or voted from now on will be seen at once."),
        Hidden::Notes => fill("Everybody will read what was written in private: {}.", &[&notes(number)]),
        Hidden::Votes => fill("Everyone will see the totals of {}.", &[&counted(number, "person", "people")]),
    };
    let stays = match elsewhere {
        0 => String::new(),
        1 => String::from(" 1 note stays closed, because its words are on another device."),
        more => fill(" {} stay closed, because their words are on another device.", &[&notes(more)]),
    };
    fill("{}{} This cannot be taken back.", &[&shows, &stays])
}

/// The button that cancels a reveal.
pub const NOT_YET: &str = "Not yet";

/// The announcement after a reveal.
pub fn revealed(what: Hidden) -> &'static str {
    match what {
        Hidden::Notes => "The notes are revealed.",
        Hidden::Votes => "The votes are revealed.",
    }
}

/// The heading of the curtain.
pub fn curtain(curtain: Curtain) -> &'static str {
    match curtain {
        Curtain::HandOver => "Pass the device to the next person",
        Curtain::WhoWrites => "Who writes?",
        Curtain::WhoVotes { .. } => "Who votes?",
        Curtain::WhoSends => "Whose part is it?",
    }
}

/// The explanation on the curtain.
pub fn curtain_says(curtain: Curtain) -> &'static str {
    match curtain {
        Curtain::HandOver => "The last person’s input is hidden. Choose your name to go on.",
        Curtain::WhoWrites => "Your notes stay private until they are revealed, so the board has to know whose they are.",
        Curtain::WhoVotes { .. } => "Everybody who votes has a name, so that each has as many dots as the others.",
        Curtain::WhoSends => "Choose your name: what is sent back is what you have written and voted, and nobody else’s.",
    }
}

/// The button on the curtain for when everybody is done.
pub const SHOW_BOARD: &str = "Nobody, show the board";

/// What a person on the curtain has done so far: "3 notes", "has voted"; `None` if nothing.
pub fn done(done: Done) -> Option<String> {
    match done {
        Done::Voted => Some(String::from("has voted")),
        Done::NotVoted | Done::Written(0) => None,
        Done::Written(number) => Some(notes(number)),
    }
}

/// Those who have written or voted on this device or sent a contribution: "Received: Ana and Bo."
pub fn here_by_now(names: &[String]) -> Option<String> {
    (!names.is_empty()).then(|| fill("Received: {}.", &[&listed(names)]))
}

/// The field for a name that is not on the board yet.
pub const NOT_LISTED: &str = "Not in the list? Add your name";

/// The field for a name if there is no list.
pub const YOUR_NAME: &str = "Your name";

/// The button that sends back one's contribution.
pub const SEND_BACK: &str = "Send back my part";

/// Shown on a board that was opened from a link.
pub const SEND_BACK_SAYS: &str = "This board was sent to you. When you are done, send back your part to whoever sent it.";

/// The content of a contribution: "Ana’s part: 3 notes and 5 dots. …"
pub fn own_contribution(name: &str, count: ContributionCount) -> String {
    fill("{}’s part: {}. Nobody else’s notes or votes are in it.", &[name, &parts(count)])
}

/// What to do with one's contribution.
pub const OWN_CONTRIBUTION_SAYS: &str =
    "Send the link or the file to whoever sent you the board. It can be sent again: nothing is counted twice.";

/// The heading of the preview of a contribution: "Ana sends 3 notes and 5 dots".
pub fn contribution_sends(name: &str, count: ContributionCount) -> String {
    fill("{} sends {}", &[name, &parts(count)])
}

/// Shown if an earlier state of the contribution is on this board already.
pub fn contribution_update(name: &str, novelty: Novelty) -> Option<String> {
    let says = "It brings what is here of {}’s up to date. Nothing is counted twice.";
    (novelty == Novelty::Update).then(|| fill(says, &[name]))
}

/// When the content of a contribution becomes visible.
pub fn contribution_says(timing: ContributionTiming) -> &'static str {
    match timing {
        ContributionTiming::AtOnce => "It is added to the board at once.",
        ContributionTiming::NotesWait => "New notes stay hidden until the notes are revealed. The votes count at once.",
        ContributionTiming::VotesWait => "The votes stay hidden until they are revealed. The notes are read at once.",
        ContributionTiming::AllWaits => "It stays hidden, and is revealed with all the rest.",
    }
}

/// The button that adds a contribution to the board.
pub const TAKE_CONTRIBUTION: &str = "Add it";

/// The announcement after a contribution was added.
pub fn contribution_taken(name: &str) -> String {
    fill("{}’s part is in.", &[name])
}

fn parts(count: ContributionCount) -> String {
    let mut parts = Vec::new();
    if count.notes > 0 {
        parts.push(notes(count.notes));
    }
    if count.dots > 0 {
        parts.push(super::dots(count.dots));
    }
    if count.layers > 0 {
        parts.push(counted(count.layers, "rated layer", "rated layers"));
    }
    if parts.is_empty() { String::from("nothing yet") } else { listed(&parts) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The switch used to stand at "Counted at once", without a hint how to get the same for the next round.
    #[test]
    fn revealed_says_quotes_the_settings() {
        for what in [Hidden::Notes, Hidden::Votes] {
            let [open, hidden] = [Secrecy::Open, Secrecy::Hidden].map(|one| fill("“{}”", &[secrecy(what, one)]));
            assert!(revealed_says(what).ends_with(&fill("choose {} and then {}.", &[&hidden, &open])), "{what:?}");
        }
    }

    #[test]
    fn plurals_are_right() {
        assert_eq!(hidden_notes(12), "Notes are private until they are revealed · 12 hidden");
        assert_eq!(hidden_votes(3, 8), "Votes are hidden until they are revealed · 3 of 8 have voted");
        assert_eq!(hidden_votes(0, 0), "Votes are hidden until they are revealed");
        assert!(still_hidden(1).starts_with("1 note is still closed: its words are on another device."));
        assert!(still_hidden(2).starts_with("2 notes are still closed: their words are on another device."));
        let asked = reveal_asks(Hidden::Notes, 1, 0);
        assert_eq!(asked, "Everybody will read what was written in private: 1 note. This cannot be taken back.");
        assert!(reveal_asks(Hidden::Votes, 1, 0).contains("of 1 person."));
        assert_eq!(contribution_sends("Ana", ContributionCount { notes: 3, dots: 5, layers: 0 }), "Ana sends 3 notes and 5 dots");
        assert_eq!(
            contribution_sends("Bo", ContributionCount { notes: 1, dots: 1, layers: 1 }),
            "Bo sends 1 note, 1 dot and 1 rated layer"
        );
        assert_eq!(contribution_sends("Bo", ContributionCount::default()), "Bo sends nothing yet");
    }
}
