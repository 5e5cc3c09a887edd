package org.nocte.app.screen

import org.nocte.app.R
import org.nocte.app.component.Column
import org.nocte.app.component.Typed
import org.nocte.app.component.choice
import org.nocte.app.component.field
import org.nocte.app.component.tick
import org.nocte.app.model.SettingsPage
import org.nocte.app.theme.Discretion

/** How long before lights-out the first notice comes, where a night begins, and what a notice may name. */
class EveningScreen : Screen() {
    private var settings: SettingsPage? = null
    private var minutes = ""

    override val title get() = words(R.string.evening)

    override fun enter() = ask(stage.house.settings::load) {
        settings = it
        minutes = it.leadMinutes.toString()
    }

    override fun draw(page: Column) {
        val settings = settings ?: return
        page.say(words(R.string.lead_choice))
        page.field(words(R.string.lead), words(R.string.lead_hint), ::minutes, Typed.COUNT)
        page.side(words(R.string.keep)) {
            ask<Unit>({ stage.house.settings.lead(minutes, it) }) { enter() }
        }
        if (settings.notices > 0) page.remark(stage.count(R.plurals.notices, settings.notices))
        page.heading(words(R.string.night_begins), 18f)
        page.remark(words(R.string.night_begins_means))
        page.choice(listOf(false to words(R.string.by_night), true to words(R.string.by_day)), settings.byDay) { day ->
            stage.pickTime(settings.bedtime) { time -> ask<Unit>({ stage.house.settings.byDay(day, time, it) }) { enter() } }
        }
        page.discretion(Discretion(page.context))
    }

    private fun Column.discretion(kept: Discretion) {
        heading(words(R.string.discretion), 18f)
        tick(words(R.string.hidden), kept.hidden) {
            kept.hidden = it
            stage.dressAgain()
        }
        tick(words(R.string.detailed), kept.detailed) { kept.detailed = it }
        remark(words(R.string.detailed_means))
    }
}
