package org.nocte.app.screen

import org.nocte.app.R
import org.nocte.app.component.Column

/** The way to everything that is not tonight. */
class MenuScreen : Screen() {
    override val title get() = words(R.string.more_title)

    override fun draw(page: Column) {
        page.side(words(R.string.log)) { stage.open(LogScreen()) }
        page.side(words(R.string.plan)) { stage.open(PlanScreen()) }
        page.side(words(R.string.bottles)) { stage.open(BottlesScreen()) }
        page.side(words(R.string.check)) { stage.open(CheckScreen()) }
        page.side(words(R.string.history)) { stage.open(HistoryScreen()) }
        page.side(words(R.string.working)) { stage.open(ResponseScreen()) }
        page.side(words(R.string.for_doctor)) { stage.open(PapersScreen()) }
        page.side(words(R.string.share)) { stage.open(ShareScreen()) }
        page.side(words(R.string.clinic)) { stage.open(ClinicScreen(null)) }
        page.side(words(R.string.evidence)) { stage.open(EvidenceScreen()) }
        page.side(words(R.string.settings)) { stage.open(SettingsScreen()) }
        page.main(words(R.string.red_flags)) { stage.open(RedFlagScreen()) }
    }
}
