//! Initials of names. What people take for a letter is known to the browser, in every script; its tables would weigh more than a module here.

use js_sys::Intl::Segmenter;
use js_sys::{Array, Object, Reflect};

/// The first letters of the first two words, or the first two letters of a single word, for a small badge. A letter has its accents, and a
/// flag is one.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    match (words.next(), words.next()) {
        // Not in capitals: the table for all scripts would weigh more than everything else here.
        (Some(first), Some(second)) => letters(first, 1) + &letters(second, 1),
        (Some(word), None) => letters(word, 2),
        _ => String::new(),
    }
}

/// The first letters of a word.
fn letters(word: &str, count: usize) -> String {
    if word.is_ascii() {
        return word.chars().take(count).collect();
    }
    SEGMENTER.with(|segmenter| {
        let Some(segmenter) = segmenter else { return word.chars().take(count).collect() };
        let segments = segmenter.segment(word);
        let (mut letters, mut at) = (String::new(), 0);
        for _ in 0..count {
            let Some(segment) = segments.containing(at) else { break };
            at += segment.segment().length();
            letters.push_str(&String::from(segment.segment()));
        }
        letters
    })
}

thread_local! {
    /// The browser's own, which splits at letters unless told otherwise; `None` in Firefox before 125.
    static SEGMENTER: Option<Segmenter> = {
        let intl = Reflect::get(&js_sys::global(), &"Intl".into());
        let is_known = intl.and_then(|intl| Reflect::has(&intl, &"Segmenter".into())).unwrap_or(false);
        is_known.then(|| Segmenter::new(&Array::new(), &Object::new()))
    };
}
