package org.nocte.app.theme

import android.content.Context

/**
 * What whoever looks over a shoulder may see. Off until it is asked for; a taste and no fact, so it is kept on this phone
 * and not in the store.
 */
class Discretion(context: Context) {
    private val kept = context.getSharedPreferences("discretion", Context.MODE_PRIVATE)

    /** The overview of apps and screenshots show nothing of this one. */
    var hidden: Boolean
        get() = kept.getBoolean("hidden", false)
        set(value) = kept.edit().putBoolean("hidden", value).apply()

    /** Notices name drug and dose, where the phone is unlocked. */
    var detailed: Boolean
        get() = kept.getBoolean("detailed", false)
        set(value) = kept.edit().putBoolean("detailed", value).apply()

    /** As on the first day. */
    fun forget() = kept.edit().clear().apply()
}
