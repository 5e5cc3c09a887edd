package org.nocte.app.screen

import org.nocte.app.stand.Household
import org.nocte.app.theme.Theme
import org.nocte.app.theme.ThemeChoice
import org.robolectric.RuntimeEnvironment

/** A screen to be looked at: how it is opened, and what is done on it before. */
class Shot(val name: String, val act: Page.() -> Unit = {}, val screen: () -> Screen? = { null })

/**
 * Takes pictures: of a screen in every theme and two sizes of letters, and notes on each what would keep somebody from
 * using it.
 */
class Studio(private val app: Household) {
    /** What was found wrong, a line each; none when all is well. */
    val faults = mutableListOf<String>()

    fun pictures(lang: String, day: String, shots: List<Shot>) {
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
