//! Where a night and a value stand, in whole units.

use super::WIDTH;
use crate::domain::night::Night;

/// Room for the names of the lanes.
pub(super) const LEFT: i32 = 1_150;
/// Room for the names of the lines.
pub(super) const RIGHT: i32 = 1_650;

/// The nights shown, from left to right.
#[derive(Debug, Clone, Copy)]
pub(super) struct Across {
    first: Night,
    nights: i32,
}

impl Across {
    pub(super) fn new(first: Night, last: Night) -> Self {
        let nights = (last.date - first.date).num_days() + 1;
        Self { first, nights: i32::try_from(nights).unwrap_or(i32::MAX / WIDTH).clamp(7, 10_000) }
    }

    /// The left edge of a night; nights outside are clamped to the edges.
    pub(super) fn left(self, night: Night) -> i32 {
        let place = (night.date - self.first.date).num_days();
        let place = i32::try_from(place).unwrap_or(i32::MAX).clamp(0, self.nights);
        let width = i64::from(WIDTH - LEFT - RIGHT);
        LEFT + i32::try_from(width * i64::from(place) / i64::from(self.nights)).unwrap_or(0)
    }

    /// The right edge of a night.
    pub(super) fn right(self, night: Night) -> i32 {
        self.left(night.next())
    }

    /// The first night shown.
    pub(super) const fn first(self) -> Night {
        self.first
    }

    /// How many nights are shown.
    pub(super) const fn nights(self) -> i32 {
        self.nights
    }
}

/// A lane, from its upper to its lower edge.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lane {
    pub(super) top: i32,
    pub(super) bottom: i32,
}

impl Lane {
    /// The height of a value where the lane reaches to `most`.
    pub(super) fn y(self, value: u64, most: u64) -> i32 {
        let height = i128::from(self.bottom - self.top);
        let up = height * i128::from(value) / i128::from(most.max(1));
        self.bottom - i32::try_from(up).unwrap_or(0)
    }
}

/// Moves labels apart, keeping their order, and none below the lane.
pub(super) fn spread(places: &mut [(i32, usize)], apart: i32, lane: Lane) {
    places.sort_unstable();
    let mut least = lane.top;
    for (y, _) in places.iter_mut() {
        *y = (*y).max(least);
        least = *y + apart;
    }
    let mut most = lane.bottom;
    for (y, _) in places.iter_mut().rev() {
        *y = (*y).min(most);
        most = *y - apart;
    }
}
