package org.nocte.app.screen

import org.nocte.app.R
import org.nocte.app.component.Column
import org.nocte.app.model.ProtocolPage

/** Protocols that cannot be carried out here as they stand, each with its reason: readable one at a time, never chosen. */
class NotHereScreen(private val protocols: List<ProtocolPage>) : Screen() {
    private var shown: ProtocolPage? = null

    override val title get() = words(R.string.not_here)

    override fun draw(page: Column) {
        page.say(words(R.string.not_here_means))
        protocols.forEach { one ->
            if (one == shown) return@forEach page.protocol(one)
            page.side(one.title) {
                shown = one
                stage.redraw()
            }
        }
    }

    private fun Column.protocol(protocol: ProtocolPage) {
        card {
            heading(protocol.id, 18f)
            say(protocol.provenance)
            list(protocol.steps)
            protocol.rules.forEach { remark(it) }
            say(words(R.string.not_executable))
            open(protocol)
        }
    }

    private fun Column.open(protocol: ProtocolPage) {
        if (protocol.missing.isEmpty()) return
        say(words(R.string.left_open))
        list(protocol.missing)
    }
}
