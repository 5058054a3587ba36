//! What the views read: plain data looked up in the model, triggers that say when to look again, and how views send events.
//!
//! The runtime alone changes the model and pulls the triggers.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use litemap::LiteMap;

use crate::core::app::{Dialog, Event, MergePreview, Model, Notice, Place, Saving, Session};
use crate::core::board::{Colour, FIRST_ROUND};
use crate::core::command::Command;
use crate::core::format::index::Shelf;
use crate::core::history::Direction;
use crate::core::id::{BoardId, DeviceId, Id, NoteId, PersonId};
use crate::core::layer::Layer;
use crate::core::reading::Reading;
use crate::core::stage::Stage;
use crate::core::voting::{Tally, Target, VoteRules};

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

/// A note as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteView {
    /// What it says.
    pub text: String,
    /// Its colour.
    pub colour: Colour,
    /// The name of who wrote it.
    pub author: Option<String>,
    /// The dots that are shown: in Vote one's own, in Read all.
    pub dots: u32,
}

/// A layer as it is shown, without its notes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LayerView {
    /// The agreed statement.
    pub statement: Option<String>,
    /// The intended level, 1 to 7.
    pub intended: u8,
    /// The dots on the layer itself that are shown.
    pub dots: u32,
}

/// A person as shown among the voters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonView {
    /// Who.
    pub id: PersonId,
    /// The name.
    pub name: String,
    /// One or two letters.
    pub initials: String,
    /// The colour of the badge.
    pub colour: Colour,
    /// How many dots are placed.
    pub spent: u32,
}

/// The vote as it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VoteView {
    /// Everybody.
    pub people: Vec<PersonView>,
    /// Who has this device.
    pub person: Option<PersonId>,
    /// The rules.
    pub rules: VoteRules,
    /// What the person who has this device has left.
    pub left: Option<u32>,
    /// How many have voted.
    pub voters: usize,
}

/// A board in the list of boards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardRow {
    /// Which.
    pub board: BoardId,
    /// Its title.
    pub title: String,
    /// How many notes.
    pub notes: usize,
    /// When it was saved, in milliseconds since 1970.
    pub saved: u64,
    /// Where it is.
    pub shelf: Shelf,
    /// Whether it is in this page alone.
    pub unsaved: bool,
}

/// The dialog that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DialogView {
    /// None.
    None,
    /// "Share this board".
    Share {
        /// What follows the `#` in the link.
        fragment: String,
    },
    /// What merging would change.
    Incoming(MergePreview),
}

/// What the runtime keeps for the views: the model, and what is too dear to work out at every look.
#[derive(Default)]
pub struct State {
    /// The model. Views read it, the runtime alone has it changed.
    pub model: Model,
    /// The votes, counted.
    pub tally: Tally,
    /// The reading, in Read.
    pub reading: Option<Reading>,
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

    /// Looks again whenever it has changed.
    pub fn track(self) {
        self.trigger.track();
    }
}

/// A note's signal: it says when to look at that note again.
#[derive(Clone)]
pub struct ReadNote {
    trigger: ArcTrigger,
    state: Shared,
    note: NoteId,
}

impl ReadNote {
    /// Something about the note, looked at again whenever it has changed; what it had last if it is going.
    pub fn with<R: Default>(&self, about: impl FnOnce(&NoteView) -> R) -> R {
        self.trigger.track();
        self.with_untracked(about)
    }

    /// Something about the note as it is now.
    pub fn with_untracked<R: Default>(&self, about: impl FnOnce(&NoteView) -> R) -> R {
        let view = self.state.with_value(|state| note_view(&state.borrow(), self.note));
        view.map_or_else(R::default, |view| about(&view))
    }
}

/// The triggers of everything that can change. The runtime pulls them.
#[derive(Clone, Copy)]
pub struct Triggers {
    /// The screen.
    pub screen: Trigger,
    /// The title.
    pub title: Trigger,
    /// Whether the board is saved.
    pub saving: Trigger,
    /// The stage.
    pub stage: Trigger,
    /// The notes of each layer.
    pub lists: [Trigger; 6],
    /// Each layer without its notes.
    pub layers: [Trigger; 6],
    /// People, ballots and rules.
    pub vote: Trigger,
    /// The reading.
    pub reading: Trigger,
    /// Whether there is something to undo or redo.
    pub history: Trigger,
    /// The boards on this device.
    pub boards: Trigger,
    /// The notice.
    pub notice: Trigger,
    /// The dialog.
    pub dialog: Trigger,
    /// Each note that is shown: a keystroke pulls one of these.
    pub notes: StoredValue<LiteMap<NoteId, ArcTrigger>, LocalStorage>,
}

impl Triggers {
    fn new() -> Triggers {
        Triggers {
            screen: Trigger::new(),
            title: Trigger::new(),
            saving: Trigger::new(),
            stage: Trigger::new(),
            lists: std::array::from_fn(|_| Trigger::new()),
            layers: std::array::from_fn(|_| Trigger::new()),
            vote: Trigger::new(),
            reading: Trigger::new(),
            history: Trigger::new(),
            boards: Trigger::new(),
            notice: Trigger::new(),
            dialog: Trigger::new(),
            notes: StoredValue::new_local(LiteMap::new_vec()),
        }
    }
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
    /// The stage.
    pub stage: Read<Stage>,
    /// The notes of each layer, in order.
    pub lists: [Read<Vec<NoteId>>; 6],
    /// The layers.
    pub layers: [Read<LayerView>; 6],
    /// The vote.
    pub vote: Read<VoteView>,
    /// Whether there is something to undo, and to redo.
    pub history: [Read<bool>; 2],
    /// The boards on this device.
    pub boards: Read<Vec<BoardRow>>,
    /// What the person should know.
    pub notice: Read<Option<Notice>>,
    /// The dialog.
    pub dialog: Read<DialogView>,
    /// The sentence for those who listen.
    pub said: RwSignal<String>,
    /// The note that wants the focus.
    pub focus: RwSignal<Option<NoteId>>,
    /// The whole link with a fragment.
    pub link: fn(&str) -> String,
    /// Milliseconds since 1970.
    pub now: fn() -> u64,
}

impl View {
    /// The views' side of a state, and the triggers for whoever changes it.
    pub fn new(state: Rc<RefCell<State>>, link: fn(&str) -> String, now: fn() -> u64) -> (View, Triggers) {
        let state = StoredValue::new_local(state);
        let triggers = Triggers::new();
        let per_layer = |trigger: [Trigger; 6], look| std::array::from_fn(|at| Read { trigger: trigger[at], state, look, at });
        let view = View {
            state,
            triggers,
            screen: Read { trigger: triggers.screen, state, look: screen, at: 0 },
            title: Read { trigger: triggers.title, state, look: title, at: 0 },
            saving: Read { trigger: triggers.saving, state, look: saving, at: 0 },
            stage: Read { trigger: triggers.stage, state, look: stage, at: 0 },
            lists: per_layer(triggers.lists, list),
            layers: std::array::from_fn(|at| Read { trigger: triggers.layers[at], state, look: layer_view, at }),
            vote: Read { trigger: triggers.vote, state, look: vote_view, at: 0 },
            history: std::array::from_fn(|at| Read { trigger: triggers.history, state, look: has_step, at }),
            boards: Read { trigger: triggers.boards, state, look: board_rows, at: 0 },
            notice: Read { trigger: triggers.notice, state, look: |state, _| state.model.notice.clone(), at: 0 },
            dialog: Read { trigger: triggers.dialog, state, look: dialog_view, at: 0 },
            said: RwSignal::new(String::new()),
            focus: RwSignal::new(None),
            link,
            now,
        };
        (view, triggers)
    }

    /// A note's signal, if the note is there.
    pub fn note(self, note: NoteId) -> Option<ReadNote> {
        let trigger = self.triggers.notes.with_value(|notes| notes.get(&note).cloned())?;
        Some(ReadNote { trigger, state: self.state, note })
    }

    /// Something about the reading, if there is one.
    pub fn with_reading<R>(self, about: impl FnOnce(&Reading) -> R) -> Option<R> {
        self.triggers.reading.track();
        self.state.with_value(|state| state.borrow().reading.as_ref().map(about))
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

fn screen(state: &State, _: usize) -> Screen {
    screen_of(state)
}

/// Which screen a state is to be shown on.
pub fn screen_of(state: &State) -> Screen {
    match &state.model.place {
        Place::Starting => Screen::Starting,
        Place::Home => Screen::Home,
        Place::Board(session) => Screen::Board(session.board),
    }
}

/// Something about the open board; the default where none is open any more.
fn of_board<T: Default>(state: &State, about: impl FnOnce(&Session) -> T) -> T {
    state.model.session().map_or_else(T::default, about)
}

fn title(state: &State, _: usize) -> String {
    of_board(state, |session| String::from(session.replica.board().title()))
}

fn saving(state: &State, _: usize) -> Saving {
    state.model.session().map_or(Saving::Saved, |session| session.saving)
}

fn stage(state: &State, _: usize) -> Stage {
    state.model.session().map_or(Stage::Write, |session| session.replica.board().stage())
}

fn layer_at(at: usize) -> Layer {
    Layer::ALL[at]
}

fn list(state: &State, at: usize) -> Vec<NoteId> {
    of_board(state, |session| session.replica.board().notes_of(layer_at(at)).collect())
}

fn has_step(state: &State, at: usize) -> bool {
    of_board(state, |session| session.replica.history().has([Direction::Undo, Direction::Redo][at]))
}

fn layer_view(state: &State, at: usize) -> LayerView {
    of_board(state, |session| {
        let (board, layer) = (session.replica.board(), layer_at(at));
        LayerView {
            statement: board.statement(layer).map(String::from),
            intended: board.intended(layer).number(),
            dots: dots_shown(state, session, Target::Layer(layer)),
        }
    })
}

fn note_view(state: &State, note: NoteId) -> Option<NoteView> {
    let session = state.model.session()?;
    let board = session.replica.board();
    let content = board.note(note)?;
    let author = content.author.and_then(|author| board.person(author));
    let dots = dots_shown(state, session, Target::Note(note));
    Some(NoteView { text: content.text, colour: content.colour, author: author.map(|person| person.name), dots })
}

/// The dots that are shown: in Vote those of the person who has the device, in Read all.
fn dots_shown(state: &State, session: &Session, target: Target) -> u32 {
    match session.replica.board().stage() {
        Stage::Write => 0,
        Stage::Vote => u32::from(session.own_dots(target)),
        Stage::Read => state.tally.on(target),
    }
}

fn vote_view(state: &State, _: usize) -> VoteView {
    of_board(state, |session| {
        let board = session.replica.board();
        let people = board.people().map(|(id, person)| PersonView {
            id,
            initials: person.initials(),
            name: person.name,
            colour: person.colour,
            spent: board.ballot(FIRST_ROUND, id).ballot.spent(),
        });
        let people: Vec<_> = people.collect();
        let voters = people.iter().filter(|person| person.spent > 0).count();
        VoteView { people, person: session.person, rules: board.rules(), left: session.dots_left(), voters }
    })
}

fn dialog_view(state: &State, _: usize) -> DialogView {
    match state.model.session().map(|session| &session.dialog) {
        None | Some(Dialog::None) => DialogView::None,
        Some(Dialog::Share { fragment }) => DialogView::Share { fragment: fragment.clone() },
        Some(Dialog::Incoming { preview, .. }) => DialogView::Incoming(*preview),
    }
}

fn board_rows(state: &State, _: usize) -> Vec<BoardRow> {
    let rows = state.model.entries.iter().map(|entry| BoardRow {
        board: entry.board,
        title: entry.title.clone(),
        notes: entry.notes,
        saved: entry.saved,
        shelf: entry.shelf,
        unsaved: state.model.is_unsaved(entry.board),
    });
    rows.collect()
}

/// How views send events.
#[derive(Clone, Copy)]
pub struct Dispatch(StoredValue<Rc<dyn Fn(Event)>, LocalStorage>);

impl Dispatch {
    /// From the runtime's door.
    pub fn new(report: Rc<dyn Fn(Event)>) -> Dispatch {
        Dispatch(StoredValue::new_local(report))
    }

    /// Sends an event.
    pub fn send(self, event: Event) {
        let report = self.0.with_value(Rc::clone);
        report(event);
    }

    /// Asks for something to be done to the board.
    pub fn act(self, command: Command) {
        self.send(Event::Do(command));
    }
}

/// The way to send events, from the context.
pub fn use_dispatch() -> Dispatch {
    expect_context::<Dispatch>()
}

/// A note's id as text for the page: time, a dash, twelve digits.
pub fn note_key(note: NoteId) -> String {
    let mut key = note.0.time.to_string();
    key.push('-');
    key.push_str(&note.0.device.to_hex());
    key
}

/// The note that such a text names.
pub fn note_of_key(key: &str) -> Option<NoteId> {
    let (time, device) = key.split_once('-')?;
    match time.parse() {
        Ok(time) => Some(NoteId(Id { time, device: DeviceId::from_hex(device)? })),
        Err(_) => None,
    }
}
