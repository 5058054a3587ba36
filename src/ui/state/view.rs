//! What the views read. A read inside an effect registers its aspects, and the effect runs again once the result may differ; nobody lists the
//! dependencies of a view.
//!
//! Signals would store everything twice. Instead, the model and [`Views`] are read in place, and each aspect has a trigger.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;

pub use super::dispatch::{Dispatch, use_dispatch};
pub use super::keys::{note_key, note_of_key};
use super::modules::ModuleViews;
use crate::core::app::view::{
    BoardRow, Changes, DialogView, LayerView, NoteView, OpenViews, Repaint, RoundReading, SavedView, Screen, TroubleView, Views, VoteView,
};
use crate::core::app::{Model, Notice, Session, Toast};
use crate::core::board::Board;
use crate::core::board::layer::Layer;
use crate::core::board::stage::Stage;
use crate::core::board::tracking::{Aspect, Aspects};
use crate::core::document::date::Date;
use crate::core::document::id::{BoardId, NoteId, PersonId, Thing};
use crate::core::reading::layers::Reading;
use crate::core::replica::Replica;
use crate::core::replica::history::Direction;
use crate::core::replica::private_store::CurrentUser;
use crate::core::replica::withheld::Withheld;
use crate::strings;

/// The state that the runtime keeps for the views.
#[derive(Default)]
pub struct State {
    /// The model. Views read it; only the runtime changes it.
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
    /// The announcement, and whether and how it is also shown.
    pub announcement: RwSignal<(Toast, String)>,
    /// How often something was refused: the same refusal is shown anew at another place.
    pub refusals: RwSignal<u64>,
    /// The note to focus.
    pub focus: RwSignal<Option<NoteId>>,
    /// Changes with the clock; views that show the time depend on it.
    pub tick: RwSignal<u64>,
    /// The link with a fragment.
    pub link: fn(&str) -> String,
    /// Milliseconds since 1970.
    pub now: fn() -> u64,
    /// One and a half, as people here write it.
    pub one_and_a_half: fn() -> String,
    /// The local time of a time, as if it were UTC.
    pub local: fn(u64) -> u64,
    /// The unfinished note that this browser keeps for a person, or for whoever writes, on a layer of a board.
    pub draft: fn(BoardId, Option<PersonId>, Thing) -> String,
}

/// What the views ask the browser, for [`View::new`].
pub struct Browser {
    /// See [`View::link`].
    pub link: fn(&str) -> String,
    /// See [`View::now`].
    pub now: fn() -> u64,
    /// See [`View::local`].
    pub local: fn(u64) -> u64,
    /// See [`View::one_and_a_half`].
    pub one_and_a_half: fn() -> String,
    /// See [`View::draft`].
    pub draft: fn(BoardId, Option<PersonId>, Thing) -> String,
}

impl View {
    /// The views of a new model.
    pub fn new(Browser { link, now, local, one_and_a_half, draft }: Browser) -> View {
        let triggers = std::array::from_fn(|_| Trigger::new());
        let inner = Inner { state: RefCell::default(), triggers, notes: Trigger::new() };
        View {
            inner: StoredValue::new_local(Rc::new(inner)),
            modules: ModuleViews::new(),
            refusals: RwSignal::new(0),
            announcement: RwSignal::new((Toast::None, String::new())),
            focus: RwSignal::new(None),
            tick: RwSignal::new(0),
            link,
            now,
            local,
            one_and_a_half,
            draft,
        }
    }

    /// Changes the model and notifies the views of what has changed, which `refresh` finds. Only for the runtime.
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

    /// Reads the notice; the default if there is none.
    pub fn notice<R: Default>(self, query: impl FnOnce(&Notice) -> R) -> R {
        self.read(R::default(), |state| state.views.notice().map(query))
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

    /// Whether there is a step to undo or redo.
    pub fn has_step(self, direction: Direction) -> bool {
        self.open(false, |open| open.has_step(direction))
    }

    /// The open dialog.
    pub fn dialog(self) -> DialogView {
        self.open(DialogView::None, |open| open.dialog().clone())
    }

    /// What a link, a file or a copy of the board does not hold.
    pub fn withheld(self) -> Withheld {
        self.replica(Withheld::default(), |replica| replica.withheld())
    }

    /// Whether to offer sending back a contribution.
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

    /// The notes shown on a layer, in order.
    pub fn notes_of(self, layer: Layer) -> Vec<NoteId> {
        self.open(Vec::new(), |open| open.notes_of(layer).to_vec())
    }

    /// Reads the reading of the dots; `None` in stages that do not show all dots.
    pub fn reading<R>(self, query: impl FnOnce(&Reading) -> R) -> Option<R> {
        self.open(None, |open| open.reading().map(query))
    }

    /// The whole reading of the round shown in Read.
    pub fn round_reading(self) -> Option<Rc<RoundReading>> {
        self.open(None, OpenViews::round_reading)
    }

    /// The round shown in Read.
    pub fn round_shown(self) -> u16 {
        self.read(0, |state| match (state.views.open(), state.model.session()) {
            (Some(open), Some(session)) => open.round_shown(session.replica.board()),
            _ => 0,
        })
    }

    /// Puts a sentence into the live region, and shows it if the toast says so. A repeated sentence gets a no-break space, because screen
    /// readers announce only changes.
    pub fn announce(self, toast: Toast, sentence: String) {
        self.announcement.update(|(shown, before)| {
            *shown = toast;
            *before = if *before == sentence { sentence + "\u{a0}" } else { sentence };
        });
    }

    /// Takes away a toast with a button that undoes, if one is shown.
    pub fn withdraw_undo(self) {
        if self.announcement.with_untracked(|(toast, _)| *toast == Toast::WithUndo) {
            self.announcement.update(|(toast, _)| *toast = Toast::None);
        }
    }

    /// Who uses this device.
    pub fn current_user(self) -> CurrentUser {
        self.replica(CurrentUser::Nobody, Replica::current_user)
    }

    /// Reads the board as everybody sees it; the default if none is open.
    pub fn board<R: Default>(self, query: impl FnOnce(&Board) -> R) -> R {
        self.replica(R::default(), |replica| query(replica.board()))
    }

    /// Reads the board as the current user sees it; the default if none is open.
    pub fn seen<R: Default>(self, query: impl FnOnce(&Board) -> R) -> R {
        self.replica(R::default(), |replica| query(replica.seen()))
    }

    /// Reads the replica; `none` if no board is open.
    pub fn replica<R>(self, none: R, query: impl FnOnce(&Replica) -> R) -> R {
        self.read(none, |state| {
            state.views.open()?;
            state.model.session().map(|session| query(&session.replica))
        })
    }

    /// The purpose of the stage.
    pub fn purpose(self) -> &'static str {
        let stage = self.stage();
        self.board(|board| strings::purpose(stage, board.poles()))
    }

    fn open<R>(self, none: R, query: impl FnOnce(&OpenViews) -> R) -> R {
        self.read(none, |state| state.views.open().map(query))
    }

    fn read<R, O: Into<Option<R>>>(self, none: R, query: impl FnOnce(&State) -> O) -> R {
        let (mut query, mut found) = (Some(query), None);
        self.read_erased(&mut |state| found = query.take().and_then(|query| query(state).into()));
        found.unwrap_or(none)
    }

    /// Not generic, to avoid code bloat by monomorphization.
    #[inline(never)]
    fn read_erased(self, query: &mut dyn FnMut(&State)) {
        self.inner.with_value(|inner| {
            let state = inner.state.borrow();
            let ((), reads) = state.views.read(|_| query(&state));
            inner.track(reads);
        });
    }

    // --- Untracked reads ---

    /// A note, if it exists.
    pub fn note(self, note: NoteId) -> Option<NoteView> {
        self.now_open(None, |open, session| open.note(&session.replica, note))
    }

    /// The layer a note is on.
    pub fn layer_of(self, note: NoteId) -> Option<Layer> {
        self.now_open(None, |_, session| session.replica.board().note(note).map(|note| note.layer))
    }

    /// Whether a new note requires a current user first.
    pub fn unfinished_note(self, layer: Layer) -> String {
        let of = self.now_open(None, |_, session| Some((session.board, session.owner_of_draft())));
        of.map_or_else(String::new, |(board, owner)| (self.draft)(board, owner, layer.thing()))
    }

    /// Whether a new note first asks who writes.
    pub fn asks_who_writes(self) -> bool {
        self.now_open(false, |_, session| session.asks_who_writes())
    }

    /// Registers the current effect for repaints of notes.
    pub fn track_notes(self) {
        self.inner.with_value(|inner| inner.notes.track());
    }

    /// Takes the pending repaint of notes.
    pub fn take_repaint(self) -> Repaint {
        self.now_open(Repaint::default(), |open, _| open.take_repaint())
    }

    /// Shows or hides the notes of a group.
    pub fn toggle_group(self, lead: NoteId) {
        self.now_open((), |open, _| open.toggle_group(lead));
        self.inner.with_value(Rc::clone).refresh(Views::refresh);
    }

    /// Chooses the round shown in Read.
    pub fn choose_round(self, round: u16) {
        self.now_open((), |open, _| open.choose_round(round));
        self.inner.with_value(Rc::clone).refresh(Views::refresh);
    }

    fn now_open<R>(self, none: R, query: impl FnOnce(&mut OpenViews, &Session) -> R) -> R {
        self.inner.with_value(|inner| {
            let State { model, views } = &mut *inner.state.borrow_mut();
            match (views.open_mut(), model.session()) {
                (Some(open), Some(session)) => query(open, session),
                _ => none,
            }
        })
    }

    /// The local time now, as if it were UTC.
    pub fn clock(self) -> u64 {
        (self.local)((self.now)())
    }

    /// The local date.
    pub fn today(self) -> Option<Date> {
        Date::at(self.clock())
    }
}

impl Inner {
    fn track(&self, reads: Aspects) {
        reads.numbers().for_each(|number| self.triggers[number].track());
    }

    /// Recomputes the view models and notifies the effects that have read what has changed.
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

/// The text of a note, or what is shown instead.
pub fn note_words(note: &NoteView) -> String {
    strings::note_shown(&note.text, note.visibility, note.author.as_deref())
}

/// The view, from the context.
pub fn use_view() -> View {
    expect_context::<View>()
}
