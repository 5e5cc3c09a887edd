package org.nocte.app.reminder

import org.nocte.app.R

/** A neutral title and text: no drug, no dose, no symptom, and nothing about how often. */
data class Texts(val title: Int, val text: Int, val from: String? = null, val night: String? = null) {
    companion object {
        /** Something has to be looked at before bed. */
        val OPEN_FIRST = Texts(R.string.bedtime_reminder, R.string.open_before_bed)

        /** Something has to be read. */
        val SAID = Texts(R.string.one_thing_to_read, R.string.open_when_it_suits)

        /** The text of a notice; `from` is when the night's first reminder came, on this phone's clock. */
        fun of(notice: Notice, from: String?): Texts = when (notice.words) {
            Words.BASE -> if (notice.openOnly) OPEN_FIRST else Texts(R.string.bedtime_reminder, R.string.tap_done)
            Words.FOLLOWUP -> if (notice.openOnly) OPEN_FIRST else Texts(R.string.bedtime_reminder, R.string.still_open)
            Words.LAST -> Texts(R.string.last_reminder, R.string.quiet_after_this)
            Words.SNOOZE ->
                if (from == null) Texts(R.string.bedtime_reminder, R.string.as_you_asked)
                else Texts(R.string.bedtime_reminder, R.string.as_you_asked_from, from)
            Words.QUESTION -> Texts(R.string.about_last_night, R.string.done_before_sleep, night = notice.night)
            Words.STEP -> Texts(R.string.change_starts, R.string.open_before_bed)
            Words.SENTINEL -> Texts(R.string.reminders_end, R.string.open_once)
            Words.STOPPED -> Texts(R.string.reminders_stopped, R.string.open_to_start)
            Words.REEVAL -> Texts(R.string.review_due, R.string.open_next_step)
            Words.HOLD -> Texts(R.string.still_on_pause, R.string.nothing_to_do)
            Words.SUPPLY -> Texts(R.string.supply_check, R.string.few_nights_left)
            Words.CHECKIN -> Texts(R.string.short_check_in, R.string.two_minutes)
            Words.REVIEW -> Texts(R.string.weekly_look_back, R.string.two_minutes)
            Words.SAID -> SAID
        }
    }
}
