import NocteKit
import SwiftUI

/// Every model of the house, made once, and the way to the screen that is shown.
@MainActor @Observable
public final class House {
    public let desk: Desk
    public let tonight: TonightModel
    public let selfCheck: SelfCheckModel
    let diary: DiaryModel
    let plan: PlanModel
    let check: CheckModel
    let bottles: BottlesModel
    let history: HistoryModel
    let clinic: ClinicModel
    let settings: SettingsModel
    let evening: EveningModel
    let copies: CopiesModel
    let reading: ReadingModel
    let papers: PapersModel
    let share: ShareModel
    let themes: ThemeChoice
    /// The screens over *Tonight*, the one that is seen last.
    var path: [Place] = []

    /// `kept` are the places on this phone besides the store.
    public init(_ desk: Desk, reminders: Reminders, center: any NoticeCenter, eraser: Eraser, kept: KeptPlaces) {
        self.desk = desk
        tonight = TonightModel(desk)
        diary = DiaryModel(desk)
        plan = PlanModel(desk)
        check = CheckModel(desk)
        bottles = BottlesModel(desk)
        history = HistoryModel(desk)
        clinic = ClinicModel(desk, scratch: kept.scratch)
        settings = SettingsModel(desk)
        evening = EveningModel(desk, reminders: reminders, center: center, discretion: kept.discretion)
        selfCheck = SelfCheckModel(desk, reminders: reminders, center: center, ledger: kept.ledger)
        copies = CopiesModel(desk, reminders: reminders, eraser: eraser, scratch: kept.scratch)
        reading = ReadingModel(desk)
        papers = PapersModel(desk, scratch: kept.scratch)
        share = ShareModel(desk, scratch: kept.scratch)
        themes = ThemeChoice(folder: kept.folder)
    }

    /// Who sees the screen can open a record with it: a link that was made, or the phrase to a copy.
    var showsSecret: Bool { share.made != nil || copies.phrase != nil && path.contains(.backup) }

    /// A link that the camera read or another app gave. It is shown and waits for the passcode and a tap.
    public func open(_ link: URL) {
        clinic.offer(link.absoluteString)
        path = [.clinic]
    }

    /// A notice was tapped: straight to the one card.
    public func front() async {
        path = []
        await tonight.load()
        selfCheck.look()
    }
}
