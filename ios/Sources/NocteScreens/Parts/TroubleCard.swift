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
        case .notPaired: (look(.troubleUnpaired), look(.troubleUnpairedNext))
        case .internal: (look(.troubleInternal), look(.troubleInternalNext))
        case .field(let field): words(of: field)
        }
    }

    private func words(of field: String) -> (String, String) {
        switch field {
        case "symptom": (look(.troubleSymptom), look(.troubleFieldNext))
        case "choice": (look(.troubleChoice), look(.troubleFieldNext))
        case "backup_notABackup": (look(.troubleNotABackup), look(.troubleOtherFile))
        case "backup_damaged": (look(.troubleBackupDamaged), look(.troubleOtherFile))
        case "backup_wrongPassphrase": (look(.troublePhrase), look(.troublePhraseNext))
        case "backup_shortPassphrase": (look(.troubleShort), look(.troubleShortNext))
        case "backup_exists": (look(.troubleExists), look(.troubleExistsNext))
        case "backup_newer": (look(.troubleNewer), look(.troubleNewerNext))
        case "pairing_notALink": (look(.troubleLink), look(.troubleLinkNext))
        case "pairing_linkEnded": (look(.troubleLinkEnded), look(.troubleLinkEndedNext))
        case "pairing_passcodeNeeded": (look(.troublePasscode), look(.troublePasscodeNext))
        case "pairing_wrongPasscode": (look(.troublePasscodeWrong), look(.troublePasscodeNext))
        case "pairing_noAnswer": (look(.troubleNoAnswer), look(.troubleBusyNext))
        case "pairing_differs": (look(.troubleDiffers), look(.troubleDiffersNext))
        default: (look(.troubleField), look(.troubleFieldNext))
        }
    }
}
