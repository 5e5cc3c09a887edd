// The ports as a test lends them: a clock that stands where it is put, a vault in memory, a listener that remembers.
import Foundation
import NocteCore

/// A literal instant, in milliseconds as the bridge takes them.
func millis(_ text: String) -> Int64 {
    guard let at = milliseconds(text) else { fatalError("\(text) is not an instant") }
    return at
}

/// Something shared between threads. Swift 6 asks for proof that a port may be called from any of them.
final class Guarded<Value: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var stored: Value

    init(_ value: Value) { stored = value }

    var value: Value {
        get { lock.withLock { stored } }
        set { lock.withLock { stored = newValue } }
    }

    func change(_ change: (inout Value) -> Void) { lock.withLock { change(&stored) } }
}

private let berlin = ZoneWindow(
    zone: "Europe/Berlin", initialOffsetS: 3600,
    transitions: [Transition(at: millis("2027-03-28T01:00:00Z"), offsetS: 7200)])

/// A clock that stands where it is put; without a place it fails.
final class StandingClock: Clock {
    let at: Guarded<String?>

    init(_ at: String?) { self.at = Guarded(at) }

    func moment() throws -> Moment {
        guard let at = at.value else { throw Foreign(words: "private words") }
        return Moment(now: millis(at), window: berlin)
    }
}

/// An error of the shell's own, which no port declares.
struct Foreign: Error {
    let words: String
}

/// A vault in memory.
final class MemoryVault: KeyVault {
    private let key = Guarded<Data?>(nil)

    func databaseKey() throws -> Data? { key.value }

    func keep(key: Data) throws { self.key.value = key }
}

/// A vault that answers as it is told.
final class OddVault: KeyVault {
    private let answer: @Sendable () throws -> Data?

    init(_ answer: @escaping @Sendable () throws -> Data?) { self.answer = answer }

    func databaseKey() throws -> Data? { try answer() }

    func keep(key: Data) throws {}
}

/// A listener that remembers, and throws if it is told to.
final class Ear: ChangeListener {
    let heard = Guarded<[[Screen]]>([])
    private let loud: Bool

    init(loud: Bool = false) { self.loud = loud }

    func changed(screens: [Screen]) throws {
        heard.change { $0.append(screens) }
        if loud { throw Foreign(words: "private words") }
    }
}

/// A log in memory.
final class Lines: LogSink {
    let lines = Guarded<[String]>([])

    func line(text: String) throws { lines.change { $0.append(text) } }
}

/// A note on tonight, the smallest thing to keep.
func note(_ text: String) -> DiaryEntry { .note(text: text, night: nil) }

/// A store in `folder`, told in English.
func opened(_ folder: String, _ clock: any Clock, _ vault: any KeyVault = MemoryVault()) throws -> Nocte {
    try Nocte.open(path: "\(folder)/nocte.db", vault: vault, clock: clock, source: "phone", lang: .en)
}

/// A folder of its own for `call`, taken away afterwards.
func inFolder<T>(_ call: (String) async throws -> T) async throws -> T {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("nocte-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await call(folder.path)
}
