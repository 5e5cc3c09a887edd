package org.nocte.app.impl

import android.content.Context
import nocte.core.DecimalMark
import nocte.core.Lang
import nocte.core.Nocte
import nocte.core.Syringe
import nocte.core.Worded
import nocte.core.parseSyringe
import org.nocte.app.NocteApp
import org.nocte.app.model.House
import org.nocte.app.model.Line
import org.nocte.app.model.Then
import org.nocte.core.StaleListener
import org.nocte.core.impl.NocteLane

/** The desks over the one lane of this process. */
internal class LaneHouse(lane: NocteLane, context: Context) : House {
    private val counter = Counter(lane, context.applicationContext)
    override val tonight = LaneTonight(counter)
    override val diary = LaneDiary(counter)
    override val plan = LanePlan(counter)
    override val check = LaneCheck(counter)
    override val bottles = LaneBottles(counter)
    override val history = LaneHistory(counter)
    private val outside = Outside(counter)
    override val clinic = LaneClinic(counter, outside)
    override val share = LaneShare(counter, outside)
    override val pages = LanePages(counter)
    override val settings = LaneSettings(counter)
}

/** What every desk has in common: the lane, and the language that numbers are typed in. */
internal class Counter(val lane: NocteLane, val context: Context) {
    val lang: Lang get() = language(context)

    /** The decimal mark of the language the app is shown in, and no other: "1.500" is a thousand or one. */
    val mark: DecimalMark get() = if (lang == Lang.DE) DecimalMark.COMMA else DecimalMark.POINT

    fun <T> ask(then: Then<T>, question: (Nocte) -> T) = lane.ask(question, then)

    fun syringe(typed: String): Syringe = parseSyringe(typed, mark)
}

internal fun Worded.line() = Line(code, text)

/** The house of this process. */
fun house(context: Context): House = LaneHouse((context.applicationContext as NocteApp).lane, context)

/** Adds or takes away who is told that screens are stale. */
fun listen(context: Context, listener: StaleListener, on: Boolean) {
    val lane = (context.applicationContext as NocteApp).lane
    if (on) lane.listen(listener) else lane.forget(listener)
}
