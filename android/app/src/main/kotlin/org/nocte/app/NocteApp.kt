package org.nocte.app

import android.app.Application
import android.content.Context
import android.os.UserManager
import java.util.concurrent.Executor
import java.util.concurrent.Executors
import org.nocte.app.impl.CoreReminders
import org.nocte.app.impl.lane
import org.nocte.app.reminder.Alarms
import org.nocte.app.reminder.Ledger
import org.nocte.app.reminder.Reason
import org.nocte.app.reminder.Reconciler
import org.nocte.app.reminder.Shade
import org.nocte.app.reminder.SyncJob
import org.nocte.app.widget.TonightWidget
import org.nocte.core.Stale
import org.nocte.core.impl.NocteLane

/** The process: it holds the one lane to the core, and the one entry point of the reminders. */
open class NocteApp : Application() {
    /** The way to the core; made at the first use, since before the first unlock there is no store to open. */
    open val lane: NocteLane by lazy { lane(this) }

    /** Everything that has to do with reminders goes through here. */
    val reminders: Reconciler by lazy {
        Reconciler(CoreReminders { lane }, { Ledger(this) }, Alarms(this), Shade(this), reminderThread)
    }

    /** Where the reminders are brought into line: one thread, beside the main one. */
    protected open val reminderThread: Executor by lazy {
        Executors.newSingleThreadExecutor { Thread(it, "nocte-reminders").apply { isDaemon = true } }
    }

    override fun onCreate() {
        super.onCreate()
        // Started by an alarm before the first unlock: nothing of ours can be read yet.
        if (getSystemService(UserManager::class.java).isUserUnlocked) begin()
    }

    private fun begin() {
        lane.listen(::stored)
        SyncJob.schedule(this)
        val set = Ledger(this).set().keys
        // After a force stop the system has dropped every request of ours, without a word.
        val lost = set.isNotEmpty() && set.none { Alarms(this).known(it) }
        reminders.reconcile(if (lost) Reason.FORCE_STOPPED else Reason.OPENED)
    }

    /** Whatever was stored may move a reminder: holds and answers take theirs away at once. */
    private fun stored(screens: Set<Stale>) {
        if (screens.any { it in PLANNED_FROM }) reminders.reconcile(Reason.STORED)
        if (Stale.TONIGHT in screens) TonightWidget.refresh(this)
    }

    companion object {
        private val PLANNED_FROM = setOf(Stale.TONIGHT, Stale.PLAN, Stale.MEDICINES, Stale.BOTTLES, Stale.SETTINGS, Stale.CLINIC)

        /** The process of a context. */
        fun of(context: Context): NocteApp = context.applicationContext as NocteApp
    }
}
