import Foundation
import NocteKit
import NocteSign
import UIKit
import WidgetKit

/// The sign as a file of the app's group, where the widget reads it.
public struct AppleSignBoard: SignBoard {
    private let folder: URL?

    /// Without the group's entitlement there is no folder, and no widget either.
    public init(
        folder: URL? = FileManager.default.containerURL(forSecurityApplicationGroupIdentifier: Sign.group)
    ) {
        self.folder = folder
    }

    /// What a patient who deletes everything takes away as well.
    public var file: URL? { folder.map(Sign.file) }

    public func show(_ sign: Sign) {
        guard let folder else { return }
        // What cannot be written is not on the widget, and what stood there has an end of its own.
        try? sign.write(to: folder)
        WidgetCenter.shared.reloadAllTimelines()
    }
}
