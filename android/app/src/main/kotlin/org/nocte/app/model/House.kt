package org.nocte.app.model

import org.nocte.core.Outcome

/** What an answer is given to, on the main thread. */
typealias Then<T> = (Outcome<T>) -> Unit

/** A sentence of the core's, with the code that says which one it is. */
data class Line(val code: String, val text: String)

/** The desks of the house: each screen asks at its own and sees no other. */
interface House {
    val tonight: TonightDesk
    val diary: DiaryDesk
    val plan: PlanDesk
    val check: CheckDesk
    val bottles: BottleDesk
    val history: HistoryDesk
    val clinic: ClinicDesk
    val share: ShareDesk
    val pages: PagesDesk
    val settings: SettingsDesk
}
