package org.nocte.app.screen

import android.Manifest
import android.app.AlarmManager
import android.content.Intent
import android.net.Uri
import android.os.Build
import android.provider.Settings
import org.nocte.app.R
import org.nocte.app.component.Column
import org.nocte.app.model.SettingsPage
import org.nocte.app.reminder.SelfCheck
import org.nocte.core.NewerApi

/** First run, one thing a screen: what this is, lights-out, the plan, the questions, the permissions. */
class StartScreen : Screen() {
    private var at = 0
    private var settings: SettingsPage? = null
    private var asked = false

    override val title get() = words(TITLES[at])

    override fun enter() = ask(stage.house.settings::load) { settings = it }

    override fun draw(page: Column) {
        page.remark(words(R.string.start_place, at.inc(), TITLES.size))
        when (at) {
            0 -> page.what()
            1 -> page.lightsOut()
            2 -> page.baseline()
            3 -> page.plan()
            4 -> page.questions()
            else -> page.permissions()
        }
    }

    private fun on() {
        at = at.inc()
        if (at == TITLES.size) stage.home() else enter()
    }

    private fun Column.what() {
        list(listOf(R.string.what_1, R.string.what_2, R.string.what_3, R.string.what_4).map(::words))
        card { say(words(R.string.not_reviewed)) }
        spring()
        main(words(R.string.go_on)) { on() }
        side(words(R.string.restore_instead)) { stage.open(RestoreScreen()) }
    }

    private fun Column.lightsOut() {
        val settings = settings ?: return
        say(words(R.string.lights_out_means))
        put(kit.text(settings.bedtime, 44f, bold = true))
        side(words(R.string.other_time)) {
            stage.pickTime(settings.bedtime) { time -> ask<Unit>({ stage.house.settings.bedtime(time, it) }) { enter() } }
        }
        say(words(R.string.lead_means, settings.leadMinutes))
        if (settings.notices > 0) remark(stage.count(R.plurals.notices, settings.notices))
        spring()
        main(words(R.string.go_on)) { on() }
    }

    private fun Column.baseline() {
        say(words(R.string.baseline_offer))
        remark(words(R.string.baseline_cost))
        spring()
        main(words(R.string.baseline_yes)) { ask<Unit>({ stage.house.settings.baseline(true, it) }) { on() } }
        side(words(R.string.baseline_no)) { ask<Unit>({ stage.house.settings.baseline(false, it) }) { on() } }
        side(words(R.string.baseline_taking)) { ask<Unit>({ stage.house.settings.baseline(false, it) }) { on() } }
    }

    private fun Column.plan() {
        say(words(R.string.start_plan))
        spring()
        main(words(R.string.starting)) { stage.open(BeginScreen(taking = false, ::on)) }
        side(words(R.string.taking_already)) { stage.open(BeginScreen(taking = true, ::on)) }
        side(words(R.string.go_on)) { on() }
    }

    private fun Column.questions() {
        say(words(R.string.start_questions))
        spring()
        main(words(R.string.answer_questions)) { stage.open(QuestionsScreen { on() }) }
        bare(words(R.string.without_line)) { on() }
    }

    private fun Column.permissions() {
        say(words(R.string.permission_notices))
        notices(SelfCheck.of(stage.kit.context).notifications)
        say(words(R.string.permission_alarms))
        exactly(stage)
        spring()
        main(words(R.string.ready)) { on() }
    }

    /** Who has refused twice is not asked again by the system: then only its own page helps. */
    private fun Column.notices(allowed: Boolean) {
        remark(words(if (allowed) R.string.may_notify else R.string.may_notify_not))
        if (allowed) return
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) {
            side(words(R.string.allow_notices)) {
                asked = true
                stage.permit(Manifest.permission.POST_NOTIFICATIONS)
                stage.redraw()
            }
        }
        if (asked || Build.VERSION.SDK_INT < Build.VERSION_CODES.TIRAMISU) {
            side(words(R.string.system_page)) { stage.system(stage.systemPage()) }
        }
    }

    private companion object {
        val TITLES = listOf(
            R.string.start_what, R.string.start_lights, R.string.start_baseline,
            R.string.start_plan_title, R.string.start_questions_title, R.string.start_permissions,
        )
    }
}

/** Whether the system lets a reminder come to the minute. */
@NewerApi(31)
fun Stage.mayRingExactly(): Boolean = Build.VERSION.SDK_INT < Build.VERSION_CODES.S ||
    kit.context.getSystemService(AlarmManager::class.java)?.canScheduleExactAlarms() == true

/** The way to where exact alarms are allowed, while they are not. */
@NewerApi(31)
fun Column.exactly(stage: Stage) {
    if (Build.VERSION.SDK_INT < Build.VERSION_CODES.S || stage.mayRingExactly()) return
    val page = Intent(Settings.ACTION_REQUEST_SCHEDULE_EXACT_ALARM, Uri.parse("package:" + context.packageName))
    side(stage.words(R.string.allow_alarms)) { stage.system(page) }
}
