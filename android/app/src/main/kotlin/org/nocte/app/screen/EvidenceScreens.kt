package org.nocte.app.screen

import org.nocte.app.R
import org.nocte.app.component.Column
import org.nocte.app.model.EvidenceCard
import org.nocte.app.model.EvidencePage
import org.nocte.app.model.EvidenceTopic
import org.nocte.app.model.GettingPage

/** What speaks for and against, a topic at a time. What is not reviewed or out of date is said first. */
class EvidenceScreen : Screen() {
    private var evidence: EvidencePage? = null

    override val title get() = words(R.string.evidence)

    override fun enter() = ask(stage.house.pages::evidence) { evidence = it }

    override fun draw(page: Column) {
        val evidence = evidence ?: return
        evidence.notices.forEach { page.remark(it) }
        page.say(evidence.preface)
        evidence.topics.forEach { topic -> page.side(topic.heading) { stage.open(TopicScreen(topic)) } }
        page.bare(words(R.string.getting)) { stage.open(GettingScreen()) }
    }
}

/** The statements on one topic, each with its side in words, its sources, year and grade. */
class TopicScreen(private val topic: EvidenceTopic) : Screen() {
    override val title get() = topic.heading

    override fun draw(page: Column) = topic.cards.forEach { page.statement(it) }

    private fun Column.statement(card: EvidenceCard) = card {
        put(kit.text(card.side, 16f, kit.palette.accent, bold = true))
        say(card.claim)
        remark(card.found)
        card.beside.forEach { say(it) }
        card.sources.forEach { remark(it) }
        card.verify?.let { remark(it) }
    }
}

/** What to ask on the way to a prescription: the prescriber, the pharmacy, the insurer. */
class GettingScreen : Screen() {
    private var getting: GettingPage? = null

    override val title get() = words(R.string.getting)

    override fun enter() = ask(stage.house.pages::getting) { getting = it }

    override fun draw(page: Column) {
        val getting = getting ?: return
        getting.notices.forEach { page.remark(it) }
        page.say(getting.preface)
        getting.asked.forEach { asked ->
            page.heading(asked.over, 18f)
            page.list(asked.lines)
        }
        page.side(words(R.string.for_doctor)) { stage.open(PapersScreen()) }
    }
}
