import Foundation

// MARK: Words and pictures

public struct LocalizedStringKey: ExpressibleByStringInterpolation, Equatable {
    let text: String
    public init(_ value: String) { text = value }
    public init(stringLiteral value: String) { text = value }
}
public struct Text: View, _Primitive, Equatable {
    let text: String
    public init(_ key: LocalizedStringKey, tableName: String? = nil, bundle: Bundle? = nil, comment: StaticString? = nil) { text = key.text }
    @_disfavoredOverload public init<S: StringProtocol>(_ content: S) { text = String(content) }
    public init(verbatim content: String) { text = content }
    public init(_ date: Date, style: DateStyle) { text = "\(date)" }
    public struct DateStyle: Sendable { public static let time = Self(), date = Self(), relative = Self() }
    public var _nodes: [StubNode] { [.init(kind: "Text", text: text)] }
    public static func + (a: Text, b: Text) -> Text { Text(verbatim: a.text + b.text) }
    public func bold() -> Text { self }
    public func italic() -> Text { self }
    public func font(_ font: Font?) -> Text { self }
    public func foregroundStyle<S: ShapeStyle>(_ style: S) -> Text { self }
    public func monospacedDigit() -> Text { self }
}
public struct Image: View, _Primitive {
    let name: String
    public init(systemName: String) { name = systemName }
    public init(decorative name: String) { self.name = name }
    public func resizable() -> Image { self }
    public var _nodes: [StubNode] { [.init(kind: "Image", text: name)] }
}
public struct Label<Title: View, Icon: View>: View, _Primitive {
    let title: Title, icon: Icon
    public init(@ViewBuilder title: () -> Title, @ViewBuilder icon: () -> Icon) { self.title = title(); self.icon = icon() }
    public var _nodes: [StubNode] { [.init(kind: "Label", children: icon.stubNodes + title.stubNodes)] }
}
extension Label where Title == Text, Icon == Image {
    public init(_ titleKey: LocalizedStringKey, systemImage name: String) { self.init { Text(titleKey) } icon: { Image(systemName: name) } }
    @_disfavoredOverload public init<S: StringProtocol>(_ title: S, systemImage name: String) { self.init { Text(title) } icon: { Image(systemName: name) } }
}
public struct Font: Hashable, Sendable {
    public static let largeTitle = Self(), title = Self(), title3 = Self(), title2 = Self(), headline = Self(), body = Self(), callout = Self(), footnote = Self(), caption = Self()
    public enum Weight: Sendable { case regular, medium, semibold, bold }
    public enum Design: Sendable { case `default`, rounded, monospaced, serif }
    public static func system(_ style: TextStyle, design: Design? = nil, weight: Weight? = nil) -> Font { .init() }
    public static func system(size: CGFloat, weight: Weight? = nil, design: Design? = nil) -> Font { .init() }
    public enum TextStyle: Sendable { case largeTitle, title, title2, headline, body, callout, footnote, caption }
    public func monospacedDigit() -> Font { self }
    public func weight(_ weight: Weight) -> Font { self }
}

// MARK: Containers

public enum HorizontalAlignment: Sendable { case leading, center, trailing }
public enum VerticalAlignment: Sendable { case top, center, bottom, firstTextBaseline }
public enum Alignment: Sendable { case center, leading, trailing, top, bottom, topLeading, bottomTrailing }
public enum TextAlignment: Sendable { case leading, center, trailing }
public enum Axis: Sendable { case horizontal, vertical
    public struct Set: OptionSet, Sendable { public let rawValue: Int; public init(rawValue: Int) { self.rawValue = rawValue }
        public static let horizontal = Self(rawValue: 1), vertical = Self(rawValue: 2) } }
public enum Edge: Sendable { case top, leading, bottom, trailing
    public struct Set: OptionSet, Sendable { public let rawValue: Int; public init(rawValue: Int) { self.rawValue = rawValue }
        public static let top = Self(rawValue: 1), leading = Self(rawValue: 2), bottom = Self(rawValue: 4), trailing = Self(rawValue: 8), all = Self(rawValue: 15), horizontal = Self(rawValue: 10), vertical = Self(rawValue: 5) } }
public struct HStack<Content: View>: View, _Primitive {
    let content: Content
    public init(alignment: VerticalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> Content) { self.content = content() }
    public var _nodes: [StubNode] { [.init(kind: "HStack", children: content.stubNodes)] }
}
public struct VStack<Content: View>: View, _Primitive {
    let content: Content
    public init(alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> Content) { self.content = content() }
    public var _nodes: [StubNode] { [.init(kind: "VStack", children: content.stubNodes)] }
}
public struct ZStack<Content: View>: View, _Primitive {
    let content: Content
    public init(alignment: Alignment = .center, @ViewBuilder content: () -> Content) { self.content = content() }
    public var _nodes: [StubNode] { [.init(kind: "ZStack", children: content.stubNodes)] }
}
public struct ScrollView<Content: View>: View, _Primitive {
    let content: Content
    public init(_ axes: Axis.Set = .vertical, showsIndicators: Bool = true, @ViewBuilder content: () -> Content) { self.content = content() }
    public var _nodes: [StubNode] { [.init(kind: "ScrollView", children: content.stubNodes)] }
}
public struct Group<Content>: View, _Primitive where Content: View {
    let content: Content
    public init(@ViewBuilder content: () -> Content) { self.content = content() }
    public var _nodes: [StubNode] { content.stubNodes }
}
public struct List<Content: View>: View, _Primitive {
    let content: Content
    public init(@ViewBuilder content: () -> Content) { self.content = content() }
    public init<D: RandomAccessCollection, Row: View>(_ data: D, @ViewBuilder rowContent: @escaping (D.Element) -> Row) where Content == ForEach<D, D.Element.ID, Row>, D.Element: Identifiable { content = ForEach(data, content: rowContent) }
    public init<D: RandomAccessCollection, ID: Hashable, Row: View>(_ data: D, id: KeyPath<D.Element, ID>, @ViewBuilder rowContent: @escaping (D.Element) -> Row) where Content == ForEach<D, ID, Row> { content = ForEach(data, id: id, content: rowContent) }
    public var _nodes: [StubNode] { [.init(kind: "List", children: content.stubNodes)] }
}
public struct Form<Content: View>: View, _Primitive {
    let content: Content
    public init(@ViewBuilder content: () -> Content) { self.content = content() }
    public var _nodes: [StubNode] { [.init(kind: "Form", children: content.stubNodes)] }
}
public struct Section<Parent: View, Content: View, Footer: View>: View, _Primitive {
    let header: Parent, content: Content, footer: Footer
    public init(@ViewBuilder content: () -> Content, @ViewBuilder header: () -> Parent, @ViewBuilder footer: () -> Footer) { self.content = content(); self.header = header(); self.footer = footer() }
    public var _nodes: [StubNode] { [.init(kind: "Section", children: header.stubNodes + content.stubNodes + footer.stubNodes)] }
}
extension Section where Footer == EmptyView { public init(@ViewBuilder content: () -> Content, @ViewBuilder header: () -> Parent) { self.init(content: content, header: header) { EmptyView() } } }
extension Section where Parent == EmptyView { public init(@ViewBuilder content: () -> Content, @ViewBuilder footer: () -> Footer) { self.init(content: content, header: { EmptyView() }, footer: footer) } }
extension Section where Parent == EmptyView, Footer == EmptyView { public init(@ViewBuilder content: () -> Content) { self.init(content: content, header: { EmptyView() }, footer: { EmptyView() }) } }
extension Section where Parent == Text, Footer == EmptyView { public init(_ title: LocalizedStringKey, @ViewBuilder content: () -> Content) { self.init(content: content, header: { Text(title) }, footer: { EmptyView() }) } }
public struct ForEach<Data: RandomAccessCollection, ID: Hashable, Content>: View, _Primitive where Content: View {
    let data: Data, make: (Data.Element) -> Content
    public init(_ data: Data, @ViewBuilder content: @escaping (Data.Element) -> Content) where Data.Element: Identifiable, ID == Data.Element.ID { self.data = data; make = content }
    public init(_ data: Data, id: KeyPath<Data.Element, ID>, @ViewBuilder content: @escaping (Data.Element) -> Content) { self.data = data; make = content }
    public var _nodes: [StubNode] { data.flatMap { make($0).stubNodes } }
}
public struct NavigationStack<Root: View>: View, _Primitive {
    let root: Root
    public init(@ViewBuilder root: () -> Root) { self.root = root() }
    public init<P: MutableCollection & RandomAccessCollection & RangeReplaceableCollection>(path: Binding<P>, @ViewBuilder root: () -> Root) where P.Element: Hashable { self.root = root() }
    public var _nodes: [StubNode] { [.init(kind: "NavigationStack", children: root.stubNodes)] }
}
public struct NavigationLink<Label: View, Destination: View>: View, _Primitive {
    let label: Label
    public init(@ViewBuilder destination: () -> Destination, @ViewBuilder label: () -> Label) { self.label = label() }
    public var _nodes: [StubNode] { [.init(kind: "NavigationLink", children: label.stubNodes)] }
}
extension NavigationLink where Label == Text { public init(_ title: LocalizedStringKey, @ViewBuilder destination: () -> Destination) { label = Text(title) } }
extension NavigationLink where Destination == Never { public init<P: Hashable>(value: P?, @ViewBuilder label: () -> Label) { self.label = label() } }
public struct TabView<Selection: Hashable, Content: View>: View, _Primitive {
    let content: Content
    public init(selection: Binding<Selection>?, @ViewBuilder content: () -> Content) { self.content = content() }
    public var _nodes: [StubNode] { [.init(kind: "TabView", children: content.stubNodes)] }
}
extension TabView where Selection == Int { public init(@ViewBuilder content: () -> Content) { self.content = content() } }
public struct Spacer: View, _Primitive { public init(minLength: CGFloat? = nil) {}; public var _nodes: [StubNode] { [] } }
public struct Divider: View, _Primitive { public init() {}; public var _nodes: [StubNode] { [] } }
public struct LabeledContent<Label: View, Content: View>: View, _Primitive {
    let label: Label, content: Content
    public init(@ViewBuilder content: () -> Content, @ViewBuilder label: () -> Label) { self.label = label(); self.content = content() }
    public var _nodes: [StubNode] { [.init(kind: "LabeledContent", children: label.stubNodes + content.stubNodes)] }
}
extension LabeledContent where Label == Text, Content == Text { public init<S: StringProtocol>(_ title: LocalizedStringKey, value: S) { label = Text(title); content = Text(value) } }
extension LabeledContent where Label == Text { public init(_ title: LocalizedStringKey, @ViewBuilder content: () -> Content) { label = Text(title); self.content = content() } }
public struct ProgressView<Label: View>: View, _Primitive {
    let label: Label
    public init<V: BinaryFloatingPoint>(value: V?, total: V = 1.0, @ViewBuilder label: () -> Label) { self.label = label() }
    public var _nodes: [StubNode] { [.init(kind: "ProgressView", children: label.stubNodes)] }
}
extension ProgressView where Label == EmptyView { public init() { label = EmptyView() }; public init<V: BinaryFloatingPoint>(value: V?, total: V = 1.0) { label = EmptyView() } }
extension ProgressView where Label == Text { public init(_ title: LocalizedStringKey) { label = Text(title) } }
public struct ContentUnavailableView<L: View, D: View, A: View>: View, _Primitive {
    let label: L, description: D, actions: A
    public init(@ViewBuilder label: () -> L, @ViewBuilder description: () -> D = { EmptyView() }, @ViewBuilder actions: () -> A = { EmptyView() }) { self.label = label(); self.description = description(); self.actions = actions() }
    public var _nodes: [StubNode] { [.init(kind: "ContentUnavailableView", children: label.stubNodes + description.stubNodes + actions.stubNodes)] }
}
extension ContentUnavailableView where L == Label<Text, Image>, D == Text?, A == EmptyView {
    public init(_ title: LocalizedStringKey, systemImage name: String, description: Text? = nil) { label = Label(title, systemImage: name); self.description = description; actions = EmptyView() }
}

// MARK: Controls

public struct ButtonRole: Equatable, Sendable { let name: String; public static let cancel = Self(name: "cancel"), destructive = Self(name: "destructive") }
public struct Button<Label: View>: View, _Primitive {
    let role: ButtonRole?, action: @MainActor () -> Void, label: Label
    public init(role: ButtonRole? = nil, action: @escaping @MainActor () -> Void, @ViewBuilder label: () -> Label) { self.role = role; self.action = action; self.label = label() }
    public var _nodes: [StubNode] { [.init(kind: "Button", traits: role.map { ["role": $0.name] } ?? [:], children: label.stubNodes, action: action)] }
}
extension Button where Label == Text {
    public init(_ title: LocalizedStringKey, role: ButtonRole? = nil, action: @escaping @MainActor () -> Void) { self.init(role: role, action: action) { Text(title) } }
    @_disfavoredOverload public init<S: StringProtocol>(_ title: S, role: ButtonRole? = nil, action: @escaping @MainActor () -> Void) { self.init(role: role, action: action) { Text(title) } }
}
public struct Toggle<Label: View>: View, _Primitive {
    let isOn: Binding<Bool>, label: Label
    public init(isOn: Binding<Bool>, @ViewBuilder label: () -> Label) { self.isOn = isOn; self.label = label() }
    public var _nodes: [StubNode] { [.init(kind: "Toggle", traits: ["value": "\(isOn.wrappedValue)"], children: label.stubNodes, action: { isOn.wrappedValue.toggle() })] }
}
extension Toggle where Label == Text { public init(_ title: LocalizedStringKey, isOn: Binding<Bool>) { self.init(isOn: isOn) { Text(title) } } }
public struct Slider<Label: View>: View, _Primitive {
    let label: Label, value: String
    public init<V: BinaryFloatingPoint>(value: Binding<V>, in bounds: ClosedRange<V> = 0...1, step: V.Stride = 1, @ViewBuilder label: () -> Label) where V.Stride: BinaryFloatingPoint { self.label = label(); self.value = "\(value.wrappedValue)" }
    public var _nodes: [StubNode] { [.init(kind: "Slider", traits: ["value": value], children: label.stubNodes)] }
}
extension Slider where Label == EmptyView { public init<V: BinaryFloatingPoint>(value: Binding<V>, in bounds: ClosedRange<V> = 0...1, step: V.Stride = 1) where V.Stride: BinaryFloatingPoint { self.init(value: value, in: bounds, step: step) { EmptyView() } } }
public struct Stepper<Label: View>: View, _Primitive {
    let label: Label, value: String
    public init<V: Strideable>(value: Binding<V>, in bounds: ClosedRange<V>, step: V.Stride = 1, @ViewBuilder label: () -> Label) { self.label = label(); self.value = "\(value.wrappedValue)" }
    public var _nodes: [StubNode] { [.init(kind: "Stepper", traits: ["value": value], children: label.stubNodes)] }
}
extension Stepper where Label == Text { public init<V: Strideable>(_ title: LocalizedStringKey, value: Binding<V>, in bounds: ClosedRange<V>, step: V.Stride = 1) { self.init(value: value, in: bounds, step: step) { Text(title) } } }
public struct Picker<Label: View, Selection: Hashable, Content: View>: View, _Primitive {
    let label: Label, selection: Binding<Selection>, content: Content
    public init(selection: Binding<Selection>, @ViewBuilder content: () -> Content, @ViewBuilder label: () -> Label) { self.label = label(); self.selection = selection; self.content = content() }
    public var _nodes: [StubNode] { [.init(kind: "Picker", traits: ["value": "\(selection.wrappedValue)"], children: label.stubNodes + content.stubNodes)] }
}
extension Picker where Label == Text { public init(_ title: LocalizedStringKey, selection: Binding<Selection>, @ViewBuilder content: () -> Content) { self.init(selection: selection, content: content) { Text(title) } } }
public struct DatePicker: View, _Primitive {
    let title: String
    public struct Components: OptionSet, Sendable { public let rawValue: Int; public init(rawValue: Int) { self.rawValue = rawValue }; public static let date = Self(rawValue: 1), hourAndMinute = Self(rawValue: 2) }
    public init(_ title: LocalizedStringKey, selection: Binding<Date>, displayedComponents: Components = [.date, .hourAndMinute]) { self.title = title.text }
    public init(_ title: LocalizedStringKey, selection: Binding<Date>, in range: ClosedRange<Date>, displayedComponents: Components = [.date, .hourAndMinute]) { self.title = title.text }
    public var _nodes: [StubNode] { [.init(kind: "DatePicker", text: title)] }
}
public struct TextField: View, _Primitive {
    let title: String, text: Binding<String>
    public init(_ title: LocalizedStringKey, text: Binding<String>, axis: Axis = .horizontal) { self.title = title.text; self.text = text }
    public init(_ title: LocalizedStringKey, text: Binding<String>, prompt: Text?) { self.title = title.text; self.text = text }
    public var _nodes: [StubNode] {
        var node = StubNode(kind: "TextField", text: title, traits: ["value": text.wrappedValue])
        node.typed = { text.wrappedValue = $0 }
        return [node]
    }
}
public struct SecureField: View, _Primitive {
    let title: String, text: Binding<String>
    public init(_ title: LocalizedStringKey, text: Binding<String>) { self.title = title.text; self.text = text }
    public var _nodes: [StubNode] {
        var node = StubNode(kind: "SecureField", text: title, traits: ["value": String(repeating: "•", count: text.wrappedValue.count)])
        node.typed = { text.wrappedValue = $0 }
        return [node]
    }
}
public struct ToolbarItemPlacement: Sendable { public static let automatic = Self(), topBarTrailing = Self(), topBarLeading = Self(), confirmationAction = Self(), cancellationAction = Self() }
public struct ToolbarItem<Content: View>: View, _Primitive {
    let content: Content
    public init(placement: ToolbarItemPlacement = .automatic, @ViewBuilder content: () -> Content) { self.content = content() }
    public var _nodes: [StubNode] { content.stubNodes }
}

public struct ShareLink<Label: View>: View, _Primitive {
    let label: Label, item: String
    public init(item: URL, subject: Text? = nil, message: Text? = nil, @ViewBuilder label: () -> Label) { self.label = label(); self.item = item.absoluteString }
    public init(item: String, subject: Text? = nil, message: Text? = nil, @ViewBuilder label: () -> Label) { self.label = label(); self.item = item }
    public var _nodes: [StubNode] { [.init(kind: "ShareLink", traits: ["item": item], children: label.stubNodes)] }
}
