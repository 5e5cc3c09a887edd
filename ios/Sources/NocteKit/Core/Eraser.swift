import Foundation

/// *Delete everything*: everything of this app's on this phone, the key first. What is left of a file after that is noise.
public struct Eraser: Sendable {
    private let lane: NocteLane
    private let box: any KeyBox
    private let center: any NoticeCenter
    private let store: String
    private let beside: [URL]

    /// `beside` is what of this app's stands outside of the store's folder.
    public init(lane: NocteLane, box: any KeyBox, center: any NoticeCenter, store: String, beside: [URL] = []) {
        (self.lane, self.box, self.center, self.store, self.beside) = (lane, box, center, store, beside)
    }

    /// Afterwards the app is as on its first day. Throws when the key could not be taken away; then nothing was.
    public func erase() async throws {
        await lane.close()
        try box.remove()
        let folder = URL(fileURLWithPath: store).deletingLastPathComponent()
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
            try FileManager.default.removeItem(at: file)
        }
        for file in beside { try? FileManager.default.removeItem(at: file) }
        await center.removePending(await center.pending().map(\.id))
        await center.removeDelivered(await center.delivered().map(\.id))
        // Whoever asked between the two has opened what is gone: the next question begins anew.
        await lane.close()
    }
}
