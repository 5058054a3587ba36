//! The shell: performs effects in the browser, one capability per file, and reports back with events.
//!
//! Decides nothing: what is to be done comes in as an [`Effect`], what happened goes out as an [`Event`].

mod chime;
mod clipboard;
mod clock;
mod files;
mod location;
mod print;
mod random;
mod storage;
mod tabs;
mod versions;
use std::rc::Rc;

use crate::core::app::{Context, Effect, Event, Start};

/// Where events go. They are taken in one after the other, never inside one another.
pub type Report = Rc<dyn Fn(Event)>;

/// The clock and randomness for one event.
pub fn context() -> Context<'static> {
    Context { now: clock::now(), random: &random::bits }
}

/// Looks around: what is in storage, in the address, and who this page is.
pub fn start() -> Event {
    Event::Started(Box::new(Start { device: random::device(), fragment: location::fragment(), storage: storage::keys() }))
}

/// Listens to what the browser reports by itself: the address changes, the page is hidden.
pub fn listen(report: &Report) {
    location::listen(report);
    clock::listen(report);
    storage::listen(report);
}

/// Performs one effect. What concerns the picture alone (words for those who listen, focus) is not for the shell.
pub fn perform(effect: Effect, report: &Report) {
    match effect {
        Effect::Load { board, purpose } => report(Event::Loaded { board, slots: storage::load(board), purpose }),
        Effect::Save { board, over, generation, text, private_store } => {
            let event = storage::save(board, &over, generation, &text, private_store.as_deref());
            if matches!(event, Event::Saved { .. }) {
                // Also when local storage is full: what the other place has can only help.
                versions::copy(board, text, private_store);
            }
            report(event);
        }
        Effect::ListCopies => versions::copies(report),
        Effect::ReadCopy(board) => versions::read_copy(board, report),
        Effect::SaveIndex(text) => storage::save_index(&text),
        Effect::Quarantine { board, slot, text } => storage::quarantine(&storage::key(board, slot), text),
        Effect::QuarantinePrivateStore { board, slot, text } => storage::quarantine(&storage::private_store_key(board, slot), text),
        Effect::Erase(board) => {
            storage::erase(board);
            storage::erase_quarantine(board);
            versions::erase(board);
        }
        Effect::KeepVersion { board, name, text } => versions::keep(board, name, text),
        Effect::ListVersions(board) => versions::list(board, report),
        Effect::ReadVersion { board, name } => versions::read(board, name, report),
        Effect::Follow(board) => tabs::follow(board, report),
        Effect::Tell(board, delta) => tabs::tell(board, delta),
        Effect::Reload => location::reload(),
        Effect::Measure => report(Event::Measured(storage::sizes())),
        Effect::Persist => storage::persist(),
        Effect::Wake(milliseconds) => clock::wake(milliseconds, report),
        Effect::SetFragment(fragment, change) => location::set_fragment(&fragment, change),
        Effect::Copy(fragment) => clipboard::copy(location::link(&fragment), report),
        Effect::Download { name, text } => files::download(&name, &text),
        Effect::DownloadPicture { name, drawing } => files::download_picture(&name, &drawing),
        Effect::Print => print::print(),
        Effect::Chime => chime::ring(),
        Effect::PickFile => files::pick(report),
        Effect::Announce(_) | Effect::FocusNote(_) => {}
    }
}

/// What this device's clock shows at so many milliseconds since 1970: where the clocks show as much in universal time.
pub fn local(at: u64) -> u64 {
    clock::local(at)
}

/// The whole address with this fragment: the link that is shared.
pub fn link(fragment: &str) -> String {
    location::link(fragment)
}
