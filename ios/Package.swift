// swift-tools-version: 6.0
// The iOS shell without its app target. `cargo xtask test ios` lays it out beside the generated bindings and runs its
// tests on Linux: Sources/NocteCore/NocteCore.swift and Sources/NocteCoreFFI/NocteCoreFFI.h are made, never committed.
import PackageDescription

#if os(Linux)
let library = Target.systemLibrary(name: "NocteCoreFFI")
#else
// Made by `cargo xtask ios --release` on a Mac.
let library = Target.binaryTarget(name: "NocteCoreFFI", path: "NocteCoreFFI.xcframework")
#endif

let package = Package(
    name: "Nocte",
    defaultLocalization: "en",
    platforms: [.iOS(.v17), .macOS(.v14)],
    products: [
        .library(name: "NocteKit", targets: ["NocteKit"]),
        .library(name: "NocteApple", targets: ["NocteApple"]),
        .library(name: "NocteScreens", targets: ["NocteScreens"]),
    ],
    targets: [
        library,
        // Made by uniffi, in the Swift 5 mode its generator is written for.
        .target(name: "NocteCore", dependencies: ["NocteCoreFFI"], swiftSettings: [.swiftLanguageMode(.v5)]),
        // Everything that is no platform's: the one actor over the core, the ports, the reminders, the models.
        .target(
            name: "NocteKit", dependencies: ["NocteCore"], resources: [.copy("Texts/Texts.xcstrings")]),
        // The ports over Apple's frameworks.
        .target(name: "NocteApple", dependencies: ["NocteKit"]),
        // Small parts, and screens that are lists of them.
        .target(name: "NocteScreens", dependencies: ["NocteKit"]),
        .testTarget(
            name: "NocteKitTests", dependencies: ["NocteKit", "NocteCore", "NocteApple", "NocteScreens"]),
    ],
    swiftLanguageModes: [.v6]
)

#if os(Linux)
// Linux has none of Apple's frameworks: small stand-ins let every file be compiled, and the ports be run.
let stubs = [
    "UserNotifications", "Security", "BackgroundTasks", "UIKit", "UniformTypeIdentifiers", "SwiftUI", "AVFoundation",
]
package.targets += stubs.map {
    .target(
        name: $0, dependencies: $0 == "SwiftUI" ? ["UIKit", "UniformTypeIdentifiers"] : [], path: "Stubs/\($0)",
        swiftSettings: [.swiftLanguageMode(.v5)])
}
// The app target is the Xcode project's; here it is only compiled.
package.targets.append(
    .executableTarget(
        name: "NocteApp", dependencies: ["NocteKit", "NocteApple", "NocteScreens"], path: "App",
        exclude: ["PrivacyInfo.xcprivacy"]))
for target in package.targets where ["NocteApple", "NocteScreens", "NocteApp", "NocteKitTests"].contains(target.name) {
    target.dependencies += stubs.map { .target(name: $0) }
}
#endif
