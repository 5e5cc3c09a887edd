package nocte.runner

import java.time.Instant
import nocte.core.ChangeListener
import nocte.core.Clock
import nocte.core.DiaryEntry
import nocte.core.KeyVault
import nocte.core.Lang
import nocte.core.LogSink
import nocte.core.Moment
import nocte.core.Nocte
import nocte.core.Screen
import nocte.core.Transition
import nocte.core.ZoneWindow

/** Milliseconds since 1970, as the bridge takes them. */
fun millis(text: String): Long = Instant.parse(text).toEpochMilli()

private val berlin = ZoneWindow("Europe/Berlin", 3600, listOf(Transition(millis("2027-03-28T01:00:00Z"), 7200)), null)

/** A clock that stands where it is put. */
class StandingClock(@Volatile var at: String) : Clock {
    override fun moment() = Moment(millis(at), berlin)
}

/** A vault in memory. */
class MemoryVault : KeyVault {
    private var key: ByteArray? = null

    override fun databaseKey() = key

    override fun keep(key: ByteArray) {
        this.key = key
    }
}

/** A listener that remembers. */
class Ear : ChangeListener {
    val heard = mutableListOf<List<Screen>>()

    override fun changed(screens: List<Screen>) {
        heard += screens
    }
}

/** A log in memory. */
class Lines : LogSink {
    val lines = mutableListOf<String>()

    override fun line(text: String) {
        lines += text
    }
}

/** A note on tonight, the smallest thing to keep. */
fun note(text: String) = DiaryEntry.Note(text, null)

/** A store in `folder`, told in English. */
fun opened(folder: String, clock: Clock, vault: KeyVault = MemoryVault()): Nocte =
    Nocte.open("$folder/nocte.db", vault, clock, "phone", Lang.EN)
