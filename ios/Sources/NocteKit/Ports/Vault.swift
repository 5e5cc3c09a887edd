import Foundation
import NocteCore

/// Where the platform keeps the database key: the Keychain. This device only, readable after the first unlock and not
/// bound to a face or a finger, because *Done* on the lock screen has to work.
public protocol KeyBox: Sendable {
    /// The key; nothing when there is none.
    func read() throws(KeyBoxError) -> Data?
    /// Keeps a new key. Never takes the place of one.
    func add(_ key: Data) throws(KeyBoxError)
    /// Takes the key away, by the user's wish to delete everything.
    func remove() throws(KeyBoxError)
}

/// Why the box did not answer.
public enum KeyBoxError: Error, Equatable, Sendable {
    /// Not before the phone has been unlocked once.
    case locked
    /// There is a key already.
    case occupied
    /// Anything else. The system's own code is no secret, and helps a report.
    case failed(code: Int32)
}

/// Where the key of the store is. Two of these have a screen of their own.
public enum KeyState: Equatable, Sendable {
    /// There is none yet: nothing was recorded.
    case absent
    /// It is here.
    case here
    /// Not before the phone has been unlocked once.
    case locked
    /// The store is here and its key is gone: only a restore helps.
    case lost
}

/// The key box as the core's vault. A key that is gone is told, never replaced: a new one would not open the store.
public final class Vault: KeyVault {
    private let box: any KeyBox
    private let store: String

    /// `store` is the path of the store the key belongs to.
    public init(box: any KeyBox, store: String) {
        self.box = box
        self.store = store
    }

    /// Where the key is, without opening anything.
    public var state: KeyState {
        do {
            if try box.read() != nil { return .here }
            return FileManager.default.fileExists(atPath: store) ? .lost : .absent
        } catch {
            return .locked
        }
    }

    public func databaseKey() throws -> Data? {
        do { return try box.read() } catch { throw Self.told(error) }
    }

    public func keep(key: Data) throws {
        do { try box.add(key) } catch { throw Self.told(error) }
    }

    private static func told(_ error: KeyBoxError) -> PortError {
        switch error {
        case .locked: .Unavailable
        case .occupied: .Occupied
        case .failed: .Failed
        }
    }
}
