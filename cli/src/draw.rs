//! The syringe, drawn to the line: capacity, every graduation mark, and where the plunger's flat edge stops.
//!
//! Only marks that the syringe really has are drawn. Fine scales do not fit a terminal mark by mark, so they get
//! the whole barrel in small and, below it, the marks around the line one by one.

use crate::machine::Machine;
use nocte_core::domain::amount::Volume;
use nocte_core::domain::syringe::Syringe;

/// Columns for the barrel; with its ends it stays within 80.
const WIDTH: u64 = 64;
/// Marks on each side of the line in the close-up.
const AROUND: u64 = 7;

/// The drawing, one line per row, for the part of a dose drawn in one go (at most the capacity).
pub(crate) fn syringe(syringe: Syringe, line: Volume) -> Vec<String> {
    let grad = syringe.graduation().ul();
    let marks = syringe.capacity().ul() / grad;
    let at = (line.ul() / grad).min(marks);
    if marks <= WIDTH {
        let scale = Scale { first: 0, last: marks, per_mark: (WIDTH / marks).min(8), grad };
        return scale.draw(at, true);
    }
    let mut rows = whole_in_small(marks, at, grad);
    let scale = Scale { first: at.saturating_sub(AROUND), last: (at + AROUND).min(marks), per_mark: 4, grad };
    rows.push(String::new());
    rows.extend(scale.draw(at, false));
    rows
}

/// All draws of a dose. Full ones look alike and are drawn once; the last is drawn on its own.
pub(crate) fn draws(of: Syringe, lines: &[Volume], machine: &Machine) -> Vec<String> {
    let count = lines.len();
    let mut rows = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let same_as_next = lines.get(index + 1) == Some(line);
        if same_as_next {
            continue;
        }
        if count > 1 {
            let first = lines.iter().position(|other| other == line).unwrap_or(index) + 1;
            let which =
                if first == index + 1 { first.to_string() } else { format!("{first}–{}", index + 1) };
            let (draw, of) = (machine.say("draw", "Füllung"), machine.say("of", "von"));
            rows.push(format!("  {draw} {which} {of} {count}"));
        }
        rows.extend(syringe(of, *line));
        rows.push(String::new());
    }
    rows
}

/// Millilitres as a scale prints them: no trailing zero, a leading one where needed.
pub(crate) fn millilitres(ul: u64) -> String {
    let (whole, rest) = (ul / 1000, ul % 1000);
    if rest == 0 {
        return whole.to_string();
    }
    let digits = format!("{rest:03}");
    format!("{whole}.{}", digits.trim_end_matches('0'))
}

/// A stretch of the scale, every mark drawn.
struct Scale {
    first: u64,
    last: u64,
    per_mark: u64,
    grad: u64,
}

impl Scale {
    fn column(&self, mark: u64) -> usize {
        usize::try_from((mark - self.first) * self.per_mark).unwrap_or(0)
    }

    /// Every mark is long and carries its number, or every fifth, tenth … where numbers would touch.
    fn long_every(&self) -> u64 {
        [1, 5, 10, 20, 50].into_iter().find(|every| every * self.per_mark >= 6).unwrap_or(50)
    }

    fn draw(&self, at: u64, whole: bool) -> Vec<String> {
        let width = self.column(self.last) + 1;
        let every = self.long_every();
        let (mut numbers, mut ticks) = (Row::new(width + 8), Row::new(width));
        for mark in self.first..=self.last {
            let long = mark.is_multiple_of(every);
            ticks.put(self.column(mark), if long { "│" } else { "╷" });
            if long {
                numbers.centre(self.column(mark), &millilitres(mark * self.grad));
            }
        }
        let edge = self.column(at);
        let mut barrel = Row::filled(width, " ");
        (0..edge).for_each(|column| barrel.put(column, "▒"));
        barrel.put(edge, "█");
        let (left, right) = if whole { ("─┤", "├═╡") } else { (" ┆", "┆") };
        vec![
            format!("    {}  mL", numbers.text()),
            format!("    {}", ticks.text()),
            format!("  {left}{}{right}", barrel.text_padded()),
            format!("    {}▲ {}", " ".repeat(edge), self.words(at)),
        ]
    }

    /// "1.5 mL" and how to find it: counted from the last long mark.
    fn words(&self, at: u64) -> String {
        let line = format!("{} mL", millilitres(at * self.grad));
        let past = at % self.long_every();
        match past {
            0 => line,
            1 => format!("{line} (1 mark past {})", millilitres((at - past) * self.grad)),
            _ => format!("{line} ({past} marks past {})", millilitres((at - past) * self.grad)),
        }
    }
}

/// The barrel of a fine syringe as a whole, numbered at its quarters.
fn whole_in_small(marks: u64, at: u64, grad: u64) -> Vec<String> {
    let column = |mark: u64| usize::try_from(mark * WIDTH / marks).unwrap_or(0);
    let width = column(marks) + 1;
    let mut numbers = Row::new(width + 8);
    for quarter in 0..=4 {
        if (marks * quarter).is_multiple_of(4) {
            let mark = marks * quarter / 4;
            numbers.centre(column(mark), &millilitres(mark * grad));
        }
    }
    let mut barrel = Row::filled(width, " ");
    (0..column(at)).for_each(|c| barrel.put(c, "▒"));
    barrel.put(column(at), "█");
    vec![format!("    {}  mL", numbers.text()), format!("  ─┤{}├═╡", barrel.text_padded())]
}

/// A row of single-column cells.
struct Row(Vec<String>);

impl Row {
    fn new(width: usize) -> Self {
        Self::filled(width, " ")
    }

    fn filled(width: usize, cell: &str) -> Self {
        Self(vec![cell.to_owned(); width])
    }

    fn put(&mut self, column: usize, cell: &str) {
        if let Some(place) = self.0.get_mut(column) {
            cell.clone_into(place);
        }
    }

    /// Writes a number with its middle at `column`; the first ones are pushed right to stay on the row.
    fn centre(&mut self, column: usize, text: &str) {
        let start = column.saturating_sub(text.len() / 2);
        for (offset, digit) in text.chars().enumerate() {
            self.put(start + offset, &digit.to_string());
        }
    }

    fn text(&self) -> String {
        self.0.concat().trim_end().to_owned()
    }

    fn text_padded(&self) -> String {
        self.0.concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(capacity: u64, graduation: u64) -> Syringe {
        Syringe::new(Volume::from_ul(capacity), Volume::from_ul(graduation)).expect("a syringe one can buy")
    }

    /// The column of the plunger's edge in a barrel row, without the ends.
    fn edge(row: &str) -> usize {
        row.chars().position(|c| c == '█').expect("every barrel has its plunger") - 4
    }

    #[test]
    fn the_plunger_stands_exactly_on_the_mark() {
        let rows = syringe(of(3000, 100), Volume::from_ul(1500));
        assert_eq!(edge(&rows[2]), 15 * 2);
        assert!(rows[3].ends_with("▲ 1.5 mL"), "{}", rows[3]);
        let rows = syringe(of(3000, 100), Volume::from_ul(1700));
        assert!(rows[3].ends_with("▲ 1.7 mL (2 marks past 1.5)"), "{}", rows[3]);
    }

    #[test]
    fn every_mark_of_a_coarse_syringe_is_drawn() {
        let rows = syringe(of(5000, 200), Volume::from_ul(5000));
        assert_eq!(rows[1].chars().filter(|c| "│╷".contains(*c)).count(), 26);
    }

    #[test]
    fn a_fine_syringe_gets_a_close_up() {
        let rows = syringe(of(1000, 10), Volume::from_ul(370));
        assert_eq!(rows.len(), 7);
        assert!(rows[6].contains("▲ 0.37 mL (2 marks past 0.35)"), "{}", rows[6]);
    }

    #[test]
    fn no_syringe_breaks_the_drawing() {
        for capacity in [1, 10, 500, 1000, 3000, 20_000] {
            for graduation in (1..=capacity).filter(|g| capacity % g == 0) {
                let any = of(capacity, graduation);
                for line in [0, graduation, capacity / 2, capacity, capacity * 3] {
                    let rows = syringe(any, Volume::from_ul(line));
                    assert!(rows.iter().all(|row| row.chars().count() <= 110));
                }
            }
        }
    }
}
