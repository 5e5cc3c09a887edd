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

/// Other things that a night may have to be read with.
public enum Happening: CaseIterable, Sendable { case infection, exertion, crash, period }

/// A laboratory value as it is printed and typed; the method only where there is one, the day today's where none is picked.
public struct TypedLab: Equatable, Sendable {
    public var what = ""
    public var value = ""
    public var unit = ""
    public var method = ""
    public var on = ""

    public init() {}
}

/// What *Log* shows.
public struct DiaryPage: Equatable, Sendable {
    public let scales: [Scale]
    public let openEffects: [String]
    /// What goes on tonight, as it was marked.
    public let happening: [Happening]
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

    /// Marks it for tonight, or says that it is over.
    public func mark(_ happening: Happening, over: Bool) async {
        await keep { _ = try $0.keep(entry: .mark(mark: happening.mark, over: over, night: nil)) }
    }

    /// For the doctor: nothing is read into it here.
    public func lab(_ lab: TypedLab) async {
        let entry = DiaryEntry.lab(
            what: lab.what, value: lab.value, unit: lab.unit, method: lab.method.typed, on: lab.on.typed)
        await keep { _ = try $0.keep(entry: entry) }
    }

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
            happening: view.marks.map(Happening.init),
            badDay: !view.history.badDays.isEmpty)
    }
}

extension Happening {
    init(_ mark: Mark) {
        self =
            switch mark {
            case .infection: .infection
            case .exertion: .exertion
            case .crash: .crash
            case .period: .period
            }
    }

    var mark: Mark {
        switch self {
        case .infection: .infection
        case .exertion: .exertion
        case .crash: .crash
        case .period: .period
        }
    }
}
