//! The shell: performs effects in the browser, one capability per file, and reports back with events.
//!
//! It decides nothing: an [`Effect`] says what to do, an [`Event`] reports what happened.

mod chime;
mod clipboard;
mod clock;
mod files;
mod location;
mod print;
mod random;
mod report;
mod storage;
mod tabs;
mod versions;

pub use report::Report;

use crate::core::app::{BoardEvent, Context, Effect, Event, ExchangeEvent, HomeEvent, Start};
use crate::core::document::id::{BoardId, PersonId, Thing};

/// The clock and randomness for one event.
pub fn context() -> Context<'static> {
    Context { now: clock::now(), random: &random::bits }
}

/// The first event: a new device id, the fragment of the address and the boards in storage.
pub fn start() -> Event {
    HomeEvent::Started(Box::new(Start { device: random::device(), fragment: location::fragment(), storage: storage::keys() })).into()
}

/// Listens to what the browser reports by itself: the address changes, the page is hidden or comes back, another tab writes to storage.
pub fn listen(report: &Report) {
    location::listen(report);
    clock::listen(report);
    files::listen(report);
    storage::listen(report);
}

/// Gives the page a title.
pub fn name_page(title: &str) {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        document.set_title(title);
    }
}

/// Performs one of the few effects that a first visit needs, or returns it.
pub fn perform_at_home(effect: Effect, report: &Report) -> Result<(), Effect> {
    match effect {
        Effect::Next(event) => report(*event),
        Effect::SaveIndex(text) => storage::save_index(&text),
        Effect::SetFragment(fragment, change) => location::set_fragment(&fragment, change),
        Effect::Reload => location::reload(),
        // A browser opens the choice of files only at the press itself.
        Effect::PickFile => files::pick(report),
        other => return Err(other),
    }
    Ok(())
}

/// Performs one of the effects that a board needs to be written on and saved, or returns it.
pub fn perform_for_board(effect: Effect, report: &Report) -> Result<(), Effect> {
    match effect {
        Effect::Save { board, over, generation, text, private_store } => {
            let event = storage::save(board, &over, generation, &text, private_store.as_deref());
            if matches!(event, BoardEvent::Saved { .. }) {
                // Even if local storage is full: a second copy can only help.
                versions::copy(board, generation, text, private_store, report);
            }
            report(event.into());
        }
        Effect::Reread(board) => report(storage::reread(board).into()),
        Effect::CheckStored { board, heads } => storage::check(board, &heads).into_iter().for_each(|event| report(event.into())),
        Effect::ListCopies => versions::copies(report),
        Effect::ReadCopy(board) => versions::read_copy(board, report),
        Effect::Quarantine { board, slot, text } => storage::quarantine(&storage::key(board, slot), text),
        Effect::QuarantinePrivateStore { board, slot, text } => storage::quarantine(&storage::private_store_key(board, slot), text),
        Effect::SaveDraft { board, owner, layer, text } => storage::save_draft(board, owner, layer, &text),
        Effect::QuarantineIndex(text) => storage::quarantine_index(text),
        Effect::KeepVersion { board, name, text } => versions::keep(board, name, text),
        Effect::Follow(board) => tabs::follow(board, report),
        Effect::Tell(board, delta) => tabs::tell(board, delta),
        Effect::Measure => report(BoardEvent::Measured(storage::sizes()).into()),
        Effect::Persist => storage::persist(),
        Effect::Wake(milliseconds) => clock::wake(milliseconds, report),
        Effect::Download { name, text } => files::download(&name, &text),
        // Minutes later, with another module, it would ring for nothing.
        Effect::Chime => chime::ring(),
        Effect::SetChime(after_ms) => chime::set(after_ms),
        other => return Err(other),
    }
    Ok(())
}

/// Performs one of all other effects.
pub fn perform(effect: Effect, report: &Report) {
    match effect {
        Effect::Load { board, purpose } => report(Event::Loaded { board, slots: storage::load(board), purpose }),
        Effect::FetchStored(board) => report(ExchangeEvent::StoredFetched { board, slots: storage::load(board) }.into()),
        Effect::Erase(board) => {
            storage::erase(board);
            storage::erase_quarantine(board);
            versions::erase(board);
        }
        Effect::ListVersions(board) => versions::list(board, report),
        Effect::ReadVersion { board, name } => versions::read(board, name, report),
        Effect::Copy(fragment) => clipboard::copy(location::link(&fragment), report),
        Effect::DownloadPicture { name, drawing } => files::download_picture(&name, &drawing, report),
        Effect::Print => print::print(),
        // The other two perform these; the runtime announces and focuses.
        Effect::Next(_) | Effect::SaveIndex(_) | Effect::SetFragment(..) | Effect::Reload | Effect::PickFile => {}
        Effect::Save { .. } | Effect::Reread(_) | Effect::ListCopies | Effect::ReadCopy(_) | Effect::KeepVersion { .. } => {}
        Effect::CheckStored { .. } | Effect::QuarantineIndex(_) | Effect::SaveDraft { .. } => {}
        Effect::Quarantine { .. } | Effect::QuarantinePrivateStore { .. } | Effect::Follow(_) | Effect::Tell(..) => {}
        Effect::Measure | Effect::Persist | Effect::Wake(_) | Effect::Download { .. } | Effect::Chime | Effect::SetChime(_) => {}
        Effect::Announce(_) | Effect::WithdrawUndo | Effect::ShowRefusal | Effect::FocusNote(_) => {}
    }
}

/// One and a half, as people here write it.
pub fn one_and_a_half() -> String {
    clock::one_and_a_half()
}

/// The local time at `at`, as if it were UTC: milliseconds since 1970, shifted by the time zone.
pub fn local(at: u64) -> u64 {
    clock::local(at)
}

/// The unfinished note that this browser keeps for a person, or for whoever writes, on a layer of a board.
pub fn draft(board: BoardId, owner: Option<PersonId>, layer: Thing) -> String {
    storage::draft(board, owner, layer)
}

/// The share link: the address of this page with this fragment.
pub fn link(fragment: &str) -> String {
    location::link(fragment)
}
