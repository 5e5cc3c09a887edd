import Foundation
import NocteCore
import Testing

@testable import NocteKit

/// The snapshot builder against every golden window whose zone data are undisputed (requirement S5).
@Suite struct GoldenWindowTests {
    private struct File: Decodable { let cases: [Case] }
    private struct Case: Decodable {
        struct Window: Decodable {
            struct Change: Decodable { let at: String, offsetS: Int32 }
            let zone: String, initialOffsetS: Int32, transitions: [Change], until: String?
        }
        struct Tap: Decodable { let at: String? }
        let id: String, tzdb: String?, zoneWindow: Window?, now: String?, at: String?, night: String?, action: Tap?
    }

    private func cases() throws -> [Case] {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(File.self, from: shown("reminders.json", else: "tests/vectors")).cases.filter {
            $0.tzdb == "any"
        }
    }

    @Test func everyGoldenWindowIsBuiltAlike() throws {
        let cases = try cases()
        #expect(cases.count > 60)
        let differing = try cases.compactMap(difference)
        // A platform may be older than the vectors in a zone or two, which is its right; more is a fault here.
        for one in differing { print(one) }
        #expect(differing.count * 10 <= cases.count)
    }

    private func difference(_ one: Case) throws -> String? {
        let golden = try #require(one.zoneWindow)
        let transitions = golden.transitions.map { Transition(at: millis($0.at), offsetS: $0.offsetS) }
        let until = golden.until.map(millis)
        let window = ZoneWindow(
            zone: golden.zone, initialOffsetS: golden.initialOffsetS, transitions: transitions, until: until)
        let zone = try #require(TimeZone(identifier: golden.zone))
        let first = try transitions.first.map { $0.at - 1000 } ?? someInstant(one, zone)
        let own = ZoneSnapshots.window(of: zone, from: first, to: transitions.last?.at ?? first, until: until)
        return own == window ? nil : "\(one.id) expected \(window), got \(own)"
    }

    private func someInstant(_ one: Case, _ zone: TimeZone) throws -> Int64 {
        if let at = one.now ?? one.at ?? one.action?.at { return millis(at) }
        let utc = millis("\(try #require(one.night))T22:30:00Z")
        return utc - Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(utc) / 1000))) * 1000
    }

    @Test func theWindowAroundNowReachesAYearBackAndTwoAhead() throws {
        let phone = Phone("2026-11-22T22:00:00Z", "Europe/Berlin")
        let window = try phone.clock.moment().window
        #expect(window.initialOffsetS == 3600)
        #expect(window.transitions.count == 6)
        #expect(window.until == millis("2028-11-23T22:00:00Z"))
    }

    @Test func aZoneThatChangesIsSeenAtTheNextQuestion() throws {
        let phone = Phone("2026-11-22T22:00:00Z", "Europe/Berlin")
        let clock = phone.clock
        #expect(try clock.moment().window.zone == "Europe/Berlin")
        phone.zone = try #require(TimeZone(identifier: "Asia/Tokyo"))
        #expect(try clock.moment().window.zone == "Asia/Tokyo")
        phone.now += 40 * 24 * 3600 * 1000
        #expect(try clock.moment().window.until == millis("2029-01-02T22:00:00Z"))
    }
}
