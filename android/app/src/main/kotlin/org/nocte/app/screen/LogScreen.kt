package org.nocte.app.screen

import org.nocte.app.R
import org.nocte.app.component.Column
import org.nocte.app.component.Flow
import org.nocte.app.component.Typed
import org.nocte.app.component.choice
import org.nocte.app.component.field
import org.nocte.app.model.Badness
import org.nocte.app.model.DiaryPage
import org.nocte.app.model.Scale

/** How the day was: a scale, a number, done. Everything else on it is one more tap away. */
class LogScreen : Screen() {
    private var diary: DiaryPage? = null
    private var shown: String? = null

    override val title get() = words(R.string.log)

    override fun enter() = ask(stage.house.diary::load) { diary = it }

    override fun draw(page: Column) {
        val diary = diary ?: return
        page.say(words(R.string.scale_ends))
        diary.scales.forEach { page.scale(it) }
        page.bad(diary)
        page.side(words(R.string.effect)) { stage.open(EffectScreen(diary.openEffects)) }
        page.side(words(R.string.marks)) { stage.open(MarkScreen(diary.marked)) }
        page.side(words(R.string.note)) { stage.open(NoteScreen()) }
        page.side(words(R.string.lab)) { stage.open(LabScreen()) }
        page.bare(words(R.string.own_scale)) { stage.open(OwnScaleScreen()) }
    }

    private fun Column.scale(scale: Scale) {
        val name = stage.scaleName(scale.code)
        val said = scale.tonight
        if (shown != scale.code) {
            val label = if (said == null) name else words(R.string.scale_said, name, said)
            side(label) {
                shown = scale.code
                stage.redraw()
            }
            return
        }
        card {
            heading(name, 18f)
            val flow = Flow(kit, GRID)
            for (value in 0..TOP) {
                flow.add("$value", words(R.string.scale_value, name, value), value == said) { rate(scale, value) }
            }
            put(flow)
        }
    }

    private fun rate(scale: Scale, value: Int) = ask<Unit>({ stage.house.diary.rate(scale.code, value, it) }) {
        shown = null
        stage.announce(words(R.string.scale_said, stage.scaleName(scale.code), value))
        enter()
    }

    private fun Column.bad(diary: DiaryPage) {
        if (diary.badDay) {
            remark(words(R.string.bad_day_kept))
        } else {
            side(words(R.string.bad_day)) { ask<Unit>({ stage.house.diary.badDay(it) }) { enter() } }
            remark(words(R.string.bad_day_means))
        }
    }

    private companion object {
        const val TOP = 10

        /** Two rows, 0 to 5 and 6 to 10, every target wide enough for a thumb. */
        const val GRID = 6
    }
}

/** A scale as a person reads it; an own one stays as it was typed. */
fun Stage.scaleName(code: String): String = when (code) {
    "pain" -> words(R.string.scale_pain)
    "fatigue" -> words(R.string.scale_fatigue)
    "sleep" -> words(R.string.scale_sleep)
    "mood" -> words(R.string.scale_mood)
    "stress" -> words(R.string.scale_stress)
    "brain_fog" -> words(R.string.scale_brain_fog)
    else -> code
}

/** Something that came with the medicine, or that has gone again. */
class EffectScreen(private val open: List<String>) : Screen() {
    private var what = ""
    private var badness = Badness.MILD

    override val title get() = words(R.string.effect)

    override fun draw(page: Column) {
        if (open.isNotEmpty()) {
            page.say(words(R.string.effect_open))
            open.forEach { one ->
                page.side(words(R.string.effect_gone, one)) { ask<Unit>({ stage.house.diary.effectGone(one, it) }) { stage.back() } }
            }
        }
        page.field(words(R.string.effect_what), words(R.string.effect_hint), ::what)
        page.choice(
            listOf(
                Badness.MILD to words(R.string.mild),
                Badness.MODERATE to words(R.string.moderate),
                Badness.SEVERE to words(R.string.severe),
            ),
            badness,
        ) { badness = it }
        page.remark(words(R.string.effect_means))
        page.main(words(R.string.keep)) { ask<Unit>({ stage.house.diary.effect(what, badness, it) }) { stage.back() } }
        page.side(words(R.string.red_flags)) { stage.open(RedFlagScreen()) }
    }
}

/** A note in the patient's own words. */
class NoteScreen : Screen() {
    private var text = ""

    override val title get() = words(R.string.note)

    override fun draw(page: Column) {
        page.field(words(R.string.note_what), words(R.string.note_hint), ::text, Typed.SENTENCES)
        page.main(words(R.string.keep)) { ask<Unit>({ stage.house.diary.note(text, it) }) { stage.back() } }
    }
}

/** A scale of the patient's own. */
class OwnScaleScreen : Screen() {
    private var name = ""

    override val title get() = words(R.string.own_scale)

    override fun draw(page: Column) {
        page.field(words(R.string.own_scale_what), words(R.string.own_scale_hint), ::name)
        page.remark(words(R.string.own_scale_means))
        page.main(words(R.string.keep)) { ask<Unit>({ stage.house.diary.ownScale(name, it) }) { stage.back() } }
    }
}
