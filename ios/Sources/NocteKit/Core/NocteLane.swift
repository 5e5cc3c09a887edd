import Foundation
import NocteCore

/// The one way to the core: a serial lane beside the main thread.
///
/// The core takes calls from any thread; the lane is for the shell's own sake. Questions are answered in the order in
/// which they were asked, so what is shown last is what was asked last. The store is opened at the first question and
/// again at each later one as long as it cannot be opened: a locked phone is a state, not a failure.
public actor NocteLane {
    private let path: String
    private let vault: any KeyVault
    private let clock: any NocteCore.Clock
    private let log: any LogSink
    private let language: @Sendable () -> Lang
    private let ears = Ears()
    /// What is trusted besides the usual certificates, beside the store.
    nonisolated let certificates: Certificates
    private var open: (nocte: Nocte, lang: Lang)?

    /// How this device is named in every entry.
    private static let source = "phone"

    public init(
        path: String, vault: any KeyVault, clock: any NocteCore.Clock, log: any LogSink,
        language: @escaping @Sendable () -> Lang
    ) {
        self.path = path
        certificates = Certificates(folder: URL(fileURLWithPath: path).deletingLastPathComponent())
        self.vault = vault
        self.clock = clock
        self.log = log
        self.language = language
    }

    /// The language of the sentences now.
    public nonisolated var lang: Lang { language() }

    /// One question, answered from the store on this phone.
    public func ask<Answer: Sendable>(
        _ question: @Sendable (Nocte) throws -> Answer
    ) throws(Trouble) -> Answer {
        do {
            return try question(try opened())
        } catch {
            throw Trouble(error, lang: language())
        }
    }

    /// One errand to a server. Cancelling the task ends it at its next wait; what was done is kept.
    ///
    /// The lane is free while it is under way: a dose can be logged during a sync.
    public func away<Answer: Sendable>(
        _ errand: @Sendable (Nocte) async throws -> Answer
    ) async throws(Trouble) -> Answer {
        do {
            let nocte = try opened()
            try Task.checkCancellation()
            return try await withTaskCancellationHandler {
                try await errand(nocte)
            } onCancel: {
                // Swift's cancellation does not reach the core by itself.
                nocte.cancelSync()
            }
        } catch {
            throw Trouble(error, lang: language())
        }
    }

    /// What becomes stale from now on.
    public nonisolated func changes() -> AsyncStream<Set<Stale>> { ears.stream() }

    /// Folds what was acknowledged into the main file; called when the app leaves the screen.
    public func suspend() {
        // Nothing is lost if it fails: the next start folds it in.
        try? open?.nocte.suspend()
    }

    /// Closes the store. The next question opens it again.
    public func close() {
        try? open?.nocte.closeStore()
        open = nil
    }

    private func opened() throws -> Nocte {
        let lang = language()
        if let open, open.lang == lang { return open.nocte }
        close()
        let nocte = try Nocte.open(path: path, vault: vault, clock: clock, source: Self.source, lang: lang)
        nocte.listen(listener: ears, log: log)
        // A certificate that cannot be read any more is none: the clinic then is not trusted, and says so by not answering.
        try? certificates.tell(nocte)
        open = (nocte, lang)
        return nocte
    }
}
