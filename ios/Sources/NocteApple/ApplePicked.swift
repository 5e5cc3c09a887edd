import Foundation
import NocteKit
import UIKit

/// What the user picked in the system's chooser, which lends it until it is given back.
public struct ApplePicked: PickedFiles {
    public init() {}

    public func copy(_ picked: URL, to place: URL) throws {
        let lent = picked.startAccessingSecurityScopedResource()
        defer { if lent { picked.stopAccessingSecurityScopedResource() } }
        try FileManager.default.copyItem(at: picked, to: place)
    }
}
