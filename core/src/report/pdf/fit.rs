//! How small a side is set so that it fits: one page is the promise, down to letters that can still be read.

use super::lay::{Laid, Sizes, lay};
use crate::report::document::Side;

/// The usual size first. The smallest is that of a package leaflet's footnote.
const STEPS: [i32; 8] = [100, 96, 92, 88, 84, 80, 76, 72];

/// The blocks of a side in the largest size in which they fit into a height, or in the smallest.
pub(super) fn fit(side: &Side, width: i32, height: i32) -> Vec<Laid> {
    let mut laid = Vec::new();
    for percent in STEPS {
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
