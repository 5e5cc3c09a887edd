package nocte.runner

import kotlinx.coroutines.runBlocking
import nocte.core.Confirmation
import nocte.core.Nocte
import nocte.core.PairPage

/**
 * The part of the story with the clinic in it: paired with, synced with, an order confirmed, a stop obeyed.
 *
 * `bindings/tests/bridge/visit.rs` is the same in Rust.
 */
class Visit(
    private val story: Story,
    private val app: Nocte,
    private val clock: StandingClock,
    private val ask: (String) -> String,
) {
    /** The first visit. */
    fun first() {
        at("2026-11-05T19:10:00Z")
        story.say("alone", story.refusal { runBlocking { app.sync() } })
        val (link, passcode) = ask("link").split(" ")
        story.say("wrong passcode", story.refusal { runBlocking { app.pair(link, "none") } })
        tell(runBlocking { app.pair(link, passcode) })
        sync()
        story.say("other initials", story.refusal { runBlocking { app.confirmMatch("x.y.", 1980) } })
        val page = runBlocking { app.confirmMatch("a.m.", 1980) }
        tell(page)
        ask("match ${page.presentDose}")
        ask("order 750000 7")
        at("2026-11-05T19:20:00Z")
        sync()
        val view = app.clinic()
        story.say("proposal", view.proposalText)
        story.each("changes", view.changes)
        val made = app.confirmProposal(null, Confirmation(noOpioids = true))
        story.say("plan", made.made.plan.version)
        story.each("warnings", made.warnings)
        sync()
        story.tellPlan()
        story.tellTonight()
        at("2026-11-05T19:30:00Z")
        ask("stop")
        sync()
        story.each("stops", app.clinic().stops)
        story.tellTonight()
        val resumed = app.resume(null, true)
        story.say("ended holds", resumed.ended.size)
        story.say("from", resumed.from)
    }

    /** After a restore the phone is paired no more. Paired anew, it tells the clinic what it no longer knows. */
    fun again() {
        at("2026-11-07T19:00:00Z")
        story.say("after the restore", story.refusal { runBlocking { app.sync() } })
        val (link, passcode) = ask("link").split(" ")
        tell(runBlocking { app.pair(link, passcode) })
        sync()
        runBlocking { app.unpair() }
        story.say("alone again", story.refusal { runBlocking { app.sync() } })
    }

    /** The same hour for the phone and the clinic. */
    private fun at(hour: String) {
        clock.at = hour
        ask("now $hour")
    }

    private fun tell(page: PairPage) {
        story.say("initials", page.initials)
        story.say("birth year", page.birthYear)
        story.say("present dose", page.presentDose)
        story.say("matched", page.matched)
    }

    private fun sync() {
        val view = runBlocking { app.sync() }
        val counts = listOf(view.delivered, view.pulled, view.waiting, view.parked.size, view.troubles.size)
        story.say("synced", counts.joinToString(" "))
    }
}
