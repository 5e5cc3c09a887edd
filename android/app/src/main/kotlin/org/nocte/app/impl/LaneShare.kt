package org.nocte.app.impl

import nocte.core.QrCode
import nocte.core.ShareForm
import nocte.core.ShareKind
import nocte.core.ShareRow
import nocte.core.SharedFileView
import nocte.core.SharedView
import nocte.core.SharesView
import org.nocte.app.model.MadeShare
import org.nocte.app.model.ShareDesk
import org.nocte.app.model.ShareFor
import org.nocte.app.model.ShareLine
import org.nocte.app.model.SharePage
import org.nocte.app.model.ShareWish
import org.nocte.app.model.ShareWith
import org.nocte.app.model.Squares
import org.nocte.app.model.TakenBack
import org.nocte.app.model.Then

/** *Share* over the lane. */
internal class LaneShare(private val counter: Counter, private val outside: Outside) : ShareDesk {
    override fun load(then: Then<SharePage>) = counter.ask(then) { page(it.shares()) }

    override fun make(wish: ShareWish, then: Then<MadeShare>) = outside.send(then) { made(it.share(form(wish))) }

    override fun makeFile(wish: ShareWish, then: Then<MadeShare>) = counter.ask(then) { made(it.shareFile(form(wish))) }

    override fun takeBack(id: String, then: Then<SharePage>) = outside.send(then) { page(it.revokeShare(id)) }

    override fun takeAllBack(then: Then<TakenBack>) =
        outside.send(then) { it.revokeAllShares().let { words -> TakenBack(words, it.shares().open.size) } }

    override fun refresh(then: Then<SharePage>) = outside.send(then) { page(it.refreshShares()) }

    override fun cancel() = outside.cancel()

    private fun form(wish: ShareWish) = ShareForm(
        kind = if (wish.with == ShareWith.DOCTOR) ShareKind.DOCTOR else ShareKind.CARER,
        label = wish.label.ifBlank { null },
        hours = hours(wish.lasts),
        passcode = wish.passcode.ifBlank { null },
        name = wish.name.ifBlank { null },
        born = wish.born.ifBlank { null },
        server = wish.server.ifBlank { null },
    )

    /** As the core takes it. */
    private fun hours(lasts: ShareFor): UInt = when (lasts) {
        ShareFor.HOUR -> 1u
        ShareFor.DAY -> 24u
        ShareFor.WEEK -> 168u
        ShareFor.MONTH -> 720u
        ShareFor.QUARTER -> 2_160u
        ShareFor.YEAR -> 8_760u
    }

    private fun page(view: SharesView) =
        with(view) { SharePage(open.map(::line), over.map(::line), doctorText, carerText, fileText) }

    private fun line(row: ShareRow) = with(row) {
        val heading = listOfNotNull(kindText, label).joinToString(" · ")
        ShareLine(id, heading, listOfNotNull(state.text, untilText, openedText, triesText, copyText), passcode, mayRevoke)
    }

    private fun made(view: SharedView) = with(view) { MadeShare(link, null, qr?.let(::squares), listOf(untilText, told)) }

    private fun made(view: SharedFileView) = with(view) { MadeShare(code, html, qr?.let(::squares), listOf(told)) }

    private fun squares(code: QrCode) = Squares(code.width.toInt(), code.dark)
}
