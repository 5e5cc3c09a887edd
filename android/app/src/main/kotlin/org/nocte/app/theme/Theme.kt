package org.nocte.app.theme

import android.content.Context
import android.content.res.Configuration

/** What the user chose to look at. */
enum class Theme {
    /** As the phone is set. */
    SYSTEM,

    /** Always dim. */
    DARK,

    /** Red on black, at any hour. */
    NIGHT,
    ;

    /** The colours; from the evening's reminder on it is the night's, whatever was chosen. */
    fun palette(context: Context, evening: Boolean): Palette = when {
        this == NIGHT || evening -> Palette.NIGHT
        this == DARK || isDim(context) -> Palette.DARK
        else -> Palette.DAY
    }

    private fun isDim(context: Context): Boolean {
        val night = context.resources.configuration.uiMode and Configuration.UI_MODE_NIGHT_MASK
        return night == Configuration.UI_MODE_NIGHT_YES
    }
}

/** Remembers the choice on this phone; it is a taste and no fact, so it is not in the store. */
class ThemeChoice(context: Context) {
    private val kept = context.getSharedPreferences("look", Context.MODE_PRIVATE)

    /** The theme in force. */
    var theme: Theme
        get() = Theme.entries.firstOrNull { it.name == kept.getString("theme", null) } ?: Theme.SYSTEM
        set(value) = kept.edit().putString("theme", value.name).apply()

    /** As on the first day. */
    fun forget() = kept.edit().clear().apply()
}
