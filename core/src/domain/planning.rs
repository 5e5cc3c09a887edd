//! What the reminder planner is handed: only confirmed steps, holds and answers.
