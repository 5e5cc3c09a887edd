package nocte.runner

import nocte.core.ApiException
import nocte.core.CheckQuery
import nocte.core.check

/** Checks of medicine names and operations, against the shipped tables. */
fun safetyCase(case: Fields, file: Fields): List<String> {
    case.known("names", "tonight", "today", "last", "starting", "surgery")
    val date = { key: String -> case.text(key) ?: file.below("defaults")?.text(key) ?: throw Unfit("no $key") }
    val query = CheckQuery(case.needTexts("names"), case.text("last"), case.text("starting"), case.text("surgery"))
    val expected = case.expectation()
    try {
        val got = check(query, date("today"), date("tonight"))
        expected.text("verdict", got.verdict.code())
        expected.text("from", got.from)
        expected.text("until", got.until)
        expected.texts("rules", got.reasons.map { it.rule.code() }.distinct().sorted())
    } catch (refused: ApiException.Refused) {
        expected.text("error", refused.refusal.code())
    }
    return expected.close()
}
