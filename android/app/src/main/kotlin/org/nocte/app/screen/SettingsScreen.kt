package org.nocte.app.screen

import android.content.Intent
import android.net.Uri
import android.os.Build
import android.provider.Settings
import org.nocte.app.R
import org.nocte.app.component.Column
import org.nocte.app.component.choice
import org.nocte.app.component.field
import org.nocte.app.model.SettingsPage
import org.nocte.app.theme.Theme

/** What can be chosen, and where everything is kept, checked and taken away. */
class SettingsScreen : Screen() {
    private var settings: SettingsPage? = null
    private var name = ""

    override val title get() = words(R.string.settings)

    override fun enter() = ask(stage.house.settings::load) { settings = it }

    override fun draw(page: Column) {
        val settings = settings ?: return
        page.evening(settings)
        page.heading(words(R.string.look), 18f)
        page.choice(
            listOf(
                Theme.SYSTEM to words(R.string.look_system),
                Theme.DARK to words(R.string.look_dark),
                Theme.NIGHT to words(R.string.look_night),
            ),
            stage.look.theme,
        ) { stage.look.theme = it; stage.dressAgain() }
        page.remark(words(R.string.look_means))
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) {
            page.side(words(R.string.language)) {
                val own = Uri.fromParts("package", stage.kit.context.packageName, null)
                stage.system(Intent(Settings.ACTION_APP_LOCALE_SETTINGS, own))
            }
        }
        page.heading(words(R.string.measure), 18f)
        val other = if (settings.hasSyringe) R.string.syringe_own else R.string.syringe_none
        page.side(words(R.string.syringe_is, settings.syringe ?: words(other))) { stage.open(SyringeScreen()) }
        page.side(capsules(settings)) { stage.open(CapsulesScreen()) }
        page.side(words(R.string.tablets_and_costs)) { stage.open(SupplyScreen()) }
        page.carers()
        page.keeping(settings)
    }

    private fun Column.evening(settings: SettingsPage) {
        heading(words(R.string.evening), 18f)
        side(words(R.string.lights_out_is, settings.bedtime)) {
            stage.pickTime(settings.bedtime) { time -> ask<Unit>({ stage.house.settings.bedtime(time, it) }) { enter() } }
        }
        say(words(R.string.lead_means, settings.leadMinutes))
        side(words(R.string.evening_more)) { stage.open(EveningScreen()) }
        if (settings.notices > 0) remark(stage.count(R.plurals.notices, settings.notices))
        side(words(R.string.pause_all)) { ask<Unit>({ stage.house.plan.hold(it) }) { stage.open(PlanScreen()) } }
        remark(words(R.string.pause_all_means))
        side(words(R.string.self_check)) { stage.open(SelfCheckScreen()) }
    }

    private fun capsules(settings: SettingsPage) =
        if (settings.capsules.isEmpty()) words(R.string.capsules) else settings.capsules.joinToString(prefix = words(R.string.capsules) + ": ")

    private fun Column.carers() {
        heading(words(R.string.carers), 18f)
        remark(words(R.string.carers_means))
        field(words(R.string.holder), words(R.string.holder_hint), ::name)
        side(words(R.string.keep)) { ask<Unit>({ stage.house.settings.holder(name, it) }) { enter() } }
        side(words(R.string.give_here)) { ask<Unit>({ stage.house.tonight.giveHere(it) }) { enter() } }
    }

    private fun Column.keeping(settings: SettingsPage) {
        heading(words(R.string.keeping), 18f)
        remark(words(R.string.keeping_means))
        if (!settings.empty) {
            side(words(R.string.backup)) { stage.open(BackupScreen()) }
            side(words(R.string.export)) { stage.open(ExportScreen()) }
        }
        side(words(R.string.restore)) { stage.open(RestoreScreen()) }
        bare(words(R.string.delete_all)) { stage.open(DeleteScreen()) }
    }
}
