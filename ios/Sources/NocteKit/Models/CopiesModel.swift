import Foundation
import NocteCore
import Observation

/// What a restore did: when the copy was made, how many answers about doses stand now, whether a former store was set aside.
public struct Restored: Equatable, Sendable {
    public let copied: String
    public let doses: Int
    public let setAside: Bool
}

/// Copies on their way out and in, and the end of everything.
@MainActor @Observable
public final class CopiesModel: Asking {
    /// What was written where the user wanted it.
    public enum Written: Equatable, Sendable { case backup, export }

    /// A new phrase, to be written on paper. Shown once.
    public private(set) var phrase: String?
    /// What was typed from the paper is not what stands on it.
    public private(set) var differs = false
    /// The place that was picked took nothing.
    public private(set) var unwritten = false
    /// A finished file that waits for its place.
    public private(set) var waiting: URL?
    public private(set) var written: Written?
    public private(set) var restored: Restored?
    /// Links that were shared and still open.
    public private(set) var links = 0
    /// What became of the links that were out, in words.
    public private(set) var leftover: String?
    /// It was said that links stay out: the next tap deletes everything all the same.
    public private(set) var warned = false
    /// It is under way: no second tap is taken for it.
    public private(set) var deleting = false
    /// Everything of this phone's is gone.
    public private(set) var deleted = false
    public var trouble: Trouble?
    public let desk: Desk
    private let reminders: Reminders
    private let eraser: Eraser
    private let scratch: Scratch
    private var writing = Written.backup

    public init(_ desk: Desk, reminders: Reminders, eraser: Eraser, scratch: Scratch) {
        (self.desk, self.reminders, self.eraser, self.scratch) = (desk, reminders, eraser, scratch)
    }

    /// The page begins anew: nothing of an earlier copy is left on it.
    public func load() async {
        (phrase, differs, written, restored, deleted) = (nil, false, nil, nil, false)
        (leftover, warned) = (nil, false)
        dropped()
        links = await ask { try $0.shares().open.count } ?? 0
        // Nothing is copied or deleted yet: what stands in the way is said when it is.
        trouble = nil
    }

    public func newPhrase() async {
        await load()
        phrase = await ask { _ in try recoveryPhrase() }
    }

    /// Writes a sealed copy once the phrase was typed from the paper. Its groups and capitals are for the eye.
    public func backup(typed: String) async {
        guard let phrase else { return }
        differs = Self.bare(typed) != Self.bare(phrase)
        if differs { return }
        await write(.backup, "nocte-\(desk.clock.today).copy") { _ = try $0.backup(file: $1, secret: phrase) }
    }

    /// Everything readable: a table of doses and ratings, or all of it.
    public func export(table: Bool) async {
        let name = "nocte-\(desk.clock.today).\(table ? "csv" : "json")"
        await write(.export, name) { _ = try $0.export(file: $1, format: table ? .csv : .json) }
    }

    /// The file is where the user wanted it.
    public func placed() {
        (written, waiting) = (writing, nil)
        if writing == .backup { phrase = nil }
        scratch.clear()
    }

    /// No place was picked, or nothing could be written there: nothing of the file stays.
    public func dropped(unwritten: Bool = false) {
        self.unwritten = unwritten
        waiting = nil
        scratch.clear()
    }

    /// A copy in place of what is here, which is set aside.
    public func restore(picked: URL, phrase: String) async {
        let (clock, scratch) = (desk.clock, scratch)
        defer { scratch.clear() }
        guard let file = try? scratch.fetch(picked) else {
            trouble = .field("backup_notABackup")
            return
        }
        let done = await ask { nocte in
            let view = try nocte.restore(file: file.path, secret: phrase)
            return Restored(
                copied: clock.text(view.copiedAt), doses: Int(clamping: view.counts.doses), setAside: view.keptFormer)
        }
        guard let done else { return }
        restored = done
        await reminders.reconcile(.restored)
    }

    /// Everything of this phone's: store, key, choices, notices. Where links stay out that is said first, once, and nothing
    /// is deleted before it is asked for again; then nothing stops it.
    public func deleteEverything() async {
        if deleting { return }
        deleting = true
        defer { deleting = false }
        scratch.clear()
        if !warned {
            warned = await !tookBack()
            if warned { return }
        }
        do {
            try await eraser.erase()
            (deleted, trouble) = (true, nil)
        } catch {
            trouble = .internal
        }
    }

    /// Links that are out are taken back while their keys are still here. Whether none is left.
    private func tookBack() async -> Bool {
        if await ask({ try $0.shares().open.isEmpty }) == true { return true }
        let said = await away { nocte in
            let words = try await nocte.revokeAllShares()
            return (words, try nocte.shares().open.count)
        }
        guard let said else { return false }
        (leftover, links) = said
        return links == 0
    }

    private func write(_ what: Written, _ name: String, _ call: @Sendable (Nocte, String) throws -> Void) async {
        guard let place = try? scratch.place(name) else {
            trouble = .full
            return
        }
        guard await ask({ try call($0, place.path) }) != nil else { return }
        (writing, waiting, written, unwritten) = (what, place, nil, false)
    }

    private static func bare(_ phrase: String) -> String { phrase.filter { !$0.isWhitespace }.lowercased() }
}
