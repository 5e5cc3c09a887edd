import NocteKit
import SwiftUI

/// *Tonight*, and every screen one can get to from it. No tabs: at night there is one card.
public struct RootView: View {
    @Bindable var house: House
    let speak: @MainActor (String) -> Void
    @Environment(\.scenePhase) private var phase
    @Environment(\.colorScheme) private var scheme

    public init(house: House, speak: @escaping @MainActor (String) -> Void) {
        (self.house, self.speak) = (house, speak)
    }

    public var body: some View {
        NavigationStack(path: $house.path) {
            TonightScreen(
                model: house.tonight, theme: house.themes.theme, missed: house.selfCheck.tells, go: go, speak: speak
            )
            .navigationDestination(for: Place.self) { screen($0) }
        }
        // The system takes its picture for the overview of apps while the app is not in front.
        .overlay { if (house.evening.hidden || house.showsSecret) && phase != .active { Curtain(look: look) } }
        .preferredColorScheme(Palette.scheme(house.themes.theme, evening: evening))
        .onChange(of: phase) { _, new in
            // What is seen is of now: the night, the zone and the clock may be others.
            if new == .active { Task { await house.tonight.load() } }
        }
        .onOpenURL { house.open($0) }
    }

    private var evening: Bool { house.tonight.card?.evening ?? false }

    var look: Look {
        Look(
            texts: Texts(house.desk.lane.lang),
            palette: .of(house.themes.theme, evening: evening, scheme: scheme))
    }

    private func go(_ place: Place) { house.path.append(place) }

    private func back() { _ = house.path.popLast() }

    @ViewBuilder func screen(_ place: Place) -> some View {
        switch place {
        case .more: MoreScreen(look: look, go: go)
        case .log: LogScreen(model: house.diary, look: look, go: go)
        case .effect: EffectScreen(model: house.diary, look: look, go: go, back: back)
        case .note, .ownScale: typed(place)
        case .plan: PlanScreen(model: house.plan, look: look, go: go)
        case .stepUp, .resume: tap(place)
        case .stop, .retitrate, .gate, .recheck: agreed(place)
        case .start: StartScreen(house: house, look: look, go: go, back: back)
        case .begin: BeginScreen(model: house.plan, look: look, go: go, back: back)
        case .askAgain: AskAgainScreen(model: house.plan, look: look, back: back)
        case .notHere: NotHereScreen(model: house.plan, look: look)
        case .bottles: BottlesScreen(model: house.bottles, look: look, go: go)
        case .newBottle: NewBottleScreen(model: house.bottles, look: look, go: go, back: back)
        case .bottle(let letter): LabelScreen(model: house.bottles, letter: letter, look: look)
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
        case .history: HistoryScreen(model: house.history, look: look, go: go)
        case .clinic: ClinicScreen(model: house.clinic, look: look, go: go)
        case .certificate: CertificateScreen(model: house.clinic, look: look)
        case .settings, .evening, .syringe, .capsules, .supply: chosen(place)
        case .selfCheck, .backup, .export, .restore, .deleteAll: keeping(place)
        case .working: ReadingScreen(model: house.reading, page: .working, look: look)
        case .evidence: ReadingScreen(model: house.reading, page: .evidence, look: look)
        case .getting: ReadingScreen(model: house.reading, page: .getting, look: look)
        case .share: ShareScreen(model: house.share, look: look)
        case .papers: PapersScreen(model: house.papers, look: look)
        case .correct: CorrectScreen(model: house.tonight, look: look, back: back)
        case .night(let night, let day):
            CorrectScreen(model: house.tonight, look: look, night: (night, day), back: back)
        case .oneOrTwo: OneOrTwoScreen(model: house.tonight, look: look, back: back)
        case .lab: LabScreen(model: house.diary, look: look, back: back)
        case .restored: RestoredScreen(model: house.tonight, look: look, go: go, back: back)
        case .endBottle(let letter): EndBottleScreen(model: house.bottles, letter: letter, look: look, back: back)
        default: EmptyView()
        }
    }

    @ViewBuilder private func keeping(_ place: Place) -> some View {
        switch place {
        case .selfCheck: SelfCheckScreen(model: house.selfCheck, look: look)
        case .backup: BackupScreen(model: house.copies, look: look, back: back)
        case .export: ExportScreen(model: house.copies, look: look)
        case .restore: RestoreScreen(model: house.copies, look: look, go: go)
        default: DeleteScreen(model: house.copies, look: look, go: go, back: back)
        }
    }

    @ViewBuilder private func chosen(_ place: Place) -> some View {
        switch place {
        case .evening: EveningScreen(model: house.evening, look: look)
        case .syringe: SyringeScreen(model: house.settings, look: look, back: back)
        case .capsules: CapsulesScreen(model: house.settings, look: look, back: back)
        case .supply: SupplyScreen(model: house.settings, look: look, back: back)
        default:
            SettingsScreen(model: house.settings, themes: house.themes, plan: house.plan, look: look, go: go)
        }
    }

    private func agreed(_ place: Place) -> some View {
        let plan = house.plan
        let (title, means, now): (Phrase, Phrase, Phrase) =
            switch place {
            case .retitrate: (.retitrate, .retitrateMeans, .retitrateNow)
            case .gate: (.gateSaid, .gateSaidMeans, .gateSaidNow)
            case .recheck: (.recheck, .recheckMeans, .recheckNow)
            default: (.stop, .stopMeans, .stopNow)
            }
        return AgreedScreen(
            title: title, means: means, now: now, model: plan, look: look,
            tell: { agreed in
                switch place {
                case .retitrate: await plan.retitrate(agreed)
                case .gate: await plan.clinicianAgreed(agreed)
                case .recheck: await plan.recheck(agreed)
                default: await plan.stop(agreed)
                }
            }, back: back)
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

/// What is seen in the place of everything.
struct Curtain: View {
    let look: Look

    var body: some View {
        Text(verbatim: look(.moreTitle))
            .frame(maxWidth: .infinity, maxHeight: .infinity)
            .background(Color(look.palette.ground))
            .foregroundStyle(Color(look.palette.faint))
    }
}

/// Everything else, a line each.
struct MoreScreen: View {
    let look: Look
    let go: @MainActor (Place) -> Void

    private static let places: [(Phrase, Place)] = [
        (.log, .log), (.plan, .plan), (.bottles, .bottles), (.check, .check), (.history, .history),
        (.working, .working), (.forDoctor, .papers), (.share, .share), (.clinic, .clinic), (.evidence, .evidence),
        (.getting, .getting), (.settings, .settings), (.redFlags, .redFlags),
    ]

    var body: some View {
        Page(title: look(.moreTitle), look: look) {
            ForEach(Array(Self.places.indices), id: \.self) { place in
                let (name, to) = Self.places[place]
                Press(look(name), look, to == .redFlags ? .main : .side) { go(to) }
            }
        }
    }
}
