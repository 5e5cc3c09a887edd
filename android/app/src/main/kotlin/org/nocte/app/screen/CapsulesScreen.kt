package org.nocte.app.screen

import org.nocte.app.R
import org.nocte.app.component.Column
import org.nocte.app.component.Typed
import org.nocte.app.component.field

/** The strengths of the capsules at hand, for who swallows them and draws nothing. */
class CapsulesScreen : Screen() {
    private val capsules = mutableListOf<Capsule>()
    private var loaded = false

    /** A capsule as it is being typed. */
    private class Capsule(var typed: String)

    override val title get() = words(R.string.capsules)

    override fun enter() = ask(stage.house.settings::load) { settings ->
        if (loaded) return@ask
        loaded = true
        // As they are shown they are typed: a plain space between number and unit is what a keyboard has.
        capsules += settings.capsules.map { Capsule(it.replace('\u00a0', ' ')) }.ifEmpty { listOf(Capsule("")) }
    }

    override fun draw(page: Column) {
        page.say(words(R.string.capsules_means))
        capsules.forEach { page.field(words(R.string.capsule), words(R.string.capsule_hint), it::typed, Typed.AMOUNT) }
        page.bare(words(R.string.another_capsule)) {
            capsules += Capsule("")
            stage.redraw()
        }
        page.main(words(R.string.keep)) { keep(capsules.map { it.typed }) }
        page.side(words(R.string.capsules_none)) { keep(emptyList()) }
    }

    private fun keep(typed: List<String>) = ask<Unit>({ stage.house.settings.capsules(typed, it) }) { stage.back() }
}
