//! Native benchmarks of frequent operations and large boards: `cargo bench --bench core`.
//!
//! What people notice is measured in the browser; these figures tell which area of the core became slow.

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    native::run();
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use std::hint::black_box;

    use alignment_board::core::app::MergePreview;
    use alignment_board::core::board::layer::Layer;
    use alignment_board::core::board::{Board, Colour};
    use alignment_board::core::command::{Command, Destination};
    use alignment_board::core::document::Document;
    use alignment_board::core::document::id::{BoardId, DeviceId, NoteId};
    use alignment_board::core::format::stored;
    use alignment_board::core::format::stored::{Generation, Slots};
    use alignment_board::core::format::{file, link};
    use alignment_board::core::replica::Replica;
    use alignment_board::core::replica::history::Direction;
    use alignment_board::core::replica::sample;
    use criterion::{BatchSize, Criterion};

    /// A usual workshop and a large one.
    const SIZES: [usize; 2] = [60, 1_000];

    fn device(number: u64) -> DeviceId {
        DeviceId::from_random(number)
    }

    /// A board with this many notes, spread evenly over the layers.
    fn board_of(device: DeviceId, notes: usize) -> Replica {
        let mut replica = Replica::new(device, Document::new());
        for number in 0..notes {
            let texts = vec![format!("Note {number}: the third approval for the same thing")];
            let command = Command::AddNotes { layer: Layer::ALL[number % 6], texts, colour: Colour::Butter, author: None };
            assert!(replica.act(&command, 0).is_ok());
        }
        replica
    }

    /// A note in the middle of the board.
    fn middle(replica: &Replica) -> NoteId {
        let mut notes = replica.board().notes_of(Layer::Goals);
        let middle = notes.len() / 2;
        notes.nth(middle).unwrap_or_else(|| panic!("no notes"))
    }

    /// A keystroke, a drop, one more note: their cost must not grow with the board.
    fn everyday(criterion: &mut Criterion) {
        for size in SIZES {
            let mut replica = board_of(device(1), size);
            let note = middle(&replica);
            let texts = ["Every change needs an approva", "Every change needs an approval"].map(String::from);
            let mut turn = 0;
            criterion.bench_function(&format!("keystroke, {size} notes"), |bencher| {
                bencher.iter(|| {
                    turn += 1;
                    let delta = replica.act(&Command::EditNote { note, text: texts[turn % 2].clone() }, turn as u64);
                    black_box((delta, replica.take_writes()))
                });
            });
            let before = replica.board().notes_of(Layer::Goals).next().unwrap_or_else(|| panic!("no notes"));
            criterion.bench_function(&format!("drop before another, {size} notes"), |bencher| {
                bencher.iter_batched_ref(
                    || replica.clone(),
                    |replica| black_box(replica.act(&Command::MoveNote { note, to: Destination::Before(before) }, 0)),
                    BatchSize::LargeInput,
                );
            });
            let texts = vec![String::from("One more")];
            let add = Command::AddNotes { layer: Layer::Goals, texts, colour: Colour::Butter, author: None };
            criterion.bench_function(&format!("one more note, {size} notes"), |bencher| {
                bencher.iter_batched_ref(|| replica.clone(), |replica| black_box(replica.act(&add, 0)), BatchSize::LargeInput);
            });
        }
    }

    /// A paste of 1,000 notes and its undo.
    fn paste(criterion: &mut Criterion) {
        let texts: Vec<String> = (0..1_000).map(|number| format!("Pasted {number}")).collect();
        let paste = Command::AddNotes { layer: Layer::Tactics, texts, colour: Colour::Butter, author: None };
        criterion.bench_function("paste 1,000 notes", |bencher| {
            bencher.iter_batched_ref(
                || Replica::new(device(1), Document::new()),
                |replica| black_box(replica.act(&paste, 0)),
                BatchSize::LargeInput,
            );
        });
        let mut pasted = Replica::new(device(1), Document::new());
        assert!(pasted.act(&paste, 0).is_ok());
        criterion.bench_function("undo a paste of 1,000 notes", |bencher| {
            bencher.iter_batched_ref(|| pasted.clone(), |replica| black_box(replica.step(Direction::Undo, 0)), BatchSize::LargeInput);
        });
    }

    fn merge(criterion: &mut Criterion) {
        let (ana, ben) = (board_of(device(1), 1_000), board_of(device(2), 1_000));
        criterion.bench_function("merge two boards of 1,000 notes", |bencher| {
            bencher.iter_batched(
                || (ana.document().clone(), ben.document().clone()),
                |(mut here, incoming)| black_box(here.merge(incoming)),
                BatchSize::LargeInput,
            );
        });
        let mut later = ana.clone();
        assert!(later.act(&Command::SetTitle(String::from("Later")), 0).is_ok());
        criterion.bench_function("merge a board of 1,000 notes that has one change", |bencher| {
            bencher.iter_batched(
                || (ana.document().clone(), later.document().clone()),
                |(mut here, incoming)| black_box(here.merge(incoming)),
                BatchSize::LargeInput,
            );
        });
        criterion.bench_function("preview of merging two boards of 1,000 notes", |bencher| {
            bencher.iter(|| black_box(MergePreview::of(ana.document(), ben.document())));
        });
        criterion
            .bench_function("projection of a document of 1,000 notes", |bencher| bencher.iter(|| black_box(Board::of(ana.document()))));
    }

    fn formats(criterion: &mut Criterion) {
        let id = BoardId::from_random(1);
        for size in SIZES {
            let replica = board_of(device(1), size);
            criterion.bench_function(&format!("write to storage, {size} notes"), |bencher| {
                bencher.iter(|| black_box(stored::write(id, replica.document(), Generation(1))));
            });
            let slots = Slots { a: None, b: Some(stored::write(id, replica.document(), Generation(1))) };
            criterion.bench_function(&format!("read from storage, {size} notes"), |bencher| {
                bencher.iter(|| black_box(stored::read(id, &slots)))
            });
            let text = file::write(id, replica.document());
            criterion.bench_function(&format!("open a file, {size} notes"), |bencher| bencher.iter(|| black_box(file::read(&text))));
        }
        let sample = sample::document(device(1));
        criterion.bench_function("link of the sample", |bencher| bencher.iter(|| black_box(link::encode(id, &sample.without_deleted()))));
        let linked = link::encode(id, &sample.without_deleted());
        criterion.bench_function("open the link of the sample", |bencher| bencher.iter(|| black_box(link::decode(&linked))));
    }

    pub(super) fn run() {
        let mut criterion = Criterion::default().sample_size(30).configure_from_args();
        everyday(&mut criterion);
        paste(&mut criterion);
        merge(&mut criterion);
        formats(&mut criterion);
        criterion.final_summary();
    }
}
