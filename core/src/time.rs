//! The clock port: the shell says what time it is and what its clock shows.
