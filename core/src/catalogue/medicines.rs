//! The table of medicines: names, classes, codes and their verification status.
