import NocteCore
import Observation

/// A 0 to 10 scale, and what was said on it tonight.
public struct Scale: Equatable, Sendable {
    public let code: String
    public let own: Bool
    public let tonight: Int?
}

/// How bad a side effect is.
public enum Badness: CaseIterable, Sendable { case mild, moderate, severe }

/// What *Log* shows.
public struct DiaryPage: Equatable, Sendable {
    public let scales: [Scale]
    public let openEffects: [String]
    public let badDay: Bool
}

/// *Log*: three taps.
@MainActor @Observable
public final class DiaryModel: Asking {
    public private(set) var page: DiaryPage?
    public var trouble: Trouble?
    public let desk: Desk

    /// The scales everyone is asked; the core's own short names.
    static let daily = ["pain", "fatigue", "sleep", "mood", "stress", "brain_fog"]

    public init(_ desk: Desk) {
        self.desk = desk
    }

    public func load() async {
        let daily = Self.daily
        if let next = await ask({ try DiaryPage($0, daily) }) { page = next }
    }

    public func rate(_ scale: String, _ value: Int) async {
        await keep { _ = try $0.keep(entry: .rating(scale: scale, value: UInt8(clamping: value), night: nil)) }
    }

    public func badDay() async { await keep { _ = try $0.keep(entry: .badDay(night: nil)) } }

    public func effect(_ what: String, _ badness: Badness) async {
        let severity: Severity =
            switch badness {
            case .mild: .mild
            case .moderate: .moderate
            case .severe: .severe
            }
        let report = EffectReport(what: what, severity: severity, course: .open, night: nil)
        await keep { _ = try $0.keep(entry: .effect(report)) }
    }

    public func effectGone(_ what: String) async {
        let report = EffectReport(what: what, severity: nil, course: .resolved, night: nil)
        await keep { _ = try $0.keep(entry: .effect(report)) }
    }

    public func note(_ text: String) async { await keep { _ = try $0.keep(entry: .note(text: text, night: nil)) } }

    public func ownScale(_ name: String) async { await keep { try $0.choose(choices: [.ownScale(name: name)]) } }
}

extension DiaryPage {
    init(_ nocte: Nocte, _ daily: [String]) throws {
        let night = try nocte.tonight().night
        let view = try nocte.history(from: night, to: night)
        let said = Dictionary(view.history.scores.map { ($0.scale, Int($0.value)) }) { _, newest in newest }
        let own = try nocte.settings().ownScales
        let scales = daily.map { ($0, false) } + own.map { ($0, true) }
        self.init(
            scales: scales.map { Scale(code: $0.0, own: $0.1, tonight: said[$0.0]) },
            openEffects: view.felt.map(\.what).reduce(into: []) { if !$0.contains($1) { $0.append($1) } },
            badDay: !view.history.badDays.isEmpty)
    }
}
