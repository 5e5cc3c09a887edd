import NocteKit
import SwiftUI
import UniformTypeIdentifiers

/// A sealed copy at a place of the user's choice. The phrase is on paper before the copy is made.
struct BackupScreen: View {
    let model: CopiesModel
    let look: Look
    let back: @MainActor () -> Void
    @State private var typed = ""

    var body: some View {
        Page(title: look(.backup), look: look, trouble: model.trouble) {
            if model.written == .backup {
                Sentence(look(.backupDone))
                Press(look(.ready), look, .main) { back() }
            } else if let phrase = model.phrase {
                Sentence(look(.backupMeans))
                Text(verbatim: phrase).font(.title2).privacySensitive()
                Remark(look(.phraseMeans), look)
                Field(look(.phraseAgain), look(.phraseAgainHint), text: $typed)
                if model.differs { Sentence(look(.phraseDiffers)) }
                if model.unwritten { Sentence(look(.notWritten)) }
                Press(look(.backupNow), look, .main) { await model.backup(typed: typed) }
            }
        }
        .task { if model.phrase == nil { await model.newPhrase() } }
        .placing(model)
    }
}

/// Everything readable, in a file that anybody can read.
struct ExportScreen: View {
    let model: CopiesModel
    let look: Look

    var body: some View {
        Page(title: look(.export), look: look, trouble: model.trouble) {
            Sentence(look(.exportMeans))
            Press(look(.exportTable), look) { await model.export(table: true) }
            Press(look(.exportAll), look) { await model.export(table: false) }
            if model.written == .export { Sentence(look(.exportDone)) }
            if model.unwritten { Sentence(look(.notWritten)) }
        }
        .task { await model.load() }
        .placing(model)
    }
}

/// A copy in place of what is here, which is set aside and never deleted.
struct RestoreScreen: View {
    let model: CopiesModel
    let look: Look
    let go: @MainActor (Place) -> Void
    @State private var phrase = ""
    @State private var picks = false

    var body: some View {
        Page(title: look(.restore), look: look, trouble: model.trouble) {
            if let restored = model.restored {
                Sentence(look(.restored, restored.copied))
                Sentence(look.count(restored.doses, .restoredDosesOne, .restoredDosesOther))
                if restored.setAside { Remark(look(.setAside), look) }
                Press(look(.confirmRestore), look, .main) { go(.restored) }
                Press(look(.oldLinks), look, .bare) { go(.share) }
            } else {
                Sentence(look(.restoreMeans))
                Field(look(.phrase), look(.phraseAgainHint), text: $phrase)
                Press(look(.pickCopy), look, .main) { picks = true }
            }
        }
        .task { await model.load() }
        .fileImporter(isPresented: $picks, allowedContentTypes: [.item]) { result in
            guard case .success(let file) = result else { return }
            Task { await model.restore(picked: file, phrase: phrase) }
        }
    }
}

/// The end of everything on this phone, asked twice.
struct DeleteScreen: View {
    let model: CopiesModel
    let look: Look
    let go: @MainActor (Place) -> Void
    let back: @MainActor () -> Void
    @State private var sure = false
    @State private var errand: Task<Void, Never>?

    var body: some View {
        Page(title: look(.deleteAll), look: look, trouble: model.trouble) {
            if model.deleted {
                Sentence(look(.deleted))
                if let leftover = model.leftover, !leftover.isEmpty { Remark(leftover, look) }
                Press(look(.ready), look, .main) { back() }
            } else {
                Sentence(look(.deleteMeans))
                if model.warned {
                    if let leftover = model.leftover { Sentence(leftover) }
                    Sentence(look(.deleteAllTheSame))
                } else if model.links > 0 {
                    Sentence(look.count(model.links, .deleteLinksOne, .deleteLinksOther))
                }
                Press(look(.backup), look) { go(.backup) }
                Tick(look(.deleteSure), $sure)
                if model.deleting {
                    Remark(look(.underWay), look).accessibilityAddTraits(.updatesFrequently)
                    Press(look(.cancel), look) { errand?.cancel() }
                } else {
                    Press(look(.deleteNow), look) { errand = Task { await model.deleteEverything() } }.disabled(!sure)
                }
                Press(look(.keepAll), look, .main) { back() }
            }
        }
        .task { await model.load() }
    }
}

extension View {
    /// Asks for the place of a finished file and moves it there: nothing of it stays in the app.
    fileprivate func placing(_ model: CopiesModel) -> some View {
        let asks = Binding<Bool>(get: { model.waiting != nil }, set: { _ in })
        return fileMover(isPresented: asks, file: model.waiting) { result in
            switch result {
            case .success: model.placed()
            case .failure: model.dropped(unwritten: true)
            }
        } onCancellation: {
            model.dropped()
        }
    }
}
