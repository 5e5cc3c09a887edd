import NocteKit
import SwiftUI

/// What really happened, in place of what is on record: tonight, or in an earlier night.
struct CorrectScreen: View {
    let model: TonightModel
    let look: Look
    /// An earlier one, with its day in words; nothing for tonight.
    var night: (night: String, day: String)?
    let back: @MainActor () -> Void
    @State private var correction = Correction()

    var body: some View {
        Page(title: night?.day ?? model.card?.heading ?? look(.correctIntro), look: look, trouble: model.trouble) {
            if let told = model.corrected {
                Sentence(told.text, large: true).accessibilityAddTraits(.updatesFrequently)
                Sentences(told.advice.map(\.text).filter { !told.text.contains($0) })
            }
            // What was refused is put right on the same form.
            if model.corrected?.stored == true {
                Press(look(.ready), look, .main) { back() }
            } else {
                ask
            }
        }
        .task { model.forget() }
    }

    @ViewBuilder private var ask: some View {
        Sentence(look(.correctIntro))
        Remark(look(.correctBlank), look)
        Field(look(.correctTime), "22:30", text: $correction.clock)
        Field(look(.correctVolume), look(.correctVolumeHint), text: $correction.millilitres)
        Field(look(.correctBottle), look(.correctBottleHint), text: $correction.bottle)
        Press(look(.taken), look, .main) { await keep(.taken) }
        Press(look(.skipped), look) { await keep(.skipped) }
        Press(look(.notSure), look) { await keep(.unsure) }
        Heading(look(.extra))
        Remark(look(.extraMeans), look)
        Press(look(.extraKeep), look) {
            await model.extra(correction, night: night?.night)
            done()
        }
    }

    private func keep(_ say: Say) async {
        correction.say = say
        await model.correct(correction, night: night?.night)
        done()
    }

    /// Tonight's own card says what became of it.
    private func done() {
        if night == nil && model.trouble == nil && model.corrected?.stored == true { back() }
    }
}

/// Two phones told of one night: one dose that both saw, or two (`safety.md` 17). Neither answer stands out.
struct OneOrTwoScreen: View {
    let model: TonightModel
    let look: Look
    let back: @MainActor () -> Void

    var body: some View {
        Page(title: model.card?.heading ?? look(.answerOneOrTwo), look: look, trouble: model.trouble) {
            if let told = model.corrected {
                Sentence(told.text, large: true).accessibilityAddTraits(.updatesFrequently)
                Sentences(told.advice.map(\.text).filter { !told.text.contains($0) })
                Press(look(.ready), look, .main) { back() }
            } else {
                Sentence(look(.oneOrTwo))
                Press(look(.itWasOne), look) { await model.wasTwo(false) }
                Remark(look(.itWasOneMeans), look)
                Press(look(.itWasTwo), look) { await model.wasTwo(true) }
                Remark(look(.itWasTwoMeans), look)
            }
        }
        .task { model.forget() }
    }
}

/// After a restore: each is looked at before a line is shown.
struct RestoredScreen: View {
    let model: TonightModel
    let look: Look
    let go: @MainActor (Place) -> Void
    let back: @MainActor () -> Void
    @State private var step = false
    @State private var bottle = false
    @State private var painkillers = false
    @State private var oldPhone = false

    var body: some View {
        Page(title: look(.confirmRestore), look: look, trouble: model.trouble) {
            if let nights = model.unknownNights {
                Sentence(look.count(nights, .unknownNightsOne, .unknownNightsOther))
                Press(look(.ready), look, .main) { back() }
            } else {
                ask
            }
        }
        .task { model.forget() }
    }

    @ViewBuilder private var ask: some View {
        Sentence(look(.restoredMeans))
        Tick(look(.lookedStep), $step)
        Tick(look(.lookedBottle), $bottle)
        Tick(look(.lookedPainkillers), $painkillers)
        Tick(look(.lookedOldPhone), $oldPhone)
        Press(look(.toPlan), look) { go(.plan) }
        Press(look(.toBottles), look) { go(.bottles) }
        Press(look(.nameMedicine), look) { go(.check) }
        Press(look(.allLooked), look, .main) { await model.confirmRestore() }
            .disabled(!(step && bottle && painkillers && oldPhone))
    }
}
