/// A case that cannot be run, or an input nobody reads. The text names the field.
struct Unfit: Error {
    let what: String

    init(_ what: String) { self.what = what }
}

/// The fields of one JSON object, with the path that leads to it.
struct Fields {
    private let map: [String: Json]
    private let path: String

    init(_ map: [String: Json], path: String = "") {
        self.map = map
        self.path = path
    }

    /// Refuses fields nobody reads: an ignored input would make a case pass for nothing.
    func only(_ known: String...) throws {
        try refuseStrangers { key, _ in known.contains(key) }
    }

    /// As `only`, besides what every case has.
    func known(_ inputs: String...) throws {
        let known = ["id", "type", "title", "expect"] + inputs
        try refuseStrangers { key, _ in known.contains(key) }
    }

    /// As `only`, but lets plain text pass, which is a remark to the reader.
    func onlyOrRemarks(_ known: String...) throws {
        try refuseStrangers { key, value in known.contains(key) || value.text != nil }
    }

    func text(_ key: String) throws -> String? { try read(key, "text") { $0.text } }

    func flag(_ key: String) throws -> Bool? { try read(key, "a flag") { $0.flag } }

    func number<Number: FixedWidthInteger>(_ key: String) throws -> Number? {
        try read(key, "a number in range") { $0.number() }
    }

    /// An instant of the form `2026-11-22T22:00:00Z`, in milliseconds as the bridge takes it.
    func millis(_ key: String) throws -> Int64? { try read(key, "an instant") { $0.text.flatMap(milliseconds) } }

    func texts(_ key: String) throws -> [String]? {
        try read(key, "a list of texts") { $0.list.flatMap { all($0) { $0.text } } }
    }

    func numbers<Number: FixedWidthInteger>(_ key: String) throws -> [Number]? {
        try read(key, "a list of numbers") { $0.list.flatMap { all($0) { $0.number() } } }
    }

    /// The fields of an object below, if there is one.
    func below(_ key: String) throws -> Fields? {
        try read(key, "an object") { $0.object.map { Fields($0, path: place(key)) } }
    }

    /// The objects of a list below; none if there is no list.
    func each(_ key: String) throws -> [Fields] {
        try read(key, "a list of objects") { value in
            value.list.flatMap { list in
                all(Array(list.enumerated())) { index, one in one.object.map { Fields($0, path: place("\(key)[\(index)]")) } }
            }
        } ?? []
    }

    func needText(_ key: String) throws -> String { try needed(key, text(key)) }

    func needNumber<Number: FixedWidthInteger>(_ key: String) throws -> Number { try needed(key, number(key)) }

    func needMillis(_ key: String) throws -> Int64 { try needed(key, millis(key)) }

    func needTexts(_ key: String) throws -> [String] { try needed(key, texts(key)) }

    func needBelow(_ key: String) throws -> Fields { try needed(key, below(key)) }

    /// A word that stands for one of `cases`.
    func word<Case>(_ key: String, _ cases: [String: Case]) throws -> Case? {
        guard let word = try text(key) else { return nil }
        guard let found = cases[word] else { throw Unfit("\(place(key)) \(word) is unknown") }
        return found
    }

    /// What the case expects, to be compared.
    func expectation() throws -> Expectation { Expectation(try needBelow("expect").map) }

    func needed<Value>(_ key: String, _ value: Value?) throws -> Value {
        guard let value else { throw Unfit("\(place(key)) is missing") }
        return value
    }

    private func read<Value>(_ key: String, _ what: String, _ take: (Json) -> Value?) throws -> Value? {
        guard let value = map[key], value != .nothing else { return nil }
        guard let taken = take(value) else { throw Unfit("\(place(key)) is not \(what)") }
        return taken
    }

    private func refuseStrangers(_ isKnown: (String, Json) -> Bool) throws {
        if let stranger = map.keys.sorted().first(where: { !isKnown($0, map[$0] ?? .nothing) }) {
            throw Unfit("unknown field \(place(stranger))")
        }
    }

    private func place(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
}

/// Every element taken; nothing if one cannot be.
private func all<Element, Value>(_ list: [Element], _ take: (Element) -> Value?) -> [Value]? {
    let taken = list.compactMap(take)
    return taken.count == list.count ? taken : nil
}
