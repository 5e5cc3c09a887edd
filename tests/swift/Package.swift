// swift-tools-version: 6.0
// The vector runner for Swift. `cargo xtask vectors --language swift` lays it out beside the generated bindings:
// Sources/NocteCore/NocteCore.swift and Sources/NocteCoreFFI/NocteCoreFFI.h are made, never committed.
import PackageDescription

let package = Package(
    name: "Runner",
    targets: [
        .systemLibrary(name: "NocteCoreFFI"),
        // Made by uniffi, in the Swift 5 mode its generator is written for.
        .target(name: "NocteCore", dependencies: ["NocteCoreFFI"], swiftSettings: [.swiftLanguageMode(.v5)]),
        .executableTarget(name: "Runner", dependencies: ["NocteCore"]),
    ],
    swiftLanguageModes: [.v6]
)
