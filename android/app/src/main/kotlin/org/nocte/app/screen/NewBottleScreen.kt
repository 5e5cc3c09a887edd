package org.nocte.app.screen

import android.view.View
import org.nocte.app.R
import org.nocte.app.component.Column
import org.nocte.app.component.Typed
import org.nocte.app.component.choice
import org.nocte.app.component.field
import org.nocte.app.component.tick
import org.nocte.app.model.BottlePage
import org.nocte.app.model.NewBottle

/** A new bottle: typed as the packet or the label prints it, read back, then made. */
class NewBottleScreen : Screen() {
    private var kind = Kind.TABLETS
    private var milligrams = ""
    private var count = "1"
    private var water = ""
    private var strength = ""
    private var volume = ""
    private var printed = ""
    private var from = ""
    private var plain = false
    private var noOpioids = false
    private var readBack: String? = null
    private var unsaid = false
    private var hasSyringe: Boolean? = null

    private enum class Kind { TABLETS, PHARMACY, SECOND }

    override val title get() = words(R.string.new_bottle)

    override fun enter() = ask(stage.house.bottles::load) { hasSyringe = it.hasSyringe }

    override fun draw(page: Column) {
        if (hasSyringe == false) return page.syringe()
        readBack?.let { return page.readBack(it) }
        page.choice(
            listOf(
                Kind.TABLETS to words(R.string.made_of_tablets),
                Kind.PHARMACY to words(R.string.made_by_pharmacy),
                Kind.SECOND to words(R.string.made_of_bottle),
            ),
            kind,
        ) {
            kind = it
            stage.redraw()
        }
        when (kind) {
            Kind.TABLETS -> page.tablets()
            Kind.PHARMACY -> page.pharmacy()
            Kind.SECOND -> page.field(words(R.string.from_bottle), words(R.string.correct_bottle_hint), ::from)
        }
        page.main(words(R.string.read_back)) {
            unsaid = kind == Kind.TABLETS && !plain
            if (unsaid) stage.redraw() else ask<String>({ stage.house.bottles.readBack(bottle(), it) }) { readBack = it }
        }
    }

    /** A line is a line on one syringe: without one there is nothing to draw to. */
    private fun Column.syringe() {
        say(words(R.string.syringe_first))
        main(words(R.string.choose_syringe)) { stage.open(SyringeScreen()) }
    }

    private fun Column.tablets() {
        field(words(R.string.tablet_strength), words(R.string.tablet_strength_hint), ::milligrams, Typed.AMOUNT)
        field(words(R.string.tablet_count), words(R.string.tablet_count_hint), ::count, Typed.COUNT)
        field(words(R.string.water), words(R.string.water_hint), ::water, Typed.AMOUNT)
        tick(words(R.string.plain_tablets), plain) { plain = it }
        if (unsaid && !plain) {
            val first = say(words(R.string.plain_first))
            first.accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_POLITE
        }
    }

    private fun Column.pharmacy() {
        field(words(R.string.label_strength), words(R.string.label_strength_hint), ::strength, Typed.AMOUNT)
        field(words(R.string.label_volume), words(R.string.water_hint), ::volume, Typed.AMOUNT)
        day(stage, R.string.printed_date, R.string.printed_date_is, ::printed)
    }

    private fun Column.readBack(strength: String) {
        say(words(R.string.read_back_means))
        put(kit.text(strength, 40f, bold = true))
        remark(words(R.string.read_back_check))
        tick(words(R.string.no_opioids), noOpioids) { noOpioids = it }
        bare(words(R.string.name_medicine)) { stage.open(CheckScreen()) }
        spring()
        main(words(R.string.right_make)) {
            ask<BottlePage>({ stage.house.bottles.make(bottle(), noOpioids, it) }) { made ->
                stage.back()
                stage.open(if (made.guide.isEmpty()) LabelScreen(made) else GuideScreen(made, fresh = true))
            }
        }
        side(words(R.string.wrong_again)) {
            readBack = null
            stage.redraw()
        }
    }

    private fun bottle(): NewBottle = when (kind) {
        Kind.TABLETS -> NewBottle.Tablets(milligrams, count.toUByteOrNull()?.toInt() ?: 0, water)
        Kind.PHARMACY -> NewBottle.Pharmacy(strength, volume, printed)
        Kind.SECOND -> NewBottle.Second(from)
    }
}

/** Making it, one step a screen, every filling ticked off. */
class GuideScreen(private val bottle: BottlePage, private val fresh: Boolean = false) : Screen() {
    private var at = 0
    private var filled = 0

    override val title get() = words(R.string.bottle_letter, bottle.letter)

    override fun draw(page: Column) {
        val step = bottle.guide[at]
        page.remark(words(R.string.start_place, at.inc(), bottle.guide.size))
        page.card { put(kit.text(step.words, 24f)) }
        page.spring()
        val open = step.fillings > filled
        if (step.fillings > 0) {
            page.put(page.kit.text(words(R.string.filled_of, filled, step.fillings), 40f, bold = true))
        }
        if (open) {
            page.main(words(R.string.filled_one)) {
                filled = filled.inc()
                stage.announce(words(R.string.filled_of, filled, step.fillings))
                stage.redraw()
            }
        } else {
            page.main(words(if (at == bottle.guide.lastIndex) R.string.ready else R.string.next_step)) { on() }
        }
        if (filled > 0 && open) {
            page.side(words(R.string.filled_less)) {
                filled = filled.dec()
                stage.redraw()
            }
        }
        if (at > 0) page.side(words(R.string.step_before)) { move(at.dec()) }
        // A bottle that was not made has no next step to be led through.
        if (fresh) page.bare(words(R.string.not_made)) { stage.open(EndBottleScreen(bottle.letter, stage::back)) }
    }

    private fun on() {
        if (at == bottle.guide.lastIndex) stage.home() else move(at.inc())
    }

    private fun move(to: Int) {
        at = to
        filled = 0
        stage.redraw()
    }
}
