import NocteKit
import UIKit

/// Keeps the store's files readable after the first unlock, so that *Done* on the lock screen can write.
///
/// SQLite makes its write-ahead log and shared memory anew with the folder's class, so the folder is set as well.
public struct AppleFiles: FileGuard {
    private let set: @Sendable ([FileAttributeKey: Any], String) throws -> Void

    public init(
        set: @escaping @Sendable ([FileAttributeKey: Any], String) throws -> Void = {
            try FileManager.default.setAttributes($0, ofItemAtPath: $1)
        }
    ) {
        self.set = set
    }

    public func protect(store: String) throws {
        let folder = URL(fileURLWithPath: store).deletingLastPathComponent().path
        let files = [store, store + "-wal", store + "-shm", store + ".key-id"]
        let there = files.filter { FileManager.default.fileExists(atPath: $0) }
        for path in [folder] + there {
            try set([.protectionKey: FileProtectionType.completeUntilFirstUserAuthentication], path)
        }
    }
}
