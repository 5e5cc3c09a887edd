package org.nocte.core

/** Calls what the oldest Android of ours does not have, behind a question for the version. The check for it passes over these. */
@Retention(AnnotationRetention.BINARY)
@Target(AnnotationTarget.FUNCTION, AnnotationTarget.CLASS)
annotation class NewerApi(val level: Int)
