package org.nocte.app.screen

import android.app.ActivityManager
import android.app.NotificationManager
import android.app.usage.UsageStatsManager
import android.content.Intent
import android.net.Uri
import android.os.Build
import android.provider.Settings
import org.nocte.app.R
import org.nocte.app.component.Column
import org.nocte.app.model.SettingsPage

/** Whether a reminder can come at all: what the system allows, when the next ones are, whether the store is whole. */
class SelfCheckScreen : Screen() {
    private var settings: SettingsPage? = null
    private var problems: List<String>? = null

    override val title get() = words(R.string.self_check)

    override fun enter() = ask(stage.house.settings::load) { settings = it }

    override fun draw(page: Column) {
        page.state(R.string.may_notify, notices().areNotificationsEnabled(), R.string.may_notify_not)
        page.state(R.string.may_ring, stage.mayRingExactly(), R.string.may_ring_not)
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) {
            page.state(R.string.may_work, !activities().isBackgroundRestricted, R.string.may_work_not)
            page.state(R.string.is_used, usage().appStandbyBucket <= UsageStatsManager.STANDBY_BUCKET_FREQUENT, R.string.is_used_not)
        }
        page.side(words(R.string.system_page)) { stage.system(systemPage()) }
        page.next()
        page.store()
    }

    /** The sign says it for the eye, the sentence for everybody. */
    private fun Column.state(good: Int, holds: Boolean, bad: Int) = card {
        say((if (holds) "✓  " else "!  ") + words(if (holds) good else bad))
    }

    private fun Column.next() {
        val settings = settings ?: return
        heading(words(R.string.next_notices), 18f)
        if (settings.next.isEmpty()) say(words(R.string.no_notices)) else list(settings.next)
    }

    private fun Column.store() {
        heading(words(R.string.store), 18f)
        val problems = problems
        when {
            problems == null -> side(words(R.string.verify)) { ask(stage.house.settings::verify) { this@SelfCheckScreen.problems = it } }
            problems.isEmpty() -> say(words(R.string.store_whole))
            else -> {
                say(words(R.string.store_broken))
                list(problems)
            }
        }
    }

    private fun notices() = stage.kit.context.getSystemService(NotificationManager::class.java)

    private fun activities() = stage.kit.context.getSystemService(ActivityManager::class.java)

    private fun usage() = stage.kit.context.getSystemService(UsageStatsManager::class.java)

    private fun systemPage() =
        Intent(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, Uri.parse("package:" + stage.kit.context.packageName))
}
