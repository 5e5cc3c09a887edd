package org.nocte.app.impl

import nocte.core.BottleCard
import nocte.core.BottleEndReason
import nocte.core.BottleMade
import nocte.core.BottleRequest
import nocte.core.BottleState
import nocte.core.Nocte
import nocte.core.parseDose
import nocte.core.parseStrength
import nocte.core.parseVolume
import nocte.core.secondDilution
import nocte.core.showStrength
import nocte.core.showVolume
import nocte.core.strengthOf
import org.nocte.app.model.BottleDesk
import org.nocte.app.model.BottleEnd
import org.nocte.app.model.BottlePage
import org.nocte.app.model.BottlesPage
import org.nocte.app.model.GuideStep
import org.nocte.app.model.NewBottle
import org.nocte.app.model.SupplyPage
import org.nocte.app.model.Then

/** *Bottle* over the lane. */
internal class LaneBottles(private val counter: Counter) : BottleDesk {
    override fun load(then: Then<BottlesPage>) = counter.ask(then) {
        val view = it.bottles(SUPPLY_NIGHTS)
        val supply = view.supply?.let { card ->
            card.need?.let { need ->
                val left = card.tabletsLeft?.toInt()
                SupplyPage(card.letter, need.nights.toInt(), need.bottles.toInt(), need.tablets.toInt(), left, card.costText)
            }
        }
        BottlesPage(view.bottles.map(::page).reversed(), supply, it.settings().syringe != null)
    }

    override fun readBack(bottle: NewBottle, then: Then<String>) = counter.ask(then) {
        val strength = when (val made = made(bottle)) {
            is BottleMade.TabletInWater -> strengthOf(made.tablets, made.water)
            is BottleMade.Preserved -> strengthOf(made.tablets, made.volume)
            is BottleMade.Pharmacy -> made.strength
            is BottleMade.SecondDilution -> second(it, made.from)
        }
        showStrength(strength, counter.lang).text
    }

    private fun second(nocte: Nocte, from: String): String {
        val stock = nocte.bottles(0u).bottles.first { it.view.bottle.letter.equals(from, ignoreCase = true) }
        return secondDilution(stock.view.bottle.strength, WEAK, counter.lang).last().strength
    }

    override fun make(bottle: NewBottle, noOpioids: Boolean, then: Then<BottlePage>) = counter.ask(then) {
        // The patient's own syringe, which the screen asks for first: none is ever assumed.
        val syringe = requireNotNull(it.settings().syringe) { "a syringe is chosen before a bottle is made" }
        val printed = (bottle as? NewBottle.Pharmacy)?.printed?.ifBlank { null }
        page(it.makeBottle(BottleRequest(made(bottle), counter.today(), syringe, printed), noOpioids))
    }

    override fun end(letter: String, why: BottleEnd, then: Then<Unit>) =
        counter.ask(then) { it.endBottle(letter, BottleEndReason.valueOf(why.name)) }

    private fun made(bottle: NewBottle): BottleMade = when (bottle) {
        is NewBottle.Tablets -> {
            val tablet = parseDose(bottle.milligrams, counter.mark, false)
            BottleMade.TabletInWater(List(bottle.count) { tablet }, parseVolume(bottle.water, counter.mark))
        }
        is NewBottle.Pharmacy ->
            BottleMade.Pharmacy(parseStrength(bottle.strength, counter.mark), parseVolume(bottle.volume, counter.mark))
        is NewBottle.Second -> BottleMade.SecondDilution(bottle.from)
    }

    private fun page(card: BottleCard) = with(card.view) {
        BottlePage(
            letter = bottle.letter,
            strength = card.strengthText,
            usable = state is BottleState.Usable,
            state = card.stateText,
            clocks = card.clocksText,
            left = showVolume(left.volume, bottle.strength, counter.lang).text,
            label = card.label,
            guide = card.guide.zip(card.fills) { words, fills -> GuideStep(words, fills.toInt()) },
        )
    }

    private companion object {
        /** A month of supply. */
        const val SUPPLY_NIGHTS = 30u

        /** The one second dilution there is, 0.1 mg/mL, in ng per µL. */
        const val WEAK = "100"
    }
}
