package org.nocte.app.reminder

import android.app.job.JobInfo
import android.app.job.JobParameters
import android.app.job.JobScheduler
import android.app.job.JobService
import android.content.ComponentName
import android.content.Context
import org.nocte.app.NocteApp
import org.nocte.app.impl.Exchange

/** The exchange with the clinic, a few times a day where there is a network. No reminder hangs on it; it renews them on the way. */
class SyncJob : JobService() {
    private var exchange: Exchange? = null

    override fun onStartJob(params: JobParameters): Boolean {
        val app = NocteApp.of(this)
        exchange = Exchange(app.lane).also {
            it.run { app.reminders.reconcile(Reason.JOB) { jobFinished(params, false) } }
        }
        return true
    }

    /** The system takes the network back: nothing of what was done is lost. */
    override fun onStopJob(params: JobParameters): Boolean {
        exchange?.end()
        return true
    }

    companion object {
        const val ID = 1
        private const val EVERY_MS = 21_600_000L

        /** Asked for once; it stays over restarts. */
        fun schedule(context: Context) {
            val jobs = context.getSystemService(JobScheduler::class.java)
            if (jobs.getPendingJob(ID) != null) return
            val job = JobInfo.Builder(ID, ComponentName(context, SyncJob::class.java))
                .setRequiredNetworkType(JobInfo.NETWORK_TYPE_ANY)
                .setPeriodic(EVERY_MS)
                .setPersisted(true)
                .build()
            jobs.schedule(job)
        }
    }
}
