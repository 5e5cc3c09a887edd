package org.nocte.app.screen

import nocte.core.DoseAnswer
import nocte.core.Said
import nocte.core.Swallowed
import nocte.core.Told
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.nocte.app.impl.house
import org.nocte.app.model.BottlePage
import org.nocte.app.stand.Household
import org.nocte.app.theme.Theme
import org.nocte.app.theme.ThemeChoice
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
    private val faults = mutableListOf<String>()

    /** A screen to be looked at: how it is opened, and what is done on it before. */
    private class Shot(val name: String, val act: Page.() -> Unit = {}, val screen: () -> Screen? = { null })

    @Test
    @Config(qualifiers = "en-w411dp-h867dp-hdpi")
    fun english() = everything("en")

    @Test
    @Config(qualifiers = "de-w411dp-h867dp-hdpi")
    fun german() = everything("de")

    private fun everything(lang: String) {
        pictures(lang, "2026-09-21", first())
        app.begin()
        app.live()
        pictures(lang, "2026-11-24", daily())
        app.tell { it.log(Told.Answer(DoseAnswer.Taken(Swallowed())), "2026-11-24") }
        pictures(lang, "2026-11-24", listOf(Shot("tonight-done")))
        pictures(lang, "2026-11-24", listOf(Shot("check-found", { find() }) { CheckScreen() }))
        app.at("2026-11-25", "16:10")
        app.tell { it.addMedicine("Tramadol", Said.TookOn("2026-11-24")) }
        pictures(lang, "2026-11-25", listOf(Shot("tonight-held"), Shot("plan-held") { PlanScreen() }))
        assertEquals("", faults.joinToString("\n"))
    }

    /** Before anything is on record. */
    private fun first() = listOf(
        Shot("start") { StartScreen() },
        Shot("questions") { QuestionsScreen() },
        Shot("begin", { views().filterIsInstance<android.widget.RadioButton>().first().performClick() }) { BeginScreen(taking = true) },

        Shot("syringe") { SyringeScreen() },
    )

    /** After two months. */
    private fun daily() = listOf(
        Shot("tonight"),
        Shot("menu") { MenuScreen() },
        Shot("log", { views().filterIsInstance<android.widget.Button>()[2].performClick() }) { LogScreen() },
        Shot("plan") { PlanScreen() },
        Shot("red-flags") { RedFlagScreen() },
        Shot("bottles") { BottlesScreen() },
        Shot("new-bottle") { NewBottleScreen() },
        Shot("guide", { toTheWater() }) { GuideScreen(bottle()) },
        Shot("history") { HistoryScreen() },
        Shot("correct") { CorrectScreen("2026-11-23") },
        Shot("clinic") { ClinicScreen(null) },
        Shot("settings") { SettingsScreen() },
        Shot("self-check") { SelfCheckScreen() },
        Shot("delete") { DeleteScreen() },
    )

    private fun Page.find() {
        views().filterIsInstance<android.widget.EditText>().first().setText("Tramadol")
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

    private fun pictures(lang: String, day: String, shots: List<Shot>) {
        for (theme in Theme.entries) {
            for (scale in listOf(1.0f, 2.0f)) {
                RuntimeEnvironment.setFontScale(scale)
                ThemeChoice(app).theme = theme
                // In the evening every theme is the night's: the two others are looked at by day.
                app.at(day, if (theme == Theme.NIGHT) "21:55" else "16:10")
                shots.forEach { picture("${it.name}-$lang-${theme.name.lowercase()}-${scale.toInt()}", theme, it) }
            }
        }
    }

    private fun picture(name: String, theme: Theme, shot: Shot) = opened(app) {
        shot.screen()?.let { activity.open(it) }
        app.settle()
        shot.act(this)
        app.settle()
        val picture = activity.picture()
        picture.keep(name)
        activity.front.trouble?.let { faults += "$name: $it" }
        activity.faults().forEach { faults += "$name: $it" }
        if (theme == Theme.NIGHT) {
            val bright = picture.tooBright()
            if (bright > 0) faults += "$name: $bright pixels are too bright"
            if (picture.light() > NIGHT_LIGHT) faults += "$name gives ${picture.light()} of light"
        }
    }

    private companion object {
        /** As much light as the whole of a night screen may give, 1 being white. */
        const val NIGHT_LIGHT = 0.06
    }
}
