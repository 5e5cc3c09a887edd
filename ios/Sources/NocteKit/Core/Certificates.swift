import Foundation
import NocteCore

/// A clinic's own certificate, trusted besides the usual ones: a file of this phone's, told to the core whenever it is opened.
public struct Certificates: Sendable {
    private let file: URL

    /// `folder` is the store's: whoever deletes everything deletes it too.
    init(folder: URL) { file = folder.appendingPathComponent("clinic.pem") }

    var kept: Bool { FileManager.default.fileExists(atPath: file.path) }

    /// Before the first word to a clinic.
    func tell(_ nocte: Nocte) throws {
        if kept { try nocte.setClinicCertificates(pem: try Data(contentsOf: file)) }
    }

    /// Kept only when the core can read it.
    func trust(_ nocte: Nocte, _ pem: Data) throws {
        try nocte.setClinicCertificates(pem: pem)
        do {
            try pem.write(to: file, options: .atomic)
        } catch {
            // What the next start could not tell is not trusted until then either: what is kept stands, or nothing.
            try nocte.setClinicCertificates(pem: nil)
            try? tell(nocte)
            throw Trouble.full
        }
    }

    func drop(_ nocte: Nocte) throws {
        try nocte.setClinicCertificates(pem: nil)
        try? FileManager.default.removeItem(at: file)
    }
}
