//! What the views read. Whoever asks inside an effect is asked again once the answer may differ: what was read for it registers
//! itself, and nobody names what a view depends on.
//!
//! Signals would keep everything twice. Here the model and [`Views`] are read in place, and each aspect has a trigger.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;

pub use super::dispatch::{Dispatch, use_dispatch};
pub use super::keys::{note_key, note_of_key};
use super::modules::ModuleViews;
use crate::core::app::view::{
    BoardRow, Changes, DialogView, LayerView, NoteView, OpenViews, Repaint, RoundReading, SavedView, Screen, TroubleView, Views, VoteView,
};
use crate::core::app::{Model, Notice, Session};
use crate::core::board::Board;
use crate::core::board::layer::Layer;
use crate::core::board::stage::Stage;
use crate::core::board::tracking::{Aspect, Aspects};
use crate::core::document::date::Date;
use crate::core::document::id::NoteId;
use crate::core::reading::layers::Reading;
use crate::core::replica::Replica;
use crate::core::replica::history::Direction;
use crate::core::replica::private_store::CurrentUser;
use crate::strings;

/// What the runtime keeps for the views.
#[derive(Default)]
pub struct State {
    /// The model. Views read it, the runtime alone has it changed.
    pub model: Model,
    views: Views,
}

struct Inner {
    state: RefCell<State>,
    triggers: [Trigger; Aspect::COUNT],
    notes: Trigger,
}

/// Everything that views read.
#[derive(Clone, Copy)]
pub struct View {
    inner: StoredValue<Rc<Inner>, LocalStorage>,
    /// The views of the modules that are loaded behind the first.
    pub modules: ModuleViews,
    /// The sentence for those who listen, and whether it is shown for a moment too.
    pub announcement: RwSignal<(bool, String)>,
    /// The note that wants the focus.
    pub focus: RwSignal<Option<NoteId>>,
    /// When the clock was read last; read again by whatever shows the time.
    pub tick: RwSignal<u64>,
    /// The whole link with a fragment.
    pub link: fn(&str) -> String,
    /// Milliseconds since 1970.
    pub now: fn() -> u64,
    /// What this device's clock shows at so many milliseconds since 1970, as if it were in universal time.
    pub local: fn(u64) -> u64,
}

impl View {
    /// The views of a model that nothing has happened to.
    pub fn new(link: fn(&str) -> String, now: fn() -> u64, local: fn(u64) -> u64) -> View {
        let triggers = std::array::from_fn(|_| Trigger::new());
        let inner = Inner { state: RefCell::default(), triggers, notes: Trigger::new() };
        View {
            inner: StoredValue::new_local(Rc::new(inner)),
            modules: ModuleViews::new(),
            announcement: RwSignal::new((false, String::new())),
            focus: RwSignal::new(None),
            tick: RwSignal::new(0),
            link,
            now,
            local,
        }
    }

    /// Changes the model, and has the views look again at what has changed, which `refresh` finds. For the runtime alone.
    pub fn update<R>(self, change: impl FnOnce(&mut Model) -> R, refresh: fn(&mut Views, &Model) -> Changes) -> R {
        let inner = self.inner.with_value(Rc::clone);
        let result = change(&mut inner.state.borrow_mut().model);
        inner.refresh(refresh);
        result
    }

    /// Something about the model as it is now. For the runtime alone.
    pub fn model<R>(self, about: impl FnOnce(&Model) -> R) -> R {
        self.inner.with_value(|inner| about(&inner.state.borrow().model))
    }

    // --- The page ---

    /// The screen.
    pub fn screen(self) -> Screen {
        self.read(Screen::Starting, |state| state.views.screen())
    }

    /// The boards on this device.
    pub fn boards(self) -> Vec<BoardRow> {
        self.read(Vec::new(), |state| state.views.boards().to_vec())
    }

    /// Something about what the person should know; the default where that is nothing.
    pub fn notice<R: Default>(self, about: impl FnOnce(&Notice) -> R) -> R {
        self.read(R::default(), |state| state.views.notice().map(about))
    }

    // --- The open board ---

    /// The title.
    pub fn title(self) -> String {
        self.board(|board| String::from(board.title()))
    }

    /// The stage.
    pub fn stage(self) -> Stage {
        self.board(|board| Some(board.stage())).unwrap_or(Stage::Write)
    }

    /// Whether the board is saved.
    pub fn saved(self) -> SavedView {
        self.open(SavedView::Saved, OpenViews::saved)
    }

    /// Why it is not saved.
    pub fn trouble(self) -> Option<TroubleView> {
        self.open(None, |open| open.trouble().cloned())
    }

    /// Whether there is a step to take.
    pub fn has_step(self, direction: Direction) -> bool {
        self.open(false, |open| open.has_step(direction))
    }

    /// The dialog.
    pub fn dialog(self) -> DialogView {
        self.open(DialogView::None, |open| open.dialog().clone())
    }

    /// Whether somebody else waits for what is written or voted here.
    pub fn sends_back(self) -> bool {
        self.open(false, OpenViews::sends_back)
    }

    /// The vote.
    pub fn vote(self) -> VoteView {
        self.open(VoteView::default(), |open| open.vote().clone())
    }

    /// A layer without its notes.
    pub fn layer(self, layer: Layer) -> LayerView {
        self.open(LayerView::default(), |open| open.layer(layer).clone())
    }

    /// The notes that stand on a layer, in their order.
    pub fn notes_of(self, layer: Layer) -> Vec<NoteId> {
        self.open(Vec::new(), |open| open.notes_of(layer).to_vec())
    }

    /// Something about the reading, once all dots are shown.
    pub fn reading<R>(self, about: impl FnOnce(&Reading) -> R) -> Option<R> {
        self.open(None, |open| open.reading().map(about))
    }

    /// All that there is to read of the round that is shown in Read.
    pub fn round_reading(self) -> Option<Rc<RoundReading>> {
        self.open(None, OpenViews::round_reading)
    }

    /// The round that is shown in Read.
    pub fn round_shown(self) -> u16 {
        self.read(0, |state| match (state.views.open(), state.model.session()) {
            (Some(open), Some(session)) => open.round_shown(session.replica.board()),
            _ => 0,
        })
    }

    /// Who has this device.
    pub fn current_user(self) -> CurrentUser {
        self.replica(CurrentUser::Nobody, Replica::current_user)
    }

    /// Something about the board; the default where none is open any more.
    pub fn board<R: Default>(self, about: impl FnOnce(&Board) -> R) -> R {
        self.replica(R::default(), |replica| about(replica.board()))
    }

    /// Something about the board as the current user sees it.
    pub fn seen<R: Default>(self, about: impl FnOnce(&Board) -> R) -> R {
        self.replica(R::default(), |replica| about(replica.seen()))
    }

    /// Something about the replica; `none` where no board is open any more.
    pub fn replica<R>(self, none: R, about: impl FnOnce(&Replica) -> R) -> R {
        self.read(none, |state| {
            state.views.open()?;
            state.model.session().map(|session| about(&session.replica))
        })
    }

    /// What the stage is for.
    pub fn purpose(self) -> &'static str {
        let stage = self.stage();
        self.board(|board| strings::purpose(stage, board.poles()))
    }

    fn open<R>(self, none: R, about: impl FnOnce(&OpenViews) -> R) -> R {
        self.read(none, |state| state.views.open().map(about))
    }

    fn read<R, O: Into<Option<R>>>(self, none: R, about: impl FnOnce(&State) -> O) -> R {
        let (mut about, mut found) = (Some(about), None);
        self.read_once(&mut |state| found = about.take().and_then(|about| about(state).into()));
        found.unwrap_or(none)
    }

    /// Once for all that views ask: a copy for each question would weigh more than the questions.
    #[inline(never)]
    fn read_once(self, about: &mut dyn FnMut(&State)) {
        self.inner.with_value(|inner| {
            let state = inner.state.borrow();
            let ((), reads) = state.views.read(|_| about(&state));
            inner.track(reads);
        });
    }

    // --- As it is now ---

    /// A note as it is now, if it is there.
    pub fn note(self, note: NoteId) -> Option<NoteView> {
        self.now_open(None, |open, session| open.note(&session.replica, note))
    }

    /// The layer a note is on.
    pub fn layer_of(self, note: NoteId) -> Option<Layer> {
        self.now_open(None, |_, session| session.replica.board().note(note).map(|note| note.layer))
    }

    /// Whether it has to be asked who writes before a note is begun.
    pub fn asks_who_writes(self) -> bool {
        self.now_open(false, |_, session| session.asks_who_writes())
    }

    /// Looks again whenever there is something to paint anew.
    pub fn track_notes(self) {
        self.inner.with_value(|inner| inner.notes.track());
    }

    /// What of the notes is to be painted anew since the last call.
    pub fn take_repaint(self) -> Repaint {
        self.now_open(Repaint::default(), |open, _| open.take_repaint())
    }

    /// Shows the notes of a group, or puts them away again.
    pub fn toggle_group(self, lead: NoteId) {
        self.now_open((), |open, _| open.toggle_group(lead));
        self.inner.with_value(Rc::clone).refresh(Views::refresh);
    }

    /// Shows a round in Read: its dots on the notes and layers, and its reading.
    pub fn choose_round(self, round: u16) {
        self.now_open((), |open, _| open.choose_round(round));
        self.inner.with_value(Rc::clone).refresh(Views::refresh);
    }

    fn now_open<R>(self, none: R, about: impl FnOnce(&mut OpenViews, &Session) -> R) -> R {
        self.inner.with_value(|inner| {
            let State { model, views } = &mut *inner.state.borrow_mut();
            match (views.open_mut(), model.session()) {
                (Some(open), Some(session)) => about(open, session),
                _ => none,
            }
        })
    }

    /// What the clock of this device shows now, as milliseconds since 1970 of universal time.
    pub fn clock(self) -> u64 {
        (self.local)((self.now)())
    }

    /// The day that it is where this device is.
    pub fn today(self) -> Option<Date> {
        Date::at(self.clock())
    }
}

impl Inner {
    fn track(&self, reads: Aspects) {
        reads.numbers().for_each(|number| self.triggers[number].track());
    }

    /// Has the views look again at what has changed.
    fn refresh(&self, refresh: fn(&mut Views, &Model) -> Changes) {
        let changes = {
            let State { model, views } = &mut *self.state.borrow_mut();
            refresh(views, model)
        };
        changes.aspects.numbers().for_each(|number| self.triggers[number].notify());
        if changes.notes {
            self.notes.notify();
        }
    }
}

/// What a note shows in the place of its text.
pub fn note_words(note: &NoteView) -> String {
    strings::note_shown(&note.text, note.visibility, note.author.as_deref())
}

/// The views' model, from the context.
pub fn use_view() -> View {
    expect_context::<View>()
}
