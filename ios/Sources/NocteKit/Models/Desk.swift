import NocteCore
import Observation

/// Where a model asks: the lane, and the phone's clock for what is shown of it.
public struct Desk: Sendable {
    public let lane: NocteLane
    public let clock: SystemClock

    public init(lane: NocteLane, clock: SystemClock) {
        self.lane = lane
        self.clock = clock
    }

    var lang: Lang { lane.lang }

    /// The decimal mark people type in this language.
    var mark: DecimalMark { lang == .de ? .comma : .point }
}

/// A sentence of the core's, with the code that says which one it is.
public struct Line: Equatable, Sendable {
    public let code: String
    public let text: String

    init(_ worded: Worded) {
        code = worded.code
        text = worded.text
    }
}

/// What every model does alike: it asks, keeps the trouble of the last question, and is asked again when it is stale.
@MainActor
public protocol Asking: AnyObject {
    var desk: Desk { get }
    /// Why the last question has no answer. A screen shows it above what it last had.
    var trouble: Trouble? { get set }
    /// Asks for everything the screen shows.
    func load() async
}

extension Asking {
    /// The answer, or nothing and a trouble.
    func ask<Answer: Sendable>(_ question: @Sendable (Nocte) throws -> Answer) async -> Answer? {
        do {
            let answer = try await desk.lane.ask(question)
            trouble = nil
            return answer
        } catch {
            trouble = error
            return nil
        }
    }

    /// An errand to a server.
    func away<Answer: Sendable>(_ errand: @Sendable (Nocte) async throws -> Answer) async -> Answer? {
        do {
            let answer = try await desk.lane.away(errand)
            trouble = nil
            return answer
        } catch {
            trouble = error
            return nil
        }
    }

    /// Something that is stored; what is shown is asked anew. Whether it went through.
    @discardableResult
    func keep(_ wish: @Sendable (Nocte) throws -> Void) async -> Bool {
        guard await ask(wish) != nil else { return false }
        await load()
        return trouble == nil
    }
}
