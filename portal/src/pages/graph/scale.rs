//! Where a night and a value stand on the graph, in tenths of a pixel: whole numbers, so that nothing drifts.

use chrono::NaiveDate;

/// The graph's width.
pub(super) const WIDTH: i64 = 9_600;
/// Room for the names of the lanes.
pub(super) const LEFT: i64 = 1_000;
/// Room for the names of the lines.
pub(super) const RIGHT: i64 = 1_900;

/// The nights shown, from left to right.
#[derive(Debug, Clone, Copy)]
pub(super) struct Across {
    /// The first.
    pub(super) first: NaiveDate,
    /// How many; at least one.
    pub(super) nights: i64,
}

impl Across {
    pub(super) fn new(first: NaiveDate, last: NaiveDate) -> Self {
        Self { first, nights: ((last - first).num_days() + 1).max(1) }
    }

    /// The left edge of a night; nights outside are clamped to the edges.
    pub(super) fn left(self, night: NaiveDate) -> i64 {
        let place = (night - self.first).num_days().clamp(0, self.nights);
        LEFT + (WIDTH - LEFT - RIGHT) * place / self.nights
    }

    /// The right edge of a night.
    pub(super) fn right(self, night: NaiveDate) -> i64 {
        self.left(night.succ_opt().unwrap_or(night))
    }

    /// The middle of a night.
    pub(super) fn middle(self, night: NaiveDate) -> i64 {
        i64::midpoint(self.left(night), self.right(night))
    }

    /// Whether a night is on the graph.
    pub(super) fn shows(self, night: NaiveDate) -> bool {
        (0..self.nights).contains(&(night - self.first).num_days())
    }

    /// A night's width.
    pub(super) fn width(self) -> i64 {
        (WIDTH - LEFT - RIGHT) / self.nights
    }
}

/// A lane of the graph, from top to bottom.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lane {
    /// Its upper edge.
    pub(super) top: i64,
    /// Its height.
    pub(super) height: i64,
}

impl Lane {
    pub(super) const fn bottom(self) -> i64 {
        self.top + self.height
    }

    /// The height of `value` where the lane reaches to `most`.
    pub(super) fn y(self, value: u64, most: u64) -> i64 {
        let (value, most) = (i128::from(value), i128::from(most.max(1)));
        let up = i128::from(self.height) * value / most;
        self.bottom() - i64::try_from(up).unwrap_or(self.height)
    }
}

/// Places labels below one another, `apart` at least, as near to where they belong as that allows.
pub(super) fn spread(places: &mut [(i64, usize)], apart: i64, lane: Lane) {
    places.sort_unstable();
    let mut least = i64::MIN;
    for (y, _) in places.iter_mut() {
        *y = (*y).max(least);
        least = *y + apart;
    }
    let mut most = lane.bottom();
    for (y, _) in places.iter_mut().rev() {
        *y = (*y).min(most);
        most = *y - apart;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nights_stand_side_by_side_and_fill_the_width() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).expect("a date");
        let across = Across::new(day(1), day(30));
        assert_eq!(across.left(day(1)), LEFT);
        assert_eq!(across.right(day(30)), WIDTH - RIGHT);
        assert_eq!(across.right(day(3)), across.left(day(4)));
        assert!(
            across.shows(day(30)) && !across.shows(NaiveDate::from_ymd_opt(2026, 12, 1).expect("a date"))
        );
    }

    #[test]
    fn values_rise_and_labels_keep_apart() {
        let lane = Lane { top: 100, height: 1_000 };
        assert_eq!((lane.y(0, 10), lane.y(5, 10), lane.y(10, 10)), (1_100, 600, 100));
        let mut places = [(500, 0), (510, 1), (1_090, 2)];
        spread(&mut places, 160, lane);
        assert_eq!(places, [(500, 0), (660, 1), (1_090, 2)]);
    }
}
