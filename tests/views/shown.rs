//! What a page shows, kept up to date as the views are: an answer is asked for again only if something was written that it has read.

use alignment_board::core::app::Model;
use alignment_board::core::app::view::{NoteView, Views};
use alignment_board::core::board::Board;
use alignment_board::core::board::layer::Layer;
use alignment_board::core::board::tracking::Aspects;
use alignment_board::core::document::id::NoteId;
use alignment_board::core::format::csv::Separator;
use alignment_board::core::replica::history::Direction;
use alignment_board::strings::{closing, export};
use litemap::LiteMap;

/// A question that a view asks, and what it is called.
type Question = (&'static str, fn(&Views, &Model) -> String);

const QUESTIONS: [Question; 24] = [
    ("screen", |views, _| format!("{:?}", views.screen())),
    ("boards", |views, _| format!("{:?}", views.boards())),
    ("notice", |views, _| format!("{:?}", views.notice())),
    ("saved", |views, _| format!("{:?}", views.open().map(|open| open.saved()))),
    ("trouble", |views, _| format!("{:?}", views.open().map(|open| open.trouble().cloned()))),
    ("dialog", |views, _| format!("{:?}", views.open().map(|open| open.dialog().clone()))),
    ("sends back", |views, _| format!("{:?}", views.open().map(|open| open.sends_back()))),
    ("steps", |views, _| format!("{:?}", views.open().map(|open| [Direction::Undo, Direction::Redo].map(|way| open.has_step(way))))),
    ("vote", |views, _| format!("{:?}", views.open().map(|open| open.vote().clone()))),
    ("layers", |views, _| format!("{:?}", views.open().map(|open| Layer::ALL.map(|layer| open.layer(layer).clone())))),
    ("lists", |views, _| format!("{:?}", lists(views))),
    ("reading", |views, _| format!("{:?}", views.open().map(|open| open.reading().cloned()))),
    ("round reading", |views, _| format!("{:?}", views.open().map(|open| open.round_reading()))),
    ("round shown", |views, model| ask(views, model, &|board| format!("{:?}", views.open().map(|open| open.round_shown(board))))),
    ("current user", |views, model| {
        views.open();
        format!("{:?}", model.session().map(|session| session.replica.current_user()))
    }),
    ("title and stage", |views, model| ask(views, model, &|board| format!("{:?}", (board.title(), board.stage(), board.timer())))),
    ("set up", |views, model| ask(views, model, &|board| format!("{:?}", export::set_up(board)))),
    ("Markdown", |views, model| ask(views, model, &export::markdown)),
    ("notes table", |views, model| ask(views, model, &|board: &Board| export::notes_csv(board, Separator::Comma))),
    ("agreements table", |views, model| ask(views, model, &|board: &Board| export::agreements_csv(board, Separator::Comma))),
    ("layers table", |views, model| ask(views, model, &|board: &Board| export::layers_csv(board, Separator::Comma))),
    ("closing", |views, model| ask(views, model, &|board| format!("{:?}", (closing::reading(board), closing::took_part(board))))),
    ("hidden", |views, model| ask(views, model, &|board| format!("{:?}", board.hidden_notes().collect::<Vec<_>>()))),
    ("private store", |views, model| {
        views.open();
        use alignment_board::core::board::hidden::Hidden;
        format!("{:?}", model.session().map(|session| Hidden::ALL.map(|what| session.replica.in_private_store(what))))
    }),
];

fn ask(views: &Views, model: &Model, question: &dyn Fn(&Board) -> String) -> String {
    views.open();
    model.session().map_or_else(String::new, |session| question(session.replica.board()) + &question(session.replica.seen()))
}

fn lists(views: &Views) -> Vec<NoteId> {
    views.open().map_or_else(Vec::new, |open| Layer::ALL.into_iter().flat_map(|layer| open.notes_of(layer).to_vec()).collect())
}

/// What a page shows.
#[derive(Default)]
pub(super) struct Shown {
    pub(super) views: Views,
    answers: Vec<(String, Aspects)>,
    notes: LiteMap<NoteId, NoteView>,
    open_groups: Vec<NoteId>,
    chosen_round: Option<u16>,
}

impl Shown {
    /// Brings all in step with the model, as a page does. Hands back which answers were asked for again.
    pub(super) fn follow(&mut self, model: &Model) -> Vec<&'static str> {
        let changes = self.views.refresh(model);
        let mut again = Vec::new();
        for (at, (name, question)) in QUESTIONS.iter().enumerate() {
            let is_new = self.answers.len() <= at;
            if is_new || self.answers[at].1.meets(changes.aspects) {
                let answer = self.views.read(|views| question(views, model));
                if is_new {
                    self.answers.push(answer)
                } else {
                    self.answers[at] = answer
                }
                again.push(*name);
            }
        }
        self.paint(model);
        again
    }

    /// Paints notes as the list of notes does: what was written, everything if anything may differ, and new ones with their lists.
    fn paint(&mut self, model: &Model) {
        let listed = lists(&self.views);
        let Some(session) = model.session() else {
            self.notes = LiteMap::default();
            return;
        };
        let Some(open) = self.views.open_mut() else { return };
        let repaint = open.take_repaint();
        if repaint.lists.contains(&true) {
            self.notes.retain(|note, _| listed.contains(note));
        }
        let shown: Vec<NoteId> = self.notes.keys().copied().filter(|note| repaint.all || repaint.notes.contains(note)).collect();
        let new: Vec<NoteId> =
            listed.iter().copied().filter(|note| self.notes.get(note).is_none() && repaint.lists.contains(&true)).collect();
        for note in shown.into_iter().chain(new) {
            match open.note(&session.replica, note) {
                Some(view) => drop(self.notes.insert(note, view)),
                None => drop(self.notes.remove(&note)),
            }
        }
    }

    /// Opens or closes a group, and follows.
    pub(super) fn toggle_group(&mut self, model: &Model, lead: NoteId) {
        let Some(open) = self.views.open_mut() else { return };
        open.toggle_group(lead);
        match self.open_groups.iter().position(|other| *other == lead) {
            Some(at) => drop(self.open_groups.remove(at)),
            None => self.open_groups.push(lead),
        }
        self.follow(model);
    }

    /// Chooses a round in Read, and follows.
    pub(super) fn choose_round(&mut self, model: &Model, round: u16) {
        let Some(open) = self.views.open_mut() else { return };
        open.choose_round(round);
        self.chosen_round = Some(round);
        self.follow(model);
    }

    /// Says what differs from what is worked out from nothing.
    pub(super) fn stale(&mut self, model: &Model) -> Vec<String> {
        let mut fresh = Views::default();
        fresh.refresh(model);
        if let (Some(open), Some(kept)) = (fresh.open_mut(), self.views.open()) {
            self.open_groups.retain(|lead| kept.is_open(*lead));
            self.open_groups.iter().for_each(|lead| open.toggle_group(*lead));
            if let Some(round) = kept.chosen_round() {
                open.choose_round(round);
            }
        }
        fresh.refresh(model);
        let mut stale = Vec::new();
        for ((name, question), (answer, _)) in QUESTIONS.iter().zip(&self.answers) {
            let now = question(&fresh, model);
            if *answer != now {
                stale.push(format!("{name}: {answer}\n  is {now}"));
            }
        }
        let listed = lists(&fresh);
        if let (Some(session), Some(open)) = (model.session(), fresh.open_mut()) {
            for note in listed {
                let now = open.note(&session.replica, note);
                if self.notes.get(&note) != now.as_ref() {
                    stale.push(format!("{note:?}: {:?}\n  is {now:?}", self.notes.get(&note)));
                }
            }
            // What the other views have written is no news for these.
            session.replica.take_writes();
        }
        stale
    }
}
