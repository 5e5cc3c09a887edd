package org.nocte.app.screen

import org.nocte.app.R
import org.nocte.app.component.Column
import org.nocte.app.model.BottleEnd
import org.nocte.app.model.BottlePage
import org.nocte.app.model.BottlesPage
import org.nocte.app.model.SupplyPage

/** Every bottle with its letter, strength and two clocks; what the coming nights need. */
class BottlesScreen : Screen() {
    private var bottles: BottlesPage? = null
    private var all = false

    override val title get() = words(R.string.bottles)

    override fun enter() = ask(stage.house.bottles::load) { bottles = it }

    override fun draw(page: Column) {
        val bottles = bottles ?: return
        val (open, gone) = bottles.bottles.partition { it.usable }
        if (open.isEmpty()) page.say(words(R.string.no_bottle))
        page.main(words(R.string.new_bottle)) { stage.open(NewBottleScreen()) }
        open.forEach { page.bottle(it) }
        bottles.supply?.let { page.supply(it) }
        if (all) {
            gone.forEach { page.bottle(it) }
        } else if (gone.isNotEmpty()) {
            page.bare(words(R.string.bottles_gone)) {
                all = true
                stage.redraw()
            }
        }
    }

    private fun Column.bottle(bottle: BottlePage) = card {
        heading(words(R.string.bottle_of, bottle.letter, bottle.strength), 20f)
        val state = bottle.state
        if (state != null) {
            say(state)
        } else {
            say(words(R.string.left_in, bottle.left))
            bottle.clocks?.let { remark(it) }
        }
        bare(words(R.string.label)) { stage.open(LabelScreen(bottle)) }
        if (bottle.usable) bare(words(R.string.end_bottle, bottle.letter)) { stage.open(EndBottleScreen(bottle.letter)) }
    }

    private fun Column.supply(supply: SupplyPage) = card {
        heading(words(R.string.supply), 18f)
        say(stage.count(R.plurals.supply_nights, supply.nights))
        say(stage.count(R.plurals.supply_bottles, supply.bottles))
        say(stage.count(R.plurals.supply_tablets, supply.tablets))
        supply.tabletsLeft?.let { say(stage.count(R.plurals.tablets_left, it)) }
        supply.cost?.let { remark(it) }
        remark(words(R.string.supply_from, supply.letter))
    }
}

/** What is written on the bottle, line by line, to be copied or printed. */
class LabelScreen(private val bottle: BottlePage) : Screen() {
    override val title get() = words(R.string.label)

    override fun draw(page: Column) {
        page.remark(words(R.string.label_means))
        page.card { bottle.label.forEach { put(kit.text(it, 20f)) } }
        if (bottle.guide.isNotEmpty()) page.side(words(R.string.how_made)) { stage.open(GuideScreen(bottle)) }
    }
}

/** Why a bottle is not drawn from any more. */
class EndBottleScreen(private val letter: String, private val then: () -> Unit = {}) : Screen() {
    override val title get() = words(R.string.end_bottle, letter)

    override fun draw(page: Column) {
        page.say(words(R.string.end_bottle_means))
        page.side(words(R.string.end_empty)) { end(BottleEnd.EMPTY) }
        page.side(words(R.string.end_discarded)) { end(BottleEnd.DISCARDED) }
        page.side(words(R.string.end_warm)) { end(BottleEnd.LEFT_WARM) }
    }

    private fun end(why: BottleEnd) = ask<Unit>({ stage.house.bottles.end(letter, why, it) }) {
        stage.back()
        then()
    }
}
