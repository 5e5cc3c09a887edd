import Foundation
import NocteCore
import Observation

/// What goes on paper, in the order in which it is offered.
public enum PaperKind: CaseIterable, Sendable { case start, followUp, anaesthetist, travel, card, month, label }

/// A page on paper, as it is seen before it is shared.
public struct PaperPage: Equatable, Sendable {
    public let kind: PaperKind
    public let title: String
    public let lines: [String]
    /// All of it as one text, to be copied.
    public let text: String
}

/// *For my doctor*: pages filled with what is on record now. Nothing leaves the phone before it is shared.
@MainActor @Observable
public final class PapersModel: Asking {
    /// The doctor's page that is wanted now.
    public private(set) var usual: PaperKind?
    public private(set) var page: PaperPage?
    /// The page as a PDF, while its screen is open.
    public private(set) var file: URL?
    public var trouble: Trouble?
    public let desk: Desk
    private let scratch: Scratch

    public init(_ desk: Desk, scratch: Scratch) {
        (self.desk, self.scratch) = (desk, scratch)
    }

    public func load() async {
        close()
        if let paper = await ask({ try $0.usualPaper() }) { usual = PaperKind(paper) }
    }

    /// Fills a page, and writes it to where the system's share sheet can read it.
    public func open(_ kind: PaperKind) async {
        close()
        let made = await ask { nocte in (try nocte.report(paper: kind.paper), try nocte.reportPdf(paper: kind.paper)) }
        guard let (view, pdf) = made else { return }
        page = PaperPage(kind: kind, title: view.title, lines: view.lines, text: view.text)
        do {
            let place = try scratch.place("\(view.fileName).pdf")
            try pdf.write(to: place, options: .atomic)
            file = place
        } catch {
            trouble = .full
        }
    }

    /// The screen is left: what anybody could read is gone.
    public func close() {
        (page, file) = (nil, nil)
        scratch.clear()
    }
}

extension PaperKind {
    init(_ paper: Paper) {
        self =
            switch paper {
            case .start: .start
            case .followUp: .followUp
            case .anaesthetist: .anaesthetist
            case .travel: .travel
            case .card: .card
            case .month: .month
            case .label: .label
            }
    }

    var paper: Paper {
        switch self {
        case .start: .start
        case .followUp: .followUp
        case .anaesthetist: .anaesthetist
        case .travel: .travel
        case .card: .card
        case .month: .month
        case .label: .label
        }
    }
}
