package org.nocte.app.reminder

import android.app.AlarmManager
import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import android.net.Uri
import android.os.Build
import org.nocte.core.NewerApi

/** Requests to the system. Each has its id as data, so that no two are taken for one another. */
class Alarms(private val context: Context) {
    private val system = context.getSystemService(AlarmManager::class.java)

    /** Whether the system lets an alarm come to the minute. Without it one comes within the hour. */
    @NewerApi(31)
    fun exact(): Boolean = Build.VERSION.SDK_INT < Build.VERSION_CODES.S || system.canScheduleExactAlarms()

    /** Sets an alarm, in place of an earlier one of the same id. */
    fun set(id: String, at: Long) {
        val intent = requireNotNull(intent(id, PendingIntent.FLAG_UPDATE_CURRENT)) { "made, not looked for" }
        try {
            if (exact()) {
                system.setExactAndAllowWhileIdle(AlarmManager.RTC_WAKEUP, at, intent)
                return
            }
        } catch (_: SecurityException) {
            // Taken away between the question and the call.
        }
        system.setAndAllowWhileIdle(AlarmManager.RTC_WAKEUP, at, intent)
    }

    /** Takes an alarm back, set by this version or an earlier one. */
    fun cancel(id: String) {
        find(id)?.let {
            system.cancel(it)
            it.cancel()
        }
    }

    /** Whether the system still knows the request. It does not after a force stop. */
    fun known(id: String): Boolean = find(id) != null

    private fun find(id: String): PendingIntent? = intent(id, PendingIntent.FLAG_NO_CREATE)

    private fun intent(id: String, flag: Int): PendingIntent? {
        val intent = Intent(context, AlarmReceiver::class.java).setAction(AlarmReceiver.CAME).setData(uri(id))
        return PendingIntent.getBroadcast(context, 0, intent, flag or PendingIntent.FLAG_IMMUTABLE)
    }

    companion object {
        /** `nocte:notice/<id>`. */
        fun uri(id: String): Uri = Uri.Builder().scheme("nocte").opaquePart("notice/$id").build()

        /** The id of such an address. */
        fun id(uri: Uri?): String? = uri?.schemeSpecificPart?.removePrefix("notice/")
    }
}
