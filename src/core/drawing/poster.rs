//! The poster: the reading and the agreements on one sheet of paper, as a self-contained SVG file.
//!
//! Text cannot be measured here, so lines break by a conservative estimate. The caller supplies all words and the chart.

use super::chart;
use super::chart::{BANDS, Svg};
use crate::core::board::layer::Layer;

/// The width of the sheet.
const WIDTH: u32 = 900;
/// The least height of the sheet, in A4 proportion; many agreements make it longer.
const HEIGHT: u32 = 1273;
/// The margin.
const EDGE: u32 = 60;
/// The width between the margins.
const ROOM: u32 = WIDTH - 2 * EDGE;
/// The width of the chart.
const CHART: u32 = 600;
/// The x of the statements.
const STATEMENT: u32 = 290;

/// The words of a poster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PosterWords {
    /// The workshop's title.
    pub title: String,
    /// The day.
    pub day: String,
    /// The sentence of the reading, if there is one.
    pub sentence: Option<String>,
    /// The result of a run-off, if there was one.
    pub run_off: Option<String>,
    /// The layers, each with its agreed statement.
    pub layers: [(&'static str, Option<String>); 6],
    /// The text for a layer without a statement.
    pub unsaid: &'static str,
    /// The agreements in force, and those pulled back: a heading, and one sentence each.
    pub agreements: [(&'static str, Vec<String>); 2],
    /// The lines at the end: the next date, who took part.
    pub end: Vec<String>,
    /// The chart, as an SVG file.
    pub chart: String,
    /// The lines below the chart: which layers are rightly held tightly, and why.
    pub rightly: Vec<String>,
}

/// The typeface of a text: size and attributes.
#[derive(Clone, Copy)]
struct Face {
    size: u32,
    look: &'static str,
}

const SERIF: &str = "fill=\"#1d2433\" font-weight=\"600\" font-family=\"Iowan Old Style, Palatino Linotype, Georgia, serif\"";
const PLAIN: &str = "fill=\"#1d2433\"";
const SOFT: &str = "fill=\"#545d70\"";
const TITLE: Face = Face { size: 40, look: SERIF };
const SENTENCE: Face = Face { size: 26, look: SERIF };
const NAME: Face = Face { size: 20, look: SERIF };
const TEXT: Face = Face { size: 18, look: PLAIN };
const UNSAID: Face = Face { size: 18, look: "fill=\"#545d70\" font-style=\"italic\"" };
const SMALL: Face = Face { size: 16, look: SOFT };

impl Face {
    /// The number of letters that fit: usually a letter is a little wider than half its height, and wider in bold.
    fn letters(self, room: u32) -> u32 {
        room * 100 / (self.size * if self.look == SERIF { 62 } else { 54 })
    }
}

/// The width of a letter: East Asian ones count twice.
fn breadth(letter: char) -> u32 {
    if letter >= '\u{1100}' { 2 } else { 1 }
}

/// Breaks a text into lines of at most `letters` letters; a word longer than a line is split.
fn lines(text: &str, letters: u32) -> Vec<String> {
    let (mut lines, mut line, mut taken) = (Vec::new(), String::new(), 0);
    for word in text.split_whitespace() {
        let length: u32 = word.chars().map(breadth).sum();
        if taken > 0 && taken + 1 + length > letters {
            lines.push(std::mem::take(&mut line));
            taken = 0;
        }
        if taken > 0 {
            line.push(' ');
            taken += 1;
        }
        for letter in word.chars() {
            if taken + breadth(letter) > letters && taken > 0 {
                lines.push(std::mem::take(&mut line));
                taken = 0;
            }
            line.push(letter);
            taken += breadth(letter);
        }
    }
    lines.push(line);
    lines
}

/// A sheet, filled from the top.
struct Sheet {
    svg: Svg,
    y: u32,
}

impl Sheet {
    /// Appends a text at the current height.
    fn block(&mut self, x: u32, face: Face, text: &str) {
        for line in lines(text, face.letters(WIDTH - EDGE - x)) {
            self.y += face.size * 13 / 10;
            self.svg.open("text", "text").at("x", x).at("y", self.y - face.size * 3 / 10).at("font-size", face.size);
            for piece in [" ", face.look, ">"] {
                self.svg.0 += piece;
            }
            self.svg.text(&line);
            self.svg.0 += "</text>";
        }
    }

    fn area(&mut self, y: u32, height: u32, fill: &str) {
        self.svg.open("rect", "area").at("x", EDGE).at("y", y).at("width", ROOM).at("height", height);
        for piece in [" fill=\"", fill, "\"/>"] {
            self.svg.0 += piece;
        }
    }

    /// Appends a layer, in a band as high as its text.
    fn layer(&mut self, layer: Layer, name: &str, face: Face, statement: &str) {
        let rows = lines(statement, TEXT.letters(WIDTH - EDGE - STATEMENT)).len() as u32;
        let height = rows * TEXT.size * 13 / 10 + 20;
        self.area(self.y, height, BANDS[layer as usize]);
        let top = self.y;
        self.y = top + 8;
        self.block(EDGE + 16, NAME, name);
        self.y = top + 10;
        self.block(STATEMENT, face, statement);
        self.y = top + height;
    }

    fn chart(&mut self, chart: &str) {
        let height = CHART * chart::HEIGHT / chart::WIDTH;
        self.svg.open("svg", "place").at("x", (WIDTH - CHART) / 2).at("y", self.y).at("width", CHART).at("height", height).0 += ">";
        self.svg.0 += chart;
        self.svg.0 += "</svg>";
        self.y += height;
    }
}

/// The poster as an SVG file.
pub fn svg(words: &PosterWords) -> String {
    let mut sheet = Sheet { svg: Svg(String::new()), y: EDGE - 10 };
    sheet.block(EDGE, TITLE, &words.title);
    sheet.block(EDGE, SMALL, &words.day);
    sheet.y += 20;
    sheet.area(sheet.y, 2, "#1d2433");
    sheet.y += 12;
    if let Some(sentence) = &words.sentence {
        sheet.block(EDGE, SENTENCE, sentence);
        sheet.y += 20;
    }
    if let Some(run_off) = &words.run_off {
        sheet.block(EDGE, SMALL, run_off);
        sheet.y += 20;
    }
    for (layer, (name, statement)) in Layer::ALL.into_iter().zip(&words.layers) {
        match statement {
            Some(statement) => sheet.layer(layer, name, TEXT, statement),
            None => sheet.layer(layer, name, UNSAID, words.unsaid),
        }
    }
    sheet.y += 20;
    sheet.chart(&words.chart);
    for line in &words.rightly {
        sheet.block(EDGE, SMALL, line);
    }
    for (heading, agreements) in words.agreements.iter().filter(|(_, agreements)| !agreements.is_empty()) {
        sheet.y += 20;
        sheet.block(EDGE, SENTENCE, heading);
        for (place, agreement) in agreements.iter().enumerate() {
            sheet.y += 12;
            let top = sheet.y;
            sheet.block(EDGE, NAME, &(place + 1).to_string());
            sheet.y = top + 2;
            sheet.block(EDGE + 36, TEXT, agreement);
        }
    }
    sheet.y += 20;
    for line in &words.end {
        sheet.block(EDGE, SMALL, line);
    }
    finished(&sheet, &words.title)
}

fn finished(sheet: &Sheet, title: &str) -> String {
    let height = HEIGHT.max(sheet.y + EDGE);
    let mut out = Svg(String::new());
    out.0 += "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" font-family=\"system-ui, sans-serif\"";
    // Some browsers cannot turn an SVG without a size into a picture.
    out.at("width", WIDTH).at("height", height).number(" viewBox=\"0 0", WIDTH, ' ').number("", height, '"');
    out.0 += "><title>";
    out.text(title);
    out.0 += "</title><rect width=\"100%\" height=\"100%\" fill=\"white\"/>";
    out.0 += &sheet.svg.0;
    out.0 += "</svg>";
    out.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_inside_long_ones() {
        assert_eq!(lines("one two three", 7), ["one two", "three"]);
        assert_eq!(lines("abcdefghij kl", 4), ["abcd", "efgh", "ij", "kl"]);
        assert_eq!(lines("議論する", 4), ["議論", "する"]);
        assert_eq!(lines("  ", 4), [""]);
    }

    fn words(agreements: usize) -> PosterWords {
        PosterWords {
            title: String::from("Where <we> hold & why"),
            day: String::from("4 December 2026"),
            sentence: Some(String::from("At the bottom.")),
            run_off: Some(String::from("Among two.")),
            layers: Layer::ALL.map(|layer| ("Layer", (layer != Layer::Goals).then(|| String::from("Said.")))),
            unsaid: "Not yet",
            agreements: [("Agreed", vec!["A long sentence ".repeat(20); agreements]), ("Pulled back", Vec::new())],
            end: vec![String::from("The end.")],
            chart: String::from("<svg><title>chart</title></svg>"),
            rightly: vec![String::from("Rightly.")],
        }
    }

    fn height(svg: &str) -> Option<u32> {
        svg.split_once("height=\"")?.1.split_once('"')?.0.parse().ok()
    }

    #[test]
    fn sheet_grows_with_its_content() {
        let (few, many) = (svg(&words(0)), svg(&words(20)));
        assert_eq!(height(&few), Some(HEIGHT));
        assert!(height(&many) > Some(2 * HEIGHT), "{:?}", height(&many));
        assert_eq!((few.matches("Agreed").count(), many.matches("Agreed").count()), (0, 1));
        assert_eq!((few.matches(">Said.<").count(), few.matches("italic\">Not yet<").count()), (5, 1));
    }

    #[test]
    fn text_of_people_is_escaped() {
        let svg = svg(&words(1));
        assert!(svg.contains("Where &lt;we&gt; hold &amp; why") && !svg.contains("<we>"), "{svg}");
        assert_eq!(svg.matches("<svg").count(), svg.matches("</svg>").count());
    }
}
