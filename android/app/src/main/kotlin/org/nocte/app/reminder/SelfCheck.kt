package org.nocte.app.reminder

import android.app.ActivityManager
import android.app.NotificationManager
import android.app.usage.UsageStatsManager
import android.content.Context
import android.os.Build
import org.nocte.core.NewerApi

/** What stands between a reminder and the patient, as the system tells it (requirement S9). */
data class SelfCheck(
    val notifications: Boolean,
    val exact: Boolean,
    /** The user let the app do nothing in the background: then no alarm comes. */
    val restricted: Boolean,
    /** The standby bucket, by the system's number; nothing where it has none. */
    val bucket: Int?,
    /** The next few, in milliseconds since 1970. */
    val next: List<Long>,
    /** The last few alarms that came, oldest first. */
    val fired: List<Fired>,
) {
    companion object {
        private const val NEXT = 3

        @NewerApi(28)
        fun of(context: Context): SelfCheck {
            val sdk = Build.VERSION.SDK_INT
            val notifications = context.getSystemService(NotificationManager::class.java)
            val activities = context.getSystemService(ActivityManager::class.java)
            val usage = context.getSystemService(UsageStatsManager::class.java)
            return SelfCheck(
                notifications = notifications.areNotificationsEnabled(),
                exact = Alarms(context).exact(),
                restricted = sdk >= Build.VERSION_CODES.P && activities.isBackgroundRestricted,
                bucket = if (sdk >= Build.VERSION_CODES.P) usage.appStandbyBucket else null,
                next = BootFile(context).all().values.sorted().take(NEXT),
                fired = Ledger(context).fired(),
            )
        }
    }
}
