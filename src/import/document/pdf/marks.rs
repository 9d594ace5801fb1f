//! What a page of a PDF shows: characters at their places, and ruling lines.
//!
//! Takes a page; gives its marks.
//! Never draws, and never runs longer than [`MOST_STEPS`].

use std::collections::BTreeMap;
use std::rc::Rc;

use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Array, Dict, Name, Number, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::{Page, Resources};

use super::fonts::Font;
use super::place::Matrix;
use crate::import::document::page::path::Path;
use crate::import::document::page::{Glyph, Marks};

/// Steps of all pages together: instructions and characters.
const MOST_STEPS: usize = 20_000_000;
/// Forms inside of forms.
const DEEPEST: usize = 8;
/// Saved states.
const MOST_STATES: usize = 256;

#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Rc<Font>,
    size: f64,
    char_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

/// Reads pages; fonts are read once.
pub(super) struct Reader {
    fonts: BTreeMap<(u32, i32), Rc<Font>>,
    steps: usize,
}

/// The page that is being read.
struct Showing<'r> {
    reader: &'r mut Reader,
    marks: Marks,
    state: State,
    saved: Vec<State>,
    text: Matrix,
    line: Matrix,
    path: Path,
}

impl Reader {
    pub(super) fn new() -> Self {
        Reader { fonts: BTreeMap::new(), steps: 0 }
    }

    /// Whether the whole document took too long.
    pub(super) fn is_tired(&self) -> bool {
        self.steps > MOST_STEPS
    }

    pub(super) fn read(&mut self, page: &Page<'_>) -> Marks {
        let (width, height) = page.render_dimensions();
        let matrix = Matrix(page.initial_transform(true).as_coeffs());
        let state = State {
            matrix,
            font: Rc::default(),
            size: 0.0,
            char_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        let mut showing = Showing {
            reader: self,
            marks: Marks::default(),
            state,
            saved: vec![],
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
            path: Path::default(),
        };
        let content = Some(page).filter(|page| !shows_a_picture(page)).and_then(|page| page.page_stream());
        if let Some(content) = content {
            showing.run(content, page.resources(), 0);
        }
        let mut marks = showing.marks;
        (marks.width, marks.height) = (super::place::whole(width.into()), super::place::whole(height.into()));
        marks
    }

    fn font(&mut self, id: Option<ObjectIdentifier>, font: &Dict<'_>) -> Rc<Font> {
        let Some(id) = id else { return Rc::new(Font::read(font)) };
        let key = (id.obj_number, id.gen_number);
        Rc::clone(self.fonts.entry(key).or_insert_with(|| Rc::new(Font::read(font))))
    }
}

/// Whether a page's content says that it is a picture: such a part was not weighed, and is none.
fn shows_a_picture(page: &Page<'_>) -> bool {
    let picture = |s: &Stream<'_>| s.dict().get::<Name<'_>>("Subtype").is_some_and(|n| n.as_str() == "Image");
    match page.raw().get::<Object<'_>>("Contents") {
        Some(Object::Stream(stream)) => picture(&stream),
        Some(Object::Array(list)) => list.iter::<Stream<'_>>().any(|stream| picture(&stream)),
        _ => false,
    }
}

fn six(a: &Number, b: &Number, c: &Number, d: &Number, e: &Number, f: &Number) -> Matrix {
    Matrix([a, b, c, d, e, f].map(|n| n.as_f64()))
}

impl Showing<'_> {
    fn run(&mut self, content: &[u8], resources: &Resources<'_>, depth: usize) {
        let floor = self.saved.len();
        let mut instructions = TypedIter::new(content);
        while let Some(instruction) = instructions.next() {
            self.reader.steps += 1;
            if self.reader.is_tired() {
                return;
            }
            self.step(&instruction, resources, depth, floor);
        }
        self.saved.truncate(floor);
    }

    fn step(
        &mut self,
        step: &TypedInstruction<'_, '_>,
        resources: &Resources<'_>,
        depth: usize,
        floor: usize,
    ) {
        use TypedInstruction as T;
        match step {
            T::SaveState(_) if self.saved.len() < MOST_STATES => self.saved.push(self.state.clone()),
            T::RestoreState(_) if self.saved.len() > floor => {
                self.state = self.saved.pop().unwrap_or_else(|| self.state.clone());
            }
            T::Transform(t) => {
                self.state.matrix = six(&t.0, &t.1, &t.2, &t.3, &t.4, &t.5).then(&self.state.matrix)
            }
            T::XObject(name) => self.object(name.0, resources, depth),
            T::InlineImage(_) => self.marks.pictures = true,
            T::MoveTo(p) => self.path.begin(self.state.matrix.at(p.0.as_f64(), p.1.as_f64())),
            T::LineTo(p) => self.path.line(self.state.matrix.at(p.0.as_f64(), p.1.as_f64())),
            T::ClosePath(_) => self.path.close(),
            T::RectPath(r) => {
                let [x, y, w, h] = [&r.0, &r.1, &r.2, &r.3].map(|n| n.as_f64());
                self.path.add(self.state.matrix.rectangle(x, y, w, h));
            }
            T::StrokePath(_) | T::CloseAndStrokePath(_) => self.marks.rules.extend(self.path.stroked()),
            T::FillPathNonZero(_) | T::FillPathNonZeroCompatibility(_) | T::FillPathEvenOdd(_) => {
                self.marks.rules.extend(self.path.filled());
            }
            T::FillAndStrokeNonZero(_)
            | T::FillAndStrokeEvenOdd(_)
            | T::CloseFillAndStrokeNonZero(_)
            | T::CloseFillAndStrokeEvenOdd(_) => self.marks.rules.extend(self.path.stroked()),
            T::EndPath(_) => self.path.clear(),
            _ => self.text_step(step, resources),
        }
    }

    fn text_step(&mut self, step: &TypedInstruction<'_, '_>, resources: &Resources<'_>) {
        use TypedInstruction as T;
        let state = &mut self.state;
        match step {
            T::CharacterSpacing(n) => state.char_space = n.0.as_f64(),
            T::WordSpacing(n) => state.word_space = n.0.as_f64(),
            T::HorizontalScaling(n) => state.stretch = Matrix::percent(n.0.as_f64()),
            T::TextLeading(n) => state.leading = n.0.as_f64(),
            T::TextRise(n) => state.rise = n.0.as_f64(),
            T::TextFont(font) => {
                state.size = font.1.as_f64();
                if let Some(dict) = resources.get_font(font.0) {
                    state.font = self.reader.font(dict.obj_id(), &dict);
                }
            }
            T::BeginText(_) => self.set(Matrix::IDENTITY),
            T::NextLine(by) => self.next_line(by.0.as_f64(), by.1.as_f64()),
            T::NextLineAndSetLeading(by) => {
                self.state.leading = Matrix::minus(by.1.as_f64());
                self.next_line(by.0.as_f64(), by.1.as_f64());
            }
            T::NextLineUsingLeading(_) => self.next_line(0.0, Matrix::minus(self.state.leading)),
            T::SetTextMatrix(t) => self.set(six(&t.0, &t.1, &t.2, &t.3, &t.4, &t.5)),
            T::ShowText(text) => self.show(text.0.as_bytes()),
            T::NextLineAndShowText(text) => {
                self.next_line(0.0, Matrix::minus(self.state.leading));
                self.show(text.0.as_bytes());
            }
            T::ShowTextWithParameters(text) => {
                self.state.word_space = text.0.as_f64();
                self.state.char_space = text.1.as_f64();
                self.next_line(0.0, Matrix::minus(self.state.leading));
                self.show(text.2.as_bytes());
            }
            T::ShowTexts(texts) => self.show_all(texts.0),
            _ => {}
        }
    }

    fn set(&mut self, matrix: Matrix) {
        (self.text, self.line) = (matrix, matrix);
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.set(self.line.moved(x, y));
    }

    fn show_all(&mut self, texts: &Array<'_>) {
        for item in texts.iter::<Object<'_>>() {
            match item {
                Object::String(text) => self.show(text.as_bytes()),
                Object::Number(back) => {
                    let state = &self.state;
                    let by = Matrix::back(back.as_f64(), state.size, state.stretch);
                    self.text = self.text.moved(by, 0.0);
                }
                _ => {}
            }
        }
    }

    fn show(&mut self, bytes: &[u8]) {
        let font = Rc::clone(&self.state.font);
        for shown in font.shown(bytes) {
            self.reader.steps += 1;
            let state = &self.state;
            let space = if shown.blank { state.word_space } else { 0.0 };
            let advance = Matrix::advance(shown.width, state.size, state.char_space, space, state.stretch);
            let whole = self.text.then(&state.matrix);
            let from = whole.at(0.0, state.rise);
            let to = whole.at(Matrix::advance(shown.width, state.size, 0.0, 0.0, state.stretch), state.rise);
            match shown.text {
                // Watermarks run aslant.
                Some(text) if whole.is_level() && !self.reader.is_tired() => {
                    let size = super::place::whole(whole.height(state.size));
                    self.marks.glyphs.push(Glyph {
                        text,
                        x: from.0.min(to.0),
                        end: to.0.max(from.0),
                        y: from.1,
                        size,
                    });
                }
                Some(_) => {}
                None => self.marks.unreadable += 1,
            }
            self.text = self.text.moved(advance, 0.0);
        }
    }

    fn object(&mut self, name: &Name<'_>, resources: &Resources<'_>, depth: usize) {
        let Some(stream) = resources.get_x_object(name) else { return };
        let dict = stream.dict();
        if dict.get::<Name<'_>>("Subtype").is_some_and(|n| n.as_str() == "Image") {
            self.marks.pictures = true;
            return;
        }
        if depth >= DEEPEST {
            return;
        }
        let Some(content) = super::decoded(&stream) else { return };
        // Unpacking is work as well: a form that is shown again and again is read again.
        self.reader.steps += content.len() / 64;
        let own = dict.get::<Dict<'_>>("Resources").map(Resources::new);
        let kept = (self.state.clone(), self.text, self.line);
        if let Some(matrix) = dict.get::<Array<'_>>("Matrix") {
            let numbers: Vec<f64> = matrix.iter::<Number>().map(|n| n.as_f64()).collect();
            if let Ok(numbers) = <[f64; 6]>::try_from(numbers) {
                self.state.matrix = Matrix(numbers).then(&self.state.matrix);
            }
        }
        self.run(&content, own.as_ref().unwrap_or(resources), depth + 1);
        (self.state, self.text, self.line) = kept;
    }
}
