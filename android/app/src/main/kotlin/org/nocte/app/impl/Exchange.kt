package org.nocte.app.impl

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.launch
import nocte.core.Nocte
import org.nocte.core.Outcome
import org.nocte.core.impl.NocteLane

/** One exchange with the clinic, on threads of the library's own: the lane is free meanwhile. */
class Exchange(private val lane: NocteLane) {
    @Volatile private var out: Nocte? = null

    /** Runs it; `then` in any case. What went wrong is on the clinic's page: entries wait, none is lost. */
    fun run(then: () -> Unit) = lane.ask({ it }) { outcome ->
        val nocte = (outcome as? Outcome.Good)?.value
        if (nocte == null) {
            then()
            return@ask
        }
        out = nocte
        CoroutineScope(Dispatchers.Default).launch {
            runCatching { nocte.sync() }
            out = null
            then()
        }
    }

    /** Calls it home. */
    fun end() {
        out?.let { runCatching { it.cancelSync() } }
    }
}
