package org.nocte.app.impl

import java.util.concurrent.Executors
import kotlinx.coroutines.runBlocking
import nocte.core.Nocte
import org.nocte.app.model.Then
import org.nocte.core.Outcome

/** What speaks to a server waits beside the lane, so that *Done* never waits for a network. One errand at a time. */
internal class Outside(private val counter: Counter) {
    private val thread = Executors.newSingleThreadExecutor { Thread(it, "nocte-outside").apply { isDaemon = true } }

    @Volatile private var away: Nocte? = null

    /** Takes the open object from the lane, waits for the server elsewhere, and brings the answer back by the lane. */
    fun <T> send(then: Then<T>, errand: suspend (Nocte) -> T) = counter.lane.ask({ it }) { opened ->
        if (opened !is Outcome.Good) {
            @Suppress("UNCHECKED_CAST")
            then(opened as Outcome<T>)
            return@ask
        }
        thread.execute {
            away = opened.value
            val answer = runCatching { runBlocking { errand(opened.value) } }
            away = null
            counter.lane.ask({ answer.getOrThrow() }, then)
        }
    }

    /** Calls the errand home: it answers that it was. */
    fun cancel() {
        away?.cancelSync()
    }
}
