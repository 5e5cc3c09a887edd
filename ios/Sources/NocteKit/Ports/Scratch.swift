import Foundation

/// Reads what the user has picked outside of this app's own folders. On Apple the system lends it for a moment.
public protocol PickedFiles: Sendable {
    /// Copies it to where the core can read it.
    func copy(_ picked: URL, to place: URL) throws
}

/// A folder for files on their way: a copy until the user has picked its place, a picked one while it is read.
///
/// Nothing stays in it: what is exported can be read by everybody who gets hold of it.
public struct Scratch: Sendable {
    private let folder: URL
    private let picked: any PickedFiles

    public init(folder: URL, picked: any PickedFiles) {
        (self.folder, self.picked) = (folder, picked)
    }

    /// Where a new file of this name may be written. What an earlier one left is gone.
    func place(_ name: String) throws -> URL {
        clear()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder.appendingPathComponent(name)
    }

    /// What was picked, where the core can read it.
    func fetch(_ file: URL) throws -> URL {
        let place = try place("picked")
        try picked.copy(file, to: place)
        return place
    }

    /// Takes everything away.
    public func clear() { try? FileManager.default.removeItem(at: folder) }
}

/// Where on this phone something stands besides the store.
public struct KeptPlaces: Sendable {
    /// The store's own folder: in no backup, and gone when everything is deleted.
    public let folder: URL
    public let scratch: Scratch
    public let ledger: Ledger
    public let discretion: Discretion

    public init(folder: URL, scratch: Scratch) {
        (self.folder, self.scratch) = (folder, scratch)
        (ledger, discretion) = (Ledger(folder: folder), Discretion(folder: folder))
    }
}
