import AVFoundation
import NocteApple
import NocteCore
import NocteKit
import NocteScreens
import UIKit
import UserNotifications

/// Everything put together, once per process.
@MainActor
final class Home {
    let house: House
    private let lane: NocteLane
    private let reminders: Reminders
    private let taps: NoticeTaps
    private let notices = AppleNotices()
    private let refresh = AppleRefresh()
    private let exchange: Exchange
    private let signs: SignKeeper
    private let files = AppleFiles()
    private let store: String
    private let voice = AVSpeechSynthesizer()

    /// `support` is where the system keeps this app's own files, `clock` the phone's where it is not a test's.
    init(support: URL = .applicationSupportDirectory, clock own: SystemClock? = nil) {
        // Not in the documents: nobody sees it among files. In no backup: the key would not come along.
        var folder = support.appendingPathComponent("Nocte", isDirectory: true)
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var outside = URLResourceValues()
        outside.isExcludedFromBackup = true
        try? folder.setResourceValues(outside)
        store = folder.appendingPathComponent("nocte.db").path
        let kept = KeptPlaces(
            folder: folder,
            scratch: Scratch(
                folder: FileManager.default.temporaryDirectory.appendingPathComponent("copies"), picked: ApplePicked()))
        let clock = own ?? SystemClock(watch: ClockWatch(folder: folder))
        lane = NocteLane(
            path: store, vault: Vault(box: AppleKeychain(), store: store), clock: clock,
            log: RedactedLog { NSLog("%@", $0) }, language: Self.language)
        reminders = Reminders(lane: lane, center: notices, kept: kept)
        exchange = Exchange(lane: lane, reminders: reminders)
        let board = AppleSignBoard()
        signs = SignKeeper(lane: lane, clock: clock, board: board)
        let eraser = Eraser(
            lane: lane, box: AppleKeychain(), center: notices, store: store, beside: [board.file].compactMap { $0 })
        house = House(Desk(lane: lane, clock: clock), reminders: reminders, center: notices, eraser: eraser, kept: kept)
        // What an app that was ended left there.
        kept.scratch.clear()
        let house = house
        taps = NoticeTaps(answers: Answers(lane: lane, reminders: reminders, center: notices)) { _ in
            await house.front()
        }
    }

    /// The language the user has chosen for this app, of the two there are.
    private static let language: @Sendable () -> Lang = {
        Bundle.main.preferredLocalizations.first?.hasPrefix("de") == true ? .de : .en
    }

    /// Before the launch is over.
    func start() {
        UNUserNotificationCenter.current().delegate = taps
        let (lane, reminders, notices, exchange, signs) = (lane, reminders, notices, exchange, signs)
        refresh.register {
            let done = await exchange.run()
            await signs.show()
            return done
        }
        Task { await notices.offer(OfferedCategory.all(Texts(lane.lang))) }
        // Heard from here on: what is stored before the two have begun is not missed.
        let (tonight, sign) = (lane.changes(), lane.changes())
        Task { await reminders.follow(tonight) }
        Task { await signs.follow(sign) }
    }

    func opened() async {
        try? files.protect(store: store)
        await reminders.reconcile(.opened)
        await house.tonight.load()
        house.selfCheck.look()
        await signs.show()
    }

    func left() async {
        await lane.suspend()
        try? files.protect(store: store)
        try? refresh.ask()
    }

    func timeChanged() async {
        await reminders.reconcile(.clock)
        await house.tonight.load()
        await signs.show()
    }

    func speak(_ sentence: String) {
        let utterance = AVSpeechUtterance(string: sentence)
        utterance.voice = AVSpeechSynthesisVoice(language: lane.lang == .de ? "de-DE" : "en-GB")
        voice.speak(utterance)
    }
}
