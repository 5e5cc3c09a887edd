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

/// Something that was marked on a night.
public struct MarkedDay: Equatable, Sendable {
    public let day: String
    public let happening: Happening
}

/// What is on record, newest first, as far back as was asked for; and the curves with the nights they go over.
public struct HistoryPage: Equatable, Sendable {
    public let nights: [NightLine]
    public let days: [String]
    public let curves: [ScaleCurve]
    public let effects: [String]
    /// What was marked, and on which day.
    public let marks: [MarkedDay]
    public let notes: [String]
    /// Laboratory values as they were typed.
    public let labs: [String]
    /// The first and the last day it goes over.
    public let span: [String]
    /// There is more before it.
    public let hasEarlier: Bool
}

/// *History*, a stretch of nights at a time: a record of years is never read at once.
@MainActor @Observable
public final class HistoryModel: Asking {
    public private(set) var page: HistoryPage?
    public var trouble: Trouble?
    public let desk: Desk
    /// The newest first.
    private var stretches: [HistoryView] = []

    /// Nights of the calendar a stretch goes over; the core says where it begins.
    nonisolated static let stretch: UInt32 = 28
    /// As many nights as can be told apart on a phone's width.
    nonisolated static let curveNights = 56

    public init(_ desk: Desk) {
        self.desk = desk
    }

    public func load() async { await add(to: [], before: nil) }

    /// The nights before those that are shown.
    public func earlier() async {
        guard let before = stretches.last?.older else { return }
        await add(to: stretches, before: before)
    }

    private func add(to shown: [HistoryView], before: String?) async {
        let (lang, nights) = (desk.lang, Self.stretch)
        let next = await ask { nocte in
            let all = shown + [try nocte.historyPage(before: before, nights: nights)]
            return (all, try HistoryPage(all, lang))
        }
        if let next { (stretches, page) = next }
    }
}

extension HistoryPage {
    /// Of stretches, the newest first.
    init(_ stretches: [HistoryView], _ lang: Lang) throws {
        let views = stretches.reversed()
        let (doses, scores) = (views.flatMap(\.history.doses), views.flatMap(\.history.scores))
        let corrected = Set(doses.compactMap(\.corrects))
        let named = Dictionary(views.flatMap(\.days).map { ($0.code, $0.text) }) { first, _ in first }
        let day = { (night: String) in named[night] ?? night }
        let said = zip(doses, views.flatMap(\.amounts)).filter { !corrected.contains($0.0.id) }
        let lines = try said.map { dose, amount in
            NightLine(
                night: dose.night, day: day(dose.night), status: NightAnswer(dose.status),
                amount: try amount.map { try showRatio(ng: $0, lang: lang).text }, source: dose.stamp.source)
        }
        let all = scores.map(\.night).reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }
        let nights = Array(all.suffix(HistoryModel.curveNights))
        let scales = scores.map(\.scale).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        let curves = scales.map { scale in
            // The newest answer of a night stands.
            let of = scores.filter { $0.scale == scale }
            let said = Dictionary(of.map { ($0.night, Int($0.value)) }) { _, newest in newest }
            return ScaleCurve(code: scale, values: nights.map { said[$0] })
        }
        let effects = views.flatMap(\.history.effects).filter { $0.course == .open }
        let marks = views.flatMap(\.marked).map { MarkedDay(day: day($0.night), happening: Happening($0.mark)) }
        self.init(
            nights: lines.reversed(), days: nights.map(day),
            curves: curves.filter { $0.values.contains { $0 != nil } },
            effects: effects.map { "\(day($0.night)): \($0.what)" }.reversed(), marks: marks.reversed(),
            notes: views.flatMap(\.history.notes).map { "\(day($0.night)): \($0.text)" }.reversed(),
            labs: views.flatMap(\.history.labs).map(Self.line).reversed(), span: Self.ends(views.flatMap(\.days)),
            hasEarlier: stretches.last?.older != nil)
    }

    private static func line(_ lab: LabValue) -> String {
        let value = [lab.what, lab.value, lab.unit, lab.method].compactMap { $0 }.filter { !$0.isEmpty }
        return "\(lab.on): \(value.joined(separator: " "))"
    }

    private static func ends(_ days: [Worded]) -> [String] { [days.first, days.last].compactMap { $0?.text } }
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
