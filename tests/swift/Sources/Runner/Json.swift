import Foundation

/// A JSON value. Numbers of the vectors are whole; the largest is 2^64-1, which no floating number holds.
enum Json: Decodable, Equatable, CustomStringConvertible {
    case nothing
    case flag(Bool)
    case signed(Int64)
    case unsigned(UInt64)
    case text(String)
    case list([Json])
    case object([String: Json])

    init(from decoder: Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .nothing
        } else if let flag = try? value.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? value.decode(Int64.self) {
            self = .signed(number)
        } else if let number = try? value.decode(UInt64.self) {
            self = .unsigned(number)
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let list = try? value.decode([Json].self) {
            self = .list(list)
        } else {
            self = .object(try value.decode([String: Json].self))
        }
    }

    /// The number, if it is one and is in the range of `Number`.
    func number<Number: FixedWidthInteger>(_: Number.Type = Number.self) -> Number? {
        switch self {
        case .signed(let number): Number(exactly: number)
        case .unsigned(let number): Number(exactly: number)
        default: nil
        }
    }

    var text: String? { if case .text(let text) = self { text } else { nil } }

    var flag: Bool? { if case .flag(let flag) = self { flag } else { nil } }

    var list: [Json]? { if case .list(let list) = self { list } else { nil } }

    var object: [String: Json]? { if case .object(let object) = self { object } else { nil } }

    var description: String {
        switch self {
        case .nothing: "null"
        case .flag(let flag): "\(flag)"
        case .signed(let number): "\(number)"
        case .unsigned(let number): "\(number)"
        case .text(let text): text
        case .list(let list): "\(list)"
        case .object(let object): "\(object)"
        }
    }
}

/// Milliseconds since 1970 of an instant written `2026-11-22T22:00:00Z`, as the bridge takes them.
func milliseconds(_ text: String) -> Int64? {
    guard let date = try? Date(text, strategy: .iso8601) else { return nil }
    return Int64((date.timeIntervalSince1970 * 1000).rounded())
}
