package org.nocte.app.model

/** The choices in force. */
data class SettingsPage(
    val bedtime: String,
    val leadMinutes: Int,
    /** As it is printed; nothing where none is chosen or it is none of the common ones. */
    val syringe: String?,
    val syringes: List<String>,
    val hasSyringe: Boolean,
    val tabletsLeft: Int?,
    /** A night runs from midnight to midnight. */
    val byDay: Boolean,
    /** Strengths of the capsules at hand, as they are typed; none where the dose is drawn. */
    val capsules: List<String>,
    /** Of one tablet, in the smallest unit of its currency. */
    val price: String?,
    val currency: String?,
    /** Notices in the coming week, if nothing is answered early. */
    val notices: Int,
    /** The next three, on this phone's clock. */
    val next: List<String>,
    /** The last alarms that came: when they were meant, and when they came. */
    val came: List<String>,
    /** Evening reminders that never came, though the phone was on: when they were meant. */
    val missed: List<String>,
    val empty: Boolean,
)

/** What a restore did: when the copy was made, how many doses stand now, and whether a former store was set aside. */
data class Restored(val copied: String, val doses: Int, val setAside: Boolean)

/** Where *Settings* asks. */
interface SettingsDesk {
    fun load(then: Then<SettingsPage>)

    fun bedtime(at: String, then: Then<Unit>)

    fun lead(minutes: String, then: Then<Unit>)

    /** Two volumes as the syringe prints them, "3 mL/0.1 mL". */
    fun syringe(typed: String, then: Then<Unit>)

    fun baseline(accepted: Boolean, then: Then<Unit>)

    fun tabletsLeft(count: String, then: Then<Unit>)

    /** Nights run from midnight, or from noon; with the time of lights-out, since the two often only fit as a pair. */
    fun byDay(on: Boolean, bedtime: String, then: Then<Unit>)

    /** Strengths as typed; none where the dose is drawn. */
    fun capsules(typed: List<String>, then: Then<Unit>)

    fun price(minorUnits: String, currency: String, then: Then<Unit>)

    fun holder(name: String, then: Then<Unit>)

    /** A new phrase, to be written on paper. */
    fun phrase(then: Then<String>)

    fun backup(file: String, phrase: String, then: Then<Unit>)

    fun restore(file: String, phrase: String, then: Then<Restored>)

    fun export(file: String, table: Boolean, then: Then<Unit>)

    /** Codes of what is wrong; none when all is well. */
    fun verify(then: Then<List<String>>)

    /** Everything of this phone's: store, key, choices. */
    fun deleteEverything(then: Then<Unit>)
}
