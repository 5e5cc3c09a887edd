package org.nocte.app.screen

import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.nocte.app.stand.Household
import org.nocte.app.theme.Theme
import org.nocte.app.theme.ThemeChoice
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/** Every screen over a real store of two months, in every theme, both languages and two sizes of letters. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], application = Household::class)
class ShotsTest {
    private val app get() = RuntimeEnvironment.getApplication() as Household

    @Test
    @Config(qualifiers = "en-w411dp-h867dp-hdpi")
    fun english() = everything("en")

    @Test
    @Config(qualifiers = "de-w411dp-h867dp-hdpi")
    fun german() = everything("de")

    private val faults = mutableListOf<String>()

    private fun everything(lang: String) {
        app.begin()
        app.live()
        for (theme in Theme.entries) {
            for (scale in listOf(1.0f, 2.0f)) {
                RuntimeEnvironment.setFontScale(scale)
                ThemeChoice(app).theme = theme
                screens().forEach { (name, screen) -> shot("$name-$lang-${theme.name.lowercase()}-${scale.toInt()}", theme, screen) }
            }
        }
        assertEquals("", faults.joinToString("\n"))
    }

    private fun screens(): List<Pair<String, () -> Screen?>> = listOf(
        "tonight" to { null },
        "menu" to { MenuScreen() },
        "log" to { LogScreen() },
        "plan" to { PlanScreen() },
        "check" to { CheckScreen() },
        "red-flags" to { RedFlagScreen() },
        "bottles" to { BottlesScreen() },
        "history" to { HistoryScreen() },
        "clinic" to { ClinicScreen(null) },
        "settings" to { SettingsScreen() },
        "self-check" to { SelfCheckScreen() },
        "start" to { StartScreen() },
    )

    private fun shot(name: String, theme: Theme, make: () -> Screen?) {
        // By day the two other themes are looked at by day: in the evening every one of them is the night's.
        if (theme != Theme.NIGHT) app.at("2026-11-24", "16:10") else app.at("2026-11-24", "21:55")
        Robolectric.buildActivity(MainActivity::class.java).setup().use { controller ->
            app.settle()
            make()?.let { controller.get().open(it) }
            app.settle()
            val picture = controller.get().picture()
            picture.keep(name)
            controller.get().faults().forEach { faults += "$name: $it" }
            if (theme == Theme.NIGHT) {
                val bright = picture.tooBright()
                if (bright > 0) faults += "$name: $bright pixels are too bright"
                if (picture.light() > NIGHT_LIGHT) faults += "$name gives ${picture.light()} of light"
            }
        }
    }

    private companion object {
        /** As much light as the whole of a night screen may give, 1 being white. */
        const val NIGHT_LIGHT = 0.06
    }
}
