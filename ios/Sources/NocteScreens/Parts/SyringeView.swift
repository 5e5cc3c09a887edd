import SwiftUI

/// One draw on the patient's own syringe, to scale, lying as it is read: the tip to the left, the plunger's edge on the
/// line.
///
/// It is given marks and the number of the mark to draw to; which mark that is, the core has decided.
struct SyringeView: View {
    let marks: [String]
    let at: Int
    let spoken: String
    let look: Look

    var body: some View {
        Canvas { context, size in
            let barrel = CGRect(x: 18, y: 40, width: size.width - 52, height: 44)
            let place = { (mark: Int) in barrel.minX + barrel.width * CGFloat(mark) / CGFloat(max(marks.count - 1, 1)) }
            let edge = place(at)
            liquid(context, barrel, edge)
            scale(context, barrel, place)
            context.stroke(
                Path(roundedRect: barrel, cornerRadius: 3), with: .color(Color(look.palette.text)), lineWidth: 2)
            plunger(context, barrel, edge, size)
        }
        // The scale is a drawing: larger labels would run into each other. What it says stands beside it as text.
        .dynamicTypeSize(...DynamicTypeSize.xLarge)
        .frame(height: 112)
        .accessibilityElement(children: .ignore)
        .accessibilityLabel(spoken)
    }

    private func liquid(_ context: GraphicsContext, _ barrel: CGRect, _ edge: CGFloat) {
        let filled = CGRect(x: barrel.minX, y: barrel.minY, width: edge - barrel.minX, height: barrel.height)
        context.fill(Path(filled), with: .color(Color(look.palette.action)))
    }

    private func scale(_ context: GraphicsContext, _ barrel: CGRect, _ place: (Int) -> CGFloat) {
        for (mark, label) in marks.enumerated() {
            let (x, long) = (place(mark), !label.isEmpty)
            let tick = Path { path in
                path.move(to: CGPoint(x: x, y: barrel.minY - (long ? 14 : 7)))
                path.addLine(to: CGPoint(x: x, y: barrel.minY))
            }
            let colour = Color(long ? look.palette.text : look.palette.faint)
            context.stroke(tick, with: .color(colour), lineWidth: long ? 1.5 : 0.8)
            if long { context.draw(Text(verbatim: label).font(.caption), at: CGPoint(x: x, y: barrel.minY - 22)) }
        }
    }

    private func plunger(_ context: GraphicsContext, _ barrel: CGRect, _ edge: CGFloat, _ size: CGSize) {
        let shading = GraphicsContext.Shading.color(Color(look.palette.accent))
        context.fill(
            Path(CGRect(x: edge - 2, y: barrel.minY - 4, width: 5, height: barrel.height + 8)), with: shading)
        context.fill(
            Path(CGRect(x: edge, y: barrel.midY - 3, width: size.width - 10 - edge, height: 6)), with: shading)
    }
}
