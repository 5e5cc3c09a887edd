package org.nocte.app.stand

import java.io.BufferedReader
import java.io.Closeable
import java.time.Instant

/** A clinic beside the phone: the real portal, in a process of its own, asked for one thing at a time. */
class Desk : Closeable {
    private val process = ProcessBuilder(System.getProperty("nocte.desk")).redirectError(ProcessBuilder.Redirect.INHERIT).start()
    private val answers: BufferedReader = process.inputStream.bufferedReader()

    /** A link for its patient, Ada Muster of 1980, and the passcode to it. */
    fun link(): Pair<String, String> = ask("link").split(' ').let { (link, passcode) -> link to passcode }

    fun now(at: Instant) = done("now $at")

    /** The clinic's half of the comparison. */
    fun match(nanograms: ULong) = done("match $nanograms")

    /** Signs an order for one step. */
    fun order(nanograms: ULong, nights: Int) = done("order $nanograms $nights")

    fun stop() = done("stop")

    /** Says no to a request for a step. */
    fun refuse(why: String) = done("refuse $why")

    fun end() = done("end")

    private fun done(question: String) = check(ask(question) == "done") { "the clinic was asked $question" }

    private fun ask(question: String): String {
        process.outputStream.run {
            write("$question\n".toByteArray())
            flush()
        }
        return checkNotNull(answers.readLine()) { "the clinic is gone" }.also { check(!it.startsWith("no: ")) { "$question: $it" } }
    }

    override fun close() {
        process.outputStream.close()
        process.waitFor()
    }
}
