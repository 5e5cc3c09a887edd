import Foundation
import NocteCore
import NocteKit

/// A Keychain in memory, which can be locked, lost and broken.
final class MemoryBox: KeyBox, @unchecked Sendable {
    private let lock = NSLock()
    private var key: Data?
    private var fault: KeyBoxError?

    /// Until it is taken away, every call fails with it.
    var failing: KeyBoxError? {
        get { lock.withLock { fault } }
        set { lock.withLock { fault = newValue } }
    }

    func read() throws(KeyBoxError) -> Data? {
        let found = lock.withLock { (self.key, self.fault) }
        if let fault = found.1 { throw fault }
        return found.0
    }

    func add(_ new: Data) throws(KeyBoxError) {
        let found = lock.withLock { () -> KeyBoxError? in
            if let fault { return fault }
            if key != nil { return .occupied }
            key = new
            return nil
        }
        if let found { throw found }
    }

    func remove() throws(KeyBoxError) { lock.withLock { key = nil } }
}

/// A log in memory.
final class Lines: @unchecked Sendable {
    private let lock = NSLock()
    private var lines: [String] = []
    private let bell = Bell()

    var all: [String] {
        bell.heard()
        return lock.withLock { lines }
    }

    func write(_ line: String) {
        lock.withLock { lines.append(line) }
        bell.ring()
    }
}
