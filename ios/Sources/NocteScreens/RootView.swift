import NocteKit
import SwiftUI

/// Every model of the house, made once.
@MainActor
public final class House {
    public let desk: Desk
    public let tonight: TonightModel
    let diary: DiaryModel
    let plan: PlanModel
    let check: CheckModel
    let bottles: BottlesModel
    let history: HistoryModel
    let clinic: ClinicModel
    let settings: SettingsModel

    public init(_ desk: Desk, reminders: Reminders, center: any NoticeCenter, eraser: Eraser) {
        self.desk = desk
        tonight = TonightModel(desk)
        diary = DiaryModel(desk)
        plan = PlanModel(desk)
        check = CheckModel(desk)
        bottles = BottlesModel(desk)
        history = HistoryModel(desk)
        clinic = ClinicModel(desk)
        settings = SettingsModel(desk, reminders: reminders, center: center, eraser: eraser)
    }
}

/// *Tonight*, and every screen one can get to from it. No tabs: at night there is one card.
public struct RootView: View {
    let house: House
    let speak: @MainActor (String) -> Void
    let copy: @MainActor () -> String
    @State private var path: [Place] = []
    @Environment(\.scenePhase) private var phase
    @Environment(\.colorScheme) private var scheme

    public init(
        house: House, speak: @escaping @MainActor (String) -> Void, copy: @escaping @MainActor () -> String
    ) {
        (self.house, self.speak, self.copy) = (house, speak, copy)
    }

    public var body: some View {
        NavigationStack(path: $path) {
            TonightScreen(model: house.tonight, go: { path.append($0) }, speak: speak)
                .navigationDestination(for: Place.self) { screen($0) }
        }
        .onChange(of: phase) { _, new in
            // What is seen is of now: the night, the zone and the clock may be others.
            if new == .active { Task { await house.tonight.load() } }
        }
    }

    var look: Look {
        Look(
            texts: Texts(house.desk.lane.lang),
            palette: .of(evening: house.tonight.card?.evening ?? false, scheme: scheme))
    }

    private func go(_ place: Place) { path.append(place) }

    private func back() { _ = path.popLast() }

    @ViewBuilder func screen(_ place: Place) -> some View {
        switch place {
        case .more: MoreScreen(look: look, go: go)
        case .log: LogScreen(model: house.diary, look: look, go: go)
        case .effect: EffectScreen(model: house.diary, look: look, go: go, back: back)
        case .note, .ownScale: typed(place)
        case .plan: PlanScreen(model: house.plan, look: look, go: go)
        case .stepUp, .resume: tap(place)
        case .stop: StopScreen(model: house.plan, look: look, back: back)
        case .start: StartScreen(house: house, look: look, go: go, back: back)
        case .begin: BeginScreen(model: house.plan, look: look, back: back)
        case .bottles: BottlesScreen(model: house.bottles, look: look, go: go)
        case .newBottle: NewBottleScreen(model: house.bottles, look: look, back: back)
        default: further(place)
        }
    }

    @ViewBuilder private func further(_ place: Place) -> some View {
        switch place {
        case .check: CheckScreen(model: house.check, look: look, go: go)
        case .questions: QuestionsScreen(model: house.check, look: look, go: go)
        case .redFlags:
            SentencesScreen(
                title: look(.redFlags), intro: look(.redFlagsIntro), texts: house.check.redFlags.map(\.text), look: look
            )
        case .card:
            SentencesScreen(title: look(.card), intro: look(.cardIntro), texts: house.check.card, look: look)
        case .history: HistoryScreen(model: house.history, look: look)
        case .clinic: ClinicScreen(model: house.clinic, look: look)
        case .settings: SettingsScreen(model: house.settings, look: look, go: go, copy: copy)
        case .correct: CorrectScreen(model: house.tonight, look: look, back: back)
        case .restored: RestoredScreen(model: house.tonight, look: look, back: back)
        default: EmptyView()
        }
    }

    private func typed(_ place: Place) -> some View {
        let note = place == .note
        return TypedScreen(
            title: look(note ? .note : .ownScale), what: look(note ? .noteWhat : .ownScaleWhat),
            hint: look(note ? .noteHint : .ownScaleHint), means: note ? "" : look(.ownScaleMeans), model: house.diary,
            look: look,
            keep: { text in
                if note { await house.diary.note(text) } else { await house.diary.ownScale(text) }
            }, back: back)
    }

    private func tap(_ place: Place) -> some View {
        let up = place == .stepUp
        return TapScreen(
            title: up ? .stepUp : .resume, means: up ? .stepUpMeans : .resumeMeans, now: up ? .stepUpNow : .resumeNow,
            asksSymptomFree: up && house.plan.page?.asksSymptomFree == true, model: house.plan, look: look, go: go,
            tap: { noOpioids, symptomFree in
                if up {
                    await house.plan.stepUp(noOpioids: noOpioids, symptomFree: symptomFree)
                } else {
                    await house.plan.resume(noOpioids: noOpioids)
                }
            }, back: back)
    }
}

/// Everything else, a line each.
struct MoreScreen: View {
    let look: Look
    let go: @MainActor (Place) -> Void

    private static let places: [(Phrase, Place)] = [
        (.log, .log), (.plan, .plan), (.bottles, .bottles), (.check, .check), (.history, .history),
        (.clinic, .clinic), (.settings, .settings), (.redFlags, .redFlags),
    ]

    var body: some View {
        Page(title: look(.moreTitle), look: look) {
            ForEach(Array(Self.places.indices), id: \.self) { place in
                Press(look(Self.places[place].0), look) { go(Self.places[place].1) }
            }
        }
    }
}
