package org.nocte.app.screen

import kotlinx.coroutines.runBlocking
import nocte.core.DiaryEntry
import nocte.core.ShareForm
import nocte.core.ShareKind
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.nocte.app.R
import org.nocte.app.stand.Desk
import org.nocte.app.stand.Household
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/** Pictures of the clinic's page and of what is shared, over the real portal. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], application = Household::class)
class ClinicShotsTest {
    private val app get() = RuntimeEnvironment.getApplication() as Household
    private val studio by lazy { Studio(app) }

    @Test
    @Config(qualifiers = "en-w411dp-h867dp-hdpi")
    fun english() = everything("en", "Compare now", "Two more weeks on this dose, please. We look at it together on Monday.")

    @Test
    @Config(qualifiers = "de-w411dp-h867dp-hdpi")
    fun german() = everything("de", "Jetzt vergleichen", "Bitte noch zwei Wochen bei dieser Dosis. Am Montag sehen wir es uns gemeinsam an.")

    private fun everything(lang: String, compare: String, words: String) {
        app.begin()
        app.live(nights = 14)
        app.beside { desk ->
            app.linkedWith(desk)
            picture(lang, Shot("clinic-compare", { tap(compare); await { !activity.front.waiting } }) { ClinicScreen(null) })
            app.matchedWith(desk)
            refused(desk, words)
            picture(lang, Shot("clinic-waiting") { ClinicScreen(null) })
            desk.order(750_000u, 14)
            app.exchange()
            picture(lang, Shot("clinic-proposal") { ClinicScreen(null) })
            val (proposal, changes) = app.tell { it.clinic() }.let { it.proposalText!! to it.changes }
            picture(lang, Shot("clinic-answer") { ProposalScreen(proposal, changes) })
            desk.stop()
            app.exchange()
            picture(lang, Shot("clinic-stopped") { ClinicScreen(null) }, Shot("tonight-stopped"))
            picture(lang, Shot("clinic-looked", { await { !activity.front.waiting } }) { LookedScreen() })
            picture(lang, Shot("clinic-end") { UnpairScreen() })
            shared(lang, desk)
        }
        assertEquals("", studio.faults.joinToString("\n"))
    }

    /** One link for a doctor, one for a carer, one that was taken back; and one that is just made. */
    private fun shared(lang: String, desk: Desk) {
        share(desk, ShareKind.DOCTOR, "Dr Weber", 1u).let { over -> app.tell { runBlocking { it.revokeShare(over) } } }
        share(desk, ShareKind.DOCTOR, "Dr Lindqvist", 168u)
        share(desk, ShareKind.CARER, "Anna", 8_760u)
        app.tell { runBlocking { it.refreshShares() } }
        val open: Page.() -> Unit = { tap(app.getString(R.string.share_doctor)) }
        val make: Page.() -> Unit = {
            open()
            // A server takes only so many at once, and its clock stands still between two pictures.
            desk.now(app.now.plusSeconds(MINUTE))
            tap(app.getString(R.string.share_make))
            await { has(app.getString(R.string.share_send)) }
        }
        // The next day: to a server whose clock goes back, everybody has asked too often.
        studio.pictures(lang, "2026-10-06", listOf(Shot("share") { ShareScreen() }))
        studio.pictures(lang, "2026-10-07", listOf(Shot("share-new", open) { ShareScreen() }, Shot("share-made", make) { ShareScreen() }))
    }

    /** A minute after the one before: the newest stands first. */
    private fun share(desk: Desk, with: ShareKind, label: String, hours: UInt): String {
        app.now = app.now.plusSeconds(MINUTE)
        desk.now(app.now)
        return app.tell { runBlocking { it.share(ShareForm(with, label, hours, passcode = "4711")).id } }
    }

    /** A request is refused while it is being taken back: what the phone then says of it is not taken, and waits. */
    private fun refused(desk: Desk, words: String) {
        app.tell { it.requestStep() }
        app.exchange()
        desk.refuse(words)
        app.tell { it.takeBack(it.clinic().page.request!!.id) }
        app.exchange()
        app.tell { it.keep(DiaryEntry.Note("one for the road", null)) }
    }

    private fun picture(lang: String, vararg shots: Shot) = studio.pictures(lang, "2026-10-05", shots.toList())

    private companion object {
        const val MINUTE = 60L
    }
}
