import NocteCore

/// The phone's log. The core's lines hold a call's name and an error's kind; a line of any other shape is held back
/// whole, so that a mistake elsewhere cannot put a word of the patient's into the log.
public final class RedactedLog: LogSink {
    private let write: @Sendable (String) -> Void

    public init(write: @escaping @Sendable (String) -> Void) {
        self.write = write
    }

    public func line(text: String) throws {
        // `log: the store is busy`: a name in `snake_case`, then small words and a kind in the program's own spelling.
        let known = text.wholeMatch(of: /[a-z_]{1,40}: [a-z ,']{1,80}(: [A-Za-z]{1,20})?/) != nil
        write(known ? text : "a line was held back")
    }
}
