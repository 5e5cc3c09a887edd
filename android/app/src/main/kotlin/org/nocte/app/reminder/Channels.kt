package org.nocte.app.reminder

import android.app.NotificationChannel
import android.app.NotificationManager
import android.content.ContentResolver
import android.content.Context
import android.media.AudioAttributes
import android.net.Uri
import org.nocte.app.R

/** The channels. Importance and sound belong to the user once a channel is made, so a change of ours is a new id. */
class Channels(context: Context) {
    init {
        val manager = context.getSystemService(NotificationManager::class.java)
        fun channel(id: String, name: Int, importance: Int) = NotificationChannel(id, context.getString(name), importance)
        val dose = channel(DOSE, R.string.channel_dose, NotificationManager.IMPORTANCE_HIGH)
        dose.setSound(tone(context), AudioAttributes.Builder().setUsage(AudioAttributes.USAGE_NOTIFICATION).build())
        val followup = channel(FOLLOWUP, R.string.channel_followup, NotificationManager.IMPORTANCE_HIGH)
        // Repetitions are felt and not heard.
        followup.setSound(null, null)
        followup.enableVibration(true)
        manager.createNotificationChannels(
            listOf(
                dose,
                followup,
                channel(DAY, R.string.channel_day, NotificationManager.IMPORTANCE_DEFAULT),
                channel(QUIET, R.string.channel_quiet, NotificationManager.IMPORTANCE_LOW),
            ),
        )
    }

    /** Where a notice belongs. */
    fun of(notice: Notice): String = when {
        notice.quiet -> QUIET
        notice.words == Words.BASE || notice.words == Words.SNOOZE -> DOSE
        notice.words == Words.FOLLOWUP || notice.words == Words.LAST -> FOLLOWUP
        else -> DAY
    }

    companion object {
        const val DOSE = "dose-1"
        const val FOLLOWUP = "followup-1"
        const val DAY = "day-1"
        const val QUIET = "quiet-1"

        /** One soft, short tone of our own. It is text that the system plays (iMelody). */
        fun tone(context: Context): Uri =
            Uri.Builder().scheme(ContentResolver.SCHEME_ANDROID_RESOURCE).authority(context.packageName).path("/raw/evening").build()
    }
}
