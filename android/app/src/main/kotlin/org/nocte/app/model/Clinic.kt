package org.nocte.app.model

/** What the sync met, by what can be done about it. */
enum class SyncWord { NOT_PAIRED, SIGN_IN_AGAIN, OFFLINE, SERVER_BUSY, NOT_THE_SERVER, PARTLY }

/** The clinic's page. */
data class ClinicPage(
    val paired: Boolean,
    val matched: Boolean,
    val proposal: String?,
    val changes: List<String>,
    val stops: List<String>,
    val said: List<String>,
    val waiting: Int,
    val parked: List<String>,
    val lastDelivered: String?,
    val troubles: List<SyncWord>,
    val asked: Boolean,
)

/** The pairing: what both sides compare before any order is followed. */
data class PairingPage(val clinic: String?, val address: String, val dose: String?, val matched: Boolean)

/** Who looked at the record, a line each, the newest first; whether there are older ones. */
data class LookedPage(val rows: List<String>, val more: Boolean)

/** Where *Clinic* asks. */
interface ClinicDesk {
    fun load(then: Then<ClinicPage>)

    fun pair(link: String, passcode: String?, then: Then<PairingPage>)

    fun pairing(then: Then<PairingPage>)

    fun match(initials: String, birthYear: String, then: Then<PairingPage>)

    fun unpair(then: Then<Unit>)

    fun sync(then: Then<List<SyncWord>>)

    fun cancel()

    fun tryAgain(then: Then<Int>)

    fun accept(noOpioids: Boolean, typedTwice: Boolean, then: Then<List<String>>)

    fun decline(reason: String?, then: Then<Unit>)

    fun askForStep(then: Then<Unit>)

    /** Who looked; nothing where the clinic's server does not tell. */
    fun looked(then: Then<LookedPage?>)

    /** A certificate of the clinic's own is trusted. */
    val ownCertificate: Boolean

    /** Trusts the file's certificate, or none but the usual ones. */
    fun trust(pem: ByteArray?, then: Then<Unit>)
}
