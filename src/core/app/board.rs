//! Events about the open board: commands, undo, the current user, saving, other tabs.

use super::event::{BoardEvent, Sound};
use super::use_cases::{command, new_board, privacy, rename_person, rules, second_copy, share};
use super::{Announcement, Context, Effect, Model, Notice, Session, place, saving, tabs};
use crate::core::command::Command;

/// Handles an event about the open board.
pub fn update(model: &mut Model, event: BoardEvent, context: &Context) -> Vec<Effect> {
    let mut effects = Vec::new();
    handle(model, event, &mut effects, context);
    if let Some(session) = model.session_mut() {
        session.drop_absent_user();
    }
    effects
}

fn handle(model: &mut Model, event: BoardEvent, effects: &mut Vec<Effect>, context: &Context) {
    match event {
        BoardEvent::NewBoard => new_board::empty(model, effects, context),
        BoardEvent::BeginAt(stage) => {
            new_board::empty(model, effects, context);
            command::act(model, &Command::GoTo(stage), effects, context);
        }
        BoardEvent::GoHome => place::go_home(model, effects),
        BoardEvent::Leave => place::leave(model, effects),
        BoardEvent::Saved { board, generation, result } => saving::saved(model, board, generation, result, effects, context),
        BoardEvent::Draft { layer, text } => {
            let draft =
                |session: &Session| Effect::SaveDraft { board: session.board, owner: session.owner_of_draft(), layer: layer.thing(), text };
            effects.extend(model.session().map(draft));
        }
        BoardEvent::TypedApart(apart) => model.notice = Some(Notice::Apart(apart.after(model.notice.take()))),
        BoardEvent::AskRules(to) => rules::ask(model, to, effects, context),
        BoardEvent::LowerRules => rules::lower(model, effects, context),
        BoardEvent::SecondCopySaved { board, generation, is_kept } => {
            saving::second_copy_saved(model, board, generation, is_kept, effects, context);
        }
        BoardEvent::Reread { board, slots, was_erased } => tabs::reread(model, board, slots, was_erased, effects, context),
        BoardEvent::CopyRead { board, text: Some(text), private_store } => {
            second_copy::read(model, board, &text, private_store.as_deref(), effects, context);
        }
        BoardEvent::CopyRead { text: None, .. } => {}
        BoardEvent::OpenSecondCopy => second_copy::open_offered(model, effects, context),
        BoardEvent::Told { board, text } => tabs::told(model, board, &text, effects, context),
        BoardEvent::StoredElsewhere { board, slot, text } => {
            tabs::stored_elsewhere(model, board, slot, text.as_deref(), effects, context);
        }
        BoardEvent::PrivateStoreElsewhere { board, text } => tabs::private_store_elsewhere(model, board, &text, context),
        BoardEvent::Woken => {
            saving::woken(model, effects, context);
            tabs::woken(model, effects, context);
        }
        BoardEvent::PageHidden => saving::page_hidden(model, effects),
        BoardEvent::Measured(sizes) => saving::measured(model, sizes),
        BoardEvent::Do(command) => command::act(model, &command, effects, context),
        BoardEvent::Step(direction) => command::step(model, direction, effects, context),
        BoardEvent::EndTyping => command::end_typing(model),
        BoardEvent::Choose(person) => privacy::choose(model, person, effects, context),
        BoardEvent::DrawCurtain(curtain) => privacy::draw_curtain(model, curtain),
        BoardEvent::AskReveal(what) => privacy::ask_reveal(model, what, effects, context),
        BoardEvent::Reveal => privacy::reveal(model, effects, context),
        BoardEvent::AskName(person) => rename_person::ask(model, person),
        BoardEvent::GiveName(name) => rename_person::give(model, name, effects, context),
        BoardEvent::TimeIsUp(sound) => time_is_up(model, sound, effects),
        BoardEvent::ChimeDue(after_ms) => effects.push(Effect::SetChime(after_ms)),
        BoardEvent::SaveRescueFile => share::save_rescue_file(model, effects),
        BoardEvent::SaveFile => share::save_file(model, effects),
        BoardEvent::Print => effects.extend(model.session().map(|_| Effect::Print)),
        BoardEvent::CloseDialog => privacy::close_dialog(model),
    }
}

/// The timer has ended.
fn time_is_up(model: &Model, sound: Sound, effects: &mut Vec<Effect>) {
    if model.session().is_none() {
        return;
    }
    effects.push(Effect::Announce(Announcement::TimeIsUp));
    match sound {
        Sound::On => effects.push(Effect::Chime),
        Sound::Off => {}
    }
}
