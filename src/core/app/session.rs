//! The open board: commands, voting on one device, sharing, and what came in for it.

use super::contribution;
use super::contribution::{IncomingContribution, OwnContribution};
use super::effect::Announcement;
use super::event::{CopyWay, Export, IncomingChoice, Sound};
use super::home;
use super::preview::MergePreview;
use super::privacy;
use super::privacy::Curtain;
use super::removal;
use super::saving;
use super::saving::{Moment, Saving, Trouble};
use super::tabs;
use super::tabs::Others;
use super::versions;
use super::{Context, Effect, Event, Keeping, Model, Notice, StorageProblem, Stored};
use crate::core::board::Colour;
use crate::core::board::layer::Layer;
use crate::core::board::stage::Stage;
use crate::core::board::voting::Secrecy;
use crate::core::command::{Command, Rejected};
use crate::core::document::Document;
use crate::core::document::date::Date;
use crate::core::document::id::{BoardId, NoteId, PersonId};
use crate::core::format::index::Origin;
use crate::core::format::stored::{Generation, Heads};
use crate::core::format::version::Version;
use crate::core::format::{file, link};
use crate::core::replica::Replica;
use crate::core::replica::history::{Direction, Stepped};
use crate::core::replica::next_workshop::{give_title, next_workshop};
use crate::core::replica::private_store::{CurrentUser, Hidden};

/// An open board.
#[derive(Debug)]
pub struct Session {
    /// Which board.
    pub board: BoardId,
    /// This page's replica of it.
    pub replica: Replica,
    /// The generation that was loaded or saved last.
    pub generation: Generation,
    /// The generation that was handed to storage last.
    pub(super) asked: Generation,
    /// When a save that failed is tried again.
    pub(super) retry_at: u64,
    /// What this page has seen in storage.
    pub(super) heads: Heads,
    /// What is there once the save that was asked for last has ended well.
    pub(super) asked_head: Heads,
    /// Where its latest change is.
    pub saving: Saving,
    /// Why it is not saved, as long as it is not.
    pub trouble: Option<Trouble>,
    /// The biggest other boards in storage while it is full: title and size in kilobytes.
    pub biggest: Vec<(String, usize)>,
    /// When the first change came that is in no file and no link.
    pub(super) unfiled: Option<u64>,
    /// Whether the person was reminded to save a file.
    pub(super) reminder: Reminder,
    /// When a version was kept last.
    pub(super) version_at: u64,
    /// What other tabs have changed and was not said yet.
    pub(super) others: Others,
    /// The colour of new notes.
    pub colour: Colour,
    /// The dialog that is open.
    pub dialog: Dialog,
    /// Where the board is from.
    pub origin: Origin,
}

/// Whether the person was reminded to save a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reminder {
    Due,
    Given,
}

/// A dialog, with what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// None is open.
    None,
    /// "Share this board".
    Share {
        /// What follows the `#` in the link.
        fragment: String,
    },
    /// The former versions of this board, the newest first.
    Versions(Vec<Version>),
    /// The curtain, behind which nothing of anybody's own is seen.
    Curtain(Curtain),
    /// Whether something is to be revealed.
    Reveal(Hidden),
    /// Another name for somebody.
    Rename(PersonId),
    /// The contribution of the person who has the device is about to be sent back.
    SendBack(Box<OwnContribution>),
    /// Another's contribution came in.
    Contribution(Box<IncomingContribution>),
    /// A board came in that is here already.
    Incoming {
        /// What came in.
        document: Document,
        /// What merging it would change.
        preview: MergePreview,
    },
}

impl Session {
    /// Opens a board from what is stored of it.
    pub fn new(model: &Model, board: BoardId, stored: Stored, saving: Saving) -> Session {
        let Stored { document, private_store, generation, heads } = stored;
        Session {
            board,
            replica: Replica::with_private_store(model.device, document, private_store),
            generation,
            asked: generation,
            retry_at: 0,
            asked_head: heads.clone(),
            heads,
            saving,
            trouble: None,
            biggest: Vec::new(),
            version_at: 0,
            unfiled: None,
            reminder: Reminder::Due,
            others: Others::default(),
            colour: Colour::Butter,
            dialog: Dialog::None,
            origin: Origin::Here,
        }
    }

    /// Who has this device.
    pub fn person(&self) -> Option<PersonId> {
        self.replica.current_user().person()
    }

    /// Its document and what is known of where it is stored.
    pub(super) fn stored(&self) -> Stored {
        let (document, private_store) = (self.replica.document().clone(), self.replica.private_store().clone());
        Stored { document, private_store, generation: self.generation, heads: self.heads.clone() }
    }

    /// Takes down that storage has all of it.
    pub(super) fn settle(&mut self) {
        self.saving = Saving::Saved;
        self.trouble = None;
    }

    /// Takes down that it is not saved.
    pub(super) fn fail(&mut self, problem: StorageProblem, now: u64) {
        let since = self.trouble.map_or(now, |trouble| trouble.since);
        self.trouble = Some(Trouble { problem, since });
        self.saving = Saving::Failed(problem);
    }

    /// Whether a newer version works on the board: then this one only shows it.
    pub fn is_outdated(&self) -> bool {
        self.saving == Saving::Failed(StorageProblem::Newer)
    }
}

pub(super) fn update(model: &mut Model, event: Event, effects: &mut Vec<Effect>, context: &Context) {
    take_in(model, event, effects, context);
    // Whoever has the device may be gone by now: taken back by a step, deleted by another whose board was merged.
    let Some(session) = model.session_mut() else { return };
    if session.person().is_some_and(|person| session.replica.board().person(person).is_none()) {
        session.replica.switch_user(CurrentUser::Nobody);
    }
}

fn take_in(model: &mut Model, event: Event, effects: &mut Vec<Effect>, context: &Context) {
    let Some(session) = model.session_mut() else { return };
    match event {
        // A newer version may have changed what these would change.
        Event::Do(_) | Event::Step(_) | Event::Incoming(IncomingChoice::Merge) if session.is_outdated() => {}
        Event::Do(command) => act(model, &command, effects, context),
        Event::Step(direction) => step(model, direction, effects, context),
        Event::EndTyping => session.replica.end_typing(),
        Event::Choose(person) => privacy::choose(model, person, effects, context),
        Event::DrawCurtain(curtain) => privacy::draw_curtain(session, curtain),
        Event::AskReveal(what) => {
            if let Some(event) = privacy::ask_reveal(model, what) {
                take_in(model, event, effects, context);
            }
        }
        Event::Reveal => {
            if let Dialog::Reveal(what) = session.dialog {
                session.dialog = Dialog::None;
                act(model, &what.set(Secrecy::Open), effects, context);
            }
        }
        Event::AskName(person) => {
            session.dialog = Dialog::Rename(person);
            removal::put_away(&mut model.notice);
        }
        Event::GiveName(name) => give_name(model, name, effects, context),
        Event::SendBack => contribution::send_back(session),
        Event::SaveContribution => contribution::save_file(session, effects),
        Event::TakeContribution => contribution::take(model, effects, context),
        Event::PickColour(colour) => session.colour = colour,
        Event::Share => {
            let fragment = link::encode(session.board, &session.replica.document().shareable());
            session.dialog = Dialog::Share { fragment };
        }
        Event::CopyLink => match &session.dialog {
            Dialog::Share { fragment } => effects.push(Effect::Copy(fragment.clone())),
            Dialog::SendBack(own) => effects.push(Effect::Copy(own.fragment.clone())),
            _ => {}
        },
        Event::Copied(CopyWay::Copied) => {
            session.unfiled = None;
            model.notice = None;
            effects.push(Effect::Announce(Announcement::LinkCopied));
        }
        Event::Copied(CopyWay::ByHand) => model.notice = Some(Notice::CopyByHand),
        Event::SaveFile => {
            session.unfiled = None;
            let text = file::write(session.board, &session.replica.document().shareable());
            effects.push(Effect::Download { name: file_name(session.replica.board().title(), ".board.json"), text });
            model.notice = model.notice.take().filter(|notice| !matches!(notice, Notice::SaveAFile));
        }
        Event::Export { export, text } => {
            let name = file_name(session.replica.board().title(), export.ending());
            effects.push(match export {
                Export::Picture => Effect::DownloadPicture { name, drawing: text },
                _ => Effect::Download { name, text },
            });
        }
        Event::Print => effects.push(Effect::Print),
        Event::TimeIsUp(sound) => {
            effects.push(Effect::Announce(Announcement::TimeIsUp));
            if sound == Sound::On {
                effects.push(Effect::Chime);
            }
        }
        Event::NextWorkshop { title, today } => begin_next(model, title, today, effects, context),
        Event::ShowVersions => versions::show(session, effects, context),
        Event::Versions { board, names } if board == session.board => versions::listed(session, &names),
        Event::RestoreVersion(name) => effects.push(Effect::ReadVersion { board: session.board, name }),
        Event::CloseDialog => privacy::close_dialog(model),
        Event::Incoming(choice) => take_incoming(model, choice, effects, context),
        _ => {}
    }
}

/// Gives somebody the name that was typed. A name that is refused stays in its dialog, to be changed; anything else ends it.
fn give_name(model: &mut Model, name: String, effects: &mut Vec<Effect>, context: &Context) {
    let Some(Dialog::Rename(person)) = model.session().map(|session| &session.dialog) else { return };
    let person = *person;
    privacy::close_dialog(model);
    take_in(model, Event::Do(Command::RenamePerson { person, name }), effects, context);
    if model.notice.as_ref().is_some_and(Notice::is_of_people)
        && let Some(session) = model.session_mut()
    {
        session.dialog = Dialog::Rename(person);
    }
}

/// The next workshop from the open one, in a board of its own.
fn begin_next(model: &mut Model, title: String, today: Option<Date>, effects: &mut Vec<Effect>, context: &Context) {
    let Some(session) = model.session() else { return };
    let mut document = next_workshop(session.replica.document(), model.device, today);
    if !title.is_empty() {
        give_title(&mut document, model.device, title);
    }
    home::new_board(model, document, effects, context);
}

/// A file name from a title: its words joined by hyphens, without the signs that file systems keep for themselves.
pub(super) fn file_name(title: &str, ending: &str) -> String {
    let words = title
        .split(|sign: char| sign.is_whitespace() || sign.is_control() || "\\/:*?\"<>|.,;".contains(sign))
        .filter(|word| !word.is_empty());
    let name: String = words.collect::<Vec<_>>().join("-").chars().take(60).collect();
    let name = if name.is_empty() { String::from("alignment-board") } else { name };
    name + ending
}

pub(super) fn act(model: &mut Model, command: &Command, effects: &mut Vec<Effect>, context: &Context) {
    let Some(session) = model.session_mut() else { return };
    let removal = removal::before(session, command);
    let pasted = removal::pasted(session, command);
    match session.replica.act(command, context.now) {
        Ok(mut delta) => {
            delta.extend(session.replica.take_released());
            effects.extend(tabs::tell(session.board, delta));
            if let Command::DeleteNote(_) = command {
                effects.push(Effect::Announce(Announcement::Deleted(removal.dots)));
            }
            after_command(session, command, effects);
            removal::put_away(&mut model.notice);
            if let Some(name) = removal.voter {
                model.notice = Some(Notice::Removed { name, dots: removal.dots });
            }
            model.notice = pasted.or(model.notice.take());
            if model.keeping == Keeping::NotYet {
                model.keeping = Keeping::Wanted;
            }
            saving::changed(model, effects, context);
            // Asked of its kind alone: to compare whole commands would weigh more than all the rest here.
            let moment = if matches!(command, Command::GoTo(Stage::Close)) { Moment::Close } else { Moment::Change };
            saving::remind(model, moment, context);
        }
        // A key that changes nothing needs no sentence.
        Err(Rejected::NoChange) => {}
        // More is known of a list than why nobody of it was added.
        Err(Rejected::NameTaken) if pasted.is_some() => model.notice = pasted,
        Err(rejected) => model.notice = Some(Notice::Refused(rejected)),
    }
}

/// What a command brings with it beside the board: words for those who listen, and where the focus removal.
fn after_command(session: &Session, command: &Command, effects: &mut Vec<Effect>) {
    let board = session.replica.board();
    match command {
        Command::AddNotes { layer, texts, .. } => effects.push(Effect::Announce(Announcement::Added(texts.len(), *layer))),
        Command::DeleteAgreement(_) => effects.push(Effect::Announce(Announcement::AgreementDeleted)),
        Command::ColourNote { colour, .. } => effects.push(Effect::Announce(Announcement::Coloured(*colour))),
        Command::MoveNote { note, .. } => {
            effects.extend(board.note(*note).map(|moved| Effect::Announce(announcement_of_move(session, *note, moved.layer))));
            effects.push(Effect::FocusNote(*note));
        }
        other => privacy::after_reveal(other, effects),
    }
}

fn announcement_of_move(session: &Session, note: NoteId, layer: Layer) -> Announcement {
    let mut notes = session.replica.board().notes_of(layer);
    let of = notes.len();
    match notes.position(|other| other == note) {
        Some(place) if place + 1 < of => Announcement::Placed { place: place + 1, of },
        _ => Announcement::Moved(layer),
    }
}

fn step(model: &mut Model, direction: Direction, effects: &mut Vec<Effect>, context: &Context) {
    let Some(session) = model.session_mut() else { return };
    let Some(Stepped { about, delta }) = session.replica.step(direction) else {
        effects.push(Effect::Announce(Announcement::NothingToUndo));
        return;
    };
    effects.push(Effect::Announce(Announcement::Stepped(direction, about)));
    effects.extend(tabs::tell(session.board, delta));
    removal::put_away(&mut model.notice);
    saving::changed(model, effects, context);
}

fn take_incoming(model: &mut Model, choice: IncomingChoice, effects: &mut Vec<Effect>, context: &Context) {
    let Some(session) = model.session_mut() else { return };
    let Dialog::Incoming { document, .. } = std::mem::replace(&mut session.dialog, Dialog::None) else { return };
    match choice {
        IncomingChoice::Leave => {}
        IncomingChoice::Merge => {
            versions::keep(session, effects, context);
            let changed = session.replica.receive(document.into_iter().collect());
            effects.extend(tabs::tell(session.board, session.replica.delta_of(&changed)));
            effects.push(Effect::Announce(Announcement::Merged));
            saving::changed(model, effects, context);
        }
        IncomingChoice::Copy => super::home::new_board(model, document, effects, context),
    }
}
