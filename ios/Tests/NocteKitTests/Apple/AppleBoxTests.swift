import BackgroundTasks
import Foundation
import NocteApple
import NocteCore
import Security
import Testing
import UIKit

@testable import NocteKit

/// The Keychain, the background and the files, over stand-ins of Apple's frameworks.
@Suite(.serialized) struct AppleBoxTests {
    @Test func theKeyStaysOnThisDeviceAndIsReadableAfterTheFirstUnlock() throws {
        let service = "test-\(UUID())"
        let keychain = AppleKeychain(service: service)
        #expect(try keychain.read() == nil)
        try keychain.add(Data(repeating: 9, count: 32))
        #expect(try keychain.read() == Data(repeating: 9, count: 32))
        let added = try #require(stubAttributes(service: service, account: "key"))
        #expect(added[kSecAttrAccessible] as? String == kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly)
        #expect(added[kSecAttrSynchronizable] == nil)
        #expect(throws: KeyBoxError.occupied) { try keychain.add(Data(repeating: 1, count: 32)) }
        try keychain.remove()
        #expect(try keychain.read() == nil)
        try keychain.remove()
    }

    @Test func beforeTheFirstUnlockItIsAState() throws {
        let keychain = AppleKeychain(service: "test-\(UUID())")
        try keychain.add(Data(repeating: 9, count: 32))
        stubLockKeychain(true)
        defer { stubLockKeychain(false) }
        #expect(throws: KeyBoxError.locked) { _ = try keychain.read() }
        #expect(Vault(box: keychain, store: "/nowhere").state == .locked)
    }

    @Test func theCoreOpensOverTheKeychain() async throws {
        let world = try World()
        let vault = Vault(box: AppleKeychain(service: "test-\(UUID())"), store: world.store)
        let lane = NocteLane(
            path: world.store, vault: vault, clock: world.phone.clock, log: RedactedLog { _ in }, language: { .de })
        try await lane.ask { _ = try $0.keep(entry: .note(text: "kept", night: nil)) }
        await lane.close()
        #expect(vault.state == .here)
        #expect(try await lane.ask { try $0.history(from: "2026-11-02", to: "2026-11-02").counts.notes } == 1)
    }

    @Test func aGrantedMomentIsUsedAndGivenBack() async throws {
        let name = "test-\(UUID())"
        let refresh = AppleRefresh(name: name)
        refresh.register { true }
        try refresh.ask()
        let asked = { BGTaskScheduler.shared.stubSubmitted.filter { $0.identifier == name } }
        #expect(asked().map(\.earliestBeginDate) == [nil], "when is left to the system")
        let task = try #require(BGTaskScheduler.shared.stubLaunch(name))
        #expect(asked().count == 2, "the next moment is asked for in this one")
        #expect(await task.stubEnd())
    }

    @Test func everyFileOfTheStoreIsReadableAfterTheFirstUnlock() async throws {
        let world = try World()
        try await world.begin()
        let lines = Lines()
        let files = AppleFiles { attributes, path in
            let kind = attributes[.protectionKey] as? FileProtectionType
            lines.write("\(URL(fileURLWithPath: path).lastPathComponent) \(kind?.rawValue ?? "-")")
        }
        try files.protect(store: world.store)
        let protected = Set(lines.all.compactMap { $0.split(separator: " ").first.map(String.init) })
        let there = try FileManager.default.contentsOfDirectory(atPath: world.folder.path)
        #expect(protected.isSuperset(of: there), "\(there)")
        #expect(lines.all.allSatisfy { $0.hasSuffix("CompleteUntilFirstUserAuthentication") })
    }
}
