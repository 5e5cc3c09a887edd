import NocteKit
import SwiftUI

/// How the day was: a scale, a number, done. Everything else on it is one more tap away.
struct LogScreen: View {
    let model: DiaryModel
    let look: Look
    let go: @MainActor (Place) -> Void
    @State private var shown: String?
    @Environment(\.dynamicTypeSize) private var textSize

    /// Two rows, every target wide enough for a thumb; four where the numbers are large.
    private var rows: [ClosedRange<Int>] {
        textSize.isAccessibilitySize ? [0...2, 3...5, 6...8, 9...10] : [0...5, 6...10]
    }

    var body: some View {
        Page(title: look(.log), look: look, trouble: model.trouble) {
            Sentence(look(.scaleEnds))
            if let page = model.page {
                ForEach(page.scales, id: \.code) { scale($0) }
                if page.badDay {
                    Remark(look(.badDayKept), look)
                } else {
                    Press(look(.badDay), look) { await model.badDay() }
                    Remark(look(.badDayMeans), look)
                }
            }
            Press(look(.effect), look) { go(.effect) }
            Press(look(.note), look) { go(.note) }
            Press(look(.lab), look) { go(.lab) }
            if let page = model.page { happening(page.happening) }
            Press(look(.ownScale), look, .bare) { go(.ownScale) }
        }
        .task { await model.load() }
    }

    @ViewBuilder private func happening(_ now: [Happening]) -> some View {
        Heading(look(.happening))
        ForEach(Happening.allCases, id: \.self) { one in
            let (name, on) = (look.happening(one), now.contains(one))
            Press(on ? look(.happeningOver, name) : name, look, chosen: on) { await model.mark(one, over: on) }
        }
        Remark(look(.happeningMeans), look)
    }

    @ViewBuilder private func scale(_ scale: Scale) -> some View {
        let name = look.scale(scale.code)
        if shown == scale.code {
            Heading(name)
            ForEach(rows, id: \.self) { row in
                HStack(spacing: 8) {
                    ForEach(Array(row), id: \.self) { value in
                        Press(
                            "\(value)", look, value == scale.tonight ? .main : .side,
                            spoken: look(.scaleValue, name, "\(value)")
                        ) {
                            await model.rate(scale.code, value)
                            shown = nil
                        }
                    }
                }
            }
        } else {
            let label = scale.tonight.map { look(.scaleSaid, name, "\($0)") } ?? name
            Press(label, look) { shown = scale.code }
        }
    }
}

extension Look {
    /// A scale as a person reads it; an own one stays as it was typed.
    func scale(_ code: String) -> String {
        switch code {
        case "pain": self(.scalePain)
        case "fatigue": self(.scaleFatigue)
        case "sleep": self(.scaleSleep)
        case "mood": self(.scaleMood)
        case "stress": self(.scaleStress)
        case "brain_fog": self(.scaleBrainFog)
        default: code
        }
    }
}

extension Look {
    func happening(_ one: Happening) -> String {
        switch one {
        case .infection: self(.markInfection)
        case .exertion: self(.markExertion)
        case .crash: self(.markCrash)
        case .period: self(.markPeriod)
        }
    }
}

/// A laboratory value as it is printed, kept for the doctor.
struct LabScreen: View {
    let model: DiaryModel
    let look: Look
    let back: @MainActor () -> Void
    @State private var lab = TypedLab()

    var body: some View {
        Page(title: look(.lab), look: look, trouble: model.trouble) {
            Remark(look(.labMeans), look)
            Field(look(.labWhat), look(.labWhatHint), text: $lab.what)
            Field(look(.labValue), look(.labValueHint), text: $lab.value)
            Field(look(.labUnit), look(.labUnitHint), text: $lab.unit)
            Field(look(.labMethod), look(.labMethodHint), text: $lab.method)
            DayPick(look(.whichDay), look, model.desk.clock, day: $lab.on)
            Press(look(.keep), look, .main) {
                await model.lab(lab)
                if model.trouble == nil { back() }
            }.disabled(lab.on.isEmpty)
        }
    }
}

/// Something that came with the medicine, or that has gone again.
struct EffectScreen: View {
    let model: DiaryModel
    let look: Look
    let go: @MainActor (Place) -> Void
    let back: @MainActor () -> Void
    @State private var what = ""
    @State private var badness = Badness.mild

    var body: some View {
        Page(title: look(.effect), look: look, trouble: model.trouble) {
            if let open = model.page?.openEffects, !open.isEmpty {
                Sentence(look(.effectOpen))
                ForEach(open, id: \.self) { one in
                    Press(look(.effectGone, one), look) {
                        await model.effectGone(one)
                        if model.trouble == nil { back() }
                    }
                }
            }
            Field(look(.effectWhat), look(.effectHint), text: $what)
            Picker(LocalizedStringKey(look(.effectWhat)), selection: $badness) {
                Text(verbatim: look(.mild)).tag(Badness.mild)
                Text(verbatim: look(.moderate)).tag(Badness.moderate)
                Text(verbatim: look(.severe)).tag(Badness.severe)
            }
            .pickerStyle(.segmented)
            Remark(look(.effectMeans), look)
            Press(look(.keep), look, .main) {
                await model.effect(what, badness)
                if model.trouble == nil { back() }
            }
            Press(look(.redFlags), look) { go(.redFlags) }
        }
        .task { await model.load() }
    }
}

/// A note, or a scale of the patient's own: one line, kept.
struct TypedScreen: View {
    let title, what, hint, means: String
    let model: DiaryModel
    let look: Look
    let keep: @MainActor (String) async -> Void
    let back: @MainActor () -> Void
    @State private var text = ""

    var body: some View {
        Page(title: title, look: look, trouble: model.trouble) {
            Field(what, hint, text: $text)
            if !means.isEmpty { Remark(means, look) }
            Press(look(.keep), look, .main) {
                await keep(text)
                if model.trouble == nil { back() }
            }
        }
    }
}
