package org.nocte.app.reminder

import android.app.AlarmManager
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.os.UserManager
import org.nocte.app.NocteApp

/**
 * An alarm has come. What it shows is asked of the core again, and may be nothing.
 *
 * Before the first unlock there is nobody to ask: then the neutral text is shown, with *Open* only.
 */
class AlarmReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        val id = Alarms.id(intent.data) ?: return
        if (!unlocked(context)) {
            BootFile(context).note(emptyList(), listOf(id))
            Shade(context).bare(id)
            return
        }
        val pending = goAsync()
        NocteApp.of(context).reminders.reconcile(Reason.ALARM, id) { pending?.finish() }
    }

    companion object {
        const val CAME = "org.nocte.app.CAME"
    }
}

/** An answer on a notification. The night is the notification's own: the time of the tap decides nothing. */
class AnswerReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        val night = Shade.night(intent.data) ?: return
        val answer = Answer.entries.find { it.name == intent.action } ?: return
        val pending = goAsync()
        NocteApp.of(context).reminders.answer(night, answer) { pending?.finish() }
    }
}

/** The system says that alarms are gone, or that the clock, the zone or a permission has changed. */
class SystemReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        val reason = reason(intent.action) ?: return
        val pending = goAsync()
        NocteApp.of(context).reminders.reconcile(reason) { pending?.finish() }
    }

    private fun reason(action: String?): Reason? = when (action) {
        Intent.ACTION_BOOT_COMPLETED -> Reason.BOOT
        Intent.ACTION_MY_PACKAGE_REPLACED -> Reason.UPDATED
        Intent.ACTION_TIME_CHANGED -> Reason.TIME
        Intent.ACTION_TIMEZONE_CHANGED -> Reason.ZONE
        AlarmManager.ACTION_SCHEDULE_EXACT_ALARM_PERMISSION_STATE_CHANGED -> Reason.EXACT
        else -> null
    }
}

/** Started anew and not yet unlocked: what was set is set again, from ids and instants alone. */
class LockedBootReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        if (intent.action != Intent.ACTION_LOCKED_BOOT_COMPLETED || unlocked(context)) return
        val alarms = Alarms(context)
        val now = System.currentTimeMillis()
        // What was missed while the phone was off is the core's to judge, once it can be asked.
        BootFile(context).all().filterValues { it >= now }.forEach { (id, at) -> alarms.set(id, at) }
    }
}

private fun unlocked(context: Context) = context.getSystemService(UserManager::class.java).isUserUnlocked
