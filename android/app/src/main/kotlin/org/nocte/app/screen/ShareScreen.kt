package org.nocte.app.screen

import org.nocte.app.R
import org.nocte.app.component.Column
import org.nocte.app.model.ShareLine
import org.nocte.app.model.SharePage
import org.nocte.app.model.ShareWith

/** The links that are out: what each shows, until when, how often it was opened, and the way to take it back. */
class ShareScreen : Screen() {
    private var shared: SharePage? = null
    private var told: String? = null

    override val title get() = words(R.string.share)

    override fun enter() = ask(stage.house.share::load) { shared = it }

    override fun draw(page: Column) {
        val shared = shared ?: return
        page.say(words(R.string.share_means))
        page.main(words(R.string.share_doctor)) { stage.open(NewShareScreen(ShareWith.DOCTOR, shared)) }
        page.side(words(R.string.share_carer)) { stage.open(NewShareScreen(ShareWith.CARER, shared)) }
        told?.let { page.card { say(it) } }
        if (waiting) page.underWay(stage.house.share::cancel)
        page.heading(words(R.string.share_open), 18f)
        if (shared.open.isEmpty()) page.say(words(R.string.share_none)) else page.open(shared.open)
        if (shared.over.isEmpty()) return
        page.heading(words(R.string.share_over), 18f)
        shared.over.forEach { page.line(it) }
    }

    private fun Column.open(lines: List<ShareLine>) {
        lines.forEach { line(it) }
        if (waiting) return
        bare(words(R.string.share_refresh)) { away(stage.house.share::refresh) { shared = it } }
        if (lines.count { it.mayRevoke } > 1) {
            side(words(R.string.take_all_back)) {
                away(stage.house.share::takeAllBack) {
                    told = it.words
                    stage.announce(it.words)
                    enter()
                }
            }
        }
    }

    private fun Column.line(line: ShareLine) = card {
        put(kit.text(line.heading, 18f, bold = true))
        line.lines.forEach { put(kit.text(it, 17f), 4) }
        if (line.passcode) remark(words(R.string.share_passcode_asked))
        if (line.mayRevoke && !waiting) {
            val button = side(words(R.string.take_back)) {
                away<SharePage>({ stage.house.share.takeBack(line.id, it) }) { shared = it }
            }
            button.contentDescription = words(R.string.take_back_spoken, line.heading)
        }
    }
}
