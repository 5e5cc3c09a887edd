import NocteKit
import SwiftUI

/// The first run, a step each: what this is, lights out, the baseline, the plan, the questions, what the phone must allow.
struct StartScreen: View {
    let house: House
    let look: Look
    let go: @MainActor (Place) -> Void
    let back: @MainActor () -> Void
    @State private var step = 0
    @State private var bedtime = ""

    private static let titles: [Phrase] = [
        .startWhat, .startLights, .startBaseline, .startPlanTitle, .questions, .startPermissions,
    ]

    var body: some View {
        Page(title: look(Self.titles[step]), look: look, trouble: house.settings.trouble) {
            Remark(look(.placeOf, "\(step + 1)", "\(Self.titles.count)"), look)
            switch step {
            case 0: what
            case 1: lights
            case 2: baseline
            case 3: plan
            case 4: questions
            default: permission
            }
        }
        .task {
            await house.settings.load()
            await house.check.load()
            await house.plan.load()
            await house.selfCheck.load()
        }
    }

    private func next() { step += 1 }

    @ViewBuilder private var what: some View {
        Sentences([look(.what1), look(.what2), look(.what3), look(.what4)])
        Remark(look(.notReviewed), look)
        Press(look(.goOn), look, .main) { next() }
        Press(look(.restoreInstead), look) { go(.restore) }
    }

    @ViewBuilder private var lights: some View {
        Sentence(look(.lightsOutMeans))
        if let page = house.settings.page {
            Sentence(look(.lightsOutIs, page.bedtime))
            Field(look(.otherTime), "22:30", text: $bedtime)
            Press(look(.keep), look, spoken: look(.lightsOutIs, bedtime)) { await house.settings.bedtime(bedtime) }
            Remark(look(.leadMeans, "\(page.leadMinutes)"), look)
            Remark(look.count(page.notices, .noticesOne, .noticesOther), look)
        }
        Press(look(.goOn), look, .main) { next() }
    }

    @ViewBuilder private var baseline: some View {
        Sentence(look(.baselineOffer))
        Remark(look(.baselineCost), look)
        Press(look(.baselineYes), look, .main) { await choose(true) }
        Press(look(.baselineNo), look) { await choose(false) }
        Press(look(.takingAlready), look) { await choose(false) }
    }

    private func choose(_ accepted: Bool) async {
        await house.settings.baseline(accepted)
        if house.settings.trouble == nil { next() }
    }

    @ViewBuilder private var questions: some View {
        Sentence(look(.startQuestions))
        if house.check.questions.isEmpty {
            Press(look(.goOn), look, .main) { next() }
        } else {
            Press(look(.answerQuestions), look, .main) { go(.questions) }
            // They are asked again before any line: this passes over the screen and not over the rule.
            Press(look(.withoutLine), look) { next() }
        }
    }

    @ViewBuilder private var plan: some View {
        if house.plan.page == nil {
            Sentence(look(.startPlan))
            Press(look(.begin), look, .main) { go(.begin) }
            Press(look(.goOn), look) { next() }
        } else {
            // A plan that was made is not asked for again.
            Sentence(look(.planMade))
            Press(look(.goOn), look, .main) { next() }
        }
    }

    @ViewBuilder private var permission: some View {
        Sentence(look(.permissionNotices))
        if let allowance = house.selfCheck.page?.allowance {
            if allowance.unasked {
                Press(look(.allowNotices), look, .main) { await house.selfCheck.askAllowance() }
            } else {
                Sentence(look(allowance.shown ? .mayNotify : .mayNotifyNot))
            }
        }
        Press(look(.ready), look, .main) { back() }
    }
}
