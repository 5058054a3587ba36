//! Which module an event waits for, and which of several waiting events is still meant.

use alignment_board::core::app::modules::{Module, leads_elsewhere, needed_by};
use alignment_board::core::app::{BoardEvent, Event, ExchangeEvent, HomeEvent, Model};
use alignment_board::core::board::stage::Stage;
use alignment_board::core::command::Command;
use alignment_board::core::replica::private_store::Hidden;

use crate::support::page::Page;

fn go(stage: Stage) -> Event {
    BoardEvent::Do(Command::GoTo(stage)).into()
}

#[test]
fn an_event_waits_for_the_module_that_handles_it() {
    let (home, boards) = Page::at_home(&["Plan"]);
    let mut board = Page::with_new_board();
    board.note("first");
    let starting = Model::default();
    let cases: [(&Model, Event, Module); 15] = [
        // A board that was written before the program knew what is stored could hide one that is.
        (&starting, BoardEvent::NewBoard.into(), Module::Rest),
        (&home.model, HomeEvent::Reload.into(), Module::Home),
        (&home.model, BoardEvent::PageHidden.into(), Module::Home),
        (&home.model, BoardEvent::NewBoard.into(), Module::Board),
        (&home.model, BoardEvent::BeginAt(Stage::Write).into(), Module::Board),
        (&home.model, HomeEvent::BinBoard(boards[0]).into(), Module::Board),
        // The board left the list at once, and was deleted when the last module arrived: with a reload before that it came back.
        (&home.model, HomeEvent::EraseBoard(boards[0]).into(), Module::Rest),
        (&home.model, HomeEvent::OpenBoard(boards[0]).into(), Module::Rest),
        (&home.model, ExchangeEvent::OpenSample.into(), Module::Rest),
        (&board.model, BoardEvent::PageHidden.into(), Module::Board),
        (&board.model, BoardEvent::SaveFile.into(), Module::Board),
        (&board.model, go(Stage::Group), Module::Board),
        (&board.model, go(Stage::Vote), Module::Rest),
        (&board.model, BoardEvent::AskReveal(Hidden::Notes).into(), Module::Rest),
        (&board.model, ExchangeEvent::Share.into(), Module::Rest),
    ];
    for (model, event, module) in cases {
        assert_eq!(needed_by(model, &event), module, "{event:?}");
    }
}

/// "Open" was chosen in Set up, and "On to writing" pressed before the last module was there: notes stayed hidden.
#[test]
fn a_reveal_in_set_up_waits_for_no_dialog() {
    let mut page = Page::with_new_board();
    page.send(go(Stage::SetUp));
    assert_eq!(needed_by(&page.model, &BoardEvent::AskReveal(Hidden::Votes).into()), Module::Board);
}

#[test]
fn of_several_that_lead_elsewhere_the_last_is_meant() {
    let file = ExchangeEvent::FileRead(Ok(String::new()));
    let away: [Event; 5] =
        [BoardEvent::NewBoard.into(), go(Stage::Vote), ExchangeEvent::Share.into(), file.into(), BoardEvent::GoHome.into()];
    assert!(away.iter().all(leads_elsewhere));
    let here: [Event; 4] =
        [BoardEvent::Woken.into(), BoardEvent::SaveFile.into(), ExchangeEvent::CopyLink.into(), HomeEvent::DismissNotice.into()];
    assert!(!here.iter().any(leads_elsewhere));
}
