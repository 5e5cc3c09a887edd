package nocte.runner

import java.io.FileDescriptor
import java.io.FileOutputStream
import java.io.PrintStream
import kotlin.io.path.createTempDirectory
import nocte.core.uniffiEnsureInitialized

/**
 * Tells the shared scenario on stdout. `cargo xtask test kotlin` compares it with what every language tells.
 *
 * A line that begins with `? ` is a question to the clinic, whose answer is the next line on stdin.
 */
object Scenario {
    // The story is the same on every machine, whatever its locale.
    private val out = PrintStream(FileOutputStream(FileDescriptor.out), true, Charsets.UTF_8)

    @JvmStatic
    fun main(arguments: Array<String>) {
        uniffiEnsureInitialized()
        val folder = createTempDirectory("nocte").toFile()
        try {
            out.print(Story(folder.path, ::ask).tell())
            out.flush()
        } finally {
            folder.deleteRecursively()
        }
    }

    /** Asks the clinic beside the story. */
    private fun ask(question: String): String {
        out.print("? $question\n")
        out.flush()
        return readln()
    }
}
