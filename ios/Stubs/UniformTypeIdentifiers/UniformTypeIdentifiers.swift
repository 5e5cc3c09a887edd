// Stand-in for UniformTypeIdentifiers.
public struct UTType: Hashable, Sendable {
    public let identifier: String
    public static let item = Self(identifier: "public.item"), data = Self(identifier: "public.data"), json = Self(identifier: "public.json")
}
