#if os(Linux)
import Foundation
import Testing

/// A screen shows what the core's record of it holds: a field that is added there and shown nowhere is found here.
@Suite struct FieldTests {
    /// Fields that no screen shows, each with its reason.
    private static let leftOut = [
        "TonightView.text": "its sentences are shown one by one",
        "LoggedView.night": "the night that was asked about",
        "TonightView.line": "drawn from its mark",
        "RemindersView.plan": "the reminders' own",
        "LevelsView.responder": "the verdict says it", "LevelsView.hundredths": "for a picture of it",
        "ShareRow.kind": "said in words", "ShareRow.ends": "said in words", "ShareRow.opened": "said in words",
        "SharedView.id": "it stands in the list",
        "ReportView.paper": "the one that was asked for", "ReportView.html": "the PDF is shared",
        "MedicinesView.medicines": "asked for the unanswered ones",
        "DilutionView": "no screen dilutes without a bottle", "WarningView": "part of DilutionView",
        "CheckView.answer": "asked for its verdict",
        "SupplyCard.cost": "its sentence is shown",
        "ParkedView.id": "for a report", "ParkedView.status": "for a report",
        "SyncView.delivered": "a count of one run", "SyncView.pulled": "a count of one run",
        "SyncView.notBefore": "the core waits by itself",
    ]

    /// Values of the models that no screen reads, each with its reason.
    private static let unread = [
        "CheckPage.finding": "its words and its reasons say it", "Scale.own": "its name is what was typed",
        "MadeShare.description": "for a log, which learns nothing", "MadeShare.customMirror": "for a log",
    ]

    private let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Name and fields of every record the core finishes for a screen, as the bindings have them.
    private func records() throws -> [(String, [String])] {
        let code = try String(
            contentsOf: package.appendingPathComponent("Sources/NocteCore/NocteCore.swift"), encoding: .utf8)
        let record = /public struct (\w+(?:View|Card|Row)): [^{]*\{\n((?:    public let .*\n)+)/
        return code.matches(of: record).map { match in
            let fields = match.2.split(separator: "\n").compactMap { $0.firstMatch(of: /let (\w+):/)?.1 }
            return (String(match.1), fields.map(String.init))
        }
    }

    /// Name and fields of every value a model hands to a screen.
    private func values() throws -> [(String, [String])] {
        let value = /public struct (\w+)[^{]*\{\n((?:    .*\n|\n)+)\}/
        return try sources("NocteKit/Models").matches(of: value).map { match in
            let named = match.2.matches(of: /(?m)^    public (?:let|var) (\w+(?:, \w+)*)/).map { String($0.1) }
            return (String(match.1), named.flatMap { $0.split(separator: ", ").map(String.init) })
        }
    }

    private func sources(_ module: String) throws -> String {
        let folder = package.appendingPathComponent("Sources/\(module)")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        let swift = (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
        return try swift.map { try String(contentsOf: $0, encoding: .utf8) }.joined()
    }

    @Test func everyFieldOfARecordIsAskedForByAModel() throws {
        let (records, sources) = (try records(), try sources("NocteKit"))
        #expect(records.count > 12, "\(records.map(\.0))")
        let used = Set(sources.matches(of: /\.(\w+)/).map { String($0.1) })
        for (record, fields) in records where Self.leftOut[record] == nil {
            for field in fields where Self.leftOut["\(record).\(field)"] == nil {
                let asked = used.contains(field)
                #expect(asked, "\(record).\(field) is shown on no screen")
            }
        }
    }

    @Test func everyValueOfAModelIsReadByAScreen() throws {
        let (values, screens) = (try values(), try sources("NocteScreens"))
        let used = Set(screens.matches(of: /\.(\w+)/).map { String($0.1) })
        #expect(values.count > 25, "\(values.map(\.0))")
        for (value, fields) in values {
            for field in fields where Self.unread["\(value).\(field)"] == nil {
                let read = used.contains(field)
                #expect(read, "\(value).\(field) is read by no screen")
            }
        }
        let names = Set(values.flatMap { value, fields in fields.map { "\(value).\($0)" } })
        for name in Self.unread.keys { #expect(names.contains(name), "\(name) is no value any more") }
    }

    @Test func whatIsLeftOutIsStillThere() throws {
        let records = try records()
        let names = Set(records.flatMap { record, fields in [record] + fields.map { "\(record).\($0)" } })
        for name in Self.leftOut.keys { #expect(names.contains(name), "\(name) is no field any more") }
    }
}
#endif
