//! Autolinkers find a link in a text whole.
//!
//! Two are tried, like those in chat and mail programs: `linkify` for plain text, `comrak` for Markdown.

use alignment_board::core::board::Colour;
use alignment_board::core::board::layer::Layer;
use alignment_board::core::command::Command;
use alignment_board::core::document::Document;
use alignment_board::core::document::id::BoardId;
use alignment_board::core::format::link;
use alignment_board::core::replica::Replica;
use comrak::nodes::NodeValue;
use comrak::{Arena, Options, parse_document};
use linkify::{LinkFinder, LinkKind};

use super::Numbers;
use crate::fuzz_bodies::framed_link;
use crate::support::device;

const ADDRESSES: [&str; 4] =
    ["https://example.org/#", "https://boards.example.org/align/#", "http://localhost:8080/#", "https://example.org/a/index.html#"];
/// What people write around a link; `@` is the link.
const TEXTS: [&str; 16] = [
    "@",
    "Our board: @",
    "Our board is @.",
    "Look at @, please.",
    "Is it @?",
    "There it is: @!",
    "(@)",
    "We have a board (see @).",
    "<@>",
    "\"@\"",
    "'@'",
    "“@”",
    "Two lines\n@\nand more",
    "*@*",
    "@;",
    "- @\n- and more",
];
/// Texts that mean something only in Markdown.
const MARKDOWN_TEXTS: [&str; 3] = ["[the board](@)", "**@**", "> @"];
/// In Markdown a bracket starts something else, and the link stays text.
const PLAIN_TEXTS: [&str; 2] = ["[@]", "{@}"];

/// The fragment of a found link. Signs around it may still be there; opening it removes them.
fn fragment(found: &str) -> &str {
    let fragment = found.split_once('#').map_or("", |(_, fragment)| fragment);
    fragment.trim_end_matches(|letter: char| !letter.is_ascii_alphanumeric() && !matches!(letter, '-' | '_'))
}

fn found_in_text(text: &str) -> Vec<String> {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]);
    finder.links(text).map(|link| String::from(fragment(link.as_str()))).collect()
}

fn found_in_markdown(text: &str) -> Vec<String> {
    let mut options = Options::default();
    options.extension.autolink = true;
    options.extension.strikethrough = true;
    options.extension.table = true;
    let arena = Arena::new();
    let root = parse_document(&arena, text, &options);
    let links = root.descendants().filter_map(|node| match &node.data().value {
        NodeValue::Link(link) => Some(String::from(fragment(&link.url))),
        _ => None,
    });
    links.collect()
}

/// A link that the program makes.
fn real(numbers: &mut Numbers) -> String {
    let mut replica = Replica::new(device(numbers.next()), Document::new());
    for _ in 0..=numbers.below(6) {
        let texts = vec![format!("note {}", numbers.next())];
        let _ = replica.act(&Command::AddNotes { layer: Layer::ALL[numbers.below(6)], texts, colour: Colour::Mint, author: None }, 0);
    }
    link::encode(BoardId::from_random(numbers.next()), replica.document())
}

/// A link with an arbitrary payload: an autolinker cannot tell the difference.
fn any(numbers: &mut Numbers) -> String {
    let length = 1 + numbers.below(120);
    // Often the letters `-` and `_`, which mean something in Markdown and end links elsewhere.
    let style = numbers.below(4);
    let bytes: Vec<u8> = (0..length)
        .map(|_| match (style, numbers.next()) {
            (0, number) => [0xff, 0xfb, 0xef, 0xbe][number as usize & 3],
            (_, number) => number as u8,
        })
        .collect();
    framed_link(&bytes)
}

fn check(link: &str, text: &str, address: &str) {
    let written = text.replace('@', &(String::from(address) + link));
    if !PLAIN_TEXTS.contains(&text) {
        assert_eq!(found_in_markdown(&written), [link], "as Markdown: {written}");
    }
    if !MARKDOWN_TEXTS.contains(&text) {
        assert_eq!(found_in_text(&written), [link], "as plain text: {written}");
    }
}

#[test]
fn autolinkers_find_100_000_links_whole() {
    let mut numbers = Numbers(11);
    let texts: Vec<&str> = TEXTS.into_iter().chain(MARKDOWN_TEXTS).chain(PLAIN_TEXTS).collect();
    for round in 0..100_000 {
        check(&any(&mut numbers), texts[round % texts.len()], ADDRESSES[numbers.below(ADDRESSES.len())]);
    }
}

#[test]
fn real_links_open_after_autolinking() {
    let mut numbers = Numbers(13);
    for text in TEXTS.into_iter().chain(MARKDOWN_TEXTS) {
        for address in ADDRESSES {
            let link = real(&mut numbers);
            check(&link, text, address);
            let written = text.replace('@', &(String::from(address) + &link));
            let found = found_in_markdown(&written);
            assert!(found.first().is_some_and(|found| link::decode(found).is_ok()), "{written}");
            // Also with the signs around it, and percent-encoded as a browser writes them.
            let around = text.replace('@', &link);
            let around = around.split_whitespace().find(|word| word.contains(&link)).unwrap();
            if text != "[the board](@)" {
                assert!(link::decode(around).is_ok(), "{around}");
                let percent: String =
                    around.bytes().map(|byte| if byte.is_ascii() { char::from(byte).into() } else { format!("%{byte:02X}") }).collect();
                assert!(link::decode(&percent).is_ok(), "{percent}");
            }
        }
    }
}
