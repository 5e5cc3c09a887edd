/// What one object of a case expects, compared with typed results field by field.
///
/// A field absent from the case is not compared. A field of the case that nobody answers is a difference, so every
/// comparison ends with `close`. Null and false are what is not known and not set, and equal to an absent answer.
final class Expectation {
    private let map: [String: Json]
    private let path: String
    private var answered: Set<String> = []
    private var found: [String] = []

    init(_ map: [String: Json], path: String = "") {
        self.map = map
        self.path = path
    }

    func text(_ key: String, _ got: String?) { compare(key, got) { $0.text } }

    func flag(_ key: String, _ got: Bool?) { compare(key, got) { $0.flag } }

    func number<Number: FixedWidthInteger>(_ key: String, _ got: Number?) { compare(key, got) { $0.number() } }

    /// An instant; got in milliseconds, as the bridge gives it.
    func instant(_ key: String, _ got: Int64?) { compare(key, got) { $0.text.flatMap(milliseconds) } }

    /// Texts in order.
    func texts(_ key: String, _ got: [String]) { compare(key, got) { $0.list.map { $0.map { $0.text ?? "?" } } } }

    /// Numbers in order.
    func numbers(_ key: String, _ got: [UInt64]) {
        compare(key, got.map(Optional.some)) { $0.list.map { $0.map { $0.number() } } }
    }

    /// Texts whose order means nothing.
    func set(_ key: String, _ got: [String]) {
        guard let wanted = list(key) else { return }
        _ = members(key, wanted.map(\.description), got)
    }

    /// Objects in order.
    func each<Value>(_ key: String, _ got: [Value], _ compare: (Expectation, Value) -> Void) {
        guard let wanted = list(key) else { return }
        guard wanted.count == got.count else { return differ(key, "\(wanted.count) elements", got.count) }
        for (index, (expected, one)) in zip(wanted, got).enumerated() {
            under(expected, "\(key)[\(index)]") { compare($0, one) }
        }
    }

    /// Objects found by their `id`, whose order means nothing.
    func matched<Value>(
        _ key: String, _ got: [Value], id: KeyPath<Value, String>, _ compare: (Expectation, Value) -> Void
    ) {
        guard let wanted = list(key) else { return }
        let names = wanted.map { $0.object?["id"]?.text ?? "?" }
        guard members(key, names, got.map { $0[keyPath: id] }) else { return }
        for (expected, name) in zip(wanted, names) {
            guard let one = got.first(where: { $0[keyPath: id] == name }) else { continue }
            under(expected, "\(key)[\(name)]") { compare($0, one) }
        }
    }

    /// Fields of an object below.
    func below(_ key: String, _ compare: (Expectation) -> Void) {
        answered.insert(key)
        if let expected = map[key] { under(expected, key, compare) }
    }

    /// A flag of a notification: absent from the case, it must not be set.
    func unsetOrFlag(_ key: String, _ got: Bool) {
        if map[key] != nil { flag(key, got) } else if got { differ(key, false, true) }
    }

    /// Everything that differs; what nobody answered too.
    func close() -> [String] {
        for key in map.keys.sorted() where !answered.contains(key) {
            if let expected = map[key], !isNothing(expected) { differ(key, expected, "nothing") }
        }
        return found
    }

    private func compare<Value: Equatable>(_ key: String, _ got: Value?, _ read: (Json) -> Value?) {
        answered.insert(key)
        guard let expected = map[key] else { return }
        if got == nil, isNothing(expected) { return }
        let wanted = read(expected)
        if wanted == nil || wanted != got { differ(key, expected, got.map { "\($0)" } ?? "nothing") }
    }

    private func list(_ key: String) -> [Json]? {
        answered.insert(key)
        guard let expected = map[key] else { return nil }
        if expected.list == nil { differ(key, expected, "a list") }
        return expected.list
    }

    private func members(_ key: String, _ wanted: [String], _ got: [String]) -> Bool {
        if wanted.sorted() == got.sorted() { return true }
        let only = { (of: [String], without: [String]) in of.filter { !without.contains($0) }.sorted() }
        differ(key, "also \(only(wanted, got)) of \(wanted.count)", "also \(only(got, wanted)) of \(got.count)")
        return false
    }

    private func under(_ expected: Json, _ key: String, _ compare: (Expectation) -> Void) {
        guard let object = expected.object else { return differ(key, expected, "an object") }
        let below = Expectation(object, path: place(key))
        compare(below)
        found += below.close()
    }

    private func isNothing(_ expected: Json) -> Bool { expected == .nothing || expected == .flag(false) }

    private func differ(_ key: String, _ expected: Any, _ got: Any) {
        found.append("\(place(key)): expected \(expected), got \(got)")
    }

    private func place(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
}
