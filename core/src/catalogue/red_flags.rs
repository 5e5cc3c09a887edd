//! The red flags with the action each asks for.
