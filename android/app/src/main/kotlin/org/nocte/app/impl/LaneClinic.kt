package org.nocte.app.impl

import nocte.core.ApiException
import nocte.core.ClinicView
import nocte.core.Confirmation
import nocte.core.Nocte
import nocte.core.PairPage
import nocte.core.SyncTrouble
import nocte.core.showDose
import org.nocte.app.model.ClinicDesk
import org.nocte.app.model.ClinicPage
import org.nocte.app.model.LookedPage
import org.nocte.app.model.PairingPage
import org.nocte.app.model.SyncWord
import org.nocte.app.model.Then

/** *Clinic* over the lane. */
internal class LaneClinic(private val counter: Counter, private val outside: Outside) : ClinicDesk {
    override fun load(then: Then<ClinicPage>) = counter.ask(then) {
        try {
            page(it.clinic())
        } catch (_: ApiException.NotPaired) {
            // Not a trouble here: it is what the page begins with.
            ALONE
        }
    }

    private fun page(view: ClinicView): ClinicPage {
        val troubles = view.sync.troubles.map(::word).distinct()
        return ClinicPage(
            paired = SyncWord.NOT_PAIRED !in troubles,
            matched = view.page.matched,
            proposal = view.proposalText,
            changes = view.changes,
            stops = view.stops,
            said = view.said,
            waiting = view.sync.waiting.toInt(),
            parked = view.sync.parked.map { it.reason.text } + view.sync.short.map { it.text },
            lastDelivered = view.sync.lastDelivered?.let(counter::clock),
            troubles = troubles,
            asked = view.page.request != null,
        )
    }

    override fun pair(link: String, passcode: String?, then: Then<PairingPage>) =
        outside.send(then) { it.pair(link, passcode?.ifBlank { null }).also { _ -> exchanged(it) }.let(::pairing) }

    override fun pairing(then: Then<PairingPage>) = outside.send(then) {
        exchanged(it)
        pairing(it.pairing())
    }

    override fun match(initials: String, birthYear: String, then: Then<PairingPage>) =
        outside.send(then) {
            exchanged(it)
            pairing(it.confirmMatch(initials, birthYear.trim().toIntOrNull() ?: 0)).also { _ -> exchanged(it) }
        }

    /**
     * Goes with every word on the pairing: the exchange renews a token that has run out, and without what it delivers
     * the clinic has nothing to compare. What does not get through is told by the errand itself, or goes later.
     */
    private suspend fun exchanged(nocte: Nocte) {
        runCatching { nocte.sync() }
    }

    override fun unpair(then: Then<Unit>) = outside.send(then) { it.unpair() }

    override fun sync(then: Then<List<SyncWord>>) = outside.send(then) { it.sync().troubles.map(::word).distinct() }

    override fun cancel() = outside.cancel()

    override fun tryAgain(then: Then<Int>) = counter.ask(then) { it.tryParkedAgain().toInt() }

    override fun accept(noOpioids: Boolean, typedTwice: Boolean, then: Then<List<String>>) = counter.ask(then) {
        val against = it.clinic().page.proposal?.against
        it.confirmProposal(null, Confirmation(against, typedTwice, noOpioids)).warnings
    }

    override fun decline(reason: String?, then: Then<Unit>) = counter.ask(then) { it.declineProposal(null, reason) }

    override fun askForStep(then: Then<Unit>) = counter.ask(then) { it.requestStep() }

    override fun looked(then: Then<LookedPage?>) = outside.send(then) { it.accesses(LOOKS)?.let { view -> LookedPage(view.rows, view.more) } }

    private val certificates = Certificates(counter.context)
    override val ownCertificate get() = certificates.kept

    override fun trust(pem: ByteArray?, then: Then<Unit>) =
        counter.ask(then) { if (pem == null) certificates.drop(it) else certificates.trust(it, pem) }

    private fun pairing(page: PairPage) =
        PairingPage(page.clinic, page.base, page.presentDose?.let { showDose(it, counter.lang).text }, page.matched)

    private fun word(trouble: SyncTrouble) = SyncWord.valueOf(trouble.name)

    private companion object {
        /** More than fits a month of a clinic that looks every day. */
        const val LOOKS = 100u

        /** The page of a phone without a clinic. */
        val ALONE = ClinicPage(
            paired = false, matched = false, proposal = null, changes = emptyList(), stops = emptyList(),
            said = emptyList(), waiting = 0, parked = emptyList(), lastDelivered = null, troubles = emptyList(), asked = false,
        )
    }
}
