import NocteCore
import Observation

/// A night on record.
public struct NightLine: Equatable, Sendable {
    public let night: String
    public let day: String
    public let status: NightAnswer
    public let amount: String?
    public let source: String
}

/// What was said of a night's dose.
public enum NightAnswer: Sendable { case taken, skipped, unsure, extra }

/// One scale over the nights on record, oldest first; nothing where nobody said anything.
public struct ScaleCurve: Equatable, Sendable {
    public let code: String
    public let values: [Int?]
}

/// What is on record, newest first, and the curves with the nights they go over.
public struct HistoryPage: Equatable, Sendable {
    public let nights: [NightLine]
    public let days: [String]
    public let curves: [ScaleCurve]
    public let effects: [String]
    public let notes: [String]
}

/// *History*.
@MainActor @Observable
public final class HistoryModel: Asking {
    public private(set) var page: HistoryPage?
    public var trouble: Trouble?
    public let desk: Desk

    /// As many nights as can be told apart on a phone's width.
    nonisolated static let curveNights = 56

    public init(_ desk: Desk) {
        self.desk = desk
    }

    public func load() async {
        let lang = desk.lang
        let next = await ask { nocte in
            let tonight = try nocte.tonight().night
            return try HistoryPage(nocte.history(from: DiaryModel.firstNight, to: tonight), lang)
        }
        if let next { page = next }
    }
}

extension HistoryPage {
    init(_ view: HistoryView, _ lang: Lang) throws {
        let history = view.history
        let corrected = Set(history.doses.compactMap(\.corrects))
        let named = Dictionary(view.days.map { ($0.code, $0.text) }) { first, _ in first }
        let day = { (night: String) in named[night] ?? night }
        let doses = zip(history.doses, view.amounts).filter { !corrected.contains($0.0.id) }
        let lines = try doses.map { dose, amount in
            NightLine(
                night: dose.night, day: day(dose.night), status: NightAnswer(dose.status),
                amount: try amount.map { try showRatio(ng: $0, lang: lang).text }, source: dose.stamp.source)
        }
        let all = history.scores.map(\.night).reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }
        let nights = Array(all.suffix(HistoryModel.curveNights))
        let scales = history.scores.map(\.scale).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        let curves = scales.map { scale in
            // The newest answer of a night stands.
            let of = history.scores.filter { $0.scale == scale }
            let said = Dictionary(of.map { ($0.night, Int($0.value)) }) { _, newest in newest }
            return ScaleCurve(code: scale, values: nights.map { said[$0] })
        }
        self.init(
            nights: lines.reversed(), days: nights.map(day),
            curves: curves.filter { $0.values.contains { $0 != nil } },
            effects: history.effects.filter { $0.course == .open }.map { "\(day($0.night)): \($0.what)" }.reversed(),
            notes: history.notes.map { "\(day($0.night)): \($0.text)" }.reversed())
    }
}

extension NightAnswer {
    init(_ status: DoseStatus) {
        self =
            switch status {
            case .taken: .taken
            case .skipped: .skipped
            case .unknown: .unsure
            case .extra: .extra
            }
    }
}
