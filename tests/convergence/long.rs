//! Long histories: a thousand workshops of two hundred incidents each; and votes under every interleaving.

use alignment_board::core::board::FIRST_ROUND;
use alignment_board::core::board::layer::Layer;
use alignment_board::core::board::voting::{Pole, Target, VoteRules};
use alignment_board::core::command::Command;
use alignment_board::core::document::{Delta, Document};
use alignment_board::core::replica::Replica;
use proptest::prelude::*;
use proptest::sample::Index;

use super::checks::check_board;
use super::config;
use super::workshop::{Incident, Workshop, incident};
use crate::support::device;

/// About two hundred incidents; some are left out, so that a failing history can shrink.
fn history() -> impl Strategy<Value = Vec<Option<(Index, Incident)>>> {
    prop::collection::vec(prop::option::weighted(0.98, (any::<Index>(), incident())), 206)
}

fn play(size: usize, history: &[Option<(Index, Incident)>]) -> Result<(), TestCaseError> {
    let mut workshop = Workshop::new(size);
    for (place, (who, incident)) in history.iter().flatten().enumerate() {
        let who = who.index(size);
        workshop.apply(who, incident)?;
        // Only now and then: a board that went wrong stays wrong.
        if place % 16 == 0 {
            workshop.check(who)?;
        }
    }
    workshop.end()
}

// Two tests, because most machines have at least two cores.
proptest! {
    #![proptest_config(config(500))]

    #[test]
    fn long_histories_end_with_the_same_board(size in 2..=6usize, history in history()) {
        play(size, &history)?;
    }

    #[test]
    fn other_long_histories_end_with_the_same_board(size in 2..=6usize, history in history()) {
        play(size, &history)?;
    }
}

/// One step of a vote on three devices.
#[derive(Clone, Copy)]
enum Move {
    Dot(Layer),
    Budget(u64),
}

/// Ana votes in two tabs at once, and the budget is lowered meanwhile: in every order of the steps, with every choice of which steps have
/// been received by then.
#[test]
fn ballots_stay_within_the_budget_under_every_interleaving() {
    let moves: [&[Move]; 3] = [
        &[Move::Dot(Layer::Vision), Move::Dot(Layer::Vision), Move::Dot(Layer::Goals)],
        &[Move::Dot(Layer::Goals), Move::Dot(Layer::Tactics), Move::Dot(Layer::Tactics)],
        &[Move::Budget(1)],
    ];
    let mut first = Replica::new(device(9), Document::new());
    first.act(&Command::AddPeople(vec![String::from("Ana")]), 0).unwrap();
    first.act(&Command::SetRules(VoteRules::new(4, 3)), 0).unwrap();
    let mut played = 0;
    for order in orders([3, 3, 1]) {
        for received in 0..1u32 << order.len() {
            play_vote(first.document(), &moves, &order, received);
            played += 1;
        }
    }
    assert_eq!(played, 140 * 128);
}

/// All orders of this many moves of each of three.
fn orders(left: [usize; 3]) -> Vec<Vec<usize>> {
    if left == [0; 3] {
        return vec![Vec::new()];
    }
    let who = (0..3).filter(|who| left[*who] > 0);
    who.flat_map(|who| {
        let mut rest = left;
        rest[who] -= 1;
        orders(rest).into_iter().map(move |order| [&[who], &order[..]].concat())
    })
    .collect()
}

fn play_vote(start: &Document, moves: &[&[Move]; 3], order: &[usize], received: u32) {
    let mut replicas = [1, 2, 3].map(|number| Replica::new(device(number), start.clone()));
    let (ana, _) = replicas[0].board().people().next().unwrap();
    let mut waiting: Vec<Delta> = Vec::new();
    let mut done = [0; 3];
    for (place, who) in order.iter().enumerate() {
        let command = match moves[*who][done[*who]] {
            Move::Dot(layer) => Command::AddDot { voter: ana, target: Target::Layer(layer), pole: Pole::Tight },
            Move::Budget(budget) => Command::SetRules(VoteRules::new(budget, 3)),
        };
        done[*who] += 1;
        waiting.extend(replicas[*who].act(&command, 0));
        if received >> place & 1 == 1 {
            for replica in &mut replicas {
                waiting.iter().rev().for_each(|delta| {
                    replica.receive(delta.clone());
                });
            }
        }
        for replica in &replicas {
            assert!(replica.board().marks(FIRST_ROUND, ana).spent() <= u32::from(replica.board().rules().budget()));
        }
    }
    for replica in &mut replicas {
        waiting.iter().for_each(|delta| {
            replica.receive(delta.clone());
        });
        assert!(check_board(replica.board(), replica.document()).is_ok());
    }
    let [one, two, three] = &replicas;
    assert!(one.document() == two.document() && two.document() == three.document());
    assert_eq!((one.board().rules().budget(), one.board().tally(FIRST_ROUND).total()), (1, 1), "{order:?} {received:b}");
}
