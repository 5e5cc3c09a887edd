import NocteKit
import SwiftUI
import UniformTypeIdentifiers

/// The clinic: pairing, what waits, what it proposes and what it said.
struct ClinicScreen: View {
    let model: ClinicModel
    let look: Look
    let go: @MainActor (Place) -> Void
    @State private var link = ""
    @State private var passcode = ""
    @State private var initials = ""
    @State private var birthYear = ""
    @State private var reason = ""
    @State private var noOpioids = false
    @State private var typedTwice = false
    @State private var ends = false
    @State private var syncing: Task<Void, Never>?

    var body: some View {
        Page(title: look(.clinic), look: look, trouble: model.trouble) {
            if let page = model.page {
                if !page.paired {
                    alone
                } else {
                    if !page.matched { compare }
                    ForEach(page.stops, id: \.self) { Text(verbatim: $0).bold() }
                    if let proposal = page.proposal { self.proposal(proposal, page.changes) }
                    said(page)
                    onTheWay(page)
                    end
                }
            }
        }
        .task {
            await model.open()
            if let offered = model.offered { link = offered }
        }
        .onChange(of: model.offered) { _, new in if let new { link = new } }
    }

    @ViewBuilder private var alone: some View {
        Sentence(look(.pairMeans))
        Remark(look(.pairWithout), look)
        Field(look(.pairLink), look(.pairLinkHint), text: $link)
        Field(look(.passcode), look(.passcodeHint), text: $passcode)
        Press(look(.pair), look, .main) { await model.pair(link: link, passcode: passcode) }
        Press(look(.certificate), look, .bare) { go(.certificate) }
    }

    @ViewBuilder private var compare: some View {
        Sentence(look(.notMatched))
        if let pairing = model.pairing {
            Heading(pairing.clinic ?? pairing.address)
            if pairing.clinic != nil { Remark(pairing.address, look) }
            if let dose = pairing.dose { Sentence(look(.compareDose, dose)) }
            Sentence(look(.compareMeans))
            Field(look(.initials), look(.initialsHint), text: $initials)
            Field(look(.birthYear), look(.birthYearHint), text: $birthYear)
            Press(look(.thatIsMe), look, .main) { await model.match(initials: initials, birthYear: birthYear) }
            Press(look(.thatIsNotMe), look) { await model.unpair() }
        } else {
            Press(look(.compare), look, .main) { await model.comparePairing() }
        }
    }

    @ViewBuilder private func proposal(_ text: String, _ changes: [String]) -> some View {
        Heading(look(.proposal))
        Sentence(text)
        Sentences(changes)
        Tick(look(.noOpioids), $noOpioids)
        if case .refused("type_twice", _, _) = model.trouble { Tick(look(.typedTwice), $typedTwice) }
        Press(look(.accept), look, .main) { await model.accept(noOpioids: noOpioids, typedTwice: typedTwice) }
        Field(look(.declineReason), look(.declineHint), text: $reason)
        Press(look(.decline), look) { await model.decline(reason: reason) }
    }

    @ViewBuilder private func said(_ page: ClinicPage) -> some View {
        if model.accepted { Sentence(look(.proposalAccepted)) }
        Sentences(model.warnings)
        if !page.said.isEmpty { Heading(look(.clinicSaid)) }
        Sentences(page.said)
        // Nobody is offered a step up beneath a stop, or by a clinic that has not said whom it means.
        if page.matched && page.stops.isEmpty { step(page) }
    }

    @ViewBuilder private func step(_ page: ClinicPage) -> some View {
        if page.asked {
            Remark(look(.askedForStep), look)
        } else {
            Press(look(.askForStep), look) { await model.askForStep() }
        }
    }

    @ViewBuilder private func onTheWay(_ page: ClinicPage) -> some View {
        Heading(look(.sync))
        if page.waiting > 0 { Sentence(look.count(page.waiting, .waitingOne, .waitingOther)) }
        if let last = page.lastDelivered { Remark(look(.lastDelivered, last), look) }
        Sentences(page.troubles.compactMap { words($0) })
        if !page.parked.isEmpty {
            Sentence(look.count(page.parked.count, .parkedOne, .parkedOther))
            Sentences(page.parked)
            Press(look(.tryAgain), look) { await model.tryAgain() }
        }
        if model.outside {
            Remark(look(.underWay), look).accessibilityAddTraits(.updatesFrequently)
            Press(look(.cancel), look) { syncing?.cancel() }
        } else {
            Press(look(.syncNow), look, .main) { syncing = Task { await model.sync() } }
        }
    }

    @ViewBuilder private var end: some View {
        Heading(look(.shared))
        Remark(look(.sharedMeans), look)
        if let looked = model.looked { self.looked(looked) }
        Press(look(.whoLooked), look) { await model.whoLooked() }
        if ends {
            Sentence(look(.unpairMeans))
            Press(look(.keepPairing), look, .main) { ends = false }
            Press(look(.unpairNow), look) { await model.unpair() }
        } else {
            Press(look(.unpair), look, .bare) { ends = true }
        }
    }

    @ViewBuilder private func looked(_ page: LookedPage) -> some View {
        if let rows = page.rows {
            if rows.isEmpty { Sentence(look(.lookedNobody)) }
            Sentences(rows)
            if page.more { Remark(look(.lookedMore), look) }
        } else {
            Sentence(look(.lookedUntold))
        }
    }

    private func words(_ trouble: SyncWord) -> String? {
        switch trouble {
        case .notPaired: nil
        case .signInAgain: look(.syncSignIn)
        case .offline: look(.syncOffline)
        case .serverBusy: look(.syncBusy)
        case .notTheServer: look(.syncNetwork)
        case .partly: look(.syncPartly)
        }
    }
}

/// A certificate of the clinic's own, from the file it gave.
struct CertificateScreen: View {
    let model: ClinicModel
    let look: Look
    @State private var picks = false

    var body: some View {
        Page(title: look(.certificate), look: look, trouble: model.trouble) {
            Sentence(look(.certificateMeans))
            if model.ownCertificate {
                Sentence(look(.certificateKept))
                Press(look(.certificateDrop), look, .bare) { await model.trustNoMore() }
            }
            Press(look(.certificatePick), look, .main) { picks = true }
        }
        .task { await model.load() }
        .fileImporter(isPresented: $picks, allowedContentTypes: [.item]) { result in
            guard case .success(let file) = result else { return }
            Task { await model.trust(picked: file) }
        }
    }
}
