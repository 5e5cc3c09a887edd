package org.nocte.app.model

/** A 0 to 10 scale, and what was said on it tonight. */
data class Scale(val code: String, val tonight: Int?)

/** How bad a side effect is. */
enum class Badness { MILD, MODERATE, SEVERE }

/** What else can be said of a night that is compared. */
enum class Marking { INFECTION, EXERTION, CRASH, PERIOD }

/** What *Log* shows. */
data class DiaryPage(val scales: List<Scale>, val openEffects: List<String>, val marked: Set<Marking>, val badDay: Boolean)

/** A laboratory value as it is printed; today's without a day. */
data class TypedLab(val what: String, val value: String, val unit: String, val method: String, val on: String)

/** Where *Log* asks. */
interface DiaryDesk {
    fun load(then: Then<DiaryPage>)

    fun rate(scale: String, value: Int, then: Then<Unit>)

    fun badDay(then: Then<Unit>)

    fun effect(what: String, badness: Badness, then: Then<Unit>)

    fun effectGone(what: String, then: Then<Unit>)

    /** It is so tonight; or it is over, and the nights between were so, too. */
    fun mark(what: Marking, over: Boolean, then: Then<Unit>)

    fun note(text: String, then: Then<Unit>)

    fun lab(lab: TypedLab, then: Then<Unit>)

    fun ownScale(name: String, then: Then<Unit>)
}
