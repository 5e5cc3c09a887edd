package org.nocte.app.screen

import android.content.ClipData
import android.content.ClipboardManager
import android.content.Intent
import android.print.PrintManager
import org.nocte.app.R
import org.nocte.app.component.Column
import org.nocte.app.model.PaperKind
import org.nocte.app.model.PaperPage
import org.nocte.app.paper.PaperFiles
import org.nocte.app.paper.PaperPrint

/** What goes on paper: the doctor's page that is wanted now before all others. */
class PapersScreen : Screen() {
    private var usual: PaperKind? = null

    override val title get() = words(R.string.for_doctor)

    override fun enter() = ask(stage.house.pages::usual) { usual = it }

    override fun draw(page: Column) {
        page.say(words(R.string.papers_mean))
        val usual = usual ?: return
        page.main(words(name(usual))) { stage.open(PaperScreen(usual)) }
        page.bare(words(R.string.share_instead)) { stage.open(ShareScreen()) }
        PaperKind.entries.filter { it != usual }.forEach { kind -> page.side(words(name(kind))) { stage.open(PaperScreen(kind)) } }
    }

    private fun name(kind: PaperKind) = when (kind) {
        PaperKind.START -> R.string.paper_start
        PaperKind.FOLLOW_UP -> R.string.paper_follow_up
        PaperKind.ANAESTHETIST -> R.string.paper_anaesthetist
        PaperKind.TRAVEL -> R.string.paper_travel
        PaperKind.CARD -> R.string.paper_card
        PaperKind.MONTH -> R.string.paper_month
        PaperKind.LABEL -> R.string.paper_label
    }
}

/** One page as it will stand on paper. It leaves the phone only by its owner's hand: shared, printed or copied. */
class PaperScreen(private val kind: PaperKind) : Screen() {
    private var paper: PaperPage? = null

    override val title get() = paper?.title ?: words(R.string.for_doctor)

    override fun enter() = ask<PaperPage>({ stage.house.pages.paper(kind, it) }) { paper = it }

    override fun draw(page: Column) {
        val paper = paper ?: return
        page.main(words(R.string.share_pdf)) { pdf { share(paper, it) } }
        page.side(words(R.string.print)) { pdf { print(paper, it) } }
        page.side(words(R.string.copy_text)) { copy(paper) }
        page.remark(words(R.string.paper_leaves))
        page.card { paper.lines.filter(String::isNotBlank).forEach { put(kit.text(it, 17f), 6) } }
    }

    private fun pdf(then: (ByteArray) -> Unit) = ask<ByteArray>({ stage.house.pages.pdf(kind, it) }, then)

    private fun share(paper: PaperPage, pdf: ByteArray) {
        stage.system(Intent.createChooser(PaperFiles.sending(stage.kit.context, paper.fileName + ".pdf", pdf), null))
    }

    private fun print(paper: PaperPage, pdf: ByteArray) {
        stage.kit.context.getSystemService(PrintManager::class.java).print(paper.fileName, PaperPrint(paper.fileName + ".pdf", pdf), null)
    }

    private fun copy(paper: PaperPage) {
        // The label is what other apps may see of it.
        stage.kit.context.getSystemService(ClipboardManager::class.java).setPrimaryClip(ClipData.newPlainText("", paper.text))
        stage.announce(words(R.string.copied))
    }
}
