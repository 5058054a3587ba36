//! Hidden notes and votes leave this device by no route before the reveal, are seen by their owner alone, and are all there afterwards.

use alignment_board::core::board::Board;
use alignment_board::core::command::Command;
use alignment_board::core::document::id::{BoardId, DeviceId, Id, Kind, PersonId, Thing};
use alignment_board::core::document::{Field, Key};
use alignment_board::core::format::csv::Separator;
use alignment_board::core::format::{file, link};
use alignment_board::core::replica::next_workshop::next_workshop;
use alignment_board::core::replica::private_store::{CurrentUser, is_withheld};
use alignment_board::strings::{chart, export};

use crate::support::private::{assert_holds_nothing, assert_says_nothing};
use crate::support::room::Room;
use crate::support::{device, notes, votes};

/// One device that three people share, with hidden notes and votes.
const HIDDEN: &str = "laptop: @Ana @Bo @Cleo V+open hidden1 private1 hand@Ana G+ZwergpinscherAna T+two Ana*open Ana.V345 Ana.V!3 \
     hand@Bo G+ZwergpinscherBo Bo*open Bo*open poles1 Bo-V";

fn room() -> Room {
    let mut room = Room::default();
    room.run(HIDDEN);
    room
}

#[test]
fn hidden_content_is_in_no_route() {
    let mut room = room();
    let (board, replica) = (BoardId::from_random(7), room.replica("laptop"));
    let public = replica.document().without_deleted();
    assert_holds_nothing(&public, "document");
    let linked = link::encode(board, &public);
    assert_holds_nothing(&link::decode(&linked).unwrap().document, "link");
    let filed = file::write(board, &public);
    assert_says_nothing(&filed, "file");
    assert_holds_nothing(&file::read(&filed).unwrap().document, "file");
    assert_holds_nothing(&next_workshop(replica.document(), DeviceId::from_random(9), None), "next workshop");
    for (route, text) in [
        ("markdown", export::markdown(replica.board())),
        ("notes", export::notes_csv(replica.board(), Separator::Comma)),
        ("layers", export::layers_csv(replica.board(), Separator::Comma)),
        ("agreements", export::agreements_csv(replica.board(), Separator::Comma)),
        ("chart", chart::chart_svg(replica.board())),
    ] {
        assert_says_nothing(&text, route);
    }
    assert!(export::markdown(replica.board()).contains("A hidden note"));
    assert_eq!((votes(replica.board()), notes(replica.board())), (String::new(), String::from("V open; G · ·; T ·")));
}

#[test]
fn deltas_hold_nothing_hidden_until_the_reveal() {
    let mut room = room();
    room.run("laptop>other");
    assert_holds_nothing(room.replica("other").document(), "deltas");
    room.run("laptop: private0; laptop>other");
    assert_eq!(notes(room.replica("other").board()), "V open; G ZwergpinscherAna ZwergpinscherBo; T two");
    assert_eq!(votes(room.replica("other").board()), "");
    room.run("laptop: hidden0; sync");
    assert_eq!(votes(room.replica("other").board()), "open3 V-1");
    let whole = room.replica("laptop").document().clone();
    assert_eq!(&whole, room.replica("other").document());
    assert!(room.replica("laptop").private_store().is_empty());
}

/// A device that receives the reveal releases its own private store; nobody has to be asked again.
#[test]
fn received_reveal_releases_this_store_too() {
    let mut room = Room::default();
    room.run("ana: @Ana @Bo private1 hidden1; sync; ana: hand@Ana G+a Ana*a; bo: hand@Bo G+b Bo*V; sync");
    assert_eq!((notes(room.replica("ana").board()), votes(room.replica("ana").board())), (String::from("G · ·"), String::new()));
    room.run("ana: private0 hidden0; sync; sync");
    for who in ["ana", "bo"] {
        assert_eq!((notes(room.replica(who).board()), votes(room.replica(who).board())), (String::from("G a b"), String::from("V1 a1")));
    }
    let whole = room.replica("ana").document().clone();
    assert_eq!(&whole, room.replica("bo").document());
}

#[test]
fn routes_agree_after_the_reveal() {
    let mut room = room();
    room.run("laptop: private0 hidden0");
    let (board, replica) = (BoardId::from_random(7), room.replica("laptop"));
    let whole = replica.document().clone();
    let by_file = file::read(&file::write(board, &whole)).unwrap().document;
    let by_link = link::decode(&link::encode(board, &whole)).unwrap().document;
    assert_eq!((&by_file, &by_link), (&whole, &whole));
    assert_eq!(&Board::of(&whole), replica.board());
    assert_eq!(replica.seen(), replica.board());
}

#[test]
fn person_sees_only_own_hidden_content() {
    let mut room = room();
    let [ana, bo] = ["Ana", "Bo"].map(|name| room.person(name));
    let replica = room.replica("laptop");
    let cases = [
        (CurrentUser::Person(ana), "V open; G ZwergpinscherAna ·; T two", "open1"),
        (CurrentUser::Person(bo), "V open; G · ZwergpinscherBo; T ·", "open2 V-1"),
        (CurrentUser::Nobody, "V open; G · ·; T ·", ""),
        (CurrentUser::Locked, "V open; G · ·; T ·", ""),
    ];
    for (current_user, written, voted) in cases.into_iter().chain(cases) {
        replica.switch_user(current_user);
        assert_eq!((notes(replica.seen()).as_str(), votes(replica.seen()).as_str()), (written, voted), "{current_user:?}");
        assert!(replica.has_voted(ana) && replica.has_voted(bo));
    }
    assert!(!room.replica("laptop").has_voted(PersonId(Id { time: 1, device: device(9) })));
}

#[test]
fn anonymous_note_is_seen_while_nobody_is_current_user() {
    let mut room = Room::default();
    room.run("laptop: private1 G+a @Ana");
    assert_eq!(notes(room.replica("laptop").seen()), "G a");
    room.run("laptop: hand@Ana");
    assert_eq!(notes(room.replica("laptop").seen()), "G ·");
    room.replica("laptop").switch_user(CurrentUser::Locked);
    assert_eq!(notes(room.replica("laptop").seen()), "G ·");
}

#[test]
fn anothers_hidden_content_cannot_be_changed() {
    let mut room = room();
    room.run("laptop: hand@Ana ZwergpinscherBo=mine?Private Bo*V?Private Bo/?Private Bo.V111?Private ZwergpinscherAna=better");
    assert_eq!(notes(room.replica("laptop").seen()), "V open; G better ·; T two");
    room.run("laptop: hand private0");
    assert_eq!(notes(room.replica("laptop").board()), "V open; G better ZwergpinscherBo; T two");
}

#[test]
fn undo_leaves_anothers_hidden_content_alone() {
    // Ana's notes, dots and moves are hers, and so is her edit of the public note.
    let mut room = Room::default();
    room.run("laptop: @Ana @Bo V+open; laptop: private1 hidden1 hand@Ana open=opened G+a a=aa Ana*V !a undo hand@Bo undo?Nothing");
    assert_eq!(notes(room.replica("laptop").board()), "V opened; G ·");
    room.run("laptop: private0 hidden0");
    assert_eq!(
        (notes(room.replica("laptop").board()), votes(room.replica("laptop").board())),
        (String::from("V opened; G aa"), String::from("V1"))
    );
    // After the reveal it is still theirs alone to undo.
    room.run("laptop: undo?Nothing hand undo");
    assert_eq!(votes(room.replica("laptop").board()), "V1");
    room.run("laptop: hand@Ana undo");
    assert_eq!(votes(room.replica("laptop").board()), "");
}

#[test]
fn undo_neither_reveals_nor_hides() {
    let mut room = Room::default();
    room.run("laptop: @Ana hidden1 private1 hand@Ana G+a undo undo?Nothing redo redo?Nothing");
    assert_eq!((notes(room.replica("laptop").board()), notes(room.replica("laptop").seen())), (String::from("G ·"), String::from("G a")));
    room.run("laptop: private0 undo redo");
    assert_eq!(notes(room.replica("laptop").board()), "G a");
}

#[test]
fn public_content_stays_public_and_new_content_hides() {
    let mut room = Room::default();
    room.run("laptop: @Ana V+a Ana*a; laptop: hidden1 private1 hand@Ana a=aa Ana*V V+b");
    let replica = room.replica("laptop");
    assert_eq!((notes(replica.board()), votes(replica.board())), (String::from("V aa ·"), String::from("a1").replace('a', "aa")));
    assert_eq!((notes(replica.seen()), votes(replica.seen())), (String::from("V aa b"), String::from("V1 aa1")));
    room.run("laptop: private0; laptop: private1 V+c b=bb");
    assert_eq!(notes(room.replica("laptop").board()), "V aa bb ·");
}

#[test]
fn commands_publish_nothing_hidden() {
    use alignment_board::core::board::agreement::{Source, Words};
    let mut room = Room::default();
    room.run("laptop: @Ana V+open private1 hidden1 hand@Ana G+Zwergpinscher Ana*open Ana*Zwergpinscher top5?NoRunOff");
    let note = room.note("Zwergpinscher");
    let replica = room.replica("laptop");
    replica.act(&Command::StartAgreement(Source::Note(note)), 0).unwrap();
    let said: Vec<_> = replica.board().agreements().map(|(_, agreement)| String::from(agreement.words(Words::What))).collect();
    assert_eq!(said, [""]);
    assert_holds_nothing(replica.document(), "document");
}

/// Which registers go to the private store, case by case.
#[test]
fn withheld_are_texts_of_hidden_notes_and_all_votes() {
    let open = "laptop: V+a @Ana";
    let notes = "laptop: V+a @Ana private1 V+b";
    let votes = "laptop: V+a @Ana hidden1";
    let thing = |kind, id: Id| Thing { kind, id };
    let cases = [
        (open, Kind::NOTE, "a", Field::TEXT, false),
        (notes, Kind::NOTE, "a", Field::TEXT, false),
        (notes, Kind::NOTE, "b", Field::TEXT, true),
        (notes, Kind::NOTE, "b", Field::PLACE, false),
        (notes, Kind::NOTE, "b", Field::COLOUR, false),
        (notes, Kind::NOTE, "b", Field::AUTHOR, false),
        (notes, Kind::NOTE, "b", Field::GROUP, false),
        (notes, Kind::NOTE, "b", Field::HIDDEN, false),
        (notes, Kind::BALLOT, "a", Field(0), false),
        (open, Kind::BALLOT, "a", Field(0), false),
        (votes, Kind::BALLOT, "a", Field(0), true),
        (votes, Kind::BALLOT, "a", Field(7), true),
        (votes, Kind::LOOSE_BALLOT, "a", Field(0), true),
        (votes, Kind::RATING, "a", Field(6), true),
        (votes, Kind::PERSON, "a", Field::TEXT, false),
        (votes, Kind::NOTE, "a", Field::TEXT, false),
        (votes, Kind::AGREEMENT, "a", Field::TEXT, false),
    ];
    for (script, kind, name, field, expected) in cases {
        let mut room = Room::default();
        room.run(script);
        let key = Key { thing: thing(kind, room.note(name).0), field };
        assert_eq!(is_withheld(room.replica("laptop").board(), key), expected, "{script}: {kind:?} {name} {field:?}");
    }
}
