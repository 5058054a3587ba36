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

use crate::core::later::later;
use std::rc::Rc;

use crate::core::app::{Context, Effect, Event, Start};

/// Where events go. They are taken in one after the other, never inside one another.
pub type Report = Rc<dyn Fn(Event)>;

/// The clock and randomness for one event.
pub fn context() -> Context {
    Context { now: clock::now(), random: random::bits() }
}

/// Looks around: what is in storage, in the address, and who this page is.
pub fn start() -> Event {
    Event::Started(Box::new(Start { device: random::device(), fragment: location::fragment(), storage: storage::keys() }))
}

/// Listens to what the browser reports by itself: the address changes, the page is hidden.
pub fn listen(report: &Report) {
    location::listen(report);
    clock::listen(report);
}

/// Performs one effect. What concerns the picture alone (words for those who listen, focus) is not for the shell.
pub fn perform(effect: Effect, report: &Report) {
    match effect {
        Effect::Load { board, errand } => {
            let [slots, desk] = storage::load(board);
            report(Event::Loaded { board, slots, desk, errand })
        }
        Effect::Save { board, generation, text, desk } => {
            report(Event::Saved { board, generation, result: storage::save(board, generation, &text, desk.as_deref()) })
        }
        Effect::SaveIndex(text) => storage::save_index(&text),
        Effect::Quarantine { board, slot, text } => storage::quarantine(&storage::key(board, slot), &text),
        Effect::QuarantineDesk { board, slot, text } => storage::quarantine(&storage::desk_key(board, slot), &text),
        Effect::Erase(board) => storage::erase(board),
        Effect::Wake(milliseconds) => clock::wake(milliseconds, report),
        Effect::SetFragment(fragment, change) => location::set_fragment(&fragment, change),
        Effect::Copy(fragment) => later(|| clipboard::copy(location::link(&fragment), report)),
        Effect::Download { name, text } => files::download(&name, &text),
        Effect::DownloadPicture { name, drawing } => later(|| files::download_picture(&name, &drawing)),
        Effect::Print => later(print::print),
        Effect::Chime => later(chime::ring),
        Effect::PickFile => later(|| files::pick(report)),
        Effect::Say(_) | Effect::FocusNote(_) => {}
    }
}

/// The whole address with this fragment: the link that is shared.
pub fn link(fragment: &str) -> String {
    location::link(fragment)
}
