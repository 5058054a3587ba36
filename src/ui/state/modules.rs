//! The views of the modules that are loaded behind the first. The first draws the list of boards, and reaches the others through what
//! they hand out here once they are loaded.

use leptos::prelude::*;

use crate::core::app::view::DialogView;
use crate::core::board::Board;
use crate::core::board::stage::Stage;
use crate::core::document::id::{AgreementId, BoardId};
use crate::ui::kit::El;

/// What comes with the module of an open board.
#[derive(Clone, Copy)]
pub struct BoardViews {
    /// The screen of a board.
    pub screen: fn() -> El,
    /// What the person should know, at home.
    pub notice: fn() -> Option<El>,
    /// The boards on this device and the bin, with what says which is to be renamed.
    pub shelves: fn(RwSignal<Option<BoardId>>) -> Vec<El>,
    /// The dialog in which that is done.
    pub rename: fn(RwSignal<Option<BoardId>>) -> Option<El>,
}

/// What comes with the last module.
#[derive(Clone, Copy)]
pub struct RestViews {
    /// The panel of a stage in which the board is read, or voted on.
    pub panel: fn(Stage) -> Option<El>,
    /// What became of the agreements of an earlier workshop.
    pub follow_up: fn(&[AgreementId]) -> El,
    /// An open dialog.
    pub dialog: fn(&DialogView) -> Option<El>,
    /// The head of a printed sheet.
    pub sheet_head: fn() -> El,
    /// The board as Markdown, with what its stage shows to all.
    pub board_as_text: fn(&Board) -> String,
}

/// The views of the modules that are loaded.
#[derive(Clone, Copy)]
pub struct ModuleViews {
    /// Those of the open board.
    pub board: RwSignal<Option<BoardViews>>,
    /// Those of the last module.
    pub rest: RwSignal<Option<RestViews>>,
}

impl ModuleViews {
    pub(super) fn new() -> ModuleViews {
        ModuleViews { board: RwSignal::new(None), rest: RwSignal::new(None) }
    }
}
