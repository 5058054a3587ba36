//! The alignment board: a workshop board for the Alignment Stack, in the browser, without a server.
//!
//! A group puts notes on six layers, votes on where control is too tight, reads where it holds on against where it means to, and
//! agrees on what to let go. This page is the architecture: picture, code map, invariants, glossary, style.
//!
//! ```text
//!  ui ──dispatch(Event)──▶ runtime ──▶ core::app::update ──▶ Vec<Effect> ──▶ shell
//!   ▲                         │                                                │
//!   └── triggers ◀── Views ◀──┘ ◀──── Event (Loaded, Saved, Copied, …) ◀───────┘
//! ```
//!
//! # Where to start
//!
//! 1. [`core::document`]: what a board is made of, and why every route gives the same board.
//! 2. [`core::command`]: what a person can do, planned into registers.
//! 3. [`core::app`]: the program as a pure function from events to effects.
//! 4. [`core::app::view`]: what the views show, and how it stays true.
//! 5. `runtime` (wasm only): where core, shell and ui meet.
//!
//! # Code map
//!
//! A folder uses only what stands above it in this table, and no circle of files exists: `tests/tidy.rs` computes the graph of imports.
//!
//! | Folder | Holds |
//! | --- | --- |
//! | [`core::document`] | the last-writer-wins register map, fields and their numbers, ids, order keys, texts, dates |
//! | [`core::board`] | the projection of a document that rules and views read: layers, stages, notes, people, groups, votes, ratings, agreements, and the numbers by which patterns are stored; which of it is read and written ([`tracking`](core::board::tracking)) |
//! | [`core::reading`] | what is computed from a board: rounds, answers, patterns, topics, trend, guidance |
//! | [`core::command`] | what a person wants, planned into registers or refused with a reason |
//! | [`core::replica`] | document, projection and history kept in step; private store, what is withheld, contributions, next workshop, sample |
//! | [`core::drawing`] | chart and poster as SVG |
//! | [`core::format`] | the formats and the only serde: [`file`](core::format::file), [`stored`](core::format::stored) (large boards [`packed`](core::format::packed)), [`link`](core::format::link), [`index`](core::format::index), [`csv`](core::format::csv), [`calendar`](core::format::calendar), [`markdown`](core::format::markdown), [`boards`](core::format::boards), [`rescue`](core::format::rescue), [`tab`](core::format::tab), [`version`](core::format::version), [`migrations`](core::format::migrations); every decoder ends in [`validation`](core::format::validation) |
//! | [`core::app`] | model, events and effects below; saving, loading, tabs above; `use_cases` one file each, with every outcome of a load; on top one `update` per subject: [`home`](core::app::home), [`board`](core::app::board), [`exchange`](core::app::exchange), [`loaded`](core::app::loaded), and which [`module`](core::app::modules) an event needs; beside it [`view`](core::app::view), the view models |
//! | [`strings`] | every sentence of the program, and what exports say; `core::format` knows only their syntax |
//! | `shell` | one browser capability per file; performs effects, reports events |
//! | `ui` | the views, a folder for each region: `kit` (elements; knows no board), `state` (what views read, how they send events), `notes`, `reading`, `agreements`, `people`, `screen` |
//! | `runtime` | the queue of events, which also waits for modules of the program that are loaded later; alone in changing the model |
//! | `src/styles` | `tokens.css` and `later_tokens.css` hold the only raw colours and lengths; one sheet per view, named like its Rust file; `later.css` gathers those that the last module brings |
//! | `public/boot.js` | loads the program and says in plain words when that fails; the loader's sentences are here |
//! | `tests` | contracts, convergence, codecs, views, fuzzers, golden files, `tidy.rs`, `web.rs`, end-to-end tests, benchmarks; its README lists each promise with its test |
//!
//! # Invariants
//!
//! - **The core does nothing.** No browser, clock, randomness or sentence in `core`: time and random bits come in with
//!   [`core::app::Context`], effects go out as values. Browser crates are dependencies of wasm alone, so an import of one in the
//!   core fails the native build.
//! - **One way in for changes.** Everything is a register with a stamp; [`core::document::Document::merge`] is commutative,
//!   associative and idempotent. Storage, link and file carry the same registers. What this version does not know is kept.
//! - **Who wrote last wins**, whoever typed more: stamps are of a hybrid logical [`clock`](core::document::clock). What a link or a
//!   contribution says otherwise than what is here is taken, or shown with both states for a person to decide
//!   ([`core::replica::differences`]); it is compared by value.
//! - **A device id lives as long as a page.** It is drawn anew at every opening, so that two tabs never write the same stamp.
//! - **Deletions belong to their author.** Undo takes back one's own; nobody's undo restores what another deleted. Where people share a
//!   device, each has a history of their own, and no undo takes votes away with it.
//! - **Views cannot go stale.** Each field of a board takes down that it is read or written ([`core::board::tracking::Tracked`]). A view
//!   model is worked out again exactly if something was written that it has read, and drawn anew only if the value differs. Nobody lists
//!   dependencies. `tests/views` holds kept views against fresh ones after any history. A reference into a tracked field is asked for
//!   inside the work that is tracked: one that was taken before counts as read before.
//! - **The board is updated, not rebuilt.** [`core::board::Board::apply`] takes one register. A keystroke costs the same with a thousand
//!   notes.
//! - **No field is forgotten.** The fields of each kind are one list ([`core::board::fields`]) that every match covers; `tests/fields.rs` asks
//!   of each that it is projected, shown, exported, generated and stored.
//! - **Views weigh little.** Elements are made by one builder (`ui::kit::El`) and not by the `view!` macro, which weighs a third more.
//!   Notes are copies of one template, painted where the board was written, in chunks that the browser skips while they are out of sight
//!   (`ui::notes::list`).
//! - **The program is loaded in modules**, cut by `wasm-split-cli` at two functions of `runtime::modules`: the start page while no board is
//!   stored; what is needed to set up a board and write on it; and the rest, which holds loading, links, files, dialogs and the stages from
//!   Vote on. [`core::app::modules`] says which an event needs; one that is not loaded yet has it wait in the queue. Nothing freezes, a
//!   module that fails is asked for again, and no save waits for one (`loading.spec.mjs`).
//! - **A key touches one field.** Text under an open field is not painted, and what changes at every key changes nothing else's place:
//!   fields stand in a form of their own (`ui::kit::OWN_FORM`), "Saving…" is shown and hidden by style, layers are drawn one by one, a
//!   drag begins without a caret. Each costs as much as the key itself where it is forgotten; `make bench` shows it.
//! - **Ballots, not counters.** One ballot per voter and round; totals and what is left are derived ([`core::board::voting`], V1 to V9).
//!   Dots stay where they were put; those of a group are counted together.
//! - **The reading counts and does not judge.** Every rule has a number ([`core::reading`], R1 to R26, P1 to P8), every pattern its
//!   evidence and a question, and nothing is broken down below three ballots, be it in the reading, on the board or in what leaves it.
//! - **What was not sent cannot leak.** What is hidden until it is revealed is in the [private store](core::replica::private_store) (D1 to
//!   D7), beside the document and in no part of it: [`core::replica::Replica::document`] and [`board`](core::replica::Replica::board) are
//!   public, and alone [`seen`](core::replica::Replica::seen) shows a person's own. It is stored under keys of its own, before the board.
//! - **No write before a load.** A session exists only once its board was read; what cannot be read is quarantined, offered as a
//!   download, and never written over. "Saved" is said after reading back, once both copies have it.
//! - **Nobody saves over what was not seen.** A save names what its page has seen in storage; if something else is there, it comes back,
//!   is merged and saved as the next generation. Messages between tabs make changes quick, this makes them sure.
//! - **Each save goes to two places.** Browsers write local storage to the disk seconds after they took it. IndexedDB holds a second copy
//!   of board and private store, which is merged at the opening and offered if what local storage holds of the board is damaged, and former
//!   versions, in the order of generations. Only the word "Saved" waits for it. What is cleared under an open page is written again; what is
//!   deleted for ever leaves a tombstone of the board, so that no second copy brings it back.
//! - **What leaves says what it lacks.** Links, files and copies hold nothing that is hidden; [`core::replica::withheld`] counts that, and
//!   `strings::withheld` alone has the sentences. A [rescue file](core::format::rescue) holds all of it and keeps it hidden.
//! - **Nothing is offered that opening refuses**: `offer` of [`link`](core::format::link) and [`file`](core::format::file) use the checks of
//!   their readers. What is deleted does not leave, and a day later it is not kept either
//!   ([`without_deleted_before`](core::document::Document::without_deleted_before)).
//! - **An open field writes over nothing it has not shown.** It takes another's change, or goes on apart from the board, by the rules F1 to F3
//!   of `ui::kit::meanwhile`. A note that is only begun is kept at every keystroke; names that only stand in their field are added before
//!   anything else is done (`Dispatch::adds_before_all_else`); a deletion leaves a version from before it.
//! - **What a press did is shown where it is seen.** A refusal stands beside what was pressed (`ui::kit::beside_focus`), a toast over the bar at
//!   the bottom; its Undo goes as soon as something else is done. A double press makes one thing (`core::app::double_press`).
//! - **Every script is written alike.** Keys come from `El::on_key`, which leaves those of an input method alone and knows a letter of
//!   another script by its place; what is typed comes from `typed_text`, in one spelling. `strings::phrase::fill` isolates words that run
//!   from right to left, so a sentence keeps its direction.
//! - **Nothing replaces a board.** A link or file opens a board that is new here; one that is known is compared first.
//! - **Formats are promises.** The `v1` types and the link layout `b1` are frozen; golden files in `tests/fixtures` open for ever. Kinds and
//!   fields that came later are written by their numbers, which the first release keeps: a new field changes nothing in `core::format`.
//! - **Nothing leaves the page.** No request to another origin, no inline script or style, no `style` attribute.
//!
//! # Glossary
//!
//! | Word | What it means here |
//! | --- | --- |
//! | register | (thing, field) → (value, stamp); the last writer wins |
//! | stamp | time by a hybrid logical clock, and device: a total order |
//! | delta | registers that are written or sent together |
//! | tombstone | a deletion: a register that names what it deletes; of a whole board, a key in storage |
//! | projection | the [`Board`](core::board::Board): a document as typed data |
//! | replica | one page's document, projection and history |
//! | private store | what this device hides until the reveal; in no document |
//! | hidden, revealed | whether all may see a note's words or a ballot |
//! | current user | who has this device now; locked between two people |
//! | contribution | all that one person wrote and voted, sent back |
//! | ballot | one person's dots in one round |
//! | round, run-off | a vote; a vote among the top of the last |
//! | group, lead | notes put together, and the one that stands for them |
//! | control line | how tightly each layer is held, drawn beside the stack |
//! | agreement | what is let go, to whom, with which bar |
//! | workshop summary | what the next workshop remembers of this one |
//! | generation | one stored state of a board; two alternate |
//! | heads | what a page has seen in storage |
//! | damaged | both generations of a board cannot be read; if only one can, the board is recovered from it |
//! | quarantine | where unreadable texts are kept |
//! | withheld | what is hidden, so that it is in no link, file or copy |
//! | rescue file | a board with its private store, for whoever runs the workshop |
//! | draft | a note that is begun and not added |
//! | apart | how a field goes on whose text was changed elsewhere while somebody typed |
//! | second copy | the board in IndexedDB; former versions are earlier states beside it |
//! | load purpose | what a board is read from storage for |
//! | use case | one file that handles every outcome of a load |
//! | announcement | a sentence for the live region |
//! | notice | what the person should know, until put away |
//! | view model | data that a view shows, kept and compared by value |
//! | aspect | what is tracked of a board or view model, as one bit |
//! | module | a file of the program that is loaded later |
//! | chunk | a box of notes that the browser skips while it is out of sight |
//! | cell | a note's place in a list |
//!
//! # Style
//!
//! - Words are the field's own, long and plain before short and clever; one word for one thing, those of the glossary first.
//! - Comments say why. They are short sentences in modern English, the subject first. One that says what the code says goes.
//! - A public item says what it is, its units and ranges, its errors and when they come, and the number of its rule.
//! - Rules have numbers (R, P, V, G, D, T, F, N, A, W). Code, tests and documents refer to them.
//! - A test name says what holds, subject first: `handover_invalidates_views`. A test of a fault says above it what the person saw.
//! - Small cases stand in tables. Properties stand where cases run out.
//! - Impossible states cannot be written: enums that carry their data, constructors that check, no dummy defaults. Matches name every
//!   variant, so that a new one does not compile until it is handled.
//! - Stored, linked and received data is never turned into nothing: match on the failure, keep the text, say what happened and what to do.
//! - Views ask and send; they hold no rules. What a region draws is data that is compared (`El::drawn`).
//! - A file begins with what it is for. Over 400 lines, or a function over 120, it is split by subject.
//! - Sentences on the page stand in `strings`: what happened, then what to do.
//! - Outside our subject a maintained crate is better than our own code; `Cargo.toml` says why each is there.

pub mod core;
#[cfg(target_arch = "wasm32")]
pub mod runtime;
#[cfg(target_arch = "wasm32")]
pub mod shell;
pub mod strings;
#[cfg(target_arch = "wasm32")]
pub mod ui;
