//! The name of a key, whatever the keyboard's script.

/// The key code that a browser gives for a key while an input method composes. WebKit sends the Enter that ends a composition with it, and
/// no longer calls that composing.
pub const COMPOSING_CODE: u32 = 229;

/// The name of a key, as shortcuts know it: `key` is what it types, `code` the place on the keyboard. On a layout without Latin letters a
/// letter goes by its place, so Ctrl+я is Ctrl+Z.
pub fn name_of(key: &str, code: &str) -> String {
    let mut characters = key.chars();
    let types_no_latin = characters.next().is_some_and(|first| !first.is_ascii()) && characters.next().is_none();
    match code.strip_prefix("Key") {
        Some(letter) if types_no_latin => letter.to_ascii_lowercase(),
        _ => String::from(key),
    }
}

/// Whether a key belongs to an input method, which alone handles it.
pub fn is_of_input_method(is_composing: bool, key_code: u32) -> bool {
    is_composing || key_code == COMPOSING_CODE
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ctrl+Z did nothing on a Cyrillic layout.
    #[test]
    fn letters_of_other_scripts_go_by_their_place() {
        let cases = [
            ("я", "KeyZ", "z"),
            ("Я", "KeyZ", "z"),
            ("ζ", "KeyZ", "z"),
            ("ㅋ", "KeyZ", "z"),
            ("ش", "KeyA", "a"),
            // AZERTY and Dvorak type Latin letters: what is printed on the key counts.
            ("z", "KeyW", "z"),
            ("Z", "KeyZ", "Z"),
            ("Enter", "Enter", "Enter"),
            ("ArrowUp", "ArrowUp", "ArrowUp"),
            ("+", "BracketRight", "+"),
            ("ё", "Backquote", "ё"),
            ("Process", "KeyA", "Process"),
            ("", "", ""),
        ];
        for (key, code, name) in cases {
            assert_eq!(name_of(key, code), name, "{key} {code}");
        }
    }

    #[test]
    fn keys_of_an_input_method_are_known_in_every_browser() {
        assert_eq!(
            [(false, 13), (true, 13), (false, 229), (true, 229)].map(|(is, code)| is_of_input_method(is, code)),
            [false, true, true, true]
        );
    }
}
