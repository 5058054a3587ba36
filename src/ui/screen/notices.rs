//! The lasting banner of a board that is not saved, and notices with their actions.

use leptos::prelude::Get;

use crate::core::app::view::TroubleView;
use crate::core::app::{BoardEvent, Event, ExchangeEvent, HomeEvent, Notice, StorageProblem, Trouble};
use crate::core::board::stage::Stage;
use crate::core::replica::withheld::Withheld;
use crate::strings;
use crate::strings::label;
use crate::strings::withheld::{SAVE_RESCUE, in_what_is_stored, not_in_a_file, save_a_file};
use crate::ui::kit::{El, beside_focus, el};
use crate::ui::state::view::{use_dispatch, use_view};

/// The banner and the notice.
pub(crate) fn notices(screen: El) -> El {
    let (view, dispatch) = (use_view(), use_dispatch());
    let banner = move |shown: &Option<(TroubleView, Withheld)>| {
        let (shown, withheld) = shown.as_ref()?;
        Some({
            let Trouble { problem, since } = shown.trouble;
            let not_in_a_file = not_in_a_file(*withheld).map_or_else(String::new, |not| String::from(" ") + &not);
            let stored = in_what_is_stored(*withheld).filter(|_| problem == StorageProblem::Newer);
            let stored = stored.map_or_else(String::new, |says| String::from(" ") + &says);
            let sentence = strings::not_saved(problem, (view.local)(since)) + &not_in_a_file + &stored + &strings::biggest(&shown.biggest);
            let rescue = withheld.is_here().then(|| dispatch.sends("quiet", SAVE_RESCUE, || BoardEvent::SaveRescueFile));
            let banner = el("div", "notice notice--lasting").attr("role", "alert").child(el("p", "").text(&sentence));
            let banner = match problem {
                StorageProblem::Newer => banner
                    .child(dispatch.sends("primary", label::RELOAD, || HomeEvent::Reload))
                    .child(dispatch.sends("quiet", label::SAVE_FILE, || BoardEvent::SaveFile))
                    .child(dispatch.sends("quiet", label::DOWNLOAD_RAW, || ExchangeEvent::DownloadStored)),
                _ => banner.child(dispatch.sends("primary", label::SAVE_FILE, || BoardEvent::SaveFile)),
            };
            banner.children(rescue)
        })
    };
    current_notice(screen.drawn(move || view.trouble().map(|trouble| (trouble, view.withheld())), banner))
}

/// The notice, until it is dismissed.
fn current_notice(screen: El) -> El {
    let view = use_view();
    // In Set up, notices about people are shown beside the names.
    let shown = move || {
        let in_setup = view.stage() == Stage::SetUp;
        let notice = view.notice(|notice| (!in_setup || !notice.is_of_people()).then(|| notice.clone()));
        // Counted only where a sentence needs it: it would be counted anew at every private keystroke.
        let withheld = if notice == Some(Notice::SaveAFile) { view.withheld() } else { Withheld::default() };
        (notice, withheld, view.refusals.get())
    };
    screen.drawn(shown, |(notice, withheld, _)| notice.as_ref().map(|notice| notice_with_actions(notice, *withheld)))
}

/// The same at home.
pub(crate) fn home_notice() -> Option<El> {
    use_view().notice(|notice| Some(notice_with_actions(notice, Withheld::default())))
}

fn notice_with_actions(notice: &Notice, withheld: Withheld) -> El {
    let dispatch = use_dispatch();
    let sends = move |name: &str, event: fn() -> Event| dispatch.sends("quiet", name, event);
    let action = match notice {
        Notice::Unreadable { .. } | Notice::Recovered { .. } | Notice::PrivateStoreUnreadable { .. } => {
            Some(sends(label::DOWNLOAD_RAW, || ExchangeEvent::DownloadStored.into()))
        }
        Notice::Imported(import) if import.different() > 0 => Some(sends(label::MERGE_DIFFERENT, || ExchangeEvent::MergeImported.into())),
        Notice::SaveAFile => Some(sends(label::SAVE_A_FILE, || BoardEvent::SaveFile.into())),
        Notice::FileLacks(withheld) if withheld.is_here() => Some(sends(SAVE_RESCUE, || BoardEvent::SaveRescueFile.into())),
        Notice::Unreachable => Some(sends(label::RELOAD, || HomeEvent::Reload.into())),
        Notice::Binned { board, .. } | Notice::BinnedElsewhere(board) => {
            Some(dispatch.sends_of("quiet", label::RESTORE, HomeEvent::RestoreBoard, *board))
        }
        _ => None,
    };
    let is_copied = matches!(notice, Notice::Unreadable { copy: Some(_), .. });
    let copy = is_copied.then(|| dispatch.sends("primary", label::OPEN_COPY, || BoardEvent::OpenSecondCopy));
    let words = match notice {
        Notice::SaveAFile => save_a_file(withheld),
        _ => strings::notice(notice),
    };
    let rescue = (*notice == Notice::SaveAFile && withheld.is_here()).then(|| sends(SAVE_RESCUE, || BoardEvent::SaveRescueFile.into()));
    let says = el("div", "notice").attr("role", "status").child(el("p", "").text(&words));
    // Where the press was, whatever is scrolled.
    let says = if matches!(notice, Notice::Refused(_)) { beside_focus(says) } else { says };
    says.children(rescue).children(copy).children(action).child(sends(label::DISMISS, || HomeEvent::DismissNotice.into()))
}
