//! From a note or a layer to its agreement.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::context::Notes;
use crate::core::board::agreement::Source;
use crate::core::command::Command;
use crate::core::document::id::AgreementId;
use crate::ui::kit::focus_soon;

/// The field for what is handed over, in the agreement that is open.
pub(crate) const WHAT: &str = "agreement-what";

impl Notes {
    /// Makes an agreement, and opens it.
    pub(crate) fn agree_on(self, source: Source) {
        let count = || self.view.board(|board| (board.agreements().count(), board.agreements().last().map(|(id, _)| id)));
        let (before, _) = count();
        self.dispatch.act(Command::StartAgreement(source));
        // It may have been refused. The newest is the last.
        let (after, newest) = count();
        if after > before {
            self.open_agreement(newest);
            // The words of a note stand there to begin with: what is typed takes their place.
            focus_soon(|| {
                let field = document().get_element_by_id(WHAT);
                field.inspect(|field| field.unchecked_ref::<web_sys::HtmlTextAreaElement>().select())
            });
        }
    }

    /// Opens an agreement, and brings its first field into focus.
    pub(crate) fn open_agreement(self, agreement: Option<AgreementId>) {
        // Set to what it is, it would make the fields anew.
        if self.agreement.get_untracked() != agreement {
            self.agreement.set(agreement);
        }
        focus_soon(|| document().get_element_by_id(WHAT));
    }
}
