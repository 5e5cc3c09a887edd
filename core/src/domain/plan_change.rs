//! New plan versions: repeat, back one, halve, stop, change, re-check, re-titrate.
