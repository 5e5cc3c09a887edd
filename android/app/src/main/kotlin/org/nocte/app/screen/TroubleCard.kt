package org.nocte.app.screen

import org.nocte.app.R
import org.nocte.app.component.Column
import org.nocte.core.Trouble

/** A trouble in words, with what to do about it: never the one without the other. */
fun Column.trouble(trouble: Trouble, stage: Stage) = card {
    val (reason, next) = told(trouble, stage)
    val head = heading(reason, 18f)
    head.accessibilityLiveRegion = android.view.View.ACCESSIBILITY_LIVE_REGION_POLITE
    say(next)
    if (trouble in RESTORABLE) {
        side(stage.words(R.string.restore)) { stage.open(RestoreScreen()) }
    }
}

private val RESTORABLE = setOf(Trouble.Locked, Trouble.WrongKey, Trouble.Damaged)

private fun told(trouble: Trouble, stage: Stage): Pair<String, String> = when (trouble) {
    is Trouble.Refused -> trouble.reason to trouble.next
    Trouble.Locked -> stage.words(R.string.trouble_locked) to stage.words(R.string.trouble_locked_next)
    Trouble.WrongKey -> stage.words(R.string.trouble_key) to stage.words(R.string.trouble_key_next)
    Trouble.Damaged -> stage.words(R.string.trouble_damaged) to stage.words(R.string.trouble_damaged_next)
    Trouble.Newer -> stage.words(R.string.trouble_newer) to stage.words(R.string.trouble_newer_next)
    Trouble.Full -> stage.words(R.string.trouble_full) to stage.words(R.string.trouble_full_next)
    Trouble.Busy -> stage.words(R.string.trouble_busy) to stage.words(R.string.trouble_busy_next)
    Trouble.Cancelled -> stage.words(R.string.trouble_cancelled) to stage.words(R.string.trouble_cancelled_next)
    Trouble.Empty -> stage.words(R.string.trouble_empty) to stage.words(R.string.trouble_empty_next)
    Trouble.Gone -> stage.words(R.string.trouble_gone) to stage.words(R.string.trouble_gone_next)
    Trouble.NotPaired -> stage.words(R.string.trouble_unpaired) to stage.words(R.string.trouble_unpaired_next)
    is Trouble.Field -> field(trouble.field, stage).let { (reason, next) -> reason to (tries(trouble.left, stage) ?: next) }
    Trouble.Internal -> stage.words(R.string.trouble_internal) to stage.words(R.string.trouble_internal_next)
}

/** After the last one there is nothing left to type. */
private fun tries(left: Int?, stage: Stage): String? = when (left) {
    null -> null
    0 -> stage.words(R.string.trouble_no_tries)
    else -> stage.words(R.string.trouble_passcode_next) + " " + stage.count(R.plurals.tries_left, left)
}

/** Which field it is; what is not listed is a field nobody typed on. */
private fun field(kind: String, stage: Stage): Pair<String, String> {
    val (reason, next) = when (kind) {
        "BACKUP_NOT_A_BACKUP" -> R.string.trouble_not_a_backup to R.string.trouble_other_file
        "BACKUP_DAMAGED" -> R.string.trouble_backup_damaged to R.string.trouble_other_file
        "BACKUP_WRONG_PASSPHRASE" -> R.string.trouble_phrase to R.string.trouble_phrase_next
        "BACKUP_SHORT_PASSPHRASE" -> R.string.trouble_short to R.string.trouble_short_next
        "BACKUP_EXISTS" -> R.string.trouble_exists to R.string.trouble_exists_next
        "BACKUP_NEWER" -> R.string.trouble_newer to R.string.trouble_newer_next
        "PAIRING_NOTALINK" -> R.string.trouble_link to R.string.trouble_link_next
        "PAIRING_LINKENDED" -> R.string.trouble_link_ended to R.string.trouble_link_ended_next
        "PAIRING_PASSCODENEEDED" -> R.string.trouble_passcode to R.string.trouble_passcode_next
        "PAIRING_WRONGPASSCODE" -> R.string.trouble_passcode_wrong to R.string.trouble_passcode_next
        "PAIRING_NOANSWER" -> R.string.trouble_no_answer to R.string.trouble_busy_next
        "PAIRING_DIFFERS" -> R.string.trouble_differs to R.string.trouble_differs_next
        "CERTIFICATE" -> R.string.trouble_certificate to R.string.trouble_certificate_next
        "SYMPTOM" -> R.string.trouble_symptom to R.string.trouble_field_next
        "CHOICE_NEAR_CUTOVER" -> R.string.trouble_cutover to R.string.trouble_cutover_next
        "CHOICE_LEAD" -> R.string.trouble_lead to R.string.trouble_field_next
        "CHOICE_SYNC_FIRST" -> R.string.trouble_sync_first to R.string.trouble_sync_first_next
        "CHOICE_NAME", "CHOICE_CUTOVER" -> R.string.trouble_choice to R.string.trouble_field_next
        else -> R.string.trouble_field to R.string.trouble_field_next
    }
    return stage.words(reason) to stage.words(next)
}
