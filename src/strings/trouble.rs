//! Problems in words: what happened, and what to do. No text blames anybody.

use crate::core::app::{Apart, Bound, Import, Notice, StorageProblem};
use crate::core::board::voting::DotRefused;
use crate::core::command::Rejected;
use crate::core::document::text::{NAME_LIMIT, Name, TextError};
use crate::core::format::LoadError;
use crate::core::format::link::LinkError;
use crate::core::format::validation::ValidationError;
use crate::strings::phrase::{counted, fill, grouped, listed};
use crate::strings::title;
use crate::strings::withheld::{copy_lacks, file_lacks, not_whole, rescued};

/// Why the board is not saved since a local time, and what to do.
pub fn not_saved(problem: StorageProblem, since: u64) -> String {
    if problem == StorageProblem::Newer {
        return String::from(
            "This board was updated in another tab by a newer version of the page. Reload to go on; until then it can be read here, not changed.",
        );
    }
    let why = match problem {
        StorageProblem::Blocked => {
            "this page cannot save here, because the browser blocks storage. The board works on; save a file before you close the page."
        }
        StorageProblem::Full => {
            "the browser did not take the board, most likely because its storage is full. Save a file now; deleting old boards for ever makes room."
        }
        StorageProblem::Unfaithful => "the browser did not keep what was written. Save a file before you close the page.",
        StorageProblem::Unreadable => {
            "the browser does not let this page read what is stored, so nothing is written over it. Save a file before you close the page."
        }
        StorageProblem::Erased | StorageProblem::Newer => {
            "this board was deleted for ever in another tab, and is in this tab alone. Change something to keep it, or save a file."
        }
    };
    fill("Not saved since {}: {}", &[&time_of_day(since), why])
}

/// Titles in quotation marks.
fn named(titles: &[String]) -> String {
    listed(&titles.iter().map(|of| fill("“{}”", &[title(of)])).collect::<Vec<_>>())
}

/// The result of importing a file of many boards.
fn imported(import: &Import) -> String {
    let mut parts = Vec::new();
    if import.new > 0 {
        parts.push(counted(import.new, "board is new here", "boards are new here"));
    }
    if import.same > 0 {
        parts.push(counted(import.same, "was here already", "were here already"));
    }
    if import.different() > 0 {
        parts.push(counted(
            import.different(),
            "differs from the one here and was left as it is",
            "differ from those here and were left as they are",
        ));
    }
    if !import.unread.is_empty() {
        parts.push(fill("{} could not be read", &[&named(&import.unread)]));
    }
    let found = if parts.is_empty() { String::from("That file holds no board.") } else { fill("From that file: {}.", &[&listed(&parts)]) };
    if import.contested.is_empty() {
        return found;
    }
    let contested =
        " In {} something was changed both here and in the file; what is here stays. To choose, open that board’s own file or link.";
    found + &fill(contested, &[&named(&import.contested)])
}

/// The result of a pasted list of names: how many are new, who is on the board already, and what is too long.
fn pasted(added: usize, left: &[String]) -> String {
    let (mut here, long): (Vec<String>, Vec<String>) = left.iter().cloned().partition(|name| Name::new(name).is_ok());
    if added == 0 && left.len() == 1 && long.is_empty() {
        return refused(Rejected::NameTaken);
    }
    let mut says = Vec::new();
    if added > 0 {
        says.push(counted(added, "person added.", "people added."));
    }
    here.sort_unstable();
    here.dedup();
    if !here.is_empty() {
        says.push(fill("Here already: {}.", &[&listed(&here)]));
    }
    let too_long = |name: &String| {
        let start: String = name.chars().take(LONG_NAME).collect();
        fill("“{}…” has {} characters", &[start.trim_end(), &name.chars().count().to_string()])
    };
    if !long.is_empty() {
        let long = long.iter().map(too_long).collect::<Vec<_>>();
        says.push(fill("Not added: {}; {} fit. Shorten what stands in the field.", &[&listed(&long), &NAME_LIMIT.to_string()]));
    }
    says.join(" ")
}

/// The number of characters quoted from a name that is too long.
const LONG_NAME: usize = 24;

/// A bound that comes near, and what to do.
fn nearing(bound: Bound, count: usize) -> String {
    let (says, advice) = match bound {
        Bound::Notes => ("{} of {} notes are on this board.", "Put away what is settled, or start the next workshop from this one."),
        Bound::People => ("{} of {} people are on this board.", "Remove those who no longer take part, or use one name for a team."),
        Bound::Agreements => {
            ("{} of {} agreements are on this board.", "Delete what is done with, or start the next workshop from this one.")
        }
        Bound::Storage => (
            "This board takes {} of about {} kilobytes that a browser can store of one.",
            "Save a file, and start the next workshop from this board: it begins small.",
        ),
    };
    fill(says, &[&grouped(count), &grouped(bound.limit())]) + " " + advice
}

/// The biggest boards, shown while storage is full.
pub fn biggest(boards: &[(String, usize)]) -> String {
    let named = |(of, size): &(String, usize)| fill("“{}” ({} kB)", &[title(of), &grouped(*size)]);
    let boards: Vec<String> = boards.iter().map(named).collect();
    if boards.is_empty() { String::new() } else { fill(" The biggest others here: {}.", &[&listed(&boards)]) }
}

/// The time of day of a local time in milliseconds since 1970: "14:02".
pub fn time_of_day(local: u64) -> String {
    let minutes = local / 60_000 % (24 * 60);
    fill("{}:{}{}", &[minutes / 60, minutes % 60 / 10, minutes % 10].map(|number| number.to_string()).each_ref().map(String::as_str))
}

/// A notice in words.
pub fn notice(notice: &Notice) -> String {
    match notice {
        Notice::Refused(rejected) => refused(*rejected),
        Notice::Pasted { added, left } => pasted(*added, left),
        Notice::Removed { name, dots } => {
            let votes = if *dots > 0 { super::dots(*dots) } else { String::from("the votes") };
            fill("{} is removed, with {}. Undo brings both back.", &[name, &votes])
        }
        Notice::Link(error) => link_error(error),
        Notice::File(error) => fill("That file was not opened: {} Nothing has changed here.", &[load_error(*error)]),
        Notice::SeveralFiles => String::from("One file at a time: nothing was opened. Drop the first one again."),
        Notice::FileUnreadable => String::from("The browser could not read that file. Try it once more, or with a copy of the file."),
        Notice::Unreadable { error, copy, .. } => {
            let says = "That board cannot be opened: {} Nothing was thrown away; download what is stored and keep it: hidden notes and votes, if there are any, are in it too.{}";
            let second = " There is a second copy of it, which can be opened instead.";
            fill(says, &[load_error(*error), if copy.is_some() { second } else { "" }])
        }
        Notice::Vanished(titles) => fill(
            "No longer in this browser: {}. Browsers clear such data at times. If you have a file or a link, open it.",
            &[&named(titles)],
        ),
        Notice::Cleared => {
            String::from("What this site stores in this browser was cleared. This board was open here, so it is saved again.")
        }
        Notice::NoPicture => String::from(
            "This browser could not make the picture: the poster may be too long for one. Take the poster as a drawing (SVG), or print it.",
        ),
        Notice::NotCollected { unread, withheld } => {
            let unread = (!unread.is_empty())
                .then(|| fill("The file holds all boards but {}, which could not be read or are too large for a file.", &[&named(unread)]));
            let withheld = (!withheld.is_empty()).then(|| not_whole(withheld));
            unread.into_iter().chain(withheld).collect::<Vec<_>>().join(" ")
        }
        Notice::Nearing(bound, count) => nearing(*bound, *count),
        Notice::NoFile(error) => fill(
            "No file was saved, because it would not open elsewhere: {} The board stays here as it is. Start the next workshop from it; what matters comes along.",
            &[load_error(LoadError::Invalid(*error))],
        ),
        Notice::FileLacks(withheld) => file_lacks(*withheld),
        Notice::CopyLacks(withheld) => copy_lacks(*withheld),
        Notice::Rescued(withheld) => rescued(*withheld),
        Notice::Imported(import) => imported(import),
        // The page says more, because it knows what is hidden.
        Notice::SaveAFile => String::from("This board is in this browser alone. Save a file."),
        Notice::Restored => String::from("That version is back, as a new change. Undo brings back what was here before."),
        Notice::NoVersion => String::from("That version could not be read. Nothing has changed here."),
        Notice::PrivateStoreUnreadable { .. } => String::from(
            "Some of the private notes or votes stored here cannot be read. The rest is here and the board is open. Nothing was thrown away; download what is stored and keep it, to yourself: it can be read there.",
        ),
        Notice::ContributionLink(error) => contribution_error(error),
        Notice::ContributionIsHere(name) => fill("{}’s part is here already. Nothing has changed.", &[name]),
        Notice::ContributionElsewhere(name) => fill(
            "{} sends back a part of a board that is not on this device. Open that board first, or open this link where the board is. Nothing is lost: the part stays in the link or file.",
            &[name],
        ),
        Notice::NotHere => String::from("That board is not on this device. Ask for its link or its file."),
        Notice::Apart(Apart::Begun) => String::from(
            "Somebody else changed this text while you type, and theirs stands. Yours is kept and shown when you leave the field.",
        ),
        Notice::Apart(Apart::NoteChanged) => String::from(
            "Somebody else changed that note while you typed. Their words stand; yours are in the field for a new note: press Enter to add it.",
        ),
        Notice::Apart(Apart::NoteDeleted) => String::from(
            "Somebody else deleted that note while you typed. Your words are in the field for a new note: press Enter to add it.",
        ),
        Notice::Apart(Apart::TextChanged(typed)) => {
            fill("Somebody else changed that text while you typed, and theirs stands. Yours was: “{}”", &[typed])
        }
        Notice::Apart(Apart::AgreementDeleted(typed)) => {
            fill("Somebody else deleted that agreement while you typed in it. Your words were: “{}”", &[typed])
        }
        Notice::Unreachable => String::from(
            "The browser does not let this page read that board just now. Nothing was changed. Reload the page, or allow it to store data.",
        ),
        Notice::BinnedElsewhere(_) => String::from("Another tab has put this board into the bin. It stays open here."),
        Notice::Recovered { .. } => String::from(
            "The last save of this board was damaged, so the one before it is open. Please check the last change; the damaged text is kept.",
        ),
        Notice::Binned { title: name, .. } => fill("“{}” is in the bin.", &[title(name)]),
        Notice::CopyByHand => String::from("The browser did not let the link be copied. It is selected: press Ctrl+C, or Command+C."),
        Notice::FromTheFuture => String::from(
            "It was not taken in: by its times it was written years from now, so it would win over everything. Check the clock of the device that sent it, and have it sent again. Nothing has changed here.",
        ),
        Notice::OtherAuthors => String::from(
            "Somebody changed that board by hand: notes that are here have other authors in it. It was not taken in. Nothing has changed here.",
        ),
        Notice::NothingNew => String::from("Everything in it is on this board already."),
    }
}

fn load_error(error: LoadError) -> &'static str {
    match error {
        LoadError::NotABoard => "it is not an alignment board.",
        LoadError::Damaged => "parts of it are missing or have changed on the way.",
        LoadError::TooNew { .. } => "a newer version of the board wrote it. Reload the page to get the newest version.",
        LoadError::Invalid(ValidationError::TooManyNotes | ValidationError::TooManyRegisters) => "it holds more than a board can hold.",
        LoadError::Invalid(ValidationError::TextTooLong) => "a text in it is longer than the board allows.",
        LoadError::Invalid(ValidationError::OutOfRange) => "a number in it is out of range.",
    }
}

/// Why a contribution cannot be opened.
fn contribution_error(error: &LinkError) -> String {
    match error {
        LinkError::Cut { arrived, expected } => fill(
            "The part was cut on its way: {} of {} characters arrived. Ask for it again, or for the file. Nothing has changed here.",
            &[&arrived.to_string(), &expected.to_string()],
        ),
        LinkError::TooNew => String::from(
            "A newer version of the board made this part. Reload the page to get the newest version. Nothing has changed here.",
        ),
        LinkError::Invalid => String::from("That is not one person’s part of a board. Ask for it again. Nothing has changed here."),
        LinkError::NotALink | LinkError::Damaged | LinkError::TooLong { .. } => String::from(
            "The part was changed on its way and cannot be opened. Ask for it again, or for the file. Nothing has changed here.",
        ),
    }
}

fn link_error(error: &LinkError) -> String {
    match error {
        LinkError::NotALink => String::from("That address holds no board. Check that the whole link was copied. Nothing has changed here."),
        LinkError::Cut { arrived, expected } => fill(
            "The link was cut on its way: {} of {} characters arrived. Ask for it again, or for the file. Nothing has changed here.",
            &[&arrived.to_string(), &expected.to_string()],
        ),
        LinkError::Damaged => String::from(
            "The link was changed on its way and cannot be opened. Ask for it again, or for the file. Nothing has changed here.",
        ),
        LinkError::TooNew => String::from(
            "A newer version of the board made this link. Reload the page to get the newest version. Nothing has changed here.",
        ),
        LinkError::TooLong { .. } => {
            String::from("The link is longer than any board’s link can be. Ask for the file instead. Nothing has changed here.")
        }
        LinkError::Invalid => String::from("The link is whole, but holds what no board can hold. Nothing has changed here."),
    }
}

/// Why a command was rejected, and what to do.
pub fn refused(rejected: Rejected) -> String {
    match rejected {
        Rejected::Text(TextError::Empty) => String::from("A note needs some words. To take it away, delete it."),
        Rejected::NoName => String::from("A person needs a name."),
        Rejected::Text(TextError::TooLong { length, limit: NAME_LIMIT }) => {
            fill("That name has {} characters; {} fit. Shorten it.", &[&length.to_string(), &NAME_LIMIT.to_string()])
        }
        Rejected::Text(TextError::TooLong { length, limit }) => {
            fill("That text has {} characters; {} fit. Shorten it or make it two.", &[&length.to_string(), &limit.to_string()])
        }
        Rejected::TooManyNotes => String::from("A board holds 2,000 notes. Delete some, or start another board."),
        Rejected::TooManyPeople => String::from("A board holds 250 people."),
        Rejected::TooManyAgreements => String::from("A board holds 200 agreements. Delete some, or start the next workshop."),
        Rejected::TooManyRounds => String::from("A board holds 1,000 rounds of voting. Start another board."),
        Rejected::NoRunOff => {
            String::from("A run-off needs three ballots, and two to twelve with the most dots. Vote first, or talk about the ties.")
        }
        Rejected::NameTaken => String::from("Somebody on this board has that name. Add a letter to tell them apart."),
        Rejected::Gone => String::from("That is no longer on the board."),
        Rejected::Dot(DotRefused::NoneLeft) => String::from("All dots are placed. Take one back to place it elsewhere."),
        Rejected::Dot(DotRefused::CapReached) => String::from("No more dots fit here for one person."),
        Rejected::Dot(DotRefused::NoneThere) => String::from("There is no dot to take back."),
        Rejected::Dot(DotRefused::NotAsked) => String::from("This round does not ask about that."),
        Rejected::Private => String::from("That is somebody else’s, and hidden until it is revealed. Hand the device over first."),
        Rejected::NoChange => String::from("It is so already."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn not_saved_says_since_when() {
        assert!(not_saved(StorageProblem::Full, (14 * 60 + 2) * 60_000).starts_with("Not saved since 14:02: the browser did not take"));
        assert!(not_saved(StorageProblem::Newer, 0).starts_with("This board was updated in another tab"));
    }

    #[test]
    fn pasted_list_names_new_known_and_too_long() {
        let long = "Maximilian ".repeat(6);
        let check = |added, left: &[&str], says: &str| {
            let left = left.iter().map(|name| String::from(name.trim())).collect();
            assert_eq!(notice(&Notice::Pasted { added, left }), says);
        };
        check(1, &["Ana"], "1 person added. Here already: Ana.");
        check(2, &["Bo", "Ana", "Bo"], "2 people added. Here already: Ana and Bo.");
        let not = "Not added: “Maximilian Maximilian Ma…” has 65 characters; 60 fit. Shorten what stands in the field.";
        check(1, &[&long], &fill("1 person added. {}", &[not]));
        check(0, &[&long], not);
        check(0, &["Ana"], "Somebody on this board has that name. Add a letter to tell them apart.");
        check(0, &["Ana", "Bo"], "Here already: Ana and Bo.");
        let name = Rejected::Text(TextError::TooLong { length: 61, limit: NAME_LIMIT });
        assert_eq!(refused(name), "That name has 61 characters; 60 fit. Shorten it.");
    }

    #[test]
    fn cut_link_says_how_much_arrived() {
        let sentence = notice(&Notice::Link(LinkError::Cut { arrived: 1310, expected: 2204 }));
        assert!(sentence.contains("1310 of 2204 characters arrived"), "{sentence}");
    }
}
