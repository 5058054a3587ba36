//! The alignment board: a workshop board for the Alignment Stack, in the browser, without a server.
//!
//! A group puts notes on six layers, votes on where control is too tight, reads where it holds on against where it means to, and
//! agrees on what to let go. This page is the architecture: picture, code map, invariants.
//!
//! ```text
//!  ui ──send(Event)──▶ runtime ──▶ core::app::update ──▶ Vec<Effect> ──▶ shell
//!   ▲                     │                                                │
//!   └─── triggers ◀───────┘ ◀──── Event (Loaded, Saved, Copied, …) ◀───────┘
//! ```
//!
//! # Where to start
//!
//! 1. [`core::document`]: what a board is made of, and why every route gives the same board.
//! 2. [`core::command`]: what a person can do, planned into registers.
//! 3. [`core::app`]: the program as a pure function from events to effects.
//! 4. `runtime` (wasm only): where core, shell and ui meet.
//!
//! # Code map
//!
//! | Room | Holds |
//! | --- | --- |
//! | [`core`] | every rule, pure and native: layers, documents, board, commands, undo, private store, parts that are sent back, groups, votes, ratings, reading, agreements, stages, timer, chart, what is remembered of workshops |
//! | [`core::format`] | the formats and the only serde: [`file`](core::format::file) (JSON), [`stored`](core::format::stored) (local storage), [`link`](core::format::link), [`index`](core::format::index), [`csv`](core::format::csv), [`markdown`](core::format::markdown), [`boards`](core::format::boards) (all of a device in one file), [`tab`](core::format::tab) (what tabs tell each other), [`version`](core::format::version), [`migrations`](core::format::migrations), and the [`door`](core::format::door) that every decoder ends in |
//! | [`core::app`] | model, events and effects below; saving, loading, tabs above; `use_cases` one file each, with every outcome of a load; on top one `update` per subject: [`home`](core::app::home), [`board`](core::app::board), [`exchange`](core::app::exchange), [`loaded`](core::app::loaded) |
//! | [`strings`] | every sentence a person reads |
//! | `shell` | one browser capability per file; performs effects, reports events |
//! | `runtime` | the queue of events; alone in changing the model and in pulling the views' triggers |
//! | `ui` | the views, one file per region of the screen: Leptos' signals, effects and owners over elements that `ui::kit` makes; the kit knows no board |
//! | `src/styles` | `tokens.css` holds the only raw colours and lengths, `later_tokens.css` those of the last part and of paper; one sheet per region, named like its Rust file; those that `later.css` gathers come with the last part |
//! | [`core::later`] | the seams: the release page is cut there into what the list of boards needs, what a new board needs until notes stand on it, and the rest that comes behind (`tests/e2e/support/build`) |
//! | `public/boot.js` | loads the program and says in plain words when that fails |
//! | `tests` | contracts, convergence, codecs, fuzzers, golden files, `tidy.rs` (these walls), `web.rs`, end-to-end tests, benchmarks; its README lists each promise with its test |
//!
//! # Invariants
//!
//! - **The core does nothing.** No browser, clock, randomness or sentence in `core`: time and random bits come in with
//!   [`core::app::Context`], effects go out as values. Browser crates are dependencies of wasm alone, so an import of one in the
//!   core fails the native build.
//! - **One way in for changes.** Everything is a register with a stamp; [`core::document::Document::merge`] is commutative,
//!   associative and idempotent. Storage, link and file carry the same registers. What this version does not know is kept.
//! - **A device id lives as long as a page.** It is drawn anew at every opening, so that two tabs never write the same stamp.
//! - **A deletion is a thing of its maker.** Undo takes back one's own; nobody's undo brings back what another deleted.
//!   Where a device goes from hand to hand, each who has it has a history of their own, and no step back takes votes away with it.
//! - **The board is updated, not rebuilt.** [`core::board::Board::apply`] takes one register and says what it touched; the runtime
//!   has the views of those things alone look again. A keystroke costs the same with a thousand notes.
//! - **Views weigh little.** Elements are made by one builder (`ui::kit::El`) and not by the `view!` macro, which compiles a
//!   machinery of its own for each shape of view: the program was a third heavier with it. Notes are copies of one pattern, painted
//!   where the board was touched, in chunks that the browser skips while they are out of sight (`ui::note_list`).
//! - **What is used later comes later.** What is called through [`core::later::for_a_board`] is in the program's second part, and what
//!   is called through [`core::later::later`] in the last. Home must be shown without a step through either; a press that needs a part
//!   before it is there waits, and which part that is stands in `data-part`, else it is the second (`boot.js`).
//!   Nothing that a keystroke needs may be called through `later`, and nothing that must work when the connection is gone;
//!   `parts.spec.mjs` sets up a board and writes on it without the last part.
//! - **A key touches one field.** Text under an open field is not painted, and what changes at every key changes nothing else's place:
//!   fields stand in a form of their own (`ui::kit::OWN_FORM`), "Saving…" is shown and hidden, layers are drawn and looked
//!   through one by one, a drag begins without a caret. Each of these costs as much as the key itself where it is forgotten; `make bench` shows it.
//! - **Ballots, not counters.** One ballot per voter and round; totals and what is left are derived ([`core::voting`], V1 to V9).
//!   Dots stay where they were put; those of a group are counted together.
//! - **The reading counts and does not judge.** Every rule has a number ([`core::reading`], R1 to R25, P1 to P8), every pattern its
//!   evidence and a question, and nothing is broken down below three ballots, be it in the reading, on the board or in what leaves it.
//! - **What was not sent cannot leak.** What is hidden until it is revealed lies on the [`core::private store`] (D1 to D7), beside the document
//!   and in no part of it: [`core::replica::Replica::document`] and [`board`](core::replica::Replica::board) are public, and alone
//!   [`seen`](core::replica::Replica::seen) shows a person's own. The private store is stored under keys of its own, before the board.
//! - **No write before a load.** A session exists only once its board was read; what cannot be read is copied aside, offered as a
//!   download, and never written over. "Saved" is said after reading back.
//! - **Nobody saves over what was not seen.** A save names what its page has seen in storage; if something else is there, it comes back,
//!   is merged and saved as the next generation. Messages between tabs make changes quick, this makes them sure.
//! - **Each save goes to two places.** Browsers write local storage to the disk seconds after they took it. IndexedDB holds a second copy
//!   of board and private store, which is merged at the opening and offered where local storage cannot be read, and former versions. Both are best
//!   effort: nothing waits for them.
//! - **Nothing replaces a board.** A link or file opens a board that is new here; one that is known is compared first.
//! - **Formats are promises.** The `v1` types and the link layout `b1` are frozen; golden files in `tests/fixtures` open for ever. Kinds and
//!   fields that came later are written by their numbers, which the first release keeps.
//! - **Nothing leaves the page.** No request to another origin, no inline script or style, no `style` attribute.

pub mod core;
#[cfg(target_arch = "wasm32")]
pub mod runtime;
#[cfg(target_arch = "wasm32")]
pub mod shell;
pub mod strings;
#[cfg(target_arch = "wasm32")]
pub mod ui;
