/// Every phrase of the string catalogue. A test holds both to each other, in both languages.
public enum Phrase: String, CaseIterable, Sendable {
    case baseTitle, baseBody, followupBody, lastTitle, lastBody, snoozeBody, snoozeBodyAlone, questionTitle
    case questionBody, stepTitle, stepBody, sentinelTitle, sentinelBody, stoppedTitle, stoppedBody, reevalTitle
    case reevalBody, holdTitle, holdBody, supplyTitle, supplyBody, reviewTitle, reviewBody, checkinTitle
    case saidTitle, saidBody, done, later20, skip, yes, no, notSure, open, laterSaid, laterNot
}
