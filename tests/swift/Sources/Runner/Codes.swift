import NocteCore

/// The word for a case of an enum that has no values: `gapShift` is `gap_shift`.
func code(_ one: some Equatable) -> String {
    "\(one)".map { $0.isUppercase ? "_\($0.lowercased())" : String($0) }.joined()
}

func code(_ one: Resolution) -> String {
    switch one {
    case .nonexistent: "nonexistent_night"
    case .exact: "exact"
    case .gapShift: "gap_shift"
    case .overlapFirst: "overlap_first"
    }
}

/// What a vector calls a part of a daytime notification.
func code(_ part: ReminderPart) -> String {
    switch part {
    case .confirm(let night): "confirm:\(night)"
    case .step(let id): "step:\(id)"
    case .reeval: "reeval"
    case .stock: "stock"
    case .expiry: "expiry"
    case .review: "review"
    case .checkin: "checkin"
    case .holdCheck: "hold_check"
    case .stopped: "stopped"
    case .silence: "silence"
    case .sentinel: "sentinel"
    }
}

/// What a vector calls a thing the next step waits for.
func code(_ block: StepBlock) -> String {
    switch block {
    case .ended: "ended"
    case .twoPlans: "two_plans"
    case .confirmed: "confirmed"
    case .changePending: "change_pending"
    case .lastStep: "last_step"
    case .aboveCap: "above_cap"
    case .nights: "nights"
    case .effectOpen: "effect_open"
    case .hold: "hold"
    case .symptomFreeNights: "symptom_free_nights"
    case .symptomFreeNotSaid: "symptom_free_not_said"
    case .clinician: "clinician"
    }
}
