package org.nocte.app.reminder

import android.content.Context
import android.content.SharedPreferences

/**
 * What is set with the system and what was shown: the system can be asked for neither.
 *
 * Ids, revisions and instants, nothing of the patient's; in no backup, since alarms are in none either. The instants of
 * what is set stand once more where they can be read before the first unlock.
 */
class Ledger(context: Context) {
    private val set = context.getSharedPreferences("reminders-set", Context.MODE_PRIVATE)
    private val shown = context.getSharedPreferences("reminders-shown", Context.MODE_PRIVATE)
    private val fired = context.getSharedPreferences("reminders-fired", Context.MODE_PRIVATE)
    private val missed = context.getSharedPreferences("reminders-missed", Context.MODE_PRIVATE)
    private val boot = BootFile(context)

    /** Ids that are set, with the revision each was set with. */
    fun set(): Map<String, String> = set.all.mapValues { it.value as String }

    /** Ids that were shown since the phone started, with when. */
    fun shown(): Map<String, Long> = shown.all.mapValues { it.value as Long }

    /** What was set and what is set no more, in one stroke. */
    fun note(now: List<Notice>, gone: List<String>) {
        if (now.isEmpty() && gone.isEmpty()) return
        set.change {
            gone.forEach(::remove)
            now.forEach { putString(it.id, it.rev) }
        }
        boot.note(now, gone)
    }

    fun showing(id: String, at: Long) = shown.change { putLong(id, at) }

    /** An alarm has come: kept for the self-check, the newest few. */
    fun came(id: String, meant: Long?, at: Long) {
        val lines = fired().takeLast(KEPT).plus(Fired(id, meant, at))
        fired.change {
            clear()
            lines.forEachIndexed { place, one -> putString(place.toString(), "${one.id} ${one.meant ?: ""} ${one.at}") }
        }
    }

    /** Which alarms came, when they were meant and when they came, oldest first. */
    fun fired(): List<Fired> = fired.all.entries.sortedBy { it.key.toInt() }.map {
        val (id, meant, at) = (it.value as String).split(' ')
        Fired(id, meant.toLongOrNull(), at.toLong())
    }

    /** An evening's reminder never came, though the phone was on (requirement S10). */
    fun missed(id: String) = missed.change { putLong(id, meant(id) ?: 0) }

    /** Which never came and when they were meant, oldest first. */
    fun missed(): List<Pair<String, Long>> = missed.all.filterKeys { it != TOLD }.map { it.key to it.value as Long }.sortedBy { it.second }.takeLast(KEPT)

    /** Whether there is one that nobody was told of; asking is telling. */
    fun tellOfMissed(): Boolean {
        val newest = missed().lastOrNull()?.first ?: return false
        if (missed.getString(TOLD, null) == newest) return false
        missed.change { putString(TOLD, newest) }
        return true
    }

    /** When an id is set for. */
    fun meant(id: String): Long? = boot.all()[id]

    /** Whether what is set was set to the minute. */
    var exact: Boolean
        get() = boot.exact
        set(value) {
            boot.exact = value
        }

    /** The phone was started anew: nothing is set, nothing is shown. */
    fun forget() {
        set.change { clear() }
        shown.change { clear() }
        boot.clear()
    }

    /** What is set may be lost: every id keeps its instant and loses the rest of its revision, so all are set again. */
    fun doubt() = set.change {
        set().forEach { (id, rev) -> putString(id, rev.substringBefore('|') + "|") }
    }

    /** Forgets the oldest of what was shown: the core asks about the nights at hand only. */
    fun tidy() {
        val old = shown().entries.sortedByDescending { it.value }.drop(SHOWN)
        if (old.isNotEmpty()) shown.change { old.forEach { remove(it.key) } }
    }

    private companion object {
        const val KEPT = 4
        const val TOLD = "told"
        const val SHOWN = 60
    }
}

/** An alarm that came. */
data class Fired(val id: String, val meant: Long?, val at: Long)

/** Ids and instants where they can be read before the phone was unlocked for the first time. */
class BootFile(context: Context) {
    private val file = context.createDeviceProtectedStorageContext().getSharedPreferences("alarms", Context.MODE_PRIVATE)

    fun all(): Map<String, Long> = file.all.filterKeys { it != EXACT }.mapValues { it.value as Long }

    var exact: Boolean
        get() = file.getBoolean(EXACT, true)
        set(value) {
            if (value != exact) file.change { putBoolean(EXACT, value) }
        }

    fun note(now: List<Notice>, gone: List<String>) = file.change {
        gone.forEach(::remove)
        now.forEach { putLong(it.id, it.at) }
    }

    fun clear() = file.change { clear() }

    private companion object {
        const val EXACT = "exact"
    }
}

/** Written before anything else happens: the process may end at any moment. */
private fun SharedPreferences.change(what: SharedPreferences.Editor.() -> Unit) {
    edit().apply(what).commit()
}
