//! What the views read: plain data looked up in the model, and triggers that say when to look again.
//!
//! The runtime alone changes the model and pulls the triggers.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;

pub use super::dispatch::{Dispatch, use_dispatch};
pub use super::keys::{note_key, note_of_key};
use super::round_read::{RoundRead, round_read};
pub use super::shown::{BoardRow, CurtainRow, DialogView, InGroup, LayerView, NoteView, PersonView, VoteView};
use super::triggers::{Repaint, Triggers};
use super::{look, look_around};
use crate::core::app::{Model, Notice, Saving, Session, Trouble};
use crate::core::board::Board;
use crate::core::board::layer::Layer;
use crate::core::board::stage::Stage;
use crate::core::board::voting::Tally;
use crate::core::document::date::Date;
use crate::core::document::id::{BoardId, NoteId};
use crate::core::reading::layers::Reading;
use crate::core::reading::rounds::{Rounds, shown_tally};
use crate::core::replica::private_store::CurrentUser;
use crate::strings;

/// Which screen is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// None yet.
    Starting,
    /// The list of boards.
    Home,
    /// A board. Another board is another screen.
    Board(BoardId),
}

/// What the runtime keeps for the views: the model, and what is too dear to work out at every look.
#[derive(Default)]
pub struct State {
    /// The model. Views read it, the runtime alone has it changed.
    pub model: Model,
    /// The votes, counted.
    pub tally: Tally,
    /// The reading of the same round, where all dots are shown.
    pub reading: Option<Reading>,
    /// The round that was chosen to be shown in Read.
    pub round_shown: Option<u16>,
    /// The reading of the round that was looked at last, as long as nothing in it has changed.
    pub round_read: RefCell<Option<Rc<RoundRead>>>,
    /// For each note that another leads, its leading note, in their order.
    pub leads: Vec<NoteId>,
    /// What of the notes is to be painted anew.
    pub repaint: Repaint,
    /// The groups that are open, by their leading notes. Nobody else's screen has to show the same.
    pub open_groups: Vec<NoteId>,
}

/// The state, shared between the runtime and the views.
pub type Shared = StoredValue<Rc<RefCell<State>>, LocalStorage>;

/// A signal that holds no value of its own: it says when to look again, and looks at the one model. So a thousand notes are
/// not kept twice.
pub struct Read<T: 'static> {
    trigger: Trigger,
    state: Shared,
    look: fn(&State, usize) -> T,
    at: usize,
}

impl<T> Clone for Read<T> {
    fn clone(&self) -> Read<T> {
        *self
    }
}

impl<T> Copy for Read<T> {}

impl<T> Read<T> {
    /// The value, looked at again whenever it has changed.
    pub fn get(self) -> T {
        self.trigger.track();
        self.get_untracked()
    }

    /// The value as it is now.
    pub fn get_untracked(self) -> T {
        self.state.with_value(|state| (self.look)(&state.borrow(), self.at))
    }

    /// Something about the value, looked at again whenever it has changed.
    pub fn with<R>(self, about: impl FnOnce(&T) -> R) -> R {
        about(&self.get())
    }

    /// Something about the value as it is now.
    pub fn with_untracked<R>(self, about: impl FnOnce(&T) -> R) -> R {
        about(&self.get_untracked())
    }
}

/// A part of the board that a view looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Statements, intended levels, and what is rightly held tightly.
    Layers,
    /// Which notes are where, and in which groups.
    Lists,
    /// People, ballots, ratings and the rules of voting.
    Votes,
    /// The timer.
    Timer,
    /// The agreements.
    Agreements,
    /// Which agreements there are, and what they were made from; not what is typed in them.
    Made,
}

/// Everything that views read.
#[derive(Clone, Copy)]
pub struct View {
    state: Shared,
    triggers: Triggers,
    /// The screen.
    pub screen: Read<Screen>,
    /// The board's title.
    pub title: Read<String>,
    /// Where the latest change is.
    pub saving: Read<Saving>,
    /// Why it is not saved, as long as it is not.
    pub trouble: Read<Option<Trouble>>,
    /// What takes the room in storage, while it is full.
    pub biggest: Read<Vec<(String, usize)>>,
    /// The stage.
    pub stage: Read<Stage>,
    /// The notes of each layer, in order.
    pub lists: [Read<Vec<NoteId>>; 6],
    /// The layers.
    pub layers: [Read<LayerView>; 6],
    /// The vote.
    pub vote: Read<VoteView>,
    /// In whose hands the device is.
    pub current_user: Read<CurrentUser>,
    /// Whether there is something to undo, and to redo.
    pub history: [Read<bool>; 2],
    /// The boards on this device.
    pub boards: Read<Vec<BoardRow>>,
    /// What the person should know.
    pub notice: Read<Option<Notice>>,
    /// The dialog.
    pub dialog: Read<DialogView>,
    /// The sentence for those who listen, and whether it is shown for a moment too.
    pub announcement: RwSignal<(bool, String)>,
    /// The note that wants the focus.
    pub focus: RwSignal<Option<NoteId>>,
    /// When the clock was looked at last; looked at again by whatever shows the time.
    pub tick: RwSignal<u64>,
    /// The whole link with a fragment.
    pub link: fn(&str) -> String,
    /// Milliseconds since 1970.
    pub now: fn() -> u64,
    /// What this device's clock shows at so many milliseconds since 1970, as if it were in universal time.
    pub local: fn(u64) -> u64,
}

impl View {
    /// The views' side of a state, and the triggers for whoever changes it.
    pub fn new(state: Rc<RefCell<State>>, link: fn(&str) -> String, now: fn() -> u64, local: fn(u64) -> u64) -> (View, Triggers) {
        let state = StoredValue::new_local(state);
        let triggers = Triggers::new();
        let view = View {
            state,
            triggers,
            screen: Read { trigger: triggers.screen, state, look: look_around::screen, at: 0 },
            title: Read { trigger: triggers.title, state, look: look::title, at: 0 },
            saving: Read { trigger: triggers.saving, state, look: look::saving, at: 0 },
            trouble: Read { trigger: triggers.trouble, state, look: look::trouble, at: 0 },
            biggest: Read { trigger: triggers.trouble, state, look: look::biggest, at: 0 },
            stage: Read { trigger: triggers.stage, state, look: look::stage, at: 0 },
            lists: std::array::from_fn(|at| Read { trigger: triggers.lists[at], state, look: look::list, at }),
            layers: std::array::from_fn(|at| Read { trigger: triggers.layers[at], state, look: look::layer_view, at }),
            vote: Read { trigger: triggers.vote, state, look: look::vote_view, at: 0 },
            current_user: Read { trigger: triggers.current_user, state, look: look::current_user, at: 0 },
            history: std::array::from_fn(|at| Read { trigger: triggers.history, state, look: look::has_step, at }),
            boards: Read { trigger: triggers.boards, state, look: look_around::board_rows, at: 0 },
            notice: Read { trigger: triggers.notice, state, look: look_around::notice, at: 0 },
            dialog: Read { trigger: triggers.dialog, state, look: look::dialog_view, at: 0 },
            announcement: RwSignal::new((false, String::new())),
            focus: RwSignal::new(None),
            tick: RwSignal::new(0),
            link,
            now,
            local,
        };
        (view, triggers)
    }

    /// What the clock of this device shows now, as milliseconds since 1970 of universal time.
    pub fn clock(self) -> u64 {
        (self.local)((self.now)())
    }

    /// The day that it is where this device is.
    pub fn today(self) -> Option<Date> {
        Date::at(self.clock())
    }

    /// Which screen a state is to be shown on.
    pub fn screen_of(state: &State) -> Screen {
        look_around::screen(state, 0)
    }

    /// A note as it is now, if it is there.
    pub fn note(self, note: NoteId) -> Option<NoteView> {
        self.state.with_value(|state| look::note_view(&state.borrow(), note))
    }

    /// Shows the notes of a group, or puts them away again.
    pub fn toggle_group(self, lead: NoteId) {
        self.state.with_value(|state| {
            let mut state = state.borrow_mut();
            let before = state.open_groups.len();
            state.open_groups.retain(|open| *open != lead);
            if state.open_groups.len() == before {
                state.open_groups.push(lead);
            }
            state.repaint.notes.push(lead);
            state.repaint.lists = [true; 6];
        });
        self.triggers.notes.notify();
    }

    /// Shows a round in Read: its dots on the notes and layers, and the control line that it draws.
    pub fn show_round(self, round: u16) {
        self.state.with_value(|state| {
            let mut state = state.borrow_mut();
            let read = state.model.session().map(|session| {
                let board = session.replica.board();
                let rounds = Rounds::one(round);
                (shown_tally(board, rounds).unwrap_or_default(), Reading::shown(board, rounds))
            });
            if let Some((tally, reading)) = read {
                (state.tally, state.reading, state.round_shown) = (tally, reading, Some(round));
                state.repaint.around = true;
            }
        });
        let triggers = &self.triggers;
        triggers.layers.iter().chain([&triggers.notes, &triggers.reading]).for_each(|trigger| trigger.notify());
    }

    /// Looks again whenever there is something to paint anew.
    pub fn track_notes(self) {
        self.triggers.notes.track();
    }

    /// What of the notes is to be painted anew since the last call.
    pub fn take_repaint(self) -> Repaint {
        self.state.with_value(|state| std::mem::take(&mut state.borrow_mut().repaint))
    }

    /// Something about the open board, looked at again whenever one of these parts has changed; the default where no board is open
    /// any more.
    pub fn board<R: Default>(self, parts: &[Part], about: impl FnOnce(&Board) -> R) -> R {
        let (mut about, mut found) = (Some(about), R::default());
        self.look(parts, &mut |board, _| found = about.take().map_or_else(R::default, |about| about(board)));
        found
    }

    /// Once for all that views ask of a board: a copy for each question would weigh more than the questions.
    #[inline(never)]
    fn look(self, parts: &[Part], about: &mut dyn FnMut(&Board, &Board)) {
        for part in parts {
            match part {
                Part::Layers => self.triggers.layers.iter().for_each(|layer| layer.track()),
                Part::Lists => self.triggers.lists.iter().for_each(|list| list.track()),
                Part::Votes => self.triggers.vote.track(),
                Part::Timer => self.triggers.timer.track(),
                Part::Agreements => self.triggers.agreements.track(),
                Part::Made => self.triggers.made.track(),
            }
        }
        self.state.with_value(|state| {
            if let Some(session) = state.borrow().model.session() {
                about(session.replica.board(), session.replica.seen());
            }
        });
    }

    /// What the stage is for.
    pub fn purpose(self) -> &'static str {
        let stage = self.stage.get();
        self.board(&[Part::Votes], |board| strings::purpose(stage, board.poles()))
    }

    /// All that there is to read of a round. Several views ask for it; it is worked out once.
    pub fn read_round(self, parts: &[Part], round: impl Fn(&Board) -> u16) -> Option<Rc<RoundRead>> {
        let round = self.board(parts, |board| Some(round(board)))?;
        self.state.with_value(|state| round_read(&state.borrow(), round))
    }

    /// Something about the open board as the person sees it who has this device.
    pub fn seen<R: Default>(self, parts: &[Part], about: impl FnOnce(&Board) -> R) -> R {
        let (mut about, mut found) = (Some(about), R::default());
        self.look(parts, &mut |_, seen| found = about.take().map_or_else(R::default, |about| about(seen)));
        found
    }

    /// Something about the reading, if there is one.
    pub fn with_reading<R>(self, about: impl FnOnce(&Reading) -> R) -> Option<R> {
        self.triggers.reading.track();
        self.state.with_value(|state| state.borrow().reading.as_ref().map(about))
    }

    /// Whether it has to be asked who writes before a note is begun.
    pub fn asks_who_writes(self) -> bool {
        self.session(Session::asks_who_writes)
    }

    /// Something about the open session as it is now; the default where none is open any more.
    pub fn session<R: Default>(self, about: impl FnOnce(&Session) -> R) -> R {
        self.state.with_value(|state| state.borrow().model.session().map_or_else(R::default, about))
    }

    /// The layer a note is on.
    pub fn layer_of(self, note: NoteId) -> Option<Layer> {
        self.state.with_value(|state| Some(state.borrow().model.session()?.replica.board().note(note)?.layer))
    }
}

/// The views' signals, from the context.
pub fn use_view() -> View {
    expect_context::<View>()
}
