package org.nocte.core.impl

import nocte.core.ApiException
import nocte.core.InternalException
import nocte.core.Lang
import nocte.core.PairProblem
import org.nocte.core.Trouble

/** The boundary's errors as troubles. What nobody expected is a mistake of ours, and its words are dropped. */
internal fun trouble(error: Throwable, lang: Lang): Trouble = when (error) {
    is ApiException.Refused -> error.refusal.use {
        val words = it.words(lang)
        Trouble.Refused(it.code(), words.reason, words.next)
    }
    is ApiException.Locked -> Trouble.Locked
    is ApiException.WrongKey -> Trouble.WrongKey
    is ApiException.Damaged -> Trouble.Damaged
    is ApiException.Newer -> Trouble.Newer
    is ApiException.Full -> Trouble.Full
    is ApiException.Busy -> Trouble.Busy
    is ApiException.Cancelled -> Trouble.Cancelled
    is ApiException.Empty -> Trouble.Empty
    is ApiException.NoSuch -> Trouble.Gone
    is ApiException.NotPaired -> Trouble.NotPaired
    is ApiException.Input -> Trouble.Field(error.kind.name)
    is ApiException.Symptom -> Trouble.Field("SYMPTOM")
    is ApiException.Choice -> Trouble.Field("CHOICE_" + error.why.name)
    is ApiException.Certificate -> Trouble.Field("CERTIFICATE")
    is ApiException.Backup -> Trouble.Field("BACKUP_" + error.why.name)
    is ApiException.Pairing -> Trouble.Field("PAIRING_" + error.why.name(), (error.why as? PairProblem.WrongPasscode)?.remaining?.toInt())
    is ApiException.Port, is ApiException.Closed, is ApiException.Internal, is InternalException -> Trouble.Internal
    else -> Trouble.Internal
}

private fun PairProblem.name(): String = javaClass.simpleName.uppercase()
