//! Every load purpose meets every outcome: what the user sees, which effects follow, and that nothing is lost.

use std::cell::RefCell;
use std::rc::Rc;

use alignment_board::core::app::{
    BoardEvent, Context, Dialog, Effect, Event, HomeEvent, LoadPurpose, Notice, Place, StorageProblem, update,
};
use alignment_board::core::board::voting::Secrecy;
use alignment_board::core::document::Document;
use alignment_board::core::document::id::BoardId;
use alignment_board::core::format::stored::{Generation, Slots};
use alignment_board::core::format::{file, link};
use alignment_board::core::replica::contribution::Contribution;

use crate::support::contributions::{contribution_link, facilitator, participant};
use crate::support::page::Page;
use crate::support::storage::{Disk, FULL, Store, slot};

/// A load purpose without its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Open,
    Rename,
    Duplicate,
    List,
    Compare,
    Collect,
    Import,
    MergeImported,
    Contribution,
}

const KINDS: [Kind; 9] = [
    Kind::Open,
    Kind::Rename,
    Kind::Duplicate,
    Kind::List,
    Kind::Compare,
    Kind::Collect,
    Kind::Import,
    Kind::MergeImported,
    Kind::Contribution,
];

/// A new load purpose does not compile until it is in the table.
fn kind(purpose: &LoadPurpose) -> Kind {
    match purpose {
        LoadPurpose::Open => Kind::Open,
        LoadPurpose::Rename(_) => Kind::Rename,
        LoadPurpose::Duplicate(_) => Kind::Duplicate,
        LoadPurpose::List => Kind::List,
        LoadPurpose::Compare(_) => Kind::Compare,
        LoadPurpose::Collect => Kind::Collect,
        LoadPurpose::Import(_) => Kind::Import,
        LoadPurpose::MergeImported(_) => Kind::MergeImported,
        LoadPurpose::Contribution(_) => Kind::Contribution,
    }
}

/// What storage answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    /// Both generations.
    Loaded,
    /// The older generation; the newer one is damaged.
    Recovered,
    /// Nothing readable, but the page itself holds the board.
    Unsaved,
    Missing,
    Damaged,
    Newer,
    Unreachable,
}

const ANSWERS: [Answer; 7] =
    [Answer::Loaded, Answer::Recovered, Answer::Unsaved, Answer::Missing, Answer::Damaged, Answer::Newer, Answer::Unreachable];

/// A browser with two boards, and what comes in for one of them.
struct World {
    store: Store,
    wanted: BoardId,
    other: BoardId,
    /// The wanted board with a note "theirs".
    document: Document,
    contribution: Contribution,
}

fn world() -> World {
    let mut page = facilitator(Secrecy::Open);
    page.title("Wanted");
    page.advance(1_000);
    let wanted = page.board();
    let mut ana = participant(2, &mut page, "Ana");
    let contribution = link::decode_contribution(&contribution_link(&mut ana)).unwrap().contribution;
    ana.note("theirs");
    ana.send(BoardEvent::SaveFile);
    let document = file::read(&ana.downloads.pop().unwrap().1).unwrap().document;
    page.send(BoardEvent::NewBoard);
    page.title("Other");
    page.advance(1_000);
    let other = page.board();
    page.send(BoardEvent::GoHome);
    let store = page.store.borrow().clone();
    World { store, wanted, other, document, contribution }
}

impl World {
    fn purpose(&self, kind: Kind) -> LoadPurpose {
        match kind {
            Kind::Open => LoadPurpose::Open,
            Kind::Rename => LoadPurpose::Rename(String::from("New title")),
            Kind::Duplicate => LoadPurpose::Duplicate(String::from("Copy")),
            Kind::List => LoadPurpose::List,
            Kind::Compare => LoadPurpose::Compare(self.document.clone().into()),
            Kind::Collect => LoadPurpose::Collect,
            Kind::Import => LoadPurpose::Import(self.document.clone()),
            Kind::MergeImported => LoadPurpose::MergeImported(self.document.clone()),
            Kind::Contribution => LoadPurpose::Contribution(self.contribution.clone()),
        }
    }

    fn slots(&self, answer: Answer) -> Result<[Slots; 2], StorageProblem> {
        let mut slots = self.store.boards[&self.wanted].clone();
        let private_store = self.store.private_stores.get(&self.wanted).cloned().unwrap_or_default();
        let damage = |text: &mut Option<String>| text.iter_mut().for_each(|text| text.truncate(text.len() - 9));
        let newer = |text: &mut Option<String>| text.iter_mut().for_each(|text| *text = text.replacen("board 1 ", "board 3 ", 1));
        let newest = Generation(self.generation());
        match answer {
            Answer::Loaded => {}
            Answer::Recovered => damage(slot(&mut slots, newest)),
            Answer::Missing => slots = Slots::default(),
            Answer::Damaged => [&mut slots.a, &mut slots.b].into_iter().for_each(damage),
            Answer::Newer => newer(slot(&mut slots, newest)),
            Answer::Unreachable | Answer::Unsaved => return Err(StorageProblem::Unreadable),
        }
        Ok([slots, private_store])
    }

    /// The newest generation of the wanted board.
    fn generation(&self) -> u64 {
        let slots = &self.store.boards[&self.wanted];
        let generation = |text: &Option<String>| text.as_ref().unwrap().split(' ').nth(2).unwrap().parse::<u64>().unwrap();
        generation(&slots.a).max(generation(&slots.b))
    }

    /// A page on Home that knows both boards.
    fn page(&self, answer: Answer) -> Page {
        let mut page = Page::open(9, &Rc::new(RefCell::new(self.store.clone())), "");
        if answer == Answer::Unsaved {
            page.send(HomeEvent::OpenBoard(self.wanted));
            page.disk = FULL;
            page.note("unsaved");
            page.advance(1_000);
            page.send(BoardEvent::GoHome);
            page.disk = Disk::Works;
            assert!(page.model.is_unsaved(self.wanted));
        }
        page
    }

    /// Storage's answer reaches the page; its effects are not performed.
    fn answer(&self, page: &mut Page, kind: Kind, answer: Answer) -> Vec<Effect> {
        let context = Context { now: page.now, random: &|| 77 };
        let event = Event::Loaded { board: self.wanted, slots: self.slots(answer), purpose: self.purpose(kind) };
        update(&mut page.model, event, &context)
    }

    /// A board in short.
    fn short(&self, board: BoardId) -> &'static str {
        match board {
            board if board == self.wanted => "wanted",
            board if board == self.other => "other",
            _ => "new",
        }
    }

    /// What the user sees.
    fn shown(&self, page: &Page) -> String {
        let place = match &page.model.place {
            Place::Starting => String::from("starting"),
            Place::Home => String::from("home"),
            Place::Board(session) if session.dialog == Dialog::None => String::from(self.short(session.board)),
            Place::Board(session) => format!("{} {}", self.short(session.board), name(&session.dialog)),
        };
        let notice = match &page.model.notice {
            None => String::from("-"),
            Some(Notice::Imported(import)) => {
                format!("Imported {}/{}/{}/{}", import.new, import.same, import.different(), import.unread.join(" "))
            }
            Some(notice) => name(notice),
        };
        place + ", " + &notice
    }

    fn listed(&self, effects: &[Effect]) -> String {
        let short = |effect: &Effect| match effect {
            Effect::Save { board, .. }
            | Effect::Quarantine { board, .. }
            | Effect::KeepVersion { board, .. }
            | Effect::ReadCopy(board)
            | Effect::Follow(Some(board)) => format!("{}({})", name(effect), self.short(*board)),
            effect => name(effect),
        };
        if effects.is_empty() { String::from("-") } else { effects.iter().map(short).collect::<Vec<_>>().join(" ") }
    }
}

/// The name of a variant.
fn name(value: &impl std::fmt::Debug) -> String {
    format!("{value:?}").split(|letter: char| !letter.is_alphanumeric()).next().unwrap().into()
}

const TABLE: &str = "
Open Loaded: wanted, -; KeepVersion(wanted) Follow(wanted) ReadCopy(wanted) SetFragment
Open Recovered: wanted, Recovered; Quarantine(wanted) KeepVersion(wanted) Follow(wanted) ReadCopy(wanted) SetFragment
Open Unsaved: wanted, -; Wake KeepVersion(wanted) Follow(wanted) ReadCopy(wanted) SetFragment
Open Missing: home, NotHere; ReadCopy(wanted) SetFragment
Open Damaged: home, Unreadable; Quarantine(wanted) Quarantine(wanted) SetFragment ReadCopy(wanted)
Open Newer: home, Unreadable; Quarantine(wanted) Quarantine(wanted) SetFragment
Open Unreachable: home, Unreachable; -
Rename Loaded: home, -; Save(wanted) SaveIndex
Rename Recovered: home, -; Quarantine(wanted) Save(wanted) SaveIndex
Rename Unsaved: home, -; Save(wanted) SaveIndex
Rename Missing: home, NotHere; ReadCopy(wanted) SetFragment
Rename Damaged: home, Unreadable; Quarantine(wanted) Quarantine(wanted) SetFragment
Rename Newer: home, Unreadable; Quarantine(wanted) Quarantine(wanted) SetFragment
Rename Unreachable: home, Unreachable; -
Duplicate Loaded: home, -; Save(new) SaveIndex
Duplicate Recovered: home, -; Quarantine(wanted) Save(new) SaveIndex
Duplicate Unsaved: home, -; Save(new) SaveIndex
Duplicate Missing: home, NotHere; ReadCopy(wanted) SetFragment
Duplicate Damaged: home, Unreadable; Quarantine(wanted) Quarantine(wanted) SetFragment
Duplicate Newer: home, Unreadable; Quarantine(wanted) Quarantine(wanted) SetFragment
Duplicate Unreachable: home, Unreachable; -
List Loaded: home, -; SaveIndex
List Recovered: home, -; Quarantine(wanted) SaveIndex
List Unsaved: home, -; SaveIndex
List Missing: home, -; -
List Damaged: home, -; -
List Newer: home, -; -
List Unreachable: home, -; -
Compare Loaded: wanted Incoming, -; KeepVersion(wanted) Follow(wanted) ReadCopy(wanted) SetFragment SetFragment
Compare Recovered: wanted Incoming, Recovered; Quarantine(wanted) KeepVersion(wanted) Follow(wanted) ReadCopy(wanted) SetFragment SetFragment
Compare Unsaved: wanted Incoming, -; Wake KeepVersion(wanted) Follow(wanted) ReadCopy(wanted) SetFragment SetFragment
Compare Missing: wanted, -; Wake KeepVersion(wanted) Follow(wanted) SetFragment
Compare Damaged: home, Unreadable; Quarantine(wanted) Quarantine(wanted) SetFragment
Compare Newer: home, Unreadable; Quarantine(wanted) Quarantine(wanted) SetFragment
Compare Unreachable: wanted, -; Wake KeepVersion(wanted) Follow(wanted) SetFragment
Collect Loaded: home, -; Download
Collect Recovered: home, -; Quarantine(wanted) Download
Collect Unsaved: home, -; Download
Collect Missing: home, NotCollected; -
Collect Damaged: home, NotCollected; -
Collect Newer: home, NotCollected; -
Collect Unreachable: home, NotCollected; -
Import Loaded: home, Imported 0/0/1/; -
Import Recovered: home, Imported 0/0/1/; Quarantine(wanted)
Import Unsaved: home, Imported 0/0/1/; -
Import Missing: home, Imported 1/0/0/; Save(wanted) SaveIndex
Import Damaged: home, Imported 0/0/0/Wanted; -
Import Newer: home, Imported 0/0/0/Wanted; -
Import Unreachable: home, Imported 0/0/0/Wanted; -
MergeImported Loaded: home, -; KeepVersion(wanted) Save(wanted) SaveIndex
MergeImported Recovered: home, -; Quarantine(wanted) KeepVersion(wanted) Save(wanted) SaveIndex
MergeImported Unsaved: home, -; KeepVersion(wanted) Save(wanted) SaveIndex
MergeImported Missing: home, NotHere; ReadCopy(wanted) SetFragment
MergeImported Damaged: home, Unreadable; Quarantine(wanted) Quarantine(wanted) SetFragment
MergeImported Newer: home, Unreadable; Quarantine(wanted) Quarantine(wanted) SetFragment
MergeImported Unreachable: home, Unreachable; -
Contribution Loaded: wanted Contribution, -; KeepVersion(wanted) Follow(wanted) ReadCopy(wanted) SetFragment SetFragment
Contribution Recovered: wanted Contribution, Recovered; Quarantine(wanted) KeepVersion(wanted) Follow(wanted) ReadCopy(wanted) SetFragment SetFragment
Contribution Unsaved: wanted Contribution, -; Wake KeepVersion(wanted) Follow(wanted) ReadCopy(wanted) SetFragment SetFragment
Contribution Missing: home, ContributionElsewhere; -
Contribution Damaged: home, Unreadable; Quarantine(wanted) Quarantine(wanted) SetFragment
Contribution Newer: home, Unreadable; Quarantine(wanted) Quarantine(wanted) SetFragment
Contribution Unreachable: home, Unreachable; -
";

/// Per line: load purpose, answer: place and dialog, notice; effects.
#[test]
fn every_purpose_handles_every_outcome() {
    let world = world();
    let mut table = String::new();
    for kind_of_load in KINDS {
        assert_eq!(kind(&world.purpose(kind_of_load)), kind_of_load);
        for answer in ANSWERS {
            let mut page = world.page(answer);
            let effects = world.answer(&mut page, kind_of_load, answer);
            table += &format!("{kind_of_load:?} {answer:?}: {}; {}\n", world.shown(&page), world.listed(&effects));
        }
    }
    assert_eq!(table.lines().collect::<Vec<_>>(), TABLE.trim().lines().collect::<Vec<_>>());
}

/// Whether a text of the received board or contribution is anywhere in sight, in a save, or set aside in a dialog.
fn holds(page: &Page, effects: &[Effect], words: &str) -> bool {
    let saved = effects.iter().any(|effect| matches!(effect, Effect::Save { text, .. } if text.contains(words)));
    let open = page.model.session().is_some_and(|session| {
        file::write(session.board, session.replica.document()).contains(words) || format!("{:?}", session.dialog).contains(words)
    });
    saved || open || format!("{:?}", page.model.notice).contains(words)
}

/// The other board is open with an unsaved note while storage answers.
#[test]
fn no_outcome_loses_anything() {
    let world = world();
    for (kind_of_load, answer) in KINDS.into_iter().flat_map(|kind| ANSWERS.map(|answer| (kind, answer))) {
        let case = format!("{kind_of_load:?} {answer:?}");
        let mut page = world.page(answer);
        page.send(HomeEvent::OpenBoard(world.other));
        page.note("typed");
        let effects = world.answer(&mut page, kind_of_load, answer);
        assert!(holds(&page, &effects, "typed"), "the open board's change, {case}");
        assert!(answer != Answer::Unsaved || page.model.is_unsaved(world.wanted), "the board this page alone holds, {case}");

        let writes = |effect: &&Effect| matches!(effect, Effect::Save { board, .. } | Effect::Erase(board) if *board == world.wanted);
        if matches!(answer, Answer::Damaged | Answer::Newer | Answer::Unreachable) {
            assert_eq!(effects.iter().find(writes), None, "an unreadable board is not overwritten, {case}");
        }
        let received = match kind_of_load {
            Kind::Compare | Kind::Import | Kind::MergeImported => Some("theirs"),
            Kind::Contribution => Some("words of Ana"),
            Kind::Open | Kind::Rename | Kind::Duplicate | Kind::List | Kind::Collect => None,
        };
        if let Some(words) = received {
            let refused = match &page.model.notice {
                Some(Notice::Imported(import)) => !import.unread.is_empty(),
                Some(notice) => {
                    matches!(notice, Notice::Unreadable { .. } | Notice::Unreachable | Notice::NotHere | Notice::ContributionElsewhere(_))
                }
                None => false,
            };
            assert!(holds(&page, &effects, words) != refused, "what came in is kept or refused with a notice, {case}");
        }
        let quarantined = effects.iter().filter(|effect| matches!(effect, Effect::Quarantine { .. })).count();
        match (&page.model.notice, world.slots(answer)) {
            (Some(Notice::Unreadable { text, .. }), Ok([slots, _])) => {
                assert_eq!((quarantined, text), (2, &slots.text()), "both texts are set aside and offered, {case}");
            }
            (notice, _) => assert_eq!(quarantined, usize::from(answer == Answer::Recovered), "{notice:?}, {case}"),
        }
    }
}

/// The board was opened inside the request, before anything that was queued earlier.
#[test]
fn board_held_by_this_page_alone_is_answered_through_the_queue() {
    let world = world();
    let mut page = world.page(Answer::Unsaved);
    let context = Context { now: page.now, random: &|| 77 };
    let effects = update(&mut page.model, HomeEvent::OpenBoard(world.wanted).into(), &context);
    assert_eq!(effects, [Effect::Load { board: world.wanted, purpose: LoadPurpose::Open }]);
    assert!(page.model.session().is_none());
    world.answer(&mut page, Kind::Open, Answer::Missing);
    assert_eq!(page.board(), world.wanted);
    assert!(file::write(page.board(), page.session().replica.document()).contains("unsaved"));
}
