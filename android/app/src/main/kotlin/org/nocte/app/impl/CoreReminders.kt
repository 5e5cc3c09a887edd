package org.nocte.app.impl

import nocte.core.ActionResult
import nocte.core.DeliveredReminder
import nocte.core.DoseAnswer
import nocte.core.LogResult
import nocte.core.PendingReminder
import nocte.core.Reminder
import nocte.core.ReminderKind
import nocte.core.ReminderPart
import nocte.core.RemindersView
import nocte.core.Swallowed
import nocte.core.Told as CoreTold
import org.nocte.app.reminder.Answer
import org.nocte.app.reminder.Core
import org.nocte.app.reminder.Notice
import org.nocte.app.reminder.Told
import org.nocte.app.reminder.Wanted
import org.nocte.app.reminder.Words
import org.nocte.core.Outcome
import org.nocte.core.impl.NocteLane

/** The core as the reminders ask it. */
class CoreReminders(private val lane: () -> NocteLane) : Core {
    override fun wanted(shown: Map<String, Long>, set: Map<String, String>): Outcome<Wanted> {
        val delivered = shown.map { (id, at) -> DeliveredReminder(id, at) }
        val pending = set.map { (id, rev) -> PendingReminder(id, rev) }
        return lane().now { wanted(it.reminders(delivered, pending, null)) }
    }

    private fun wanted(view: RemindersView): Wanted {
        val notices = view.plan.notifications.zip(view.revs) { one, rev -> notice(one, rev, view.detail.takeIf { one.night == view.plan.tonight }) }
        return Wanted(notices, view.changes.keep.toSet(), view.changes.remove, view.withdrawn, view.missed)
    }

    private fun notice(one: Reminder, rev: String, detail: String?): Notice {
        val asked = one.parts.firstNotNullOfOrNull { (it as? ReminderPart.Confirm)?.v1 }
        return Notice(one.id, rev, words(one), one.night ?: asked, one.at, one.quiet, one.openOnly, one.immediate, detail)
    }

    private fun words(one: Reminder): Words = when (one.kind) {
        ReminderKind.BASE -> Words.BASE
        // The core has two at most, and says so by their numbers.
        ReminderKind.FOLLOWUP -> if (one.id.endsWith("/fu2")) Words.LAST else Words.FOLLOWUP
        ReminderKind.SNOOZE -> Words.SNOOZE
        ReminderKind.DAY, ReminderKind.EVE -> one.parts.map(::words).let { all ->
            // The most urgent comes first, except that a question has an answer to give and the end of reminders has none.
            all.firstOrNull { it == Words.STOPPED || it == Words.SENTINEL } ?: all.firstOrNull { it == Words.QUESTION } ?: all.first()
        }
    }

    private fun words(part: ReminderPart): Words = when (part) {
        is ReminderPart.Confirm -> Words.QUESTION
        is ReminderPart.Step -> Words.STEP
        ReminderPart.Sentinel -> Words.SENTINEL
        ReminderPart.Stopped -> Words.STOPPED
        ReminderPart.Reeval, ReminderPart.Silence -> Words.REEVAL
        ReminderPart.HoldCheck -> Words.HOLD
        ReminderPart.Stock, ReminderPart.Expiry -> Words.SUPPLY
        ReminderPart.Checkin -> Words.CHECKIN
        ReminderPart.Review -> Words.REVIEW
    }

    override fun answer(night: String, answer: Answer): Outcome<Told> = lane().now {
        when (answer) {
            Answer.DONE -> logged(it.log(CoreTold.Answer(DoseAnswer.Taken(Swallowed())), night).result)
            Answer.SKIP, Answer.NO -> logged(it.log(CoreTold.Answer(DoseAnswer.Skipped), night).result)
            Answer.NOT_SURE -> logged(it.log(CoreTold.Answer(DoseAnswer.Unknown), night).result)
            Answer.LATER -> snoozed(it.snooze(night))
        }
    }

    private fun logged(result: LogResult): Told = when (result) {
        LogResult.LOGGED, LogResult.ALREADY_CLOSED -> Told.QUIETLY
        else -> Told.TO_BE_READ
    }

    private fun snoozed(result: ActionResult): Told = when (result) {
        ActionResult.SNOOZED, ActionResult.ALREADY_CLOSED -> Told.QUIETLY
        else -> Told.TO_BE_READ
    }
}
