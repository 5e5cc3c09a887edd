/// The system's leave to work for a moment in the background: `BGAppRefreshTask` on Apple. Used to top up, never needed.
public protocol BackgroundRefresh: Sendable {
    /// Sets what is done when the system grants a moment; before the app has finished launching.
    func register(_ work: @escaping @Sendable () async -> Bool)
    /// Asks for the next moment.
    func ask() throws
}

/// Keeps the store's files readable after the first unlock and outside of backups.
public protocol FileGuard: Sendable {
    /// The store, its write-ahead log, its shared memory and its key's name, as far as they are there.
    func protect(store: String) throws
}
