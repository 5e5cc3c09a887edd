package org.nocte.app.screen

import org.nocte.app.R
import org.nocte.app.component.Column
import org.nocte.app.component.Typed
import org.nocte.app.component.choice
import org.nocte.app.component.field
import org.nocte.app.component.tick
import org.nocte.app.model.Beginning
import org.nocte.app.model.ProtocolPage
import org.nocte.app.model.TypedStep
import org.nocte.core.Trouble

/** A plan from a protocol a prescriber named, or typed as it was agreed; and who agreed to it. None is proposed. */
class BeginScreen(private val taking: Boolean, private val then: () -> Unit = {}) : Screen() {
    private var protocols: List<ProtocolPage> = emptyList()
    private var chosen: ProtocolPage? = null
    private var ownSteps = taking
    private val steps = mutableListOf(TypedLine(), TypedLine())
    private var by = ""
    private var on = ""
    private var dose = ""
    private var since = ""
    private var typedTwice = false
    private var warnings: List<String>? = null

    private companion object {
        /** Nothing is chosen before somebody chooses. */
        val NONE = ProtocolPage("", "", "", false, emptyList(), emptyList(), emptyList())
    }

    /** A step as it is being typed. */
    private class TypedLine {
        var milligrams = ""
        var nights = ""
    }

    override val title get() = words(if (taking) R.string.taking_already else R.string.starting)

    override fun enter() = ask(stage.house.plan::protocols) { protocols = it }

    override fun draw(page: Column) {
        warnings?.let { return page.made(it) }
        page.say(words(R.string.plan_source))
        val options = protocols.filter { it.executable }.map { it to it.title as CharSequence }
        page.choice(listOf(null to words(R.string.typed_plan)) + options, if (ownSteps) null else chosen ?: NONE) {
            chosen = it
            ownSteps = it == null
            stage.redraw()
        }
        val notHere = protocols.filterNot { it.executable }
        if (notHere.isNotEmpty()) page.bare(words(R.string.not_here)) { stage.open(NotHereScreen(notHere)) }
        chosen?.takeUnless { ownSteps }?.let { page.protocol(it) }
        if (ownSteps) page.typed()
        if (taking) page.present()
        page.heading(words(R.string.who_agreed), 18f)
        page.remark(words(R.string.who_agreed_means))
        page.field(words(R.string.agreed_by), words(R.string.agreed_by_hint), ::by)
        page.day(stage, R.string.agreed_on, R.string.agreed_on_is, ::on)
        if ((trouble as? Trouble.Refused)?.code == "type_twice") page.tick(words(R.string.typed_twice), typedTwice) { typedTwice = it }
        page.main(words(R.string.begin_now)) { begin() }
    }

    private fun Column.protocol(protocol: ProtocolPage) = card {
        heading(protocol.id, 18f)
        say(protocol.provenance)
        list(protocol.steps)
        protocol.rules.forEach { remark(it) }
        if (protocol.missing.isNotEmpty()) {
            say(words(R.string.left_open))
            list(protocol.missing)
        }
    }

    private fun Column.typed() {
        steps.forEachIndexed { place, step ->
            heading(words(R.string.step_number, place.inc()), 17f)
            field(words(R.string.step_dose), words(R.string.step_dose_hint), step::milligrams, Typed.AMOUNT)
            if (place != steps.lastIndex) field(words(R.string.step_nights), words(R.string.step_nights_hint), step::nights, Typed.COUNT)
        }
        remark(words(R.string.last_step_open))
        bare(words(R.string.another_step)) {
            steps += TypedLine()
            stage.redraw()
        }
    }

    private fun Column.present() {
        heading(words(R.string.present_dose), 18f)
        field(words(R.string.step_dose), words(R.string.step_dose_hint), ::dose, Typed.AMOUNT)
        day(stage, R.string.since, R.string.since_is, ::since)
    }

    private fun Column.made(warnings: List<String>) {
        say(words(R.string.plan_made))
        list(warnings)
        spring()
        main(words(R.string.go_on)) {
            stage.back()
            then()
        }
    }

    private fun begin() {
        val typed = steps.filter { it.milligrams.isNotBlank() }.map { TypedStep(it.milligrams, it.nights) }
        val beginning = Beginning(
            protocol = chosen?.id.takeUnless { ownSteps },
            typed = typed,
            by = by,
            on = on,
            takingMilligrams = dose.takeIf { taking },
            takingSince = since.takeIf { taking },
            typedTwice = typedTwice,
        )
        ask<List<String>>({ stage.house.plan.begin(beginning, it) }) { warnings = it }
    }
}
