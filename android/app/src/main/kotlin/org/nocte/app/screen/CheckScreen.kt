package org.nocte.app.screen

import org.nocte.app.R
import org.nocte.app.component.Column
import org.nocte.app.component.field
import org.nocte.app.model.CheckPage
import org.nocte.app.model.Finding
import org.nocte.app.model.MedicineAnswer
import org.nocte.app.model.MedicineKept

/** A medicine or an operation, what the rules say of it, and an answer that it does not end without. */
class CheckScreen : Screen() {
    private var name = ""
    private var surgery: String? = null
    private var found: CheckPage? = null
    private var kept: MedicineKept? = null
    private var clocks: List<String> = emptyList()

    override val title get() = words(R.string.check)

    override fun enter() = ask(stage.house.check::clocks) { clocks = it }

    override fun draw(page: Column) {
        page.field(words(R.string.check_name), words(R.string.check_name_hint), ::name)
        val day = surgery
        page.side(if (day == null) words(R.string.check_surgery) else words(R.string.check_surgery_is, day)) {
            stage.pickDay {
                surgery = it
                stage.redraw()
            }
        }
        page.main(words(R.string.check_now)) { check() }
        kept?.let { page.kept(it) }
        found?.let { page.found(it) }
        if (clocks.isNotEmpty()) {
            page.heading(words(R.string.clocks), 18f)
            page.list(clocks)
        }
        page.heading(words(R.string.always_here), 18f)
        page.side(words(R.string.red_flags)) { stage.open(RedFlagScreen()) }
        page.side(words(R.string.card)) { stage.open(CardScreen()) }
    }

    private fun check() = ask<CheckPage>({ stage.house.check.check(name, surgery, it) }) {
        found = it
        kept = null
        enter()
    }

    private fun Column.found(found: CheckPage) = card {
        // The sign is a shape beside the words: nothing here is said by a colour, and nothing looks reassuring.
        heading(sign(found.finding) + "  " + found.words.replaceFirstChar(Char::uppercase), 20f)
        list(found.reasons.map { it.text })
        if (!found.reviewed) remark(words(R.string.not_reviewed))
        found.toAnswer.forEach { answer(it) }
    }

    private fun Column.answer(name: String) {
        heading(name, 18f)
        side(words(R.string.not_taking)) { record(name, MedicineAnswer.NotTaking) }
        side(words(R.string.took_on)) { stage.pickDay { record(name, MedicineAnswer.TookOn(it)) } }
        side(words(R.string.starting_on)) { stage.pickDay { record(name, MedicineAnswer.StartingOn(it)) } }
    }

    private fun record(name: String, answer: MedicineAnswer) =
        ask<MedicineKept>({ stage.house.check.record(name, answer, it) }) {
            kept = it
            found = null
            enter()
        }

    private fun Column.kept(kept: MedicineKept) = card {
        say(words(if (kept.holds) R.string.hold_began else R.string.kept))
        if (kept.onTop) {
            heading(words(R.string.on_top), 18f)
            main(words(R.string.withdrawal)) { stage.open(RedFlagScreen()) }
        }
    }

    private fun sign(finding: Finding) = when (finding) {
        Finding.CLEAR -> "○"
        Finding.ASK_CLINICIAN -> "?"
        Finding.HOLD -> "‖"
        Finding.REFUSE -> "×"
        Finding.EMERGENCY -> "!"
    }
}
