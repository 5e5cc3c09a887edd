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
        .library(name: "NocteWidgetParts", targets: ["NocteWidgetParts"]),
    ],
    targets: [
        library,
        // Made by uniffi, in the Swift 5 mode its generator is written for.
        .target(name: "NocteCore", dependencies: ["NocteCoreFFI"], swiftSettings: [.swiftLanguageMode(.v5)]),
        // What app and widget tell each other: no core, no key.
        .target(name: "NocteSign"),
        .target(name: "NocteWidgetParts", dependencies: ["NocteSign"]),
        // Everything that is no platform's: the one actor over the core, the ports, the reminders, the models.
        .target(
            name: "NocteKit", dependencies: ["NocteCore", "NocteSign"], resources: [.copy("Texts/Texts.xcstrings")]),
        // The ports over Apple's frameworks.
        .target(name: "NocteApple", dependencies: ["NocteKit"]),
        // Small parts, and screens that are lists of them.
        .target(name: "NocteScreens", dependencies: ["NocteKit"]),
        .testTarget(
            name: "NocteKitTests",
            dependencies: ["NocteKit", "NocteCore", "NocteApple", "NocteScreens", "NocteSign", "NocteWidgetParts"]),
    ],
    swiftLanguageModes: [.v6]
)

#if os(Linux)
// Linux has none of Apple's frameworks: small stand-ins let every file be compiled, and the ports be run.
let stubs = [
    "UserNotifications", "Security", "BackgroundTasks", "UIKit", "UniformTypeIdentifiers", "SwiftUI", "AVFoundation",
    "WidgetKit",
]
let below = ["SwiftUI": ["UIKit", "UniformTypeIdentifiers"], "WidgetKit": ["SwiftUI", "UIKit"]]
package.targets += stubs.map {
    .target(
        name: $0, dependencies: (below[$0] ?? []).map { .target(name: $0) }, path: "Stubs/\($0)",
        swiftSettings: [.swiftLanguageMode(.v5)])
}
// The app target is the Xcode project's; here it is only compiled.
package.targets.append(
    .executableTarget(
        name: "NocteApp", dependencies: ["NocteKit", "NocteApple", "NocteScreens", "NocteSign"], path: "App",
        exclude: ["PrivacyInfo.xcprivacy", "Assets.xcassets"]))
package.targets.append(.executableTarget(name: "NocteWidget", dependencies: ["NocteWidgetParts"], path: "Widget"))
let over = ["NocteApple", "NocteScreens", "NocteApp", "NocteKitTests", "NocteWidgetParts", "NocteWidget"]
for target in package.targets where over.contains(target.name) {
    target.dependencies += stubs.map { .target(name: $0) }
    // What the system tells the app is told it by a test.
    if target.isTest { target.dependencies.append(.target(name: "NocteApp")) }
}
#endif
