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
    case printedDate, readBack, readBackMeans, readBackCheck, rightMake, wrongAgain, filledOne, filledLess
    case nextStep, notMade, syringe, syringeIs, syringeMeans, syringeOther, syringeHint, supplyNightsOne
    case supplyNightsOther, supplyBottlesOne, supplyBottlesOther, supplyTabletsOne, supplyTabletsOther
    case tabletsLeftOne, tabletsLeftOther, clinic, pairMeans, pairWithout, pairLink, pairLinkHint, passcode
    case passcodeHint, pair, notMatched, compare, compareMeans, compareDose, initials, initialsHint, birthYear
    case birthYearHint, thatIsMe, thatIsNotMe, proposal, accept, decline, declineReason, declineHint, clinicSaid
    case askForStep, askedForStep, sync, lastDelivered, syncNow, syncSignIn, syncOffline, syncBusy, syncNetwork
    case syncPartly, tryAgain, shared, sharedMeans, unpair, unpairMeans, unpairNow, keepPairing, waitingOne
    case waitingOther, parkedOne, parkedOther, log, scaleEnds, scaleSaid, scaleValue, scalePain, scaleFatigue
    case scaleSleep, scaleMood, scaleStress, scaleBrainFog, badDay, badDayMeans, badDayKept, effect, effectOpen
    case effectGone, effectWhat, effectHint, effectMeans, mild, moderate, severe, note, noteWhat, noteHint
    case ownScale, ownScaleWhat, ownScaleHint, ownScaleMeans, history, historyEmpty, night, nights, effects
    case notes, plan, noPlan, agreedSigned, agreedReported, waitsFor, stepLeftOut, stepUp, stepUpMeans
    case stepUpNow, noOpioids, symptomFree, otherWays, hold, holdMeans, surgeryHold, surgeryHoldMeans, resume
    case resumeMeans, resumeNow, `repeat`, repeatMeans, stepBack, stepBackMeans, halve, halveMeans, stop
    case stopMeans, stopNow, takingAlready, planSource, typedPlan, stepNumber, stepDose, stepDoseHint
    case stepNights, stepNightsHint, lastStepOpen, anotherStep, presentDose, since, whoAgreed, whoAgreedMeans
    case agreedBy, agreedByHint, typedTwice, beginNow, stepHereOne, stepHereOther, later, settings, evening
    case lightsOutIs, look, measure, tablets, carers, carersMeans, holder, holderHint, keeping, keepingMeans
    case selfCheck, mayNotify, mayNotifyNot, nextNotices, noNotices, store, verify, storeWhole, storeBroken
    case backup, backupMeans, phrase, phraseAgain, phraseAgainHint, phraseDiffers, backupNow, restored
    case restoredMeans, lookedStep, lookedBottle, lookedPainkillers, lookedOldPhone, allLooked, deleteAll
    case deleteMeans, deleteNow, deleted, keepAll, startWhat, what1, what2, what3, what4, notReviewed, goOn
    case startLights, lightsOutMeans, otherTime, leadMeans, startBaseline, baselineOffer, baselineCost
    case baselineYes, baselineNo, startPlanTitle, startPlan, startQuestions, withoutLine, startPermissions
    case permissionNotices, allowNotices, questions, whichDay, check, checkName, checkNameHint, checkSurgery
    case checkNow, notTaking, tookOn, startingOn, holdBegan, onTop, clocks, alwaysHere, redFlags, redFlagsIntro
    case card, cardIntro, questionsLeftOne, questionsLeftOther, noticesOne, noticesOther, tonight, more
    case moreTitle, back, doneSpoken, laterSpoken, skipSpoken, undo, change, goodNight, readAloud, bottleOf
    case drawOf, sawBothLines, gaveItMyself, tookItAnyway, withdrawal, answerQuestions, nameMedicine, begin
    case toBottles, toPlan, toClinic, confirmRestore, answerOneOrTwo, otherSyringe, correctIntro, correctBlank
    case correctTime, correctVolume, correctVolumeHint, correctBottle, correctBottleHint, extra, extraMeans
    case extraKeep, taken, skipped, keep, kept, ready, cancel, troubleLocked, troubleLockedNext, troubleKey
    case troubleKeyNext, troubleDamaged, troubleDamagedNext, troubleNewer, troubleNewerNext, troubleFull
    case troubleFullNext, troubleBusy, troubleBusyNext, troubleCancelled, troubleCancelledNext, troubleEmptyNext
    case troubleGone, troubleGoneNext, troubleUnpaired, troubleUnpairedNext, troubleInternal
    case troubleInternalNext, troubleField, troubleFieldNext, troubleSymptom, troubleChoice, troubleNotABackup
    case troubleBackupDamaged, troubleOtherFile, troublePhrase, troublePhraseNext, troubleShort
    case troubleShortNext, troubleExists, troubleExistsNext, troubleLink, troubleLinkNext, troubleLinkEnded
    case troubleLinkEndedNext, troublePasscode, troublePasscodeWrong, troublePasscodeNext, troubleNoAnswer
    case troubleDiffers, troubleDiffersNext, backupDone, cameNotices, deleteSure, export, exportAll, exportDone
    case exportMeans, exportTable, giveHere, heldOne, heldOther, lookDark, lookMeans, lookNight, lookSystem
    case missedHere, missedMeans, missedOn, pauseAll, pauseAllMeans, phraseMeans, pickCopy, placeOf, restore
    case restoreMeans, systemPage, testNotice, trialBody, widgetNotYet, widgetNothing, earlier, lookedMore
    case lookedNobody, lookedUntold, whoLooked, changedSince, evidence, forDoctor, getting, levelAfterOne
    case levelAfterOther, levelBeforeOne, levelBeforeOther, levelBetween, levelFall, paperAnaesthetist
    case paperFollowUp, paperLabel, paperLeaves, paperMonth, paperStart, paperTravel, papersMean, sharePdf
    case shareText, working, share, shareCarer, shareCode, shareDay, shareDoctor, shareFile, shareLabel
    case shareLasts, shareMake, shareMonth, shareName, shareNameHint, shareOpen, shareOver, sharePasscode
    case sharePasscodeHint, shareQuarter, shareRefresh, shareSend, shareSquares, shareWeek, takeBack
    case lab, labWhat, labWhatHint, labValue, labValueHint, labUnit, labUnitHint, labMethod, labMethodHint, labMeans
    case labs, capsules, capsulesMeans, capsule, anotherCapsule, capsulesNone, price, priceHint, tabletsAndCosts
    case keepPrice, currency, costs, retitrate, retitrateMeans, retitrateNow, gateSaid, gateSaidMeans, gateSaidNow
    case certificate, certificateMeans, certificatePick, certificateKept, certificateDrop, troubleCertificate
    case troubleCertificateNext, troubleCutover, troubleCutoverNext, troubleLead, troubleSyncFirst
    case troubleSyncFirstNext, clockMoved, clockRight, eveningMore, lead, leadHint, leadChoice, nightBegins
    case nightBeginsMeans, byNight, byDay, discretion, detailed, restoreInstead, unknownNightsOne
    case unknownNightsOther, proposalAccepted, howMade, stepBefore, syringeFirst, chooseSyringe, syringeNone
    case syringeOwn, historySpan, nightChange, plainFirst, notHere, notHereMeans, leftOpen, notExecutable
    case hiddenFromOverview, detailedMeans, detailedNot, triesLeftOne, triesLeftOther, triesLeftNone, recheck
    case recheckMeans, recheckNow, recheckEnd, happening, happeningMeans, happeningOver, markInfection, markExertion
    case markCrash, markPeriod
    case recheckEndMeans, backAndAsk, backAndAskMeans, askAgainMonths, backAndAskNow, nightsTakenOne
    case nightsTakenOther, setAside, restoredDosesOne, restoredDosesOther, supplyFrom, underWay, askAgainHint
    case shareHour, shareYear, shareBorn, shareServer, shareServerHint, shareTellPasscode, sharePasscodeAsked
    case takeAllBack, oldLinks, deleteLinksOne, deleteLinksOther, deleteAllTheSame, sayTime, notWritten, planMade
    case oneOrTwo, itWasOne, itWasOneMeans, itWasTwo, itWasTwoMeans
}
