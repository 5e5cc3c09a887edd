//! Tonight: the one state a patient sees before bed, and why.
