//! How small a side is set so that it fits: one page is the promise, down to letters that can still be read.

use super::lay::{Laid, Sizes, lay};
use crate::report::document::Side;

/// The largest first; the smallest is that of a package leaflet's footnotes.
pub(super) const PAGE_STEPS: [i32; 10] = [108, 104, 100, 96, 94, 92, 90, 88, 86, 84];
/// What is cut out is as large as its paper allows.
pub(super) const PIECE_STEPS: [i32; 9] = [140, 130, 120, 110, 100, 92, 84, 78, 72];

/// The blocks of a side in the largest size in which they fit into a height, or in the smallest.
pub(super) fn fit(side: &Side, width: i32, height: i32, steps: &[i32]) -> Vec<Laid> {
    let mut laid = Vec::new();
    for percent in steps.iter().copied() {
        laid = side.blocks.iter().flat_map(|block| lay(block, width, Sizes(percent))).collect();
        if high(&laid) <= height {
            break;
        }
    }
    laid
}

/// The height of blocks one below the other.
pub(super) fn high(laid: &[Laid]) -> i32 {
    laid.iter().map(|one| one.height).sum()
}
