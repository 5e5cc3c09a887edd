package org.nocte.core

/** A screen whose values are out of date: ask for them again when it is shown. */
enum class Stale { TONIGHT, PLAN, MEDICINES, BOTTLES, HISTORY, SETTINGS, CLINIC }

/** Who is told, on the main thread. */
fun interface StaleListener {
    fun stale(screens: Set<Stale>)
}
