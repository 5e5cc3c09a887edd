#if os(Linux)
import Foundation
import NocteKit
import Testing

@testable import NocteScreens

/// The themes: what is written is readable, and at night nothing is bright.
@MainActor @Suite struct PaletteTests {
    private func luminance(_ rgb: UInt32) -> Double {
        let part = { (shift: UInt32) -> Double in
            let value = Double((rgb >> shift) & 0xFF) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
    }

    private func contrast(_ one: UInt32, _ two: UInt32) -> Double {
        let (a, b) = (luminance(one), luminance(two))
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    @Test func everyPairOfAThemeHasItsContrast() {
        for palette in [Palette.day, .dark, .night] {
            let pairs = [
                (palette.text, palette.ground), (palette.text, palette.card), (palette.accent, palette.ground),
                (palette.onAction, palette.action), (palette.onQuiet, palette.quiet),
            ]
            for (text, ground) in pairs {
                #expect(contrast(text, ground) >= 4.5, "\(String(text, radix: 16)) on \(String(ground, radix: 16))")
            }
        }
    }

    @Test func atNightNothingIsBrightNothingIsGrey() {
        let night = Palette.night
        for colour in [night.text, night.faint, night.accent, night.action, night.quiet, night.edge] {
            #expect(luminance(colour) <= 0.3)
            #expect((colour >> 16) & 0xFF > colour & 0xFF, "red before blue")
        }
        #expect(luminance(night.onAction) <= 0.45, "words on a button, on dark red")
        #expect(night.ground == 0)
    }

    @Test func fromTheEveningOnItIsNight() {
        for theme in Theme.allCases {
            #expect(Palette.of(theme, evening: true, scheme: .light) == .night, "\(theme)")
            #expect(Palette.scheme(theme, evening: true) == .dark, "no bar of the system's is bright")
        }
        #expect(Palette.of(.system, evening: false, scheme: .dark) == .dark)
        #expect(Palette.of(.system, evening: false, scheme: .light) == .day)
        #expect(Palette.scheme(.system, evening: false) == nil)
    }

    @Test func byHandItIsDarkOrRedAtAnyHour() {
        #expect(Palette.of(.dark, evening: false, scheme: .light) == .dark)
        #expect(Palette.of(.night, evening: false, scheme: .light) == .night)
        #expect(Palette.scheme(.night, evening: false) == .dark)
    }
}
#endif
