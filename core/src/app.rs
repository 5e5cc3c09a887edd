//! One method per intention; glue only, no rule.

