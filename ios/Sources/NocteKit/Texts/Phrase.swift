/// Every phrase of the string catalogue. A test holds both to each other, in both languages.
public enum Phrase: String, CaseIterable, Sendable {
    case baseTitle, baseBody, openOnlyBody, followupBody, lastTitle, lastBody, snoozeBody, snoozeBodyAlone
    case questionTitle, questionBody, stepTitle, stepBody, sentinelTitle, sentinelBody, stoppedTitle
    case stoppedBody, reevalTitle, reevalBody, holdTitle, holdBody, supplyTitle, supplyBody, reviewTitle
    case reviewBody, done, later20, skip, yes, no, notSure, open, notKept, laterNot
}
