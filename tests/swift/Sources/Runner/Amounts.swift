// Doses, volumes, strengths and syringes: as typed, as shown, as drawn.
import NocteCore

extension Fields {
    fileprivate func lang() throws -> Lang? { try word("lang", ["en": .en, "de": .de]) }

    fileprivate func strength(_ key: String) throws -> Strength { try parseStrength(text: needText(key), mark: .point) }

    fileprivate func syringe() throws -> Syringe { try parseSyringe(text: needText("syringe"), mark: .point) }

    /// Compares an answer, or the refusal that came instead.
    fileprivate func compared<Answer>(
        _ ask: () throws -> Answer, _ compare: (Expectation, Answer) throws -> Void
    ) throws -> [String] {
        let expected = try expectation()
        do {
            try compare(expected, ask())
        } catch ApiError.Refused(let refusal) {
            expected.text("refused", refusal.code())
            expected.text("better", refusal.betterSyringe().map(name))
        }
        return expected.close()
    }
}

private func dose(_ text: String) throws -> Dose { try parseDose(text: text, mark: .point, micrograms: true) }

/// A syringe as typed: both in millilitres without trailing zeros.
private func name(_ syringe: Syringe) -> String {
    let millilitres = { (ul: Volume) in
        let (whole, rest) = ul.quotientAndRemainder(dividingBy: 1000)
        var digits = String(String(rest + 1000).dropFirst())
        while digits.hasSuffix("0") { digits.removeLast() }
        return digits.isEmpty ? "\(whole)mL" : "\(whole).\(digits)mL"
    }
    return "\(millilitres(syringe.capacity))/\(millilitres(syringe.graduation))"
}

func diluted(_ one: Fields, _ file: Fields) throws -> [String] {
    try one.known("tablets", "water", "strength", "dose", "syringe", "steps", "lang")
    let lang = try one.lang() ?? file.below("defaults")?.lang() ?? .en
    let syringe = try one.syringe()
    // What is drawn from: a label's strength, or tablets in water with the volume they make.
    let tablets = try one.texts("tablets")?.map(dose)
    let water = try tablets.map { _ in try parseVolume(text: one.needText("water"), mark: .point) }
    let strength: Strength
    if let tablets, let water {
        strength = try strengthOf(tablets: tablets, water: water)
    } else {
        strength = try one.strength("strength")
    }
    let ask = {
        try dilute(strength: strength, water: water, dose: dose(one.needText("dose")), syringe: syringe, lang: lang)
    }
    return try one.compared(ask) { expected, drawn in
        compare(expected, drawn)
        expected.text("strength", drawn.strengthText)
        expected.text("strength_ng_per_ul", drawn.strength)
        expected.numbers("lines_ul", drawn.lines)
        expected.text("text", drawn.text)
        expected.each("warnings", drawn.warnings) { expected, warning in
            expected.text("code", warning.code)
            expected.text("text", warning.text)
            if case .betterSyringe(let better) = warning.warning {
                expected.text("syringe", name(better))
            } else {
                expected.text("syringe", nil)
            }
        }
        let steps = try one.texts("steps") ?? []
        let draws = try steps.map {
            try dilute(strength: strength, water: nil, dose: dose($0), syringe: syringe, lang: lang)
        }
        expected.each("steps", draws, compare)
    }
}

private func compare(_ expected: Expectation, _ one: DilutionView) {
    expected.number("dose_ng", one.dose)
    expected.text("volume_ul", one.volume)
    expected.number("draws", one.draws)
    expected.number("line_ul", one.line)
    expected.text("line_dose_ng", one.lineDose)
    expected.flag("exact", one.exact)
}

func onSyringe(_ one: Fields) throws -> [String] {
    try one.known("strength", "doses", "syringe")
    let doses = try one.needTexts("doses").map(dose)
    let ask = {
        try planOnSyringe(strength: one.strength("strength"), doses: doses, syringe: one.syringe(), lang: .en)
    }
    return try one.compared(ask) { expected, steps in expected.numbers("lines_ul", steps.map(\.line)) }
}

func thinned(_ one: Fields) throws -> [String] {
    try one.known("from", "to")
    let ask = { try secondDilution(from: one.strength("from"), to: one.strength("to"), lang: .en) }
    return try one.compared(ask) { expected, stages in
        expected.each("stages", stages) { expected, stage in
            expected.text("name", stage.name)
            expected.number("take_ul", stage.take)
            expected.number("water_ul", stage.water)
            expected.text("strength", stage.strengthText)
        }
    }
}

func shown(_ one: Fields) throws -> [String] {
    try one.known("lang", "dose_ng", "ng", "volume_ul", "strength")
    let lang = try one.needed("lang", one.lang())
    let got: Shown
    if let dose: Dose = try one.number("dose_ng") {
        got = try showDose(dose: dose, lang: lang)
    } else if let ng = try one.text("ng") {
        got = try showRatio(ng: ng, lang: lang)
    } else {
        got = try showVolume(volume: one.needNumber("volume_ul"), strength: one.strength("strength"), lang: lang)
    }
    let expected = try one.expectation()
    expected.text("text", got.text)
    expected.text("spoken", got.spoken)
    return expected.close()
}

func parsed(_ one: Fields, _ file: Fields) throws -> [String] {
    try one.known("what", "text", "mark", "mcg")
    let text = try one.needText("text")
    let marks: [String: DecimalMark] = ["point": .point, "comma": .comma]
    let mark = try one.word("mark", marks) ?? file.below("defaults")?.word("mark", marks) ?? .point
    switch try one.needText("what") {
    case "dose":
        let micrograms = try one.flag("mcg") ?? false
        return try one.compared({ try parseDose(text: text, mark: mark, micrograms: micrograms) }) { $0.number("ng", $1) }
    case "volume":
        return try one.compared({ try parseVolume(text: text, mark: mark) }) { $0.number("ul", $1) }
    case "strength":
        return try one.compared({ try parseStrength(text: text, mark: mark) }) { $0.text("ng_per_ul", $1) }
    case "syringe":
        return try one.compared({ try parseSyringe(text: text, mark: mark) }) {
            $0.number("capacity_ul", $1.capacity)
            $0.number("graduation_ul", $1.graduation)
        }
    case let other: throw Unfit("nothing to read as \(other)")
    }
}
