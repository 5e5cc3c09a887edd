import NocteKit
import SwiftUI

/// A day of the calendar, picked; the core gets it as text. Empty until it is touched: nobody is said to have named today.
struct DayPick: View {
    let title: String
    let look: Look
    let clock: SystemClock
    @Binding var day: String
    @State private var picked: Date

    init(_ title: String, _ look: Look, _ clock: SystemClock, day: Binding<String>) {
        (self.title, self.look, self.clock) = (title, look, clock)
        _picked = State(initialValue: clock.date)
        _day = day
    }

    var body: some View {
        if day.isEmpty {
            Press(title, look) { day = clock.day(picked) }
        } else {
            DatePicker(LocalizedStringKey(title), selection: $picked, displayedComponents: .date)
                .onChange(of: picked) { _, date in day = clock.day(date) }
        }
    }
}
