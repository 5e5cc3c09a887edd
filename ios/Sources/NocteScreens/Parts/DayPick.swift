import NocteKit
import SwiftUI

/// A day of the calendar, picked; the core gets it as text.
struct DayPick: View {
    let title: String
    let clock: SystemClock
    @Binding var day: String
    @State private var picked: Date

    init(_ title: String, _ clock: SystemClock, day: Binding<String>) {
        (self.title, self.clock) = (title, clock)
        _picked = State(initialValue: clock.date)
        _day = day
    }

    var body: some View {
        DatePicker(LocalizedStringKey(title), selection: $picked, displayedComponents: .date)
            .onChange(of: picked) { _, date in day = clock.day(date) }
            .task { if day.isEmpty { day = clock.day(picked) } }
    }
}
