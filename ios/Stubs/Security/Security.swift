// Stand-in for Apple's Security (Keychain items and random bytes), in memory.
// On Apple `CFDictionary` is bridged from `[String: Any]`; here it *is* that type, so `as CFDictionary` reads the same.
import Foundation

public typealias CFString = String
public typealias CFDictionary = [String: Any]
public typealias CFTypeRef = AnyObject
public typealias OSStatus = Int32

public let errSecSuccess: OSStatus = 0, errSecDuplicateItem: OSStatus = -25299, errSecItemNotFound: OSStatus = -25300
public let errSecInteractionNotAllowed: OSStatus = -25308, errSecParam: OSStatus = -50

public let kSecClass: CFString = "class", kSecClassGenericPassword: CFString = "genp"
public let kSecAttrService: CFString = "svce", kSecAttrAccount: CFString = "acct", kSecValueData: CFString = "v_Data"
public let kSecReturnData: CFString = "r_Data", kSecMatchLimit: CFString = "m_Limit", kSecMatchLimitOne: CFString = "m_LimitOne"
public let kSecAttrAccessible: CFString = "pdmn", kSecAttrSynchronizable: CFString = "sync"
public let kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly: CFString = "cku"
public let kSecAttrAccessibleWhenUnlockedThisDeviceOnly: CFString = "aku"
public let kSecUseDataProtectionKeychain: CFString = "nleg"

private final class Box: @unchecked Sendable {
    let lock = NSLock()
    var items: [String: Data] = [:]
    var attributes: [String: CFDictionary] = [:]
    var locked = false
}
private let box = Box()
private func name(_ query: CFDictionary) -> String? {
    guard query[kSecClass] as? String == kSecClassGenericPassword, let service = query[kSecAttrService] as? String,
        let account = query[kSecAttrAccount] as? String else { return nil }
    return service + "\u{0}" + account
}
@discardableResult public func SecItemAdd(_ attributes: CFDictionary, _ result: UnsafeMutablePointer<CFTypeRef?>?) -> OSStatus {
    guard let name = name(attributes), let data = attributes[kSecValueData] as? Data else { return errSecParam }
    return box.lock.withLock {
        if box.items[name] != nil { return errSecDuplicateItem }
        if box.locked { return errSecInteractionNotAllowed }
        box.items[name] = data
        box.attributes[name] = attributes
        return errSecSuccess
    }
}
/// Only in the stand-in: the phone has not been unlocked since it was started.
public func stubLockKeychain(_ locked: Bool) { box.lock.withLock { box.locked = locked } }
/// Only in the stand-in: what an item was added with.
public func stubAttributes(service: String, account: String) -> CFDictionary? { box.lock.withLock { box.attributes[service + "\u{0}" + account] } }
public func SecItemCopyMatching(_ query: CFDictionary, _ result: UnsafeMutablePointer<CFTypeRef?>?) -> OSStatus {
    guard let name = name(query) else { return errSecParam }
    if box.lock.withLock({ box.locked }) { return errSecInteractionNotAllowed }
    guard let data = box.lock.withLock({ box.items[name] }) else { return errSecItemNotFound }
    if query[kSecReturnData] as? Bool == true { result?.pointee = data as NSData }
    return errSecSuccess
}
public func SecItemUpdate(_ query: CFDictionary, _ attributesToUpdate: CFDictionary) -> OSStatus {
    guard let name = name(query), let data = attributesToUpdate[kSecValueData] as? Data else { return errSecParam }
    return box.lock.withLock { if box.items[name] == nil { return errSecItemNotFound }; box.items[name] = data; return errSecSuccess }
}
@discardableResult public func SecItemDelete(_ query: CFDictionary) -> OSStatus {
    guard let name = name(query) else { return errSecParam }
    return box.lock.withLock { box.items.removeValue(forKey: name) == nil ? errSecItemNotFound : errSecSuccess }
}
public final class SecRandom: Sendable {}
public typealias SecRandomRef = SecRandom
public let kSecRandomDefault: SecRandomRef? = nil
public func SecRandomCopyBytes(_ rnd: SecRandomRef?, _ count: Int, _ bytes: UnsafeMutableRawPointer) -> Int32 {
    var generator = SystemRandomNumberGenerator()
    for i in 0..<count { bytes.storeBytes(of: UInt8.random(in: 0...255, using: &generator), toByteOffset: i, as: UInt8.self) }
    return errSecSuccess
}
