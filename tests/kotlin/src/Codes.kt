package nocte.runner

import nocte.core.ReminderPart
import nocte.core.Resolution
import nocte.core.StepBlock

/** The word for a case of an enum that has no values: `GAP_SHIFT` is `gap_shift`. */
fun Enum<*>.code() = name.lowercase()

fun Resolution.code() = if (this == Resolution.NONEXISTENT) "nonexistent_night" else name.lowercase()

/** What a vector calls a part of a daytime notification. */
fun ReminderPart.code(): String = when (this) {
    is ReminderPart.Confirm -> "confirm:$v1"
    is ReminderPart.Step -> "step:$v1"
    ReminderPart.Reeval -> "reeval"
    ReminderPart.Stock -> "stock"
    ReminderPart.Expiry -> "expiry"
    ReminderPart.Review -> "review"
    ReminderPart.Checkin -> "checkin"
    ReminderPart.HoldCheck -> "hold_check"
    ReminderPart.Stopped -> "stopped"
    ReminderPart.Silence -> "silence"
    ReminderPart.Sentinel -> "sentinel"
}

/** What a vector calls a thing the next step waits for. */
fun StepBlock.code(): String = when (this) {
    is StepBlock.Ended -> "ended"
    is StepBlock.TwoPlans -> "two_plans"
    is StepBlock.Confirmed -> "confirmed"
    is StepBlock.ChangePending -> "change_pending"
    is StepBlock.LastStep -> "last_step"
    is StepBlock.AboveCap -> "above_cap"
    is StepBlock.Nights -> "nights"
    is StepBlock.EffectOpen -> "effect_open"
    is StepBlock.Hold -> "hold"
    is StepBlock.SymptomFreeNights -> "symptom_free_nights"
    is StepBlock.SymptomFreeNotSaid -> "symptom_free_not_said"
    is StepBlock.Clinician -> "clinician"
}
