//! Let go: the agreements on what is handed over, to whom, and with which bar.

use super::kit::El;

/// The panel, in its stage.
pub(super) fn agreements_panel(main: El) -> El {
    main
}
