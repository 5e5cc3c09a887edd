package org.nocte.core.impl

import android.content.Context
import android.provider.Settings
import nocte.core.clockSuspect

/**
 * Whether the phone's clock was moved by hand: its wall clock and the one that counts since the phone started are held
 * against each other at every question (requirement C2). Readings of two starts are not: nobody counted in between.
 *
 * Once they disagree, entries are marked until somebody says that the clock is right. The core says what disagreeing is.
 */
class ClockWatch(context: Context, private val start: () -> Int = { starts(context) }) {
    private val kept = context.getSharedPreferences("clock", Context.MODE_PRIVATE)

    /** Nobody has said yet that the clock is right again. */
    val moved: Boolean get() = kept.getBoolean(MOVED, false)

    /** A reading of both clocks, in milliseconds. Answers [moved]. */
    fun look(wall: Long, up: Long): Boolean {
        val before = kept.getLong(WALL, wall)
        val beforeUp = kept.getLong(UP, up)
        val now = start()
        val next = kept.edit().putLong(WALL, wall).putLong(UP, up).putInt(START, now)
        val counted = kept.getInt(START, now) == now
        if (counted && clockSuspect(before, beforeUp, wall, up)) next.putBoolean(MOVED, true)
        next.apply()
        return moved
    }

    /** It is right. */
    fun believe() = kept.edit().putBoolean(MOVED, false).apply()

    private companion object {
        const val WALL = "wall"
        const val UP = "up"
        const val MOVED = "moved"
        const val START = "start"

        /** How often the phone was started, as the system counts. */
        fun starts(context: Context): Int = Settings.Global.getInt(context.contentResolver, Settings.Global.BOOT_COUNT, 0)
    }
}
