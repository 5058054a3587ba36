//! The program as a pure function: an event comes in, the model changes, effects come out as values.
//!
//! Each subject has an `update` of its own: [`home`], [`board`], [`exchange`], [`loaded`]. The runtime routes an event to its subject as soon
//! as the module that it needs is loaded ([`modules`]); [`update`] does so where all are, as in tests. None performs an effect or reads a
//! clock; the shell does, and reports back with events.
//! `strings` turns the values into sentences.

pub mod board;
mod double_press;
mod effect;
mod event;
pub mod exchange;
pub mod first_visit;
pub mod home;
mod load;
pub mod loaded;
mod model;
pub mod modules;
mod nearing;
mod notice;
mod place;
mod preview;
mod saving;
mod session;
mod storage;
mod tabs;
mod update;
mod use_cases;
pub mod view;

pub use effect::{Announcement, Effect, FragmentChange, Toast};
pub use event::{BoardEvent, Context, CopyWay, Event, ExchangeEvent, Export, HomeEvent, IncomingChoice, Sound, Start};
pub use model::{Model, Place};
pub use nearing::Bound;
pub use notice::{Apart, Import, Notice, SecondCopy, names_to_change};
pub use preview::{Change, MergePreview};
pub(crate) use preview::{changes_authors, is_believable};
pub use saving::WAKE_AFTER_MS;
pub use session::{Curtain, Dialog, IncomingContribution, LeftOut, OwnContribution, Saving, SecondCopyState, Session, Trouble};
pub use storage::{IncomingBoard, LoadPurpose, Storage, StorageProblem, Stored, StoredKeys};
pub use update::update;
pub use use_cases::versions::VERSION_LIMIT;
