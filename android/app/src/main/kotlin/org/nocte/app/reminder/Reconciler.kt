package org.nocte.app.reminder

import java.util.concurrent.Executor
import org.nocte.core.Outcome

/**
 * The one entry point: whatever happens, the reminders are planned anew from state, and what the system holds and the
 * shade shows is brought into line with it.
 *
 * Serial, on an executor of its own with one thread. Whoever comes while a pass is waiting shares it; whoever comes
 * while one runs gets one more, not two at once.
 */
class Reconciler(
    private val core: Core,
    private val ledger: () -> Ledger,
    private val alarms: Alarms,
    private val shade: Shade,
    private val lane: Executor,
    private val now: () -> Long = { System.currentTimeMillis() },
) {
    private class Call(val reason: Reason, val came: String?, val done: () -> Unit)

    private val waiting = mutableListOf<Call>()

    /** Brings the reminders into line. `came` is the id of an alarm that has just come. `done` is called in any case. */
    fun reconcile(reason: Reason, came: String? = null, done: () -> Unit = {}) {
        val first = synchronized(waiting) { waiting.add(Call(reason, came, done)).let { waiting.size == 1 } }
        if (first) lane.execute(::pass)
    }

    /** Tells an answer, takes the night's notices out of the shade and brings the rest into line. */
    fun answer(night: String, answer: Answer, done: () -> Unit) {
        // At once: whoever tapped sees that it was heard.
        shade.clear(night)
        lane.execute {
            // What was not kept, for whatever reason, is not passed over in silence.
            val told = core.answer(night, answer)
            if (told != Outcome.Good(Told.QUIETLY)) shade.said(night)
            reconcile(Reason.ANSWER, null, done)
        }
    }

    private fun pass() {
        val calls = synchronized(waiting) { waiting.toList().also { waiting.clear() } }
        try {
            settle(calls)
        } finally {
            calls.forEach { it.done() }
        }
    }

    private fun settle(calls: List<Call>) {
        val ledger = ledger()
        if (calls.any { it.reason.forgotten }) ledger.forget()
        // Taking the permission away drops every alarm that was exact, and nobody is told.
        val exact = alarms.exact()
        if (calls.any { it.reason.doubtful } || ledger.exact != exact) ledger.doubt()
        ledger.exact = exact
        calls.forEach { call -> call.came?.let { ledger.came(it, ledger.meant(it), now()) } }
        val shown = shade.ids().associateWith { now() } + ledger.shown()
        when (val outcome = core.wanted(shown, ledger.set())) {
            is Outcome.Good -> {
                if (calls.none { it.reason.moved }) outcome.value.missed.forEach { ledger.missed(it) }
                apply(outcome.value, ledger)
            }
            // It was valid when it was set, since answers and holds take alarms away at once: shown, without an answer to it.
            is Outcome.Bad -> calls.forEach { call -> call.came?.let { bare(it, ledger) } }
        }
    }

    private fun apply(wanted: Wanted, ledger: Ledger) {
        shade.ids().filter { it in wanted.withdrawn }.forEach(shade::cancel)
        wanted.remove.forEach(alarms::cancel)
        // The core promises no more; were it ever wrong, nothing new is set rather than a flood.
        val notices = wanted.notices.takeIf { it.size <= MOST }.orEmpty()
        val (due, ahead) = notices.partition { it.immediate }
        val fresh = ahead.filter { it.id !in wanted.keep }
        fresh.forEach { alarms.set(it.id, it.at) }
        due.forEach { alarms.cancel(it.id) }
        ledger.note(fresh, wanted.remove + due.map { it.id })
        due.forEach {
            ledger.showing(it.id, now())
            shade.show(it, ledger.shown())
        }
        ledger.tidy()
    }

    private fun bare(id: String, ledger: Ledger) {
        ledger.note(emptyList(), listOf(id))
        ledger.showing(id, now())
        shade.bare(id)
    }

    private companion object {
        const val MOST = 60
    }
}
