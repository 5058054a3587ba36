//! The private store: who owns what, what is hidden on arrival, and which views a change invalidates.

use alignment_board::core::board::voting::Secrecy;
use alignment_board::core::command::Command;
use alignment_board::core::document::id::{Kind, NoteId};
use alignment_board::core::document::{Delta, Document, Field, Key, Register, Value};
use alignment_board::core::replica::Replica;
use alignment_board::core::replica::contribution::Contribution;
use alignment_board::core::replica::private_store::{CurrentUser, Hidden};

use crate::support::room::Room;
use crate::support::staleness::{Stale, stale_after};
use crate::support::{notes, votes};

/// Ana's contribution from this device.
fn contribution(room: &mut Room, device: &str) -> Delta {
    let ana = room.person("Ana");
    Contribution::of(room.replica(device), ana).document().clone().into_iter().collect()
}

fn hidden_marks(document: &Document) -> Vec<(Key, Register)> {
    let marks = document.registers().filter(|(key, _)| key.field == Field::HIDDEN && key.thing.kind != Kind::BOARD);
    marks.map(|(key, register)| (*key, register.clone())).collect()
}

#[test]
fn store_knows_who_has_written_and_voted() {
    let mut room = Room::default();
    room.run("laptop: @Ana @Bo @Cleo private1 hidden1 hand@Ana G+a hand@Bo Bo*V hand@Cleo Cleo.V345 Cleo-V?Dot(NotAsked) T+c T+d");
    let [ana, bo, cleo] = ["Ana", "Bo", "Cleo"].map(|name| room.person(name));
    let replica = room.replica("laptop");
    assert_eq!((replica.in_private_store(Hidden::Notes), replica.in_private_store(Hidden::Votes)), (vec![ana, cleo], vec![bo, cleo]));
    room.run("laptop: private0");
    let replica = room.replica("laptop");
    assert_eq!((replica.in_private_store(Hidden::Notes), replica.in_private_store(Hidden::Votes)), (vec![], vec![bo, cleo]));
}

/// What Ana wrote before the board hid anything is hidden on arrival if it is new here. Public words stay public, hidden words keep their
/// mark, and only words are marked.
#[test]
fn only_new_open_words_are_hidden_on_arrival() {
    let mut room = Room::default();
    room.run("host: @Ana @Bo; sync; ana: hand@Ana G+old; sync; ana: old=older G+new Ana*G Ana.G345; host: private1 hidden1");
    let open = contribution(&mut room, "ana");
    room.replica("host").receive_contribution(open);
    let (old, new) = (room.note("old").thing(), room.note("new").thing());
    let host = room.replica("host");
    assert_eq!(notes(host.board()), "G older ·");
    assert_eq!(hidden_marks(host.document()).into_iter().map(|(key, _)| key.thing).collect::<Vec<_>>(), [new], "{old:?} was public");
    assert_eq!(votes(host.board()), "");
    // A note that was hidden where it was written stays hidden, also when more of it arrives.
    room.run("host>ana; ana: G+secret");
    let hidden = room.note("secret").thing();
    for words in ["again", "anew"] {
        let contribution = contribution(&mut room, "ana");
        room.replica("host").receive_contribution(contribution);
        let here = hidden_marks(room.replica("host").document());
        assert_eq!(here.iter().map(|(key, _)| key.thing).collect::<Vec<_>>(), [new, hidden]);
        assert_eq!(notes(room.replica("host").board()), "G older · ·");
        room.run(&format!("ana: secret={words}"));
    }
    let before = hidden_marks(room.replica("host").document());
    let contribution = contribution(&mut room, "ana");
    room.replica("host").receive_contribution(contribution);
    assert_eq!(hidden_marks(room.replica("host").document()), before, "a hidden note is not marked again");
}

/// Words of a contribution were public on arrival if their mark said "open", or if their note was once undone here.
#[test]
fn words_of_a_contribution_wait_whatever_their_marks_say() {
    let mut room = Room::default();
    room.run("host: @Ana; sync; ana: hand@Ana G+back; sync; ana: undo; sync; host: private1; ana: redo back=words G+new");
    let mut arrived = contribution(&mut room, "ana");
    let new = arrived.iter().find(|(key, register)| register.value.as_text() == Some("new") && key.field == Field::TEXT).unwrap().clone();
    let visibility = Key { field: Field::HIDDEN, ..new.0 };
    let host = room.replica("host").clone();
    for value in [Value::Nothing, Value::Number(0), Value::Number(1)] {
        // The mark arrives before the words, with them, and after them.
        arrived.retain(|(key, _)| *key != visibility);
        arrived.push((visibility, Register { value, ..new.1.clone() }));
        for before in [0, arrived.len() - 1, arrived.len()] {
            let mut host = host.clone();
            let (first, then) = arrived.split_at(before);
            host.receive_contribution(then.to_vec());
            host.receive_contribution(first.to_vec());
            let public: Vec<&str> = host.document().registers().filter_map(|(_, register)| register.value.as_text()).collect();
            assert!(!public.contains(&"words") && !public.contains(&"new"), "{public:?}");
            host.act(&Command::SetNoteSecrecy(Secrecy::Open), 0).unwrap();
            assert_eq!(notes(host.board()), "G words new");
        }
    }
}

/// A waiting contribution shows that somebody has voted, and nothing else.
#[test]
fn hidden_contribution_refreshes_who_has_voted() {
    let mut room = Room::default();
    room.run("host: @Ana private1 hidden1; sync; ana: hand@Ana G+a Ana*G");
    let arrived = contribution(&mut room, "ana");
    let ana = room.person("Ana");
    let host = room.replica("host");
    let has_voted = |host: &Replica| host.has_voted(ana);
    assert_eq!(stale_after(host, &has_voted, |host| host.receive_contribution(arrived.clone())), Stale::Differs);
    assert_eq!((notes(host.seen()), votes(host.seen())), (String::from("G ·"), String::new()));
    // A changed word is no vote.
    room.run("ana: a=b");
    let changed = contribution(&mut room, "ana");
    let host = room.replica("host");
    assert_ne!(stale_after(host, &has_voted, |host| host.receive_contribution(changed)), Stale::Differs);
}

/// The notes and votes of the last user were still shown to the next.
#[test]
fn handover_invalidates_views() {
    let mut room = Room::default();
    room.run("laptop: @Ana @Bo V+open private1 hidden1 hand@Ana G+a G+b Ana*G");
    let (ana, bo) = (room.person("Ana"), room.person("Bo"));
    let replica = room.replica("laptop");
    let seen = |replica: &Replica| (notes(replica.seen()), votes(replica.seen()));
    for (user, expected) in [
        (CurrentUser::Locked, Stale::Differs),
        (CurrentUser::Person(ana), Stale::Differs),
        (CurrentUser::Person(bo), Stale::Differs),
        (CurrentUser::Nobody, Stale::Same),
    ] {
        assert_eq!(stale_after(replica, &seen, |replica| replica.switch_user(user)), expected, "{user:?}");
        assert_eq!(stale_after(replica, &seen, |replica| replica.switch_user(user)), Stale::No, "{user:?} had it");
    }
}

/// Everybody sees a public vote that is older than a private one, except the private one's owner, who sees the newest.
#[test]
fn older_public_vote_does_not_hide_a_newer_own_one() {
    for (current_user, seen) in [("Ana", "G2"), ("Bo", "V1")] {
        let mut room = Room::default();
        room.run("laptop: @Ana @Bo; sync; phone: hand@Ana Ana*V; laptop: hidden1 hand@Ana Ana*G Ana*G");
        room.run(&format!("laptop: hand@{current_user}; phone>laptop"));
        let replica = room.replica("laptop");
        assert_eq!((votes(replica.board()).as_str(), votes(replica.seen()).as_str()), ("V1", seen), "{current_user}");
        room.run("laptop: hidden0");
        assert_eq!(votes(room.replica("laptop").board()), "G2");
    }
}

/// Content of another page's private store shows here, to its owner.
#[test]
fn private_store_of_another_page_is_merged() {
    let mut room = Room::default();
    room.run("laptop: @Ana private1 hidden1; sync; tab: hand@Ana G+a; tab>laptop; laptop: hand@Ana");
    assert_eq!(notes(room.replica("laptop").seen()), "G ·");
    let theirs = room.replica("tab").private_store().clone();
    let own = theirs.registers().map(|(key, _)| NoteId(key.thing.id)).next();
    let replica = room.replica("laptop");
    let seen = |replica: &Replica| notes(replica.seen());
    let mut is_new = false;
    assert_eq!(stale_after(replica, &seen, |replica| is_new = replica.receive_private_store(theirs.clone())), Stale::Differs);
    assert_eq!((notes(replica.seen()).as_str(), is_new), ("G a", true));
    assert!(own.is_some_and(|note| replica.seen().note(note).is_some()));
    assert!(!replica.receive_private_store(theirs.clone()), "it is here already");
    assert_eq!(replica.private_store(), &theirs);
}
