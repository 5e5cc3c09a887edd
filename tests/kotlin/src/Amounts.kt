package nocte.runner

import nocte.core.ApiException
import nocte.core.DecimalMark
import nocte.core.DilutionView
import nocte.core.DilutionWarning
import nocte.core.Lang
import nocte.core.SyringeLines
import nocte.core.dilute
import nocte.core.parseDose
import nocte.core.parseStrength
import nocte.core.parseSyringe
import nocte.core.parseVolume
import nocte.core.planOnSyringe
import nocte.core.secondDilution
import nocte.core.showDose
import nocte.core.showRatio
import nocte.core.showVolume
import nocte.core.strengthOf

/** Doses, volumes, strengths and syringes: as typed, as shown, as drawn. */
fun amountsCase(case: Fields, file: Fields): List<String> = when (case.text("type")) {
    "dilute" -> diluted(case, file)
    "plan_on_syringe" -> onSyringe(case)
    "second_dilution" -> thinned(case)
    "show" -> shown(case)
    else -> parsed(case, file)
}

private fun Fields.lang(): Lang? =
    text("lang")?.let { name -> Lang.entries.find { it.code() == name } ?: throw Unfit("lang $name is unknown") }

private fun dose(text: String): ULong = parseDose(text, DecimalMark.POINT, true)

private fun Fields.strength(key: String) = parseStrength(needText(key), DecimalMark.POINT)

private fun Fields.syringe() = parseSyringe(needText("syringe"), DecimalMark.POINT)

/** A syringe as typed: both in millilitres without trailing zeros. */
private fun name(syringe: SyringeLines): String {
    val millilitres = { ul: ULong -> "${ul.toLong().toBigDecimal().movePointLeft(3).stripTrailingZeros().toPlainString()}mL" }
    return "${millilitres(syringe.capacity)}/${millilitres(syringe.graduation)}"
}

/** Compares an answer, or the refusal that came instead. */
private fun <T> Fields.compared(ask: () -> T, compare: Expectation.(T) -> Unit): List<String> {
    val expected = expectation()
    try {
        expected.compare(ask())
    } catch (refused: ApiException.Refused) {
        expected.text("refused", refused.refusal.code())
        expected.text("better", refused.refusal.betterSyringe()?.let(::name))
    }
    return expected.close()
}

private fun diluted(case: Fields, file: Fields): List<String> {
    case.known("tablets", "water", "strength", "dose", "syringe", "steps", "lang")
    val lang = case.lang() ?: file.below("defaults")?.lang() ?: Lang.EN
    val syringe = case.syringe()
    // What is drawn from: a label's strength, or tablets in water with the volume they make.
    val tablets = case.texts("tablets")?.map(::dose)
    val water = tablets?.let { parseVolume(case.needText("water"), DecimalMark.POINT) }
    val strength = if (tablets == null || water == null) case.strength("strength") else strengthOf(tablets, water)
    val draw = { text: String -> dilute(strength, null, dose(text), syringe, lang) }
    return case.compared({ dilute(strength, water, dose(case.needText("dose")), syringe, lang) }) { one ->
        drawn(one)
        text("strength", one.strengthText)
        text("strength_ng_per_ul", one.strength)
        numbers("lines_ul", one.lines)
        text("text", one.text)
        each("warnings", one.warnings) {
            text("code", it.code)
            text("text", it.text)
            text("syringe", (it.warning as? DilutionWarning.BetterSyringe)?.let { better -> name(better.syringe) })
        }
        each("steps", case.texts("steps").orEmpty().map(draw)) { drawn(it) }
    }
}

private fun Expectation.drawn(one: DilutionView) {
    number("dose_ng", one.dose)
    text("volume_ul", one.volume)
    number("draws", one.draws)
    number("line_ul", one.line)
    text("line_dose_ng", one.lineDose)
    flag("exact", one.exact)
}

private fun onSyringe(case: Fields): List<String> {
    case.known("strength", "doses", "syringe")
    val doses = case.needTexts("doses").map(::dose)
    val ask = { planOnSyringe(case.strength("strength"), doses, case.syringe(), Lang.EN) }
    return case.compared(ask) { steps -> numbers("lines_ul", steps.map(DilutionView::line)) }
}

private fun thinned(case: Fields): List<String> {
    case.known("from", "to")
    return case.compared({ secondDilution(case.strength("from"), case.strength("to"), Lang.EN) }) { stages ->
        each("stages", stages) {
            text("name", it.name)
            number("take_ul", it.take)
            number("water_ul", it.water)
            text("strength", it.strengthText)
        }
    }
}

private fun shown(case: Fields): List<String> {
    case.known("lang", "dose_ng", "ng", "volume_ul", "strength")
    val lang = case.lang() ?: throw Unfit("lang is missing")
    val dose = case.ulong("dose_ng")
    val ng = case.text("ng")
    val got = when {
        dose != null -> showDose(dose, lang)
        ng != null -> showRatio(ng, lang)
        else -> showVolume(case.needUlong("volume_ul"), case.strength("strength"), lang)
    }
    return case.expectation().apply {
        text("text", got.text)
        text("spoken", got.spoken)
    }.close()
}

private fun parsed(case: Fields, file: Fields): List<String> {
    case.known("what", "text", "mark", "mcg")
    val text = case.needText("text")
    val name = case.text("mark") ?: file.below("defaults")?.text("mark") ?: "point"
    val mark = DecimalMark.entries.find { it.code() == name } ?: throw Unfit("unknown mark $name")
    return when (val what = case.needText("what")) {
        "dose" -> case.compared({ parseDose(text, mark, case.flag("mcg") ?: false) }) { number("ng", it) }
        "volume" -> case.compared({ parseVolume(text, mark) }) { number("ul", it) }
        "strength" -> case.compared({ parseStrength(text, mark) }) { text("ng_per_ul", it) }
        "syringe" -> case.compared({ parseSyringe(text, mark) }) {
            number("capacity_ul", it.capacity)
            number("graduation_ul", it.graduation)
        }
        else -> throw Unfit("nothing to read as $what")
    }
}
