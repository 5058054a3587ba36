//! Whatever people do on a page, and whatever arrives: after every step, updated views equal views computed from scratch.

use alignment_board::core::app::view::DialogView;
use alignment_board::core::app::{BoardEvent, Curtain, Event, ExchangeEvent, HomeEvent};
use alignment_board::core::board::agreement::{Party, Source, State, Term, Words};
use alignment_board::core::board::layer::{Layer, Level};
use alignment_board::core::board::rating::{Rating, Reasons};
use alignment_board::core::board::stage::Stage;
use alignment_board::core::board::timer::Timer;
use alignment_board::core::board::voting::{Pole, Poles, Secrecy, Target, VoteRules};
use alignment_board::core::board::{Colour, Role};
use alignment_board::core::command::{Command, Destination};
use alignment_board::core::document::id::{AgreementId, NoteId, PersonId};
use alignment_board::core::format::tab;
use alignment_board::core::replica::Replica;
use alignment_board::core::replica::history::Direction;
use proptest::prelude::*;

use super::shown::Shown;
use crate::support::contributions::{contribution_link, facilitator, participant, person};
use crate::support::device;
use crate::support::page::Page;

/// A step: what is done, and numbers that choose what it is done to.
type Step = (u8, usize, usize);

const STEPS: u8 = 44;

struct Things {
    notes: Vec<NoteId>,
    people: Vec<PersonId>,
    agreements: Vec<AgreementId>,
}

impl Things {
    fn of(page: &Page) -> Things {
        let Some(session) = page.model.session() else { return Things { notes: vec![], people: vec![], agreements: vec![] } };
        let board = session.replica.board();
        Things {
            notes: Layer::ALL.into_iter().flat_map(|layer| board.notes_of(layer)).collect(),
            people: board.people().map(|(id, _)| id).collect(),
            agreements: board.agreements().map(|(id, _)| id).collect(),
        }
    }
}

fn one<T: Copy>(of: &[T], at: usize) -> Option<T> {
    (!of.is_empty()).then(|| of[at % of.len()])
}

/// The command of a step, if there is anything to do it to.
fn command(things: &Things, (what, a, b): Step) -> Option<Command> {
    let (note, other) = (one(&things.notes, a), one(&things.notes, b));
    let (voter, agreement) = (one(&things.people, a), one(&things.agreements, a));
    let layer = Layer::ALL[b % 6];
    let pole = if a % 3 == 0 { Pole::Loose } else { Pole::Tight };
    let secrecy = if a % 2 == 0 { Secrecy::Hidden } else { Secrecy::Open };
    let target = if b % 4 == 0 { Target::Layer(layer) } else { Target::Note(other?) };
    let text = format!("words {a} {b}");
    Some(match what {
        0 | 1 => Command::AddNotes { layer, texts: vec![text], colour: Colour::Sky, author: one(&things.people, a) },
        2 => Command::EditNote { note: note?, text },
        3 => Command::ColourNote { note: note?, colour: Colour::ALL[b % 6] },
        4 => Command::MoveNote { note: note?, to: Destination::End(layer) },
        5 => Command::MoveNote { note: note?, to: Destination::Before(other?) },
        6 => Command::DeleteNote(note?),
        7 => Command::SetTitle(text),
        8 => Command::SetStatement { layer, text: if a % 3 == 0 { String::new() } else { text } },
        9 => Command::SetBecause { layer, text: if a % 3 == 0 { String::new() } else { text } },
        10 => Command::SetIntended { layer, level: Level::new(a as u64 % 7 + 1)? },
        11 | 12 => Command::GoTo(Stage::ALL[b % 7]),
        13 => Command::SetTimer(if a % 2 == 0 { Timer::Off } else { Timer::Paused { left: b as u64 } }),
        14 => Command::SetRules(VoteRules::new(a as u64 % 6 + 1, b as u64 % 4 + 1)),
        15 | 16 => Command::AddPeople(vec![format!("Person {}", a % 9)]),
        17 => Command::RenamePerson { person: voter?, name: text },
        18 => Command::SetRole { person: voter?, role: Role::ALL[b % 2] },
        19 => Command::RemovePerson(voter?),
        20..=23 => Command::AddDot { voter: voter?, target, pole },
        24 => Command::TakeDot { voter: voter?, target, pole },
        25 => Command::ClearBallot(voter?),
        26 | 27 => Command::Rate { voter: voter?, layer, rating: Rating { now: Level::new(a as u64 % 7 + 1), ..Rating::default() } },
        28 => Command::GiveReasons { voter: voter?, layer, reasons: Reasons::from_number(b as u64 % 16) },
        29 => Command::SetPoles(Poles::ALL[a % 2]),
        30 => Command::SetNoteSecrecy(secrecy),
        31 => Command::SetBallotSecrecy(secrecy),
        32 => Command::StartRound,
        33 => Command::StartRunOff(2),
        34 => Command::GroupNotes { note: note?, with: other? },
        35 => Command::LeaveGroup(note?),
        36 => Command::StartAgreement(if a % 2 == 0 { Source::Layer(layer) } else { Source::Note(other?) }),
        37 => {
            let terms = [
                Term::Words(Words::Good, text),
                Term::Layer(layer),
                Term::Giver(voter.map(Party::Person)),
                Term::State(State::PulledBack { why: text_of(b) }),
                Term::To(Level::new(a as u64 % 7 + 1)),
            ];
            Command::SetTerm { agreement: agreement?, term: terms[b % terms.len()].clone() }
        }
        38 => Command::DeleteAgreement(agreement?),
        _ => return None,
    })
}

fn text_of(number: usize) -> String {
    format!("why {number}")
}

/// What somebody does elsewhere, as a message of another tab.
fn told(page: &Page, step: Step, now: u64) -> Option<Event> {
    let session = page.model.session()?;
    let mut other = Replica::new(device(77), session.replica.document().clone());
    let delta = other.act(&command(&Things::of(page), step)?, now).ok()?;
    Some(BoardEvent::Told { board: session.board, text: tab::write(session.board, delta) }.into())
}

fn perform(page: &mut Page, shown: &mut Shown, step: Step) {
    let (what, a, b) = step;
    let things = Things::of(page);
    match what {
        39 => page.send(BoardEvent::Step(if a % 3 == 0 { Direction::Redo } else { Direction::Undo })),
        40 => page.send(BoardEvent::Choose(one(&things.people, a).filter(|_| b % 4 > 0))),
        41 if a % 2 == 0 => page.send(BoardEvent::DrawCurtain(Curtain::HandOver)),
        41 => page.send(BoardEvent::CloseDialog),
        42 => {
            // Somebody else does one of the same things.
            if let Some(event) = told(page, (b as u8 % 39, a, b), page.now) {
                page.send(event);
            }
        }
        43 => match a % 5 {
            0 => shown.toggle_group(
                &page.model,
                one(&things.notes, b).unwrap_or(NoteId(alignment_board::core::document::id::Id { time: 1, device: device(1) })),
            ),
            1 => shown.choose_round(&page.model, b as u16 % 3),
            2 => page.advance(700),
            3 => page.send(ExchangeEvent::Share),
            _ if page.model.session().is_some() => page.send(BoardEvent::GoHome),
            _ => match page.model.entries.first().map(|entry| entry.board) {
                Some(board) => page.send(HomeEvent::OpenBoard(board)),
                None => page.send(BoardEvent::NewBoard),
            },
        },
        _ => {
            if let Some(command) = command(&things, step) {
                page.send(BoardEvent::Do(command));
            }
        }
    }
    page.send(HomeEvent::DismissNotice);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// After any history, updated views equal views computed from scratch.
    #[test]
    fn updated_views_equal_fresh_ones(steps in prop::collection::vec((0..STEPS, 0..40usize, 0..40usize), 1..60)) {
        let mut page = Page::with_new_board();
        let mut shown = Shown::default();
        shown.follow(&page.model);
        for (at, step) in steps.iter().enumerate() {
            perform(&mut page, &mut shown, *step);
            shown.follow(&page.model);
            let stale = shown.stale(&page.model);
            prop_assert!(stale.is_empty(), "after step {} ({:?}):\n{}", at, step, stale.join("\n"));
        }
    }
}

/// Bo's contribution was opened while Ana's was shown: the dialog still said "Ana sends 1 note", and "Add it" took Bo's.
#[test]
fn second_contribution_replaces_the_first_in_the_dialog() {
    let mut host = facilitator(Secrecy::Open);
    let [ana, bo] = ["Ana", "Bo"].map(|name| {
        let mut page = participant(if name == "Ana" { 2 } else { 3 }, &mut host, name);
        contribution_link(&mut page)
    });
    let mut shown = Shown::default();
    let dialog = |shown: &Shown| shown.views.open().map(|open| open.dialog().clone());
    for (link, name) in [(ana, "Ana"), (bo, "Bo")] {
        host.send(HomeEvent::FragmentChanged(link));
        let again = shown.follow(&host.model);
        assert!(again.contains(&"dialog"), "{name}: {again:?}");
        assert!(matches!(dialog(&shown), Some(DialogView::Contribution { name: of, .. }) if of == name), "{name}: {:?}", dialog(&shown));
    }
    host.send(ExchangeEvent::TakeContribution);
    let bo = person(&host, "Bo");
    assert_eq!(host.session().replica.board().notes_by(bo), 1);
}

/// Typing in a note with a thousand others asks for nothing but what shows texts; adding one leaves the choice of voters as it is.
#[test]
fn keystroke_refreshes_few_views() {
    let mut page = Page::with_new_board();
    page.act(Command::AddPeople(vec![String::from("Ana")]));
    page.note("first");
    let note = Things::of(&page).notes[0];
    let mut shown = Shown::default();
    page.act(Command::EditNote { note, text: String::from("f") });
    shown.follow(&page.model);
    page.act(Command::EditNote { note, text: String::from("fi") });
    assert_eq!(shown.follow(&page.model), ["Markdown", "notes table"]);
    let again = {
        page.note("second");
        shown.follow(&page.model)
    };
    assert!(["vote", "layers", "title and stage"].iter().all(|name| !again.contains(name)), "{again:?}");
}
