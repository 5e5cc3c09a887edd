import Foundation
import NocteKit
import Security

/// The key box over the Keychain: this device only, readable after the first unlock, in no backup and no other device.
public struct AppleKeychain: KeyBox {
    private let service: String

    public init(service: String = "org.nocte.database") {
        self.service = service
    }

    private var item: [String: Any] {
        [
            kSecClass as String: kSecClassGenericPassword,
            kSecAttrService as String: service,
            kSecAttrAccount as String: "key",
        ]
    }

    public func read() throws(KeyBoxError) -> Data? {
        var query = item
        query[kSecReturnData as String] = true
        query[kSecMatchLimit as String] = kSecMatchLimitOne
        var result: CFTypeRef?
        let status = SecItemCopyMatching(query as CFDictionary, &result)
        switch status {
        case errSecSuccess: return result as? Data
        case errSecItemNotFound: return nil
        default: throw Self.told(status)
        }
    }

    public func add(_ key: Data) throws(KeyBoxError) {
        var new = item
        new[kSecValueData as String] = key
        new[kSecAttrAccessible as String] = kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly
        let status = SecItemAdd(new as CFDictionary, nil)
        if status != errSecSuccess { throw Self.told(status) }
    }

    public func remove() throws(KeyBoxError) {
        let status = SecItemDelete(item as CFDictionary)
        if status != errSecSuccess && status != errSecItemNotFound { throw Self.told(status) }
    }

    private static func told(_ status: OSStatus) -> KeyBoxError {
        switch status {
        case errSecInteractionNotAllowed: .locked
        case errSecDuplicateItem: .occupied
        default: .failed(code: status)
        }
    }
}
