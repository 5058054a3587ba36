//! Makes an agreement from a note or a layer.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::context::Notes;
use crate::core::board::agreement::Source;
use crate::core::command::Command;
use crate::core::document::id::AgreementId;
use crate::ui::kit::focus_soon;

/// The id of the field for what is handed over, in the open agreement.
pub(crate) const WHAT: &str = "agreement-what";

impl Notes {
    /// Creates an agreement and opens it.
    pub(crate) fn agree_on(self, source: Source) {
        let count = || self.view.board(|board| (board.agreements().count(), board.agreements().last().map(|(id, _)| id)));
        let (before, _) = count();
        self.dispatch.act(Command::StartAgreement(source));
        // The command may have been rejected. The newest agreement is the last.
        let (after, newest) = count();
        if after > before {
            self.open_agreement(newest);
            // The field starts with the note's text; selected, so that typing replaces it.
            focus_soon(|| {
                let field = document().get_element_by_id(WHAT);
                field.inspect(|field| field.unchecked_ref::<web_sys::HtmlTextAreaElement>().select())
            });
        }
    }

    /// Opens an agreement and focuses its first field.
    pub(crate) fn open_agreement(self, agreement: Option<AgreementId>) {
        // Setting the same value would rebuild the fields.
        if self.agreement.get_untracked() != agreement {
            self.agreement.set(agreement);
        }
        focus_soon(|| document().get_element_by_id(WHAT));
    }
}
