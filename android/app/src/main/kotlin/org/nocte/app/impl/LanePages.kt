package org.nocte.app.impl

import nocte.core.CardView
import nocte.core.LevelsView
import nocte.core.Paper
import nocte.core.ResponseView
import nocte.core.Worded
import org.nocte.app.model.EvidenceCard
import org.nocte.app.model.EvidencePage
import org.nocte.app.model.EvidenceTopic
import org.nocte.app.model.GettingPage
import org.nocte.app.model.Levels
import org.nocte.app.model.PagesDesk
import org.nocte.app.model.PaperKind
import org.nocte.app.model.PaperPage
import org.nocte.app.model.Part
import org.nocte.app.model.ResponsePage
import org.nocte.app.model.ScaleVerdict
import org.nocte.app.model.Then

/** The pages beside the nights, over the lane. */
internal class LanePages(private val counter: Counter) : PagesDesk {
    override fun response(then: Then<ResponsePage>) = counter.ask(then) { page(it.response()) }

    private fun page(view: ResponseView) = ResponsePage(
        notices = view.notices.texts(),
        scales = view.scales.map {
            ScaleVerdict(it.scale.code, it.verdict.text, it.nightsTaken.toInt(), it.levels?.let(::levels))
        },
        caution = view.caution,
        recheck = view.recheck,
        marked = Part(view.markedNote, view.marked.texts()),
        effects = view.effects.texts(),
        sleep = Part(view.sleep, view.rungs),
        changed = view.changed,
        labs = Part(view.labsNote, view.labs),
    )

    private fun levels(view: LevelsView) = with(view) {
        Levels(before, beforeNights.toInt(), after, afterNights.toInt(), points, percent, interval)
    }

    override fun evidence(then: Then<EvidencePage>) = counter.ask(then) {
        val view = it.evidence()
        EvidencePage(view.preface, view.notices.texts(), view.topics.map { topic -> EvidenceTopic(topic.heading.text, topic.cards.map(::card)) })
    }

    private fun card(view: CardView) = with(view) {
        EvidenceCard(claim.text, side.text, found, sources, beside.texts(), verify)
    }

    override fun getting(then: Then<GettingPage>) = counter.ask(then) {
        val view = it.gettingIt()
        GettingPage(view.preface, view.notices.texts(), view.asked.map { asked -> Part(asked.of.text, asked.questions.texts()) })
    }

    override fun usual(then: Then<PaperKind>) = counter.ask(then) { PaperKind.valueOf(it.usualPaper().name) }

    override fun paper(kind: PaperKind, then: Then<PaperPage>) = counter.ask(then) {
        with(it.report(Paper.valueOf(kind.name))) { PaperPage(title, lines, text, fileName) }
    }

    override fun pdf(kind: PaperKind, then: Then<ByteArray>) = counter.ask(then) { it.reportPdf(Paper.valueOf(kind.name)) }
}

private fun List<Worded>.texts() = map { it.text }
