// Stand-in for the speech of AVFoundation.
@_exported import Foundation

open class AVSpeechSynthesisVoice: NSObject {
    public let language: String
    public init?(language code: String?) { language = code ?? "en-GB" }
}
open class AVSpeechUtterance: NSObject {
    public let speechString: String
    open var voice: AVSpeechSynthesisVoice?
    public init(string: String) { speechString = string }
}
open class AVSpeechSynthesizer: NSObject {
    public private(set) var stubSpoken: [String] = []
    open func speak(_ utterance: AVSpeechUtterance) { stubSpoken.append(utterance.speechString) }
}
