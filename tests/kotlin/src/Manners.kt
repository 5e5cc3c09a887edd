package nocte.runner

import java.util.concurrent.ConcurrentLinkedQueue
import kotlin.concurrent.thread
import kotlin.io.path.createTempDirectory
import kotlin.system.exitProcess
import kotlinx.coroutines.async
import kotlinx.coroutines.delay
import kotlinx.coroutines.runBlocking
import nocte.core.ApiException
import nocte.core.Clock
import nocte.core.InternalException
import nocte.core.KeyVault
import nocte.core.Moment
import nocte.core.Nocte
import nocte.core.PortException
import nocte.core.Said
import nocte.core.laboratoryPanic
import nocte.core.uniffiEnsureInitialized

private const val NOW = "2026-11-02T18:00:00Z"

/** What an app does wrong, and what goes wrong under it: the process lives and the error says what to do. */
object Manners {
    private val tests = listOf<Pair<String, (String) -> Unit>>(
        "a clock that throws anything is an error without its words" to ::throwingClock,
        "a vault says what it means" to ::throwingVault,
        "a panic is an exception and the app lives" to ::panicking,
        "every call after close is closed" to ::closed,
        "cancel ends what waits and the next call goes through" to ::cancelled,
        "a dropped coroutine ends what it waited for" to ::dropped,
        "calls from many threads" to ::threads,
        "a refusal prints nothing personal" to ::refusal,
    )

    @JvmStatic
    fun main(arguments: Array<String>) {
        uniffiEnsureInitialized()
        val failed = tests.count { (name, test) ->
            val folder = createTempDirectory("nocte").toFile()
            val wrong = runCatching { test(folder.path) }.exceptionOrNull()
            folder.deleteRecursively()
            if (wrong != null) println("$name: $wrong")
            wrong != null
        }
        println("${tests.size - failed} passed, $failed failed")
        exitProcess(if (failed == 0) 0 else 1)
    }

    private fun throwingClock(folder: String) {
        val broken = object : Clock {
            override fun moment(): Moment = error("private words")
        }
        val said = thrown<ApiException.Port> { opened(folder, broken) }
        hold("private" !in "$said ${said.message}") { "the port's words came through" }
        val clock = StandingClock(NOW)
        val log = Lines()
        val app = opened(folder, clock)
        app.listen(null, log)
        clock.at = "not a time"
        thrown<ApiException.Port> { app.tonight() }
        clock.at = NOW
        same("2026-11-02", app.tonight().night)
        same(1, log.lines.size)
    }

    private fun throwingVault(folder: String) {
        fun vault(answer: () -> ByteArray?) = object : KeyVault {
            override fun databaseKey() = answer()

            override fun keep(key: ByteArray) = Unit
        }
        // A store has to be there before anybody asks for its key.
        val kept = MemoryVault()
        opened(folder, StandingClock(NOW), kept).use {
            it.keep(note("kept"))
            it.closeStore()
        }
        thrown<ApiException.Locked> { opened(folder, StandingClock(NOW), vault { throw PortException.Unavailable() }) }
        thrown<ApiException.Port> { opened(folder, StandingClock(NOW), vault { error("private words") }) }
        thrown<ApiException.Port> { opened(folder, StandingClock(NOW), vault { byteArrayOf(1) }) }
        opened(folder, StandingClock(NOW), kept).use { same(1uL, it.history("2026-11-02", "2026-11-02").counts.notes) }
    }

    private fun panicking(folder: String) {
        val app = opened(folder, StandingClock(NOW))
        thrown<InternalException> { laboratoryPanic() }
        thrown<ApiException.Internal> { app.laboratoryPanic() }
        thrown<ApiException.Internal> { runBlocking { app.laboratoryPanicAway() } }
        same("2026-11-02", app.tonight().night)
    }

    private fun closed(folder: String) {
        val app = opened(folder, StandingClock(NOW))
        app.closeStore()
        app.closeStore()
        thrown<ApiException.Closed> { app.tonight() }
        thrown<ApiException.Closed> { app.keep(note("x")) }
        thrown<ApiException.Closed> { app.reminders(emptyList(), emptyList(), null) }
        thrown<ApiException.Closed> { runBlocking { app.sync() } }
    }

    private fun cancelled(folder: String) = runBlocking {
        val app = opened(folder, StandingClock(NOW))
        val waiting = async { runCatching { app.laboratoryWaitAway() } }
        delay(50)
        val busy = runCatching { app.sync() }.exceptionOrNull()
        hold(busy is ApiException.Busy) { "expected Busy, got $busy" }
        app.cancelSync()
        val ended = waiting.await().exceptionOrNull()
        hold(ended is ApiException.Cancelled) { "expected Cancelled, got $ended" }
        // Nobody is out any more: the next one gets as far as finding no clinic.
        val alone = runCatching { app.sync() }.exceptionOrNull()
        hold(alone is ApiException.NotPaired) { "expected NotPaired, got $alone" }
    }

    private fun dropped(folder: String) = runBlocking {
        val app = opened(folder, StandingClock(NOW))
        val waiting = async { app.laboratoryWaitAway() }
        delay(50)
        // A coroutine that goes away calls home what it sent out, as an app's own scope does.
        waiting.invokeOnCompletion { app.cancelSync() }
        waiting.cancel()
        delay(200)
        // Nobody is out any more: the next one gets as far as finding no clinic.
        val alone = runCatching { app.sync() }.exceptionOrNull()
        hold(alone is ApiException.NotPaired) { "expected NotPaired, got $alone" }
    }

    private fun threads(folder: String) {
        val app = opened(folder, StandingClock(NOW))
        val wrong = ConcurrentLinkedQueue<Throwable>()
        val busy = (0 until 8).map { number ->
            thread {
                runCatching {
                    repeat(20) {
                        app.keep(note("$number $it"))
                        app.tonight()
                    }
                }.onFailure(wrong::add)
            }
        }
        busy.forEach(Thread::join)
        hold(wrong.isEmpty()) { "$wrong" }
        same(160uL, app.history("2026-11-02", "2026-11-02").counts.notes)
    }

    private fun refusal(folder: String) {
        val app = opened(folder, StandingClock(NOW))
        app.addMedicine("Tramadol", Said.TookOn("2026-11-02"))
        val error = thrown<ApiException> { app.resume(null, true) }
        val said = "$error ${error.message}"
        hold("ramadol" !in said && "opioid" !in said) { said }
    }

    private fun <T> same(expected: T, got: T) = hold(expected == got) { "expected $expected, got $got" }

    private fun hold(condition: Boolean, why: () -> String) {
        if (!condition) throw AssertionError(why())
    }

    private inline fun <reified E : Exception> thrown(call: () -> Unit): E {
        val error = runCatching(call).exceptionOrNull()
        return error as? E ?: throw AssertionError("expected ${E::class.simpleName}, got $error")
    }
}
