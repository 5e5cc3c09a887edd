package org.nocte.app.screen

import nocte.core.DoseAnswer
import nocte.core.Said
import nocte.core.Swallowed
import nocte.core.Told
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.nocte.app.R
import org.nocte.app.impl.house
import org.nocte.app.model.BottlePage
import org.nocte.app.model.Marking
import org.nocte.app.model.PaperKind
import org.nocte.app.stand.Household
import org.nocte.core.orNull
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/**
 * Every screen over a real store, in every theme, both languages and two sizes of letters: a picture of each in the
 * build folder, and on each what would keep somebody from using it.
 */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], application = Household::class)
class ShotsTest {
    private val app get() = RuntimeEnvironment.getApplication() as Household
    private val studio by lazy { Studio(app) }

    @Test
    @Config(qualifiers = "en-w411dp-h867dp-hdpi")
    fun english() = everything("en")

    @Test
    @Config(qualifiers = "de-w411dp-h867dp-hdpi")
    fun german() = everything("de")

    private fun everything(lang: String) {
        studio.pictures(lang, "2026-09-21", first())
        app.yearOld()
        studio.pictures(lang, "2026-11-24", daily())
        app.tell { it.log(Told.Answer(DoseAnswer.Taken(Swallowed())), "2026-11-24") }
        studio.pictures(lang, "2026-11-24", listOf(Shot("tonight-done")))
        studio.pictures(lang, "2026-11-24", listOf(Shot("check-found", { find() }) { CheckScreen() }))
        app.at("2026-11-25", "16:10")
        app.tell { it.addMedicine("Tramadol", Said.TookOn("2026-11-24")) }
        studio.pictures(lang, "2026-11-25", listOf(Shot("tonight-held"), Shot("plan-held") { PlanScreen() }))
        assertEquals("", studio.faults.joinToString("\n"))
    }

    /** Before anything is on record. */
    private fun first() = listOf(
        Shot("start") { StartScreen() },
        Shot("questions") { QuestionsScreen() },
        Shot("begin", { views().filterIsInstance<android.widget.RadioButton>().first().performClick() }) { BeginScreen(taking = true) },
        Shot("syringe") { SyringeScreen() },
    )

    /** After a year. */
    private fun daily() = listOf(
        Shot("tonight"),
        Shot("menu") { MenuScreen() },
        Shot("log", { views().filterIsInstance<android.widget.Button>()[2].performClick() }) { LogScreen() },
        Shot("marks") { MarkScreen(setOf(Marking.INFECTION)) },
        Shot("plan") { PlanScreen() },
        Shot("ask-again") { AskAgainScreen { _, _ -> } },
        Shot("red-flags") { RedFlagScreen() },
        Shot("bottles") { BottlesScreen() },
        Shot("new-bottle") { NewBottleScreen() },
        Shot("guide", { toTheWater() }) { GuideScreen(bottle()) },
        Shot("history") { HistoryScreen() },
        Shot("correct") { CorrectScreen("2026-11-23") },
        Shot("working") { ResponseScreen() },
        Shot("papers") { PapersScreen() },
        Shot("paper") { PaperScreen(PaperKind.FOLLOW_UP) },
        Shot("evidence") { EvidenceScreen() },
        Shot("evidence-topic", { views().filterIsInstance<android.widget.Button>()[1].performClick() }) { EvidenceScreen() },
        Shot("getting") { GettingScreen() },
        Shot("clinic") { ClinicScreen(null) },
        Shot("settings") { SettingsScreen() },
        Shot("self-check") { SelfCheckScreen() },
        Shot("evening") { EveningScreen() },
        Shot("capsules") { CapsulesScreen() },
        Shot("supply") { SupplyScreen() },
        Shot("lab") { LabScreen() },
        Shot("not-here", { notHere() }) { BeginScreen(taking = false) },
        Shot("agreed") { AgreedScreen<Unit>(Agreed(R.string.retitrate, R.string.retitrate_means, R.string.retitrate_now)) { _, _ -> } },
        Shot("certificate") { CertificateScreen() },
        Shot("delete") { DeleteScreen() },
    )

    private fun Page.find() {
        views().filterIsInstance<android.widget.EditText>().first().setText("Tramadol")
        views().filterIsInstance<android.widget.Button>()[2].performClick()
    }

    private fun Page.notHere() {
        tap(app.getString(R.string.not_here))
        views().filterIsInstance<android.widget.Button>()[2].performClick()
    }

    private fun Page.toTheWater() = repeat(2) {
        views().filterIsInstance<android.widget.Button>()[1].performClick()
        app.settle()
    }

    private fun bottle(): BottlePage {
        var found: BottlePage? = null
        house(app).bottles.load { found = it.orNull()?.bottles?.first() }
        app.settle()
        return found!!
    }
}
