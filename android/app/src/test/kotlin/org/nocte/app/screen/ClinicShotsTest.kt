package org.nocte.app.screen

import nocte.core.DiaryEntry
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.nocte.app.stand.Desk
import org.nocte.app.stand.Household
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/** Pictures of the clinic's page over the real portal: compared, on the way, not taken, proposed, stopped. */
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
        }
        assertEquals("", studio.faults.joinToString("\n"))
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
}
