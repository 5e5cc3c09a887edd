// Checks of medicine names and operations, against the shipped tables.
import NocteCore

func checked(_ one: Fields, _ file: Fields) throws -> [String] {
    try one.known("names", "tonight", "today", "last", "starting", "surgery")
    let date = { key in try one.needed(key, one.text(key) ?? file.below("defaults")?.text(key)) }
    let query = CheckQuery(
        names: try one.needTexts("names"), last: try one.text("last"), starting: try one.text("starting"),
        surgery: try one.text("surgery"))
    let expected = try one.expectation()
    do {
        let got = try check(query: query, today: date("today"), tonight: date("tonight"))
        expected.text("verdict", code(got.verdict))
        expected.text("from", got.from)
        expected.text("until", got.until)
        expected.texts("rules", Set(got.reasons.map { code($0.rule) }).sorted())
    } catch ApiError.Refused(let refusal) {
        expected.text("error", refusal.code())
    }
    return expected.close()
}
