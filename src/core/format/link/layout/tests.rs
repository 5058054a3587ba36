//! What the walk reads back, and what it refuses: tables that no document gives.

use super::*;

fn id(time: u64, device: u64) -> Id {
    Id { time, device: DeviceId::from_random(device) }
}

/// A table in which each thing has each field, with the stamp of its creation.
fn table(kind: u8, things: &[Id], fields: &[u16]) -> Table {
    let cell =
        |(place, id): (usize, &Id)| (place, Register { stamp: Stamp { time: id.time, device: id.device }, value: Value::Number(id.time) });
    let columns = fields.iter().map(|field| Column { field: Field(*field), cells: things.iter().enumerate().map(cell).collect() });
    Table { kind: Kind(kind), things: things.to_vec(), columns: columns.collect() }
}

/// The number of registers read back; `None` if the reader refuses.
fn read_back(tables: Vec<Table>) -> Option<usize> {
    let mut coder = Coder::primer().writing();
    let mut on_section = |_: &'static str, _: usize| ();
    let devices = vec![Thing::BOARD.id.device];
    let (people, notes, done) = (Vec::new(), Vec::new(), Vec::new());
    Walk { coder: &mut coder, on_section: &mut on_section, devices, time: 0, registers: 0, people, notes, done }.tables(tables);
    let bytes = coder.finish();
    let mut coder = Coder::primer().reading(&bytes, 1 << 20);
    let document = walk(&mut coder, &Document::new(), &mut |_, _| ());
    coder.is_whole().then(|| document.len())
}

#[test]
fn tables_in_order_are_read() {
    assert_eq!(read_back(Vec::new()), Some(0));
    assert_eq!(read_back(vec![table(3, &[id(1, 1), id(2, 1), id(2, 2)], &[7, 1, 0])]), Some(9));
    assert_eq!(read_back(vec![table(0, &[id(0, 0)], &[65_535, 0]), table(255, &[id(NUMBER_LIMIT, 5)], &[2])]), Some(3));
    // Ballots of known people and of others are interleaved by id.
    let people = table(2, &[id(2, 1), id(4, 1), id(6, 1)], &[0]);
    assert_eq!(read_back(vec![table(3, &[id(1, 1)], &[2, 1])]), Some(2));
    assert_eq!(read_back(vec![people, table(4, &[id(1, 1), id(2, 1), id(5, 1), id(6, 1), id(9, 1)], &[1])]), Some(8));
}

#[test]
fn repeated_or_unsorted_thing_is_refused() {
    assert_eq!(read_back(vec![table(3, &[id(2, 1), id(2, 1)], &[0])]), None);
    assert_eq!(read_back(vec![table(3, &[id(2, 1), id(1, 1)], &[0])]), None);
    assert_eq!(read_back(vec![table(3, &[id(2, 2), id(2, 1)], &[0])]), None);
    assert_eq!(read_back(vec![table(3, &[id(NUMBER_LIMIT + 1, 1)], &[])]), None);
}

/// Whether the reader accepts these numbers, each in its context, as a document.
fn is_accepted(numbers: &[([u32; 3], u64)]) -> bool {
    let mut coder = Coder::primer().writing();
    numbers.iter().for_each(|(context, number)| {
        coder.number(*context, *number);
    });
    let bytes = coder.finish();
    let mut coder = Coder::primer().reading(&bytes, 1 << 20);
    walk(&mut coder, &Document::new(), &mut |_, _| ());
    coder.is_whole()
}

/// A gap beyond the last thing would read as the end of the column: one board would have two links.
#[test]
fn gap_beyond_the_last_thing_is_refused() {
    let cells = |places: &[usize]| {
        let mut table = table(3, &[id(1, 1), id(2, 1)], &[2]);
        let register = table.columns[0].cells[0].1.clone();
        table.columns[0].cells = places.iter().map(|place| (*place, register.clone())).collect();
        read_back(vec![table])
    };
    assert_eq!((cells(&[0, 1]), cells(&[0]), cells(&[1]), cells(&[])), (Some(2), Some(1), Some(1), Some(0)));
    assert_eq!((cells(&[0, 3]), cells(&[3])), (None, None));
}

/// The greatest number is read, as a time and as a value; one more is refused.
#[test]
fn number_over_the_limit_is_refused() {
    let alone = |time: u64, number: u64| {
        let stamp = Stamp { time: NUMBER_LIMIT, device: DeviceId::from_random(1) };
        let cells = vec![(0, Register { stamp, value: Value::Number(number) })];
        read_back(vec![Table { kind: Kind(3), things: vec![id(time, 1)], columns: vec![Column { field: Field(2), cells }] }])
    };
    assert_eq!((alone(0, 0), alone(NUMBER_LIMIT, 5), alone(5, NUMBER_LIMIT)), (Some(1), Some(1), Some(1)));
    assert_eq!((alone(NUMBER_LIMIT + 1, 5), alone(5, NUMBER_LIMIT + 1)), (None, None));
}

#[test]
fn kind_over_the_last_is_refused() {
    let table = |lowest: u32, step: u64| {
        let kind = lowest + step as u32;
        [([slot::KIND, lowest, 0], step), ([slot::THINGS, kind, 0], 0), ([slot::COLUMNS, kind, 0], 0)]
    };
    let tables =
        |count: u64, tables: &[[([u32; 3], u64); 3]]| is_accepted(&[&[([slot::TABLES, 0, 0], count)], &tables.concat()[..]].concat());
    assert!(tables(1, &[table(0, 255)]));
    assert!(tables(2, &[table(0, 254), table(255, 0)]));
    assert!(!tables(2, &[table(0, 255), table(256, 0)]));
    assert!(!tables(2, &[table(0, 200), table(201, 55)]));
    assert!(!tables(1, &[table(0, 256)]));
    assert!(!is_accepted(&[([slot::TABLES, 0, 0], 257)]));
}

#[test]
fn field_below_the_first_is_refused() {
    let fields = |steps: &[u64]| {
        let mut numbers = vec![([slot::TABLES, 0, 0], 1), ([slot::KIND, 0, 0], 3), ([slot::THINGS, 3, 0], 0)];
        numbers.push(([slot::COLUMNS, 3, 0], steps.len() as u64));
        let mut bound = 1 << 16;
        for (place, step) in steps.iter().enumerate() {
            numbers.push(([of_kind(Kind(3), slot::FIELD), bound, 0], *step));
            bound = if place == 0 { *step as u32 } else { bound.wrapping_sub(*step as u32 + 1) };
        }
        is_accepted(&numbers)
    };
    assert!(fields(&[0]) && fields(&[65_535]) && fields(&[2, 0, 0]) && fields(&[5, 4]));
    assert!(!fields(&[0, 0]) && !fields(&[1, 1]) && !fields(&[5, 5]) && !fields(&[2, 0, 0, 0]));
    assert!(!fields(&[65_536]));
}

/// Random bytes decode to no more than the reader's room allows.
#[test]
fn random_bytes_decode_within_the_room() {
    for seed in 0..400u64 {
        let bytes: Vec<u8> = (0..40).map(|place| (seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(place * 7) >> 56) as u8).collect();
        let mut coder = Coder::primer().reading(&bytes, 1 << 12);
        let document = walk(&mut coder, &Document::new(), &mut |_, _| ());
        assert!(document.len() <= 1 << 9, "{seed}: decoded more than the room allows");
    }
}
