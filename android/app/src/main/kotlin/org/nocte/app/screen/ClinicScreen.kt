package org.nocte.app.screen

import org.nocte.app.R
import org.nocte.app.component.Column
import org.nocte.app.component.Typed
import org.nocte.app.component.field
import org.nocte.app.component.tick
import org.nocte.app.model.ClinicPage
import org.nocte.app.model.PairingPage
import org.nocte.app.model.SyncWord
import org.nocte.core.Trouble

/** The clinic: paired or not, what it proposes, what waits, what it said. Opened with a link it offers to pair. */
class ClinicScreen(link: String?) : Screen() {
    private var clinic: ClinicPage? = null
    private var pairing: PairingPage? = null
    private var link = link.orEmpty()
    private var passcode = ""
    private var initials = ""
    private var birthYear = ""
    private var met: List<SyncWord> = emptyList()

    override val title get() = words(R.string.clinic)

    override fun enter() = ask(stage.house.clinic::load) { clinic = it }

    override fun draw(page: Column) {
        val clinic = clinic ?: return
        if (waiting) page.underWay(stage.house.clinic::cancel)
        if (!clinic.paired) return page.pair()
        pairing?.takeUnless { it.matched }?.let { return page.compare(it) }
        if (!clinic.matched) page.unmatched()
        clinic.stops.forEach { page.card { put(kit.text(it, 18f, bold = true)) } }
        clinic.proposal?.let { page.proposal(it, clinic) }
        if (clinic.said.isNotEmpty()) {
            page.heading(words(R.string.clinic_said), 18f)
            page.list(clinic.said)
        }
        page.waiting(clinic)
        page.step(clinic)
        page.heading(words(R.string.shared), 18f)
        page.say(words(R.string.shared_means))
        page.side(words(R.string.looked)) { stage.open(LookedScreen()) }
        page.bare(words(R.string.unpair)) { stage.open(UnpairScreen()) }
    }

    private fun Column.pair() {
        say(words(R.string.pair_means))
        remark(words(R.string.pair_without))
        field(words(R.string.pair_link), words(R.string.pair_link_hint), ::link)
        field(words(R.string.passcode), words(R.string.passcode_hint), ::passcode, Typed.SECRET)
        spring()
        main(words(R.string.pair)) {
            errand<PairingPage>({ stage.house.clinic.pair(link, passcode, it) }) { pairing = it }
        }
        bare(words(R.string.certificate)) { stage.open(CertificateScreen()) }
    }

    private fun Column.unmatched() = card {
        say(words(R.string.not_matched))
        side(words(R.string.compare)) { errand<PairingPage>({ stage.house.clinic.pairing(it) }) { pairing = it } }
    }

    /** Both sides say who the patient is before any order is followed. */
    private fun Column.compare(pairing: PairingPage) {
        heading(pairing.clinic ?: pairing.address, 20f)
        remark(pairing.address)
        say(words(R.string.compare_means))
        pairing.dose?.let { say(words(R.string.compare_dose, it)) }
        field(words(R.string.initials), words(R.string.initials_hint), ::initials)
        field(words(R.string.birth_year), words(R.string.birth_year_hint), ::birthYear, Typed.COUNT)
        main(words(R.string.that_is_me)) {
            errand<PairingPage>({ stage.house.clinic.match(initials, birthYear, it) }) { this@ClinicScreen.pairing = it }
        }
        side(words(R.string.that_is_not_me)) { stage.open(UnpairScreen()) }
    }

    private fun Column.proposal(proposal: String, clinic: ClinicPage) = card {
        heading(words(R.string.proposal), 18f)
        say(proposal)
        clinic.changes.firstOrNull()?.let { say(it) }
        main(words(R.string.look_at_proposal)) { stage.open(ProposalScreen(proposal, clinic.changes)) }
    }

    private fun Column.waiting(clinic: ClinicPage) {
        heading(words(R.string.sync), 18f)
        clinic.lastDelivered?.let { say(words(R.string.last_delivered, it)) }
        if (clinic.waiting > 0) say(stage.count(R.plurals.waiting, clinic.waiting))
        (clinic.troubles + met).distinct().forEach { say(words(word(it))) }
        if (clinic.parked.isNotEmpty()) {
            say(stage.count(R.plurals.parked, clinic.parked.size))
            list(clinic.parked)
            bare(words(R.string.try_again)) { ask<Int>({ stage.house.clinic.tryAgain(it) }) { enter() } }
        }
        if (!waiting) side(words(R.string.sync_now)) { errand<List<SyncWord>>({ stage.house.clinic.sync(it) }) { met = it } }
    }

    /** Nobody is offered a step up beneath a stop, or by a clinic that has not said whom it means. */
    private fun Column.step(clinic: ClinicPage) {
        when {
            !clinic.matched || clinic.stops.isNotEmpty() -> Unit
            clinic.asked -> remark(words(R.string.asked_for_step))
            else -> side(words(R.string.ask_for_step)) { ask<Unit>({ stage.house.clinic.askForStep(it) }) { enter() } }
        }
    }

    /** Asks the clinic, and then what has become of the page. */
    private fun <T> errand(question: Question<T>, then: (T) -> Unit) = away(question) {
        then(it)
        enter()
    }

    private fun word(word: SyncWord): Int = when (word) {
        SyncWord.NOT_PAIRED -> R.string.trouble_unpaired
        SyncWord.SIGN_IN_AGAIN -> R.string.sync_sign_in
        SyncWord.OFFLINE -> R.string.sync_offline
        SyncWord.SERVER_BUSY -> R.string.sync_busy
        SyncWord.NOT_THE_SERVER -> R.string.sync_network
        SyncWord.PARTLY -> R.string.sync_partly
    }
}

/** What the clinician proposes, as the difference to the plan in force. Nothing changes without a tap here. */
class ProposalScreen(private val proposal: String, private val changes: List<String>) : Screen() {
    private var noOpioids = false
    private var typedTwice = false
    private var reason = ""
    private var said: List<String>? = null

    override val title get() = words(R.string.proposal)

    override fun draw(page: Column) {
        said?.let { warnings ->
            page.say(words(R.string.proposal_accepted))
            page.list(warnings)
            page.main(words(R.string.ready)) { stage.back() }
            return
        }
        page.say(proposal)
        page.card { list(changes) }
        page.tick(words(R.string.no_opioids), noOpioids) { noOpioids = it }
        if ((trouble as? Trouble.Refused)?.code == "type_twice") page.tick(words(R.string.typed_twice), typedTwice) { typedTwice = it }
        page.main(words(R.string.accept)) { ask<List<String>>({ stage.house.clinic.accept(noOpioids, typedTwice, it) }) { said = it } }
        page.field(words(R.string.decline_reason), words(R.string.decline_hint), ::reason, Typed.SENTENCES)
        page.side(words(R.string.decline)) {
            ask<Unit>({ stage.house.clinic.decline(reason.ifBlank { null }, it) }) { stage.back() }
        }
    }
}
