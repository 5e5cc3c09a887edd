import NocteWidgetParts
import SwiftUI
import WidgetKit

/// The widget's entry point.
@main
struct NocteWidget: WidgetBundle {
    var body: some Widget { TonightWidget() }
}
