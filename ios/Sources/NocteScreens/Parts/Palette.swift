import NocteKit
import SwiftUI

/// The colours of one theme. Colour carries no meaning alone: everything it marks is said in words as well.
struct Palette: Equatable {
    let ground, card, text, faint, edge, action, onAction, quiet, onQuiet, accent: UInt32

    /// By day: paper and ink, no pure white.
    static let day = Palette(
        ground: 0xF4F0E8, card: 0xFCFAF5, text: 0x23262B, faint: 0x5B5F66, edge: 0xD6CFC1, action: 0x27485C,
        onAction: 0xF8F5EE, quiet: 0xE6E0D3, onQuiet: 0x23262B, accent: 0x9A4A12)
    /// In a dim room.
    static let dark = Palette(
        ground: 0x0E1116, card: 0x171B22, text: 0xD3CDC2, faint: 0x9A968E, edge: 0x2B313B, action: 0x2C4C61,
        onAction: 0xE3EAEE, quiet: 0x212731, onQuiet: 0xD3CDC2, accent: 0xD19A5B)
    /// In bed: red on black, nothing white, nothing grey.
    static let night = Palette(
        ground: 0x000000, card: 0x000000, text: 0xE0503C, faint: 0xB8452F, edge: 0x3A100A, action: 0x4A120C,
        onAction: 0xFF8A75, quiet: 0x1C0704, onQuiet: 0xE0503C, accent: 0xC77B30)

    /// The colours; from the evening's reminder to the end of the night it is red on black, whatever was chosen.
    static func of(_ theme: Theme, evening: Bool, scheme: ColorScheme) -> Palette {
        if theme == .night || evening { return .night }
        return theme == .dark || scheme == .dark ? .dark : .day
    }

    /// What of the system's own is seen beside it, its bars and choosers; nothing where the phone decides.
    static func scheme(_ theme: Theme, evening: Bool) -> ColorScheme? {
        theme == .system && !evening ? nil : .dark
    }
}

extension Color {
    /// From its parts as they are written, `0xRRGGBB`.
    init(_ rgb: UInt32) {
        let part = { (shift: UInt32) in Double((rgb >> shift) & 0xFF) / 255 }
        self.init(red: part(16), green: part(8), blue: part(0))
    }
}
