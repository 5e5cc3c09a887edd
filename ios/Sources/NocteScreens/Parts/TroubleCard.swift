import NocteKit
import SwiftUI

/// Why there is no answer, and what to do next. No screen shows the one without the other.
struct TroubleCard: View {
    let trouble: Trouble
    let look: Look

    var body: some View {
        VStack(alignment: .leading, spacing: 8) {
            let (why, next) = words
            Text(verbatim: why).bold()
            Text(verbatim: next)
        }
        .padding(16)
        .background(Color(look.palette.card))
        .accessibilityElement(children: .combine)
    }

    var words: (String, String) {
        switch trouble {
        case .refused(_, let reason, let next): (reason, next)
        case .locked: (look(.troubleLocked), look(.troubleLockedNext))
        case .wrongKey: (look(.troubleKey), look(.troubleKeyNext))
        case .damaged: (look(.troubleDamaged), look(.troubleDamagedNext))
        case .newer: (look(.troubleNewer), look(.troubleNewerNext))
        case .full: (look(.troubleFull), look(.troubleFullNext))
        case .busy: (look(.troubleBusy), look(.troubleBusyNext))
        case .cancelled: (look(.troubleCancelled), look(.troubleCancelledNext))
        case .empty: (look(.historyEmpty), look(.troubleEmptyNext))
        case .gone: (look(.troubleGone), look(.troubleGoneNext))
        case .wrongPasscode(let left): (look(.troublePasscodeWrong), tries(left))
        case .notPaired: (look(.troubleUnpaired), look(.troubleUnpairedNext))
        case .internal: (look(.troubleInternal), look(.troubleInternalNext))
        case .field(let field): words(of: field)
        }
    }

    /// What is left before the link closes, where its server says so.
    private func tries(_ left: Int?) -> String {
        switch left {
        case nil: look(.troublePasscodeNext)
        case 0: look(.triesLeftNone)
        case let left?: look.count(left, .triesLeftOne, .triesLeftOther)
        }
    }

    private func words(of field: String) -> (String, String) {
        switch field {
        case "symptom": (look(.troubleSymptom), look(.troubleFieldNext))
        case "choice_nearCutover", "choice_cutover": (look(.troubleCutover), look(.troubleCutoverNext))
        case "choice_lead": (look(.troubleLead), look(.troubleFieldNext))
        case "choice_syncFirst": (look(.troubleSyncFirst), look(.troubleSyncFirstNext))
        case "choice", "choice_name": (look(.troubleChoice), look(.troubleFieldNext))
        case "certificate": (look(.troubleCertificate), look(.troubleCertificateNext))
        case "backup_notABackup": (look(.troubleNotABackup), look(.troubleOtherFile))
        case "backup_damaged": (look(.troubleBackupDamaged), look(.troubleOtherFile))
        case "backup_wrongPassphrase": (look(.troublePhrase), look(.troublePhraseNext))
        case "backup_shortPassphrase": (look(.troubleShort), look(.troubleShortNext))
        case "backup_exists": (look(.troubleExists), look(.troubleExistsNext))
        case "backup_newer": (look(.troubleNewer), look(.troubleNewerNext))
        case "pairing_notALink": (look(.troubleLink), look(.troubleLinkNext))
        case "pairing_linkEnded": (look(.troubleLinkEnded), look(.troubleLinkEndedNext))
        case "pairing_passcodeNeeded": (look(.troublePasscode), look(.troublePasscodeNext))
        case "pairing_noAnswer": (look(.troubleNoAnswer), look(.troubleBusyNext))
        case "pairing_differs": (look(.troubleDiffers), look(.troubleDiffersNext))
        default: (look(.troubleField), look(.troubleFieldNext))
        }
    }
}
