package org.nocte.app.reminder

/** One notification the core asks for: its text is chosen by [words]. */
data class Notice(
    /** Stable over re-planning, app versions and zones; also the tag in the shade. */
    val id: String,
    /** Everything that makes one request differ from another. */
    val rev: String,
    val words: Words,
    /** The night an answer is about, whenever it is tapped. */
    val night: String?,
    /** When, in milliseconds since 1970. */
    val at: Long,
    /** Without sound. */
    val quiet: Boolean,
    /** Offers *Open* only: something changed that has to be looked at first. */
    val openOnly: Boolean,
    /** Due already: to be shown now. */
    val immediate: Boolean,
    /** Drug and dose, for who asked for them to be named; kept nowhere. */
    val detail: String? = null,
)

/** Which of the neutral texts. */
enum class Words { BASE, FOLLOWUP, LAST, SNOOZE, QUESTION, STEP, SENTINEL, STOPPED, REEVAL, HOLD, SUPPLY, CHECKIN, REVIEW, SAID }

/** What this phone should hold and show. */
data class Wanted(
    val notices: List<Notice>,
    /** Ids whose request stands as it should. */
    val keep: Set<String>,
    /** Ids of requests that are to go. */
    val remove: List<String>,
    /** Ids in the shade that are to go. */
    val withdrawn: List<String>,
    /** Ids of evening reminders that never came, though the phone was on. */
    val missed: List<String>,
)

/** Why the reminders are looked at; for the log, and for what the system has forgotten. */
enum class Reason {
    OPENED, ALARM, ANSWER, STORED, BOOT, UPDATED, TIME, ZONE, EXACT, JOB, FORCE_STOPPED;

    /** The clock itself was moved: what seems to have stayed away may only have been jumped over. */
    val moved get() = this == TIME || this == ZONE

    /** The system holds no alarm of ours and shows nothing any more. */
    val forgotten get() = this == BOOT

    /** What is set has to be set again, whatever the ledger says. */
    val doubtful get() = this == UPDATED || this == EXACT || this == FORCE_STOPPED
}
