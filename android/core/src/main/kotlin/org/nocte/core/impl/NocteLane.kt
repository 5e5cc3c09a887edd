package org.nocte.core.impl

import java.util.concurrent.Callable
import java.util.concurrent.CopyOnWriteArraySet
import java.util.concurrent.Executor
import java.util.concurrent.Executors
import nocte.core.ChangeListener
import nocte.core.Clock
import nocte.core.KeyVault
import nocte.core.Lang
import nocte.core.LogSink
import nocte.core.Nocte
import nocte.core.Screen
import nocte.core.uniffiEnsureInitialized
import org.nocte.core.Outcome
import org.nocte.core.Stale
import org.nocte.core.StaleListener
import org.nocte.core.Trouble

/**
 * The one way to the core: a serial lane beside the main thread, with every answer back on the main thread.
 *
 * The core takes calls from any thread; the lane is for the shell's own sake. Questions are answered in the order in
 * which they were asked, so what is shown last is what was asked last. The store is opened at the first question and
 * again at each later one as long as it cannot be opened: a locked phone is a state, not a failure.
 */
class NocteLane(
    private val path: String,
    private val vault: KeyVault,
    /** Asked once at the beginning of each call; a shell that needs the moment asks the same one. */
    val clock: Clock,
    private val log: LogSink,
    private val main: Executor,
    private val language: () -> Lang,
) {
    private val lane = Executors.newSingleThreadExecutor { Thread(it, "nocte-lane").apply { isDaemon = true } }
    private val listeners = CopyOnWriteArraySet<StaleListener>()
    private var open: Open? = null

    /** What an object just opened is told before it is asked anything. */
    @Volatile var first: (Nocte) -> Unit = {}

    private class Open(val nocte: Nocte, val lang: Lang)

    init {
        // A library of another version ends here, before anything is asked of it.
        lane.execute { uniffiEnsureInitialized() }
    }

    /** Asks on the lane, answers on the main thread. */
    fun <T> ask(question: (Nocte) -> T, then: (Outcome<T>) -> Unit) {
        lane.execute {
            val outcome = answer(question)
            main.execute { then(outcome) }
        }
    }

    /** Asks on the lane and waits: for what the system gives a moment only. Never from the lane itself. */
    fun <T> now(question: (Nocte) -> T): Outcome<T> = lane.submit(Callable { answer(question) }).get()

    /** Adds a listener; it is told on the main thread. */
    fun listen(listener: StaleListener) {
        listeners.add(listener)
    }

    /** Takes a listener away. */
    fun forget(listener: StaleListener) {
        listeners.remove(listener)
    }

    /** Folds what was acknowledged into the main file; called when the app leaves the screen. */
    fun suspend() {
        lane.execute { open?.let { runCatching { it.nocte.suspend() } } }
    }

    /** Closes the store and waits for it. The next question opens it again. */
    fun close() {
        lane.submit { shut() }.get()
    }

    private fun <T> answer(question: (Nocte) -> T): Outcome<T> = try {
        Outcome.Good(question(opened()))
    } catch (@Suppress("TooGenericExceptionCaught") error: Exception) {
        // Every error of the boundary has a case; anything else must not end the process of a reminder.
        Outcome.Bad(trouble(error, language())).also { if (it.trouble == Trouble.Internal) log.line("lane: unexpected: ${error.javaClass.simpleName}") }
    }

    private fun opened(): Nocte {
        val lang = language()
        open?.takeIf { it.lang == lang }?.let { return it.nocte }
        shut()
        val nocte = Nocte.open(path, vault, clock, SOURCE, lang)
        nocte.listen(ears, log)
        first(nocte)
        open = Open(nocte, lang)
        return nocte
    }

    private fun shut() {
        open?.let {
            runCatching { it.nocte.closeStore() }
            it.nocte.close()
        }
        open = null
    }

    private val ears = object : ChangeListener {
        override fun changed(screens: List<Screen>) {
            val stale = screens.mapTo(mutableSetOf()) { Stale.valueOf(it.name) }
            main.execute { listeners.forEach { it.stale(stale) } }
        }
    }

    private companion object {
        /** How this device is named in every entry. */
        const val SOURCE = "phone"
    }
}
