/// Every phrase of the string catalogue. A test holds both to each other, in both languages.
public enum Phrase: String, CaseIterable, Sendable {
    case baseTitle, baseBody, followupBody, lastTitle, lastBody, snoozeBody, snoozeBodyAlone, questionTitle
    case questionBody, stepTitle, stepBody, sentinelTitle, sentinelBody, stoppedTitle, stoppedBody, reevalTitle
    case reevalBody, holdTitle, holdBody, supplyTitle, supplyBody, reviewTitle, reviewBody, checkinTitle
    case saidTitle, saidBody, done, later20, skipTonight, yes, no, notSure, open, laterSaid, laterNot
    case throughFocus, throughFocusNot, bottles, bottleLetter, noBottle, newBottle, leftIn, label, labelMeans
    case endBottle, endBottleMeans, endEmpty, endDiscarded, endWarm, bottlesGone, supply, madeOfTablets
    case madeByPharmacy, madeOfBottle, fromBottle, tabletStrength, tabletStrengthHint, tabletCount
    case tabletCountHint, water, waterHint, plainTablets, labelStrength, labelStrengthHint, labelVolume
    case printedDate, readBack, readBackMeans, readBackCheck, rightMake, wrongAgain, filledOf, filledOne
    case filledLess, nextStep, notMade, syringe, syringeIs, syringeMeans, syringeOther, syringeHint
    case supplyNightsOne, supplyNightsOther, supplyBottlesOne, supplyBottlesOther, supplyTabletsOne
    case supplyTabletsOther, tabletsLeftOne, tabletsLeftOther, clinic, pairMeans, pairWithout, pairLink
    case pairLinkHint, passcode, passcodeHint, pair, notMatched, compare, compareMeans, compareDose, initials
    case initialsHint, birthYear, birthYearHint, thatIsMe, thatIsNotMe, proposal, accept, decline, declineReason
    case declineHint, clinicSaid, askForStep, askedForStep, sync, lastDelivered, syncNow, syncSignIn
    case syncOffline, syncBusy, syncNetwork, syncPartly, tryAgain, shared, sharedMeans, unpair, unpairMeans
    case unpairNow, keepPairing, waitingOne, waitingOther, parkedOne, parkedOther, log, scaleEnds, scaleSaid
    case scaleValue, scalePain, scaleFatigue, scaleSleep, scaleMood, scaleStress, scaleBrainFog, badDay
    case badDayMeans, badDayKept, effect, effectOpen, effectGone, effectWhat, effectHint, effectMeans, mild
    case moderate, severe, note, noteWhat, noteHint, ownScale, ownScaleWhat, ownScaleHint, ownScaleMeans
    case history, historyEmpty, howItWas, night, nights, showAll, effects, notes, plan, noPlan, agreedSigned
    case agreedReported, waitsFor, stepDone, stepAhead, stepLeftOut, stepUp, stepUpMeans, stepUpNow, noOpioids
    case symptomFree, otherWays, hold, holdMeans, surgeryHold, surgeryHoldMeans, resume, resumeMeans, resumeNow
    case `repeat`, repeatMeans, stepBack, stepBackMeans, halve, halveMeans, stop, stopMeans, stopNow
    case takingAlready, planSource, typedPlan, stepNumber, stepDose, stepDoseHint, stepNights, stepNightsHint
    case lastStepOpen, anotherStep, presentDose, since, whoAgreed, whoAgreedMeans, agreedBy, agreedByHint
    case agreedOn, typedTwice, beginNow, stepHereOne, stepHereOther, later, settings, evening, lightsOutIs, look
    case measure, tablets, carers, carersMeans, holder, holderHint, keeping, keepingMeans, selfCheck, mayNotify
    case mayNotifyNot, nextNotices, noNotices, store, verify, storeWhole, storeBroken, backup, backupMeans
    case phrase, phraseAgain, phraseAgainHint, phraseDiffers, backupNow, restored, restoredMeans, lookedStep
    case lookedBottle, lookedPainkillers, lookedOldPhone, allLooked, deleteAll, deleteMeans, deleteNow, deleted
    case keepAll, startPlace, startWhat, what1, what2, what3, what4, notReviewed, goOn, startLights
    case lightsOutMeans, otherTime, leadMeans, startBaseline, baselineOffer, baselineCost, baselineYes
    case baselineNo, baselineTaking, startPlanTitle, startPlan, startQuestionsTitle, startQuestions, withoutLine
    case startPermissions, permissionNotices, allowNotices, questions, whichDay, check, checkName, checkNameHint
    case checkSurgery, checkNow, notTaking, tookOn, startingOn, holdBegan, onTop, clocks, alwaysHere, redFlags
    case redFlagsIntro, card, cardIntro, questionsLeftOne, questionsLeftOther, noticesOne, noticesOther, tonight
    case more, moreTitle, back, answerDone, doneSpoken, answerLater, laterSpoken, skip, skipSpoken, answerYes
    case answerNo, answerNotSure, undo, change, goodNight, readAloud, bottleOf, drawOf, sawBothLines
    case gaveItMyself, tookItAnyway, withdrawal, answerQuestions, nameMedicine, begin, toBottles, toPlan
    case toClinic, confirmRestore, answerOneOrTwo, otherSyringe, correctIntro, correctBlank, correctTime
    case correctVolume, correctVolumeHint, correctBottle, correctBottleHint, extra, extraMeans, extraKeep, taken
    case skipped, keep, kept, ready, cancel, troubleLocked, troubleLockedNext, troubleKey, troubleKeyNext
    case troubleDamaged, troubleDamagedNext, troubleNewer, troubleNewerNext, troubleFull, troubleFullNext
    case troubleBusy, troubleBusyNext, troubleCancelled, troubleCancelledNext, troubleEmpty, troubleEmptyNext
    case troubleGone, troubleGoneNext, troubleUnpaired, troubleUnpairedNext, troubleInternal
    case troubleInternalNext, troubleField, troubleFieldNext, troubleSymptom, troubleChoice, troubleNotABackup
    case troubleBackupDamaged, troubleOtherFile, troublePhrase, troublePhraseNext, troubleShort
    case troubleShortNext, troubleExists, troubleExistsNext, troubleLink, troubleLinkNext, troubleLinkEnded
    case troubleLinkEndedNext, troublePasscode, troublePasscodeWrong, troublePasscodeNext, troubleNoAnswer
    case troubleDiffers, troubleDiffersNext
}
