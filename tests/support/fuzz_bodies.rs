//! The fuzz targets: what each of the program's entrances does with arbitrary bytes, and what must hold afterwards.
//!
//! The fuzzers in `tests/fuzz` call them by the million, `tests/replay.rs` calls them with the whole corpus. An entrance may refuse its
//! input; it may not panic. What it accepts is written and read back unchanged, can be shown, edited and exported, and still saves and
//! loads afterwards.

use std::cell::RefCell;
use std::rc::Rc;

use alignment_board::core::app::{BoardEvent, Event, ExchangeEvent, HomeEvent, IncomingChoice, Saving};
use alignment_board::core::board::layer::Layer;
use alignment_board::core::board::voting::{Pole, Poles, Target, VoteRules};
use alignment_board::core::board::{Board, Colour};
use alignment_board::core::command::{Command, Destination};
use alignment_board::core::document::id::{BoardId, NoteId, PersonId};
use alignment_board::core::document::{Delta, Document, NUMBER_LIMIT};
use alignment_board::core::format::checksum::crc32;
use alignment_board::core::format::csv::Separator;
use alignment_board::core::format::link;
use alignment_board::core::format::link::{LETTER_LIMIT, LinkError, Linked};
use alignment_board::core::format::rescue::RescueFile;
use alignment_board::core::format::stored;
use alignment_board::core::format::stored::{Generation, Slots};
use alignment_board::core::format::{boards, file, index, packed, rescue, tab, validation, version};
use alignment_board::core::replica::Replica;
use alignment_board::core::replica::history::Direction;
use alignment_board::strings::export;

use crate::support::device;
use crate::support::page::Page;
use crate::support::storage::{Store, slot};

#[path = "fuzz_bytes.rs"]
mod fuzz_bytes;
#[path = "fuzz_contribution.rs"]
mod fuzz_contribution;

use fuzz_bytes::Bytes;
pub(crate) use fuzz_contribution::contribution;

/// An entrance: its name, which is also its corpus folder's, and its fuzz target.
pub(crate) type Entrance = (&'static str, fn(&[u8]));

/// All entrances.
pub(crate) const ENTRANCES: [Entrance; 7] = [
    ("link", link),
    ("payload", payload),
    ("file", file),
    ("stored", stored),
    ("delta", delta),
    ("message", message),
    ("contribution", contribution),
];

/// The fixtures' board.
fn golden() -> BoardId {
    BoardId::from_random(0x0060_1de2_b0a2)
}

/// Any text behind the `#` of an address.
pub(crate) fn link(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match link::decode(&text) {
        Ok(linked) => round_trips(linked),
        Err(LinkError::TooLong { length }) => assert!(length > LETTER_LIMIT),
        Err(LinkError::Cut { arrived, expected }) => assert!(arrived < expected),
        Err(_) => {}
    }
}

/// Any payload behind a right length and checksum: what somebody who knows the format can send.
pub(crate) fn payload(bytes: &[u8]) {
    if let Ok(linked) = link::decode(&framed_link(bytes)) {
        round_trips(linked);
    }
}

/// A board's fragment with this payload.
pub(crate) fn framed_link(payload: &[u8]) -> String {
    framed("b1", payload)
}

/// A fragment with this mark, the right length and the right checksum.
fn framed(mark: &str, payload: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let letter = |six: u32| char::from(LETTERS[six as usize & 63]);
    let number = |number: u32, count: u32| -> String { (0..count).rev().map(|place| letter(number >> (6 * place))).collect() };
    let mut back = String::new();
    for group in payload.chunks(3) {
        let bits = group.iter().fold(0, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        back.extend((0..=group.len() as u32).map(|place| letter(bits >> (6 * (3 - place)))));
    }
    back.push('Z');
    let front = String::from(mark) + &number(11 + back.len() as u32, 3);
    let sum = crc32(&[front.as_bytes(), back.as_bytes()]);
    front + &number(sum, 6) + &back
}

fn round_trips(Linked { board, document }: Linked) {
    let again = link::decode(&link::encode(board, &document));
    assert_eq!(again, Ok(Linked { board, document: document.clone() }), "a link changes on a round trip");
    stays_usable(board, document);
}

/// Any text as a file: a board, all boards of a device, a former version, or another tab's message.
pub(crate) fn file(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(read) = file::read(&text) {
        let again = file::read(&file::write(read.board, &read.document));
        assert_eq!(again.as_ref(), Ok(&read), "a file changes on a round trip");
        stays_usable(read.board, read.document);
    }
    if let Ok(RescueFile { board, private_store }) = rescue::read(&text) {
        let again = rescue::read(&rescue::write(board.board, &board.document, &private_store));
        assert_eq!(again, Ok(RescueFile { board, private_store }));
    }
    for read in boards::read(&text).into_iter().flatten().flatten() {
        let again = boards::read(&boards::write(&[file::write(read.board, &read.document)]));
        assert_eq!(again, Ok(vec![Ok(read.clone())]), "a board among others changes on a round trip");
        stays_usable(read.board, read.document);
    }
    if let Ok(delta) = tab::read(golden(), &text) {
        assert_eq!(tab::read(golden(), &tab::write(golden(), delta.clone())), Ok(delta), "a tab message changes on a round trip");
    }
    if let Ok(document) = version::read(&text) {
        let (name, text) = version::write(golden(), &document, &Board::of(&document), Generation(1), 1);
        assert!(version::read_name(&name).is_some_and(|version| version.name == name && version.at == 1));
        assert_eq!(version::read(&text), Ok(document), "a former version changes on a round trip");
    }
    let _ = version::read_name(&text);
}

/// Any texts in a board's two storage slots, separated by the byte 255, which no text contains. Bits 1 and 2 of the first byte wrap the
/// first and the second text in a valid envelope, bit 8 packs what is in an envelope.
pub(crate) fn stored(bytes: &[u8]) {
    let (first, texts) = bytes.split_first().unwrap_or((&0, &[]));
    let mut texts = texts.splitn(2, |byte| *byte == 255).map(|text| String::from_utf8_lossy(text).into_owned());
    let version = if first & 128 > 0 { 2 } else { 1 };
    let mut slot =
        |bit: u8, generation: u64| texts.next().map(|text| if first & bit > 0 { envelope(version, &text, generation) } else { text });
    let slots = Slots { a: slot(1, 4), b: slot(2, 5) };
    let whole = |slot: &Option<String>| {
        let alone = Slots { a: slot.clone(), b: None };
        stored::read(golden(), &alone)
    };
    match stored::read(golden(), &slots) {
        Ok(loaded) => {
            let generation = loaded.generation;
            let newest = [&slots.a, &slots.b].into_iter().filter_map(|slot| whole(slot).map(|loaded| loaded.generation).ok()).max();
            assert_eq!(newest, Some(generation), "an intact generation is skipped");
            // The next save goes to the other slot and is read back as the newest.
            let next = generation.next();
            assert!(next > generation);
            let text = stored::write(golden(), &loaded.document, next);
            let both = Slots { a: whole(&slots.a).is_ok().then(|| slots.a.clone()).flatten(), b: Some(text) };
            let again = stored::read(golden(), &both).map(|loaded| (loaded.generation, loaded.document));
            assert_eq!(again, Ok((next, loaded.document.clone())));
            stays_usable(golden(), loaded.document);
        }
        Err(_) => assert!(
            [&slots.a, &slots.b].into_iter().all(|slot| slot.is_none() || whole(slot).is_err())
                || [&slots.a, &slots.b].into_iter().any(|slot| matches!(whole(slot), Err(Some(_)))),
            "an intact generation is not read"
        ),
    }
    if let Ok(read) = stored::read_private_store(golden(), &slots) {
        // An empty board hides nothing: all of the store is released, and nothing is lost.
        let replica = Replica::with_private_store(device(9), Document::new(), read.private_store.clone());
        assert!(!replica.would_take(&read.private_store) && replica.private_store().is_empty(), "a loaded private store is lost");
        let kept = [&slots.a, &slots.b].into_iter().flatten().filter(|text| stored::read_one(golden(), text).is_err());
        assert_eq!(read.unreadable.len(), kept.count(), "an unreadable text is not kept");
    }
    assert!(index::read(&String::from_utf8_lossy(bytes)).is_none_or(|entries| entries.len() <= bytes.len()));
}

fn envelope(version: u32, json: &str, generation: u64) -> String {
    let below = if version == 2 { packed::pack(json) } else { String::from(json) };
    format!("alignment-board {version} {generation} {} {:08x}\n{below}", json.len(), crc32(&[json.as_bytes()]))
}

/// Registers, commands, undo, repeated messages and saves of three devices, in any order: all replicas end equal.
pub(crate) fn delta(bytes: &[u8]) {
    let mut bytes = Bytes(bytes);
    let mut replicas: Vec<Replica> = (1..=3).map(|number| Replica::new(device(number), Document::new())).collect();
    let mut sent: Vec<Delta> = Vec::new();
    let mut steps = 0;
    while !bytes.0.is_empty() && steps < 400 {
        steps += 1;
        let who = bytes.below(3) as usize;
        let delta = match bytes.below(8) {
            0..3 => {
                let delta: Delta = (0..=bytes.below(4)).map(|_| bytes.register()).collect();
                // Registers from outside pass validation first.
                match validation::validate(delta.into_iter().collect()) {
                    Ok(document) => {
                        let delta: Delta = document.into_iter().collect();
                        replicas[who].receive(delta.clone());
                        Some(delta)
                    }
                    Err(_) => None,
                }
            }
            3 | 4 => {
                let command = bytes.command(&replicas[who]);
                replicas[who].act(&command, steps * 700).ok()
            }
            5 => replicas[who].step(if bytes.below(3) == 0 { Direction::Redo } else { Direction::Undo }, 0).map(|step| step.delta),
            6 => {
                let place = bytes.below(sent.len().max(1) as u64) as usize;
                if let Some(delta) = sent.get(place) {
                    replicas[who].receive(delta.clone());
                }
                None
            }
            _ => {
                let text = stored::write(golden(), replicas[who].document(), Generation(steps));
                let loaded = stored::read(golden(), &Slots { a: None, b: Some(text) }).map(|loaded| loaded.document);
                assert_eq!(loaded.as_ref(), Ok(replicas[who].document()), "a saved board does not open again");
                None
            }
        };
        sent.extend(delta);
    }
    for (place, replica) in replicas.iter_mut().enumerate() {
        let mut rest = sent.clone();
        rest.rotate_left(place * sent.len() / 3);
        rest.into_iter().for_each(|delta| {
            replica.receive(delta);
        });
        assert!(*replica.board() == Board::of(replica.document()), "the board differs from its document");
    }
    assert_eq!(replicas[0].document(), replicas[1].document());
    assert_eq!(replicas[1].document(), replicas[2].document());
    stays_usable(golden(), replicas[0].document().clone());
}

/// Any text that reaches the running program while a board is open: by file, address, storage, title or another tab. Embedding has no
/// entrance yet; its messages will carry the same texts. The first byte chooses the route.
pub(crate) fn message(bytes: &[u8]) {
    let (first, text) = bytes.split_first().unwrap_or((&0, &[]));
    let text = String::from_utf8_lossy(text).into_owned();
    let store: Rc<RefCell<Store>> = Rc::default();
    if first & 8 > 0 {
        // It is in storage before the page opens.
        store.borrow_mut().boards.insert(golden(), Slots { a: Some(text.clone()), b: None });
        store.borrow_mut().index = Some(text.clone());
    }
    let mut page = Page::open(1, &store, "");
    if first & 16 > 0 {
        page.send(ExchangeEvent::OpenSample);
        page.send(ExchangeEvent::FileRead(Ok(String::from(include_str!("../fixtures/v1/workshop.board.json")))));
    }
    if first & 7 == 1 {
        page.advance(5_000);
    }
    let event: Event = match first & 7 {
        0 => ExchangeEvent::FileRead(Ok(text)).into(),
        1 => elsewhere(*first, text, &store),
        2 => HomeEvent::FragmentChanged(text).into(),
        3 => HomeEvent::FragmentChanged(String::from("board-") + &text).into(),
        4 => HomeEvent::FragmentChanged(framed_link(text.as_bytes())).into(),
        5 => HomeEvent::OpenBoard(golden()).into(),
        6 => HomeEvent::RenameBoard { board: golden(), title: text }.into(),
        _ => HomeEvent::DuplicateBoard { board: golden(), title: text }.into(),
    };
    page.send(event);
    page.send(ExchangeEvent::Incoming(if first & 32 > 0 { IncomingChoice::Merge } else { IncomingChoice::Copy }));
    page.send(ExchangeEvent::MergeImported);
    page.send(HomeEvent::DismissNotice);
    page.title("We go on");
    page.note("after all");
    page.advance(5_000);
    if page.model.session().is_none() {
        return;
    }
    if first & 7 == 1 && matches!(page.saving(), Saving::Failed(_)) {
        // A newer version has the board, or storage cannot be read: the page says that it is not saved.
        return;
    }
    assert_eq!(page.saving(), Saving::Saved, "the open board is not saved");
    let (board, replica) = (page.board(), &page.session().replica);
    let mut again = Page::open(2, &store, "");
    again.send(HomeEvent::OpenBoard(board));
    let opened = &again.session().replica;
    assert_eq!(
        (opened.document(), opened.private_store()),
        (replica.document(), replica.private_store()),
        "a saved board does not open again"
    );
}

/// What another tab sends or stores about the board.
fn elsewhere(first: u8, text: String, store: &RefCell<Store>) -> Event {
    let board = golden();
    match first >> 6 {
        0 => BoardEvent::Told { board, text }.into(),
        1 => BoardEvent::PrivateStoreElsewhere { board, text: envelope(1, &text, 4) }.into(),
        2 => {
            let (generation, text) = (Generation(5), Some(envelope(1, &text, 5)));
            *slot(store.borrow_mut().boards.entry(board).or_default(), generation) = text.clone();
            BoardEvent::StoredElsewhere { board, slot: generation.slot(), text }.into()
        }
        _ => ExchangeEvent::VersionRead { board, text: Some(text) }.into(),
    }
}

/// Edits, undoes, saves and exports an accepted document; each must work.
fn stays_usable(board: BoardId, document: Document) {
    // Next to a stamp near the limit, the next change exceeds the limit. Storage accepts such stamps, so the board still saves; other
    // devices refuse its file.
    let is_for_others = document.latest() < NUMBER_LIMIT - 100 && validation::validate(document.clone()).is_ok();
    let mut replica = Replica::new(device(9), document);
    saves(board, &replica);
    let notes: Vec<NoteId> = Layer::ALL.into_iter().flat_map(|layer| replica.board().notes_of(layer)).take(2).collect();
    let people: Vec<PersonId> = replica.board().people().map(|(person, _)| person).take(1).collect();
    let texts = vec![String::from("one"), String::from("two")];
    let mut commands = vec![
        Command::SetTitle(String::from("On we go")),
        Command::AddPeople(vec![String::from("Zoë")]),
        Command::AddNotes { layer: Layer::Goals, texts, colour: Colour::Mint, author: people.first().copied() },
        Command::SetRules(VoteRules::new(3, 2)),
        Command::SetPoles(Poles::Both),
    ];
    for voter in people {
        let dot = |target| Command::AddDot { voter, target, pole: Pole::Tight };
        commands.push(dot(Target::Layer(Layer::Vision)));
        commands.extend(notes.first().map(|note| dot(Target::Note(*note))));
    }
    if let [one, other] = notes[..] {
        commands.push(Command::GroupNotes { note: one, with: other });
        commands.push(Command::MoveNote { note: other, to: Destination::Before(one) });
        commands.push(Command::DeleteNote(one));
    }
    commands.push(Command::StartRound);
    for (command, now) in commands.iter().zip(0..) {
        let before = replica.document().len();
        if replica.act(command, now).is_err() {
            assert_eq!(replica.document().len(), before);
        }
    }
    let _ = (replica.step(Direction::Undo, 0), replica.step(Direction::Undo, 0), replica.step(Direction::Redo, 0));
    assert!(*replica.board() == Board::of(replica.document()), "the board differs from its document");
    saves(board, &replica);
    let shown = replica.board();
    for table in [
        export::notes_csv(shown, Separator::Comma),
        export::layers_csv(shown, Separator::Comma),
        export::agreements_csv(shown, Separator::Comma),
        export::markdown(shown),
    ] {
        assert!(!table.is_empty());
    }
    if is_for_others {
        let shareable = replica.document().without_deleted();
        let filed = file::read(&file::write(board, &shareable)).map(|read| read.document);
        assert_eq!(filed.as_ref(), Ok(&shareable), "its file does not open");
    }
}

fn saves(board: BoardId, replica: &Replica) {
    let text = stored::write(board, replica.document(), Generation(7));
    let loaded = stored::read(board, &Slots { a: None, b: Some(text) }).map(|loaded| loaded.document);
    assert_eq!(loaded.as_ref(), Ok(replica.document()), "a saved board does not open again");
}
