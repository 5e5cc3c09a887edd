package org.nocte.app.screen

import android.content.Intent
import android.net.Uri
import android.provider.Settings
import org.nocte.app.R
import org.nocte.app.component.Column
import org.nocte.app.model.SettingsPage
import org.nocte.app.reminder.SelfCheck
import org.nocte.app.reminder.Shade

/** Whether a reminder can come at all: what the system allows, when the next ones are, whether the store is whole. */
class SelfCheckScreen : Screen() {
    private var settings: SettingsPage? = null
    private var problems: List<String>? = null

    override val title get() = words(R.string.self_check)

    override fun enter() = ask(stage.house.settings::load) { settings = it }

    override fun draw(page: Column) {
        val check = SelfCheck.of(stage.kit.context)
        page.missed()
        page.state(R.string.may_notify, check.notifications, R.string.may_notify_not)
        page.state(R.string.may_ring, check.exact, R.string.may_ring_not)
        page.exactly(stage)
        page.state(R.string.may_work, !check.restricted, R.string.may_work_not)
        check.bucket?.let { page.state(R.string.is_used, it <= STILL_USED, R.string.is_used_not) }
        page.side(words(R.string.system_page)) { stage.system(stage.systemPage()) }
        page.side(words(R.string.test_notice)) { Shade(stage.kit.context).trial() }
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
        if (settings.came.isEmpty()) return
        heading(words(R.string.came_notices), 18f)
        list(settings.came)
    }

    /** Said first: somebody was waiting for it. */
    private fun Column.missed() {
        val missed = settings?.missed.orEmpty()
        if (missed.isEmpty()) return
        card {
            heading(words(R.string.missed_notices), 18f)
            list(missed)
            remark(words(R.string.missed_means))
        }
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

    private companion object {
        /** `STANDBY_BUCKET_FREQUENT`, by its number: from there on the system puts alarms off by hours. */
        const val STILL_USED = 30
    }
}

/** Where the system keeps what it allows this app. */
fun Stage.systemPage() = Intent(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, Uri.parse("package:" + kit.context.packageName))
