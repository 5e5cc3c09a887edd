// Stand-in for WidgetKit: what Nocte's one widget uses. Nothing is shown; a test asks the provider for its timeline.
@_exported import Foundation
@_exported import UIKit
import SwiftUI

public enum WidgetFamily: Sendable { case systemSmall, systemMedium, accessoryCircular, accessoryRectangular, accessoryInline }
public protocol TimelineEntry { var date: Date { get } }
public struct TimelineReloadPolicy: Equatable, Sendable {
    let name: String
    public static let atEnd = Self(name: "atEnd"), never = Self(name: "never")
    public static func after(_ date: Date) -> Self { .init(name: "after \(date)") }
}
public struct Timeline<EntryType: TimelineEntry> {
    public let entries: [EntryType], policy: TimelineReloadPolicy
    public init(entries: [EntryType], policy: TimelineReloadPolicy) { (self.entries, self.policy) = (entries, policy) }
}
public struct TimelineProviderContext: Sendable {
    public let isPreview: Bool
    /// Only in the stand-in: the system makes it.
    public init(isPreview: Bool) { self.isPreview = isPreview }
}
public protocol TimelineProvider {
    associatedtype Entry: TimelineEntry
    typealias Context = TimelineProviderContext
    func placeholder(in context: Context) -> Entry
    func getSnapshot(in context: Context, completion: @escaping @Sendable (Entry) -> Void)
    func getTimeline(in context: Context, completion: @escaping @Sendable (Timeline<Entry>) -> Void)
}
@MainActor @preconcurrency public protocol WidgetConfiguration {}
extension WidgetConfiguration {
    public func configurationDisplayName(_ name: LocalizedStringKey) -> some WidgetConfiguration { self }
    public func supportedFamilies(_ families: [WidgetFamily]) -> some WidgetConfiguration { self }
}
public struct StaticConfiguration<Content: View>: WidgetConfiguration {
    public init<Provider: TimelineProvider>(kind: String, provider: Provider, @ViewBuilder content: @escaping (Provider.Entry) -> Content) {}
}
@MainActor @preconcurrency public protocol Widget {
    associatedtype Body: WidgetConfiguration
    init()
    var body: Body { get }
}
@resultBuilder public enum WidgetBundleBuilder { public static func buildBlock<W: Widget>(_ widget: W) -> W { widget } }
@MainActor @preconcurrency public protocol WidgetBundle {
    associatedtype Body: Widget
    init()
    @WidgetBundleBuilder var body: Body { get }
}
extension WidgetBundle { public static func main() { _ = Self().body } }
public struct ContainerBackgroundPlacement: Sendable { public static let widget = Self() }
extension View {
    public func containerBackground<V: View>(for container: ContainerBackgroundPlacement, @ViewBuilder content: () -> V) -> some View { background(content: content) }
}
public final class WidgetCenter: @unchecked Sendable {
    public static let shared = WidgetCenter()
    private let lock = NSLock()
    private var count = 0
    /// Only in the stand-in: how often it was asked to look anew.
    public var stubReloads: Int { lock.withLock { count } }
    public func reloadAllTimelines() { lock.withLock { count += 1 } }
}
