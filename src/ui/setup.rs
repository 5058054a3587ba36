//! Set up: who is here, how tightly each layer is meant to be held, and the rules of the vote.

use super::kit::El;

/// The panel, in its stage.
pub(super) fn setup_panel(main: El) -> El {
    main
}
