#if os(Linux)
import Foundation
import Testing

@testable import NocteKit
@testable import NocteScreens

/// A clinic beside the phone: the real portal in a process of its own, asked for one thing at a time over two pipes that the
/// lane lays out. Its one patient is Ada Muster, born in 1980.
final class Clinic: @unchecked Sendable {
    struct No: Error { let question, answer: String }

    /// The lane has opened one. It does where tests are counted, and not where planted mistakes are sought.
    static let isBeside = FileManager.default.fileExists(atPath: pipe("ask").path)

    private let ask: FileHandle
    private let answer: FileHandle

    private static func pipe(_ name: String) -> URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("shown/clinic/\(name)")
    }

    /// With a patient nobody has paired for, at the phone's own hour.
    init(_ phone: Phone) throws {
        ask = try FileHandle(forWritingTo: Self.pipe("ask"))
        answer = try FileHandle(forReadingFrom: Self.pipe("answer"))
        try tell("hears")
        try tell("anew")
        try tell("now \(instant(phone.now))")
    }

    /// A phone with a plan at the hour of its dose, and a clinic that nobody has paired with.
    @MainActor static func visited() async throws -> (World, House, Clinic) {
        let world = try World()
        try await world.begin()
        world.phone.now = millis("2026-11-02T21:31:00Z")
        return (world, world.house, try Clinic(world.phone))
    }

    deinit {
        try? ask.close()
        try? answer.close()
    }

    /// A pairing link, and the passcode to it.
    func link() throws -> (link: String, passcode: String) {
        let words = try said("link").split(separator: " ").map(String.init)
        return (words[0], words[1])
    }

    /// Paired by a link, and both sides have said who is meant.
    @MainActor func pair(_ house: House) async throws {
        let (link, passcode) = try link()
        await house.clinic.pair(link: link, passcode: passcode)
        try #require(house.clinic.trouble == nil)
        await house.clinic.match(initials: "A M", birthYear: "1980")
        try #require(house.clinic.page?.matched == true)
        try tell("match 1500000")
        await house.clinic.sync()
        try #require(house.clinic.trouble == nil)
    }

    /// What somebody reads who has the link, as kinds of resource; nothing where it does not open.
    func shown(_ link: String, passcode: String? = nil) throws -> [String]? {
        let answer = try said("open \(link)\(passcode.map { " \($0)" } ?? "")")
        return answer == "shut" ? nil : answer.split(separator: " ").map(String.init)
    }

    /// Whether a word stands anywhere in what a link shows.
    func shows(_ link: String, _ word: String) throws -> Bool {
        let answer = try said("says \(link) \(word)")
        guard ["yes", "no"].contains(answer) else { throw No(question: "says", answer: answer) }
        return answer == "yes"
    }

    func tell(_ question: String) throws {
        let answer = try said(question)
        if answer != "done" { throw No(question: question, answer: answer) }
    }

    private func said(_ question: String) throws -> String {
        try ask.write(contentsOf: Data("\(question)\n".utf8))
        var line = Data()
        while let byte = try answer.read(upToCount: 1), !byte.isEmpty, byte != Data([10]) { line += byte }
        return String(decoding: line, as: UTF8.self)
    }
}
#endif
