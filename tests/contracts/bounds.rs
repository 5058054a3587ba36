//! Bounds that can be kept: nothing is offered that opening refuses, a bound that comes near is said, and what is deleted leaves only a few
//! bytes.

use alignment_board::core::app::{BoardEvent, Bound, Dialog, ExchangeEvent, IncomingChoice, Notice};
use alignment_board::core::board::agreement::{Source, Term, Words};
use alignment_board::core::board::layer::Layer;
use alignment_board::core::command::Command;
use alignment_board::core::document::id::{BoardId, Id, Kind, Thing};
use alignment_board::core::document::{Document, Field, Key, Register, Stamp, Value};
use alignment_board::core::format::LoadError;
use alignment_board::core::format::link::LETTER_LIMIT;
use alignment_board::core::format::validation::{REGISTER_LIMIT, ValidationError};
use alignment_board::core::format::{file, link};
use alignment_board::core::replica::history::Direction;
use alignment_board::strings;

use crate::support::device;
use crate::support::page::{Page, texts};

/// Text that no codec can make much shorter.
fn noise(seed: u64) -> String {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let letters = (0..200).map(|_| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        char::from(b'!' + (state % 90) as u8)
    });
    letters.collect()
}

/// Above 65,536 letters, Share still offered a link that nothing opened.
#[test]
fn link_is_offered_exactly_if_it_opens() {
    let mut page = Page::with_new_board();
    let (mut offered, mut refused) = (0, 0);
    // Three steps to just below the bound, then note by note.
    const LARGE: u64 = 98;
    for step in 0..24 {
        let texts = if step < 3 { (0..LARGE).map(|at| noise(100 * step + at)).collect() } else { vec![noise(10_000 + step)] };
        let colour = alignment_board::core::board::Colour::Butter;
        page.act(Command::AddNotes { layer: Layer::Vision, texts, colour, author: None });
        let document = page.session().replica.document().without_deleted();
        let written = link::encode(page.board(), &document);
        match link::offer(page.board(), &document) {
            Ok(fragment) => {
                offered += 1;
                for in_front in ["", "%23"] {
                    let opened = link::decode(&(String::from(in_front) + &fragment));
                    assert_eq!(opened.map(|linked| linked.document), Ok(document.clone()), "{} letters", fragment.len());
                }
            }
            Err(too_long) => {
                refused += 1;
                assert_eq!(too_long.letters, written.len());
                assert!(link::decode(&(String::from("%23") + &written)).is_err(), "{} letters", written.len());
            }
        }
        if refused > 3 {
            break;
        }
    }
    assert!(offered > 3 && refused > 3, "{offered} {refused}");
    page.send(ExchangeEvent::Share);
    let Dialog::Share { fragment: Err(too_long) } = page.session().dialog else { panic!("a link that nothing opens is offered") };
    let says = strings::no_link(too_long.letters);
    assert!(says.contains("65,536") && says.contains("Save the file instead") && too_long.letters > LETTER_LIMIT - 4, "{says}");
    page.send(ExchangeEvent::CopyLink);
    assert_eq!(page.copied, Vec::<String>::new());
    page.send(BoardEvent::SaveFile);
    assert!(file::read(&page.downloads[0].1).is_ok());
}

#[test]
fn file_is_offered_exactly_if_it_opens() {
    let board = BoardId::from_random(1);
    let of = |registers: usize| -> Document {
        let stamp = Stamp { time: 1, device: device(1) };
        let key = |time| Key { thing: Thing { kind: Kind(40), id: Id { time, device: device(1) } }, field: Field(900) };
        (1..=registers as u64).map(|time| (key(time), Register { stamp, value: Value::Nothing })).collect()
    };
    for registers in [0, 1, REGISTER_LIMIT, REGISTER_LIMIT + 1] {
        let document = of(registers);
        let opens = file::read(&file::write(board, &document)).is_ok();
        assert_eq!(file::offer(board, &document).is_ok(), opens, "{registers}");
        let contribution_opens = |text: &str| file::read_contribution(text) != Err(LoadError::Invalid(ValidationError::TooManyRegisters));
        assert_eq!(contribution_opens(&file::write_contribution(board, &document)), opens, "{registers}");
        assert_eq!(file::offer_contribution(board, &document).is_ok(), opens, "{registers}");
        assert_eq!(opens, registers <= REGISTER_LIMIT);
    }
}

/// A board stopped at a bound without a word before.
#[test]
fn bound_is_said_before_it_is_reached() {
    let mut page = Page::saved();
    let many = |count: usize| (0..count).map(|at| format!("n{at}")).collect::<Vec<_>>();
    let colour = alignment_board::core::board::Colour::Butter;
    let add = |texts| Command::AddNotes { layer: Layer::Vision, texts, colour, author: None };
    page.act(add(many(1_790)));
    assert_eq!(page.model.notice, None);
    page.act(add(many(20)));
    assert_eq!(page.model.notice, Some(Notice::Nearing(Bound::Notes, 1_810)));
    let says = strings::notice(page.model.notice.as_ref().unwrap());
    assert!(says.starts_with("1,810 of 2,000 notes are on this board."), "{says}");
    page.send(alignment_board::core::app::HomeEvent::DismissNotice);
    page.act(add(many(20)));
    assert_eq!(page.model.notice, None, "said once");
    page.act(Command::AddPeople(many(230)));
    assert_eq!(page.model.notice, Some(Notice::Nearing(Bound::People, 230)));
    page.send(alignment_board::core::app::HomeEvent::DismissNotice);
    for number in 0..180 {
        page.act(Command::StartAgreement(Source::Layer(Layer::ALL[number % 6])));
    }
    assert_eq!(page.model.notice, Some(Notice::Nearing(Bound::Agreements, 180)));
    // Characters that are one unit each and hardly ever repeat: no packing makes them shorter.
    let mut state = 88_172_645_463_325_252_u64;
    let mut long = || -> String {
        let characters = (0..1_000).map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            char::from_u32(0x4e00 + (state % 20_000) as u32).unwrap()
        });
        characters.collect()
    };
    let mut page = Page::saved();
    page.act(add((0..1_700).map(|_| long()).collect()));
    page.advance(400);
    for number in 0..170 {
        page.act(Command::StartAgreement(Source::Layer(Layer::ALL[number % 6])));
        let agreement = page.session().replica.board().agreements().last().unwrap().0;
        for words in Words::ALL {
            page.act(Command::SetTerm { agreement, term: Term::Words(words, long()) });
        }
        // A save of such a board takes a while in a test build.
        if number % 15 == 0 {
            page.advance(400);
        }
        if page.model.notice.is_some() {
            break;
        }
    }
    assert!(matches!(page.model.notice, Some(Notice::Nearing(Bound::Storage, 2_340..2_600))), "{:?}", page.model.notice);
}

/// A note that was added and deleted left 250 bytes for ever, an agreement 490.
#[test]
fn what_was_deleted_leaves_a_few_bytes_a_day_later() {
    const DAY_MS: u64 = 24 * 60 * 60_000;
    let size = |notes: usize, agreements: usize| {
        let mut page = Page::saved();
        page.title("small");
        for number in 0..notes {
            page.note(&noise(number as u64));
            let note = page.session().replica.board().notes_of(Layer::Vision).last().unwrap();
            page.act(Command::DeleteNote(note));
        }
        for number in 0..agreements {
            page.act(Command::StartAgreement(Source::Layer(Layer::ALL[number % 6])));
            let agreement = page.session().replica.board().agreements().last().unwrap().0;
            page.act(Command::DeleteAgreement(agreement));
        }
        page.advance(1_000);
        assert!(page.saves.last().unwrap().text.len() > 100 * (notes + agreements), "it can be undone, so it is kept for a day");
        // The next day somebody goes on with the board.
        let mut later = Page::open_at(page.now + DAY_MS + 60_000, &page.store, &page.fragment);
        later.title("small again");
        later.advance(1_000);
        later.saves.last().unwrap().text.len()
    };
    let empty = size(0, 0);
    assert!((size(100, 0) - empty) / 100 <= 100, "{} bytes a note", (size(100, 0) - empty) / 100);
    assert!((size(0, 100) - empty) / 100 <= 100, "{} bytes an agreement", (size(0, 100) - empty) / 100);
}

/// A link leaves out what is deleted. If the deletion is undone, the next link brings all of it.
#[test]
fn undone_deletion_comes_with_the_next_link() {
    let mut one = Page::with_new_board();
    for text in ["back again", "stays"] {
        one.note(text);
    }
    let link = |page: &Page| link::offer(page.board(), &page.session().replica.document().without_deleted()).unwrap();
    let first = one.session().replica.board().notes_of(Layer::Vision).next().unwrap();
    one.act(Command::DeleteNote(first));
    let mut two = Page::open(2, &Default::default(), &link(&one));
    two.advance(1_000);
    assert_eq!(texts(&two), "V stays");
    assert!(!format!("{:?}", two.session().replica.document()).contains("back again"));
    one.send(BoardEvent::Step(Direction::Undo));
    two.send(ExchangeEvent::LinkOpened(link(&one)));
    two.send(ExchangeEvent::Incoming(IncomingChoice::Merge));
    assert_eq!((texts(&two), texts(&one)), (texts(&one), String::from("V back again stays")));
}
