package nocte.runner

import kotlin.io.path.createTempDirectory
import nocte.core.DecimalMark
import nocte.core.Lang
import nocte.core.Nocte
import nocte.core.dilute
import nocte.core.parseStrength
import nocte.core.parseSyringe

private const val BATCH = 4_000_000L
private const val BATCHES = 60

/** What each call of a screen costs from Kotlin. `bindings/examples/screens.rs` makes the same calls in Rust. */
object Bench {
    @JvmStatic
    fun main(arguments: Array<String>) {
        val folder = createTempDirectory("nocte").toFile()
        val story = Story(folder.path) { "" }
        story.begun()
        calls(story.app).forEach { (name, call) -> row(name, call) }
        story.app.closeStore()
        folder.deleteRecursively()
    }

    private fun calls(app: Nocte): Map<String, () -> Any?> {
        val strength = parseStrength("1 mg/mL", DecimalMark.POINT)
        val syringe = parseSyringe("1mL/0.01mL", DecimalMark.POINT)
        return mapOf(
            "tonight" to app::tonight,
            "plan" to app::plan,
            "medicines" to app::medicines,
            "bottles" to { app.bottles(30u) },
            "history" to { app.history("2026-10-30", "2026-11-05") },
            "reminders" to { app.reminders(emptyList(), emptyList(), null) },
            "settings" to app::settings,
            "card" to app::card,
            "dilute" to { dilute(strength, null, 1_500_000uL, syringe, Lang.EN) },
        )
    }

    /** Warms up, long enough for the compiler of the JVM, then times batches: the quickest and the middle one. */
    private fun row(name: String, call: () -> Any?) {
        val start = System.nanoTime()
        var count = 0L
        while (System.nanoTime() - start < 3_000_000_000L) {
            call()
            count += 1
        }
        val size = maxOf(1L, BATCH * count / (System.nanoTime() - start))
        val figures = List(BATCHES) {
            val begun = System.nanoTime()
            for (one in 0 until size) call()
            (System.nanoTime() - begun) / size
        }.sorted()
        println("$name ${figures.first()} ${figures[BATCHES / 2]}")
    }
}
