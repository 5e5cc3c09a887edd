package org.nocte.app.model

/** A bottle with everything that is said of it. */
data class BottlePage(
    val letter: String,
    val strength: String,
    val usable: Boolean,
    val state: String?,
    val clocks: String?,
    val left: String,
    val label: List<String>,
    val guide: List<GuideStep>,
)

/** A step of making it, with how many fillings to tick off. */
data class GuideStep(val words: String, val fillings: Int)

/** What the coming nights need. */
data class SupplyPage(val letter: String, val nights: Int, val bottles: Int, val tablets: Int, val tabletsLeft: Int?, val cost: String?)

/** Every bottle, the newest first. */
data class BottlesPage(val bottles: List<BottlePage>, val supply: SupplyPage?, val hasSyringe: Boolean)

/** A bottle to be, as typed. */
sealed interface NewBottle {
    data class Tablets(val milligrams: String, val count: Int, val water: String) : NewBottle

    data class Pharmacy(val strength: String, val volume: String, val printed: String) : NewBottle

    data class Second(val from: String) : NewBottle
}

/** Why a bottle ends. */
enum class BottleEnd { DISCARDED, LEFT_WARM, EMPTY }

/** Where *Bottle* asks. */
interface BottleDesk {
    fun load(then: Then<BottlesPage>)

    /** The strength it will have, as its label prints it: read back before anything is made. */
    fun readBack(bottle: NewBottle, then: Then<String>)

    /** Made today; the card comes back with its letter, its label and the steps of making it. */
    fun make(bottle: NewBottle, noOpioids: Boolean, then: Then<BottlePage>)

    fun end(letter: String, why: BottleEnd, then: Then<Unit>)
}
