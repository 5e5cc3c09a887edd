package org.nocte.app.screen

import org.nocte.app.R
import org.nocte.app.component.Column
import org.nocte.app.component.Typed
import org.nocte.app.component.choice
import org.nocte.app.component.field
import org.nocte.app.model.SettingsPage

/** The patient's own syringe: its size and its lines, never assumed. */
class SyringeScreen : Screen() {
    private var settings: SettingsPage? = null
    private var typed = ""

    override val title get() = words(R.string.syringe)

    override fun enter() = ask(stage.house.settings::load) { settings = it }

    override fun draw(page: Column) {
        val settings = settings ?: return
        page.say(words(R.string.syringe_means))
        page.choice(settings.syringes.map { it to it }, settings.syringe) { choose(it) }
        page.field(words(R.string.syringe_other), words(R.string.syringe_hint), ::typed)
        page.side(words(R.string.keep)) { choose(typed) }
    }

    private fun choose(printed: String) = ask<Unit>({ stage.house.settings.syringe(printed, it) }) { stage.back() }
}

/** Tablets in the cupboard and what one costs: what the supply is reckoned from. */
class SupplyScreen : Screen() {
    private var loaded = false
    private var tablets = ""
    private var price = ""
    private var currency = CURRENCIES.first()

    override val title get() = words(R.string.tablets_and_costs)

    override fun enter() = ask(stage.house.settings::load) {
        if (loaded) return@ask
        loaded = true
        tablets = it.tabletsLeft?.toString().orEmpty()
        price = it.price.orEmpty()
        currency = it.currency ?: currency
    }

    override fun draw(page: Column) {
        page.field(words(R.string.tablets), words(R.string.tablet_count_hint), ::tablets, Typed.COUNT)
        page.side(words(R.string.keep)) {
            ask<Unit>({ stage.house.settings.tabletsLeft(tablets, it) }) { stage.back() }
        }
        page.heading(words(R.string.costs), 18f)
        page.field(words(R.string.price), words(R.string.price_hint), ::price, Typed.COUNT)
        page.remark(words(R.string.currency))
        page.choice(CURRENCIES.plus(currency).distinct().map { it to it }, currency) { currency = it }
        page.side(words(R.string.keep_price)) {
            ask<Unit>({ stage.house.settings.price(price, currency, it) }) { stage.back() }
        }
    }

    private companion object {
        val CURRENCIES = listOf("EUR", "GBP", "CHF", "USD")
    }
}
