import NocteCore
import Observation

/// A bottle with everything that is said of it.
public struct BottlePage: Equatable, Sendable {
    public let letter: String
    public let strength: String
    public let usable: Bool
    public let state: String?
    public let clocks: String?
    public let left: String
    public let label: [String]
    public let guide: [GuideStep]
}

/// A step of making it, with how many fillings to tick off.
public struct GuideStep: Equatable, Sendable {
    public let words: String
    public let fillings: Int
}

/// What the coming nights need.
public struct SupplyPage: Equatable, Sendable {
    public let letter: String
    public let nights: Int
    public let bottles: Int
    public let tablets: Int
    public let tabletsLeft: Int?
    public let cost: String?
}

/// Every bottle, the newest first.
public struct BottlesPage: Equatable, Sendable {
    public let bottles: [BottlePage]
    public let supply: SupplyPage?
    /// A line is a line on one syringe: without one there is nothing to draw to.
    public let hasSyringe: Bool
}

/// A bottle to be, as typed.
public enum NewBottle: Equatable, Sendable {
    case tablets(milligrams: String, count: Int, water: String)
    case pharmacy(strength: String, volume: String, printed: String)
    case second(from: String)
}

/// Why a bottle ends.
public enum BottleEnd: Sendable { case discarded, leftWarm, empty }

/// *Bottle*.
@MainActor @Observable
public final class BottlesModel: Asking {
    public private(set) var page: BottlesPage?
    /// The strength it will have, as its label prints it: read back before anything is made.
    public private(set) var readBack: String?
    /// The bottle just made, with its label and the steps of making it.
    public private(set) var made: BottlePage?
    public var trouble: Trouble?
    public let desk: Desk

    /// A month of supply.
    private static let supplyNights: UInt32 = 30

    public init(_ desk: Desk) {
        self.desk = desk
    }

    public func load() async {
        let (nights, lang) = (Self.supplyNights, desk.lang)
        let next = await ask { nocte in
            let hasSyringe = try nocte.settings().syringe != nil
            return try BottlesPage(nocte.bottles(nights: nights), hasSyringe: hasSyringe, lang)
        }
        guard let next else { return }
        page = next
    }

    public func readBack(_ bottle: NewBottle) async {
        let desk = desk
        readBack = await ask { nocte in
            let strength: Strength =
                switch try bottle.made(desk.mark) {
                case .tabletInWater(let tablets, let water): try strengthOf(tablets: tablets, water: water)
                case .preserved(let tablets, let volume): try strengthOf(tablets: tablets, water: volume)
                case .pharmacy(let strength, _): strength
                case .secondDilution(let from): try Self.second(nocte, from, desk.lang)
                }
            return try showStrength(strength: strength, lang: desk.lang).text
        }
    }

    public func make(_ bottle: NewBottle, noOpioids: Bool) async {
        let desk = desk
        let card = await ask { nocte in
            // The patient's own syringe, which the screen asks for first: none is ever assumed.
            guard let syringe = try nocte.settings().syringe else { throw Trouble.field("choice") }
            var printed: String?
            if case .pharmacy(_, _, let on) = bottle { printed = on.typed }
            let request = BottleRequest(
                made: try bottle.made(desk.mark), madeOn: desk.clock.today, syringe: syringe, printed: printed)
            return try BottlePage(try nocte.makeBottle(request: request, noOpioids: noOpioids), desk.lang)
        }
        guard let card else { return }
        (made, readBack) = (card, nil)
        await load()
    }

    /// What was read back or made is done with.
    public func forget() { (readBack, made) = (nil, nil) }

    public func end(_ letter: String, _ why: BottleEnd) async {
        let reason: BottleEndReason =
            switch why {
            case .discarded: .discarded
            case .leftWarm: .leftWarm
            case .empty: .empty
            }
        let ended = await keep { _ = try $0.endBottle(letter: letter, why: reason) }
        // A bottle that is no more has no next step to be led through.
        if ended && made?.letter == letter { made = nil }
    }

    /// The one second dilution there is, 0.1 mg/mL, in ng per µL.
    private nonisolated static func second(_ nocte: Nocte, _ from: String, _ lang: Lang) throws -> Strength {
        let all = try nocte.bottles(nights: 0).bottles.map(\.view.bottle)
        guard let stock = all.first(where: { $0.letter.lowercased() == from.lowercased() }) else { throw Trouble.gone }
        let stages = try secondDilution(from: stock.strength, to: "100", lang: lang)
        guard let last = stages.last else { throw Trouble.internal }
        return last.strength
    }
}

extension NewBottle {
    func made(_ mark: DecimalMark) throws -> BottleMade {
        switch self {
        case .tablets(let milligrams, let count, let water):
            let tablet = try parseDose(text: milligrams, mark: mark, micrograms: false)
            return .tabletInWater(
                tablets: Array(repeating: tablet, count: count), water: try parseVolume(text: water, mark: mark)
            )
        case .pharmacy(let strength, let volume, _):
            return .pharmacy(
                strength: try parseStrength(text: strength, mark: mark),
                volume: try parseVolume(text: volume, mark: mark))
        case .second(let from): return .secondDilution(from: from)
        }
    }
}

extension BottlesPage {
    init(_ view: BottlesView, hasSyringe: Bool, _ lang: Lang) throws {
        let supply = view.supply.flatMap { card in
            card.need.map { need in
                SupplyPage(
                    letter: card.letter, nights: Int(need.nights), bottles: Int(need.bottles),
                    tablets: Int(need.tablets), tabletsLeft: card.tabletsLeft.map(Int.init), cost: card.costText)
            }
        }
        self.init(
            bottles: try view.bottles.reversed().map { try BottlePage($0, lang) }, supply: supply,
            hasSyringe: hasSyringe)
    }
}

extension BottlePage {
    init(_ card: BottleCard, _ lang: Lang) throws {
        let (bottle, view) = (card.view.bottle, card.view)
        self.init(
            letter: bottle.letter, strength: card.strengthText, usable: card.stateText == nil, state: card.stateText,
            clocks: card.clocksText,
            left: try showVolume(volume: view.left.volume, strength: bottle.strength, lang: lang).text,
            label: card.label,
            guide: zip(card.guide, card.fills).map { GuideStep(words: $0, fillings: Int(clamping: $1)) })
    }
}
