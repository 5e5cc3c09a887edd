package nocte.runner

import java.io.File
import java.io.IOException
import kotlin.system.exitProcess
import kotlinx.serialization.SerializationException
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import nocte.core.ApiException
import nocte.core.uniffiEnsureInitialized

/** One line for each failing case, then `N passed, M failed`. Status 0 all passed, 1 a case failed, 2 a file cannot be read. */
fun main(arguments: Array<String>) {
    if (arguments.isEmpty()) refuse("no file given", "name at least one, as in tests/vectors/reminders.json")
    // Compares the library's checksums with those the bindings were made for: a stale library is refused here.
    uniffiEnsureInitialized()
    // All are read before any is run, so that a refusal leaves stdout empty.
    val files = arguments.map { File(it).name to read(it) }
    var passed = 0
    var failed = 0
    for ((name, file) in files) {
        val cases = file.getValue("cases") as JsonArray
        val failures = cases.mapIndexedNotNull { index, case -> failure(case as? JsonObject, index, file) }
        failures.forEach(::println)
        println("kotlin: $name: ${cases.size} cases, ${failures.size} of them failed")
        passed += cases.size - failures.size
        failed += failures.size
    }
    Windows.differing.forEach { println("kotlin: this platform's zone data differ: $it") }
    println("kotlin: ${Windows.compared} zone windows of this platform compared, ${Windows.differing.size} differ")
    if (Windows.tooMany) failed += 1
    println("$passed passed, $failed failed")
    exitProcess(if (failed == 0) 0 else 1)
}

/** The runner of a case type; null for one nobody knows. */
private fun runner(kind: String?): ((Fields, Fields) -> List<String>)? = when (kind) {
    "resolve", "attribute", "plan", "action", "diff" -> ::remindersCase
    "dilute", "plan_on_syringe", "second_dilution", "show", "parse" -> ::amountsCase
    "check" -> ::safetyCase
    "advance_plan" -> ::planCase
    else -> null
}

/** What is wrong with one case, as one line that begins with its id; null when nothing is. */
private fun failure(case: JsonObject?, index: Int, file: JsonObject): String? {
    val id = (case?.get("id") as? JsonPrimitive)?.content ?: "cases[$index]"
    val differences = try {
        val kind = (case?.get("type") as? JsonPrimitive)?.content
        val run = runner(kind) ?: throw Unfit("type: expected a known case type, got $kind")
        run(Fields(case!!), Fields(file))
    } catch (unfit: Unfit) {
        listOf("could not be run: ${unfit.message}")
    } catch (error: ApiException) {
        val refusal = (error as? ApiException.Refused)?.refusal
        listOf("could not be run: the bridge said ${refusal?.code() ?: error}")
    }
    if (differences.isEmpty()) return null
    val more = if (differences.size > 1) " (and ${differences.size - 1} more)" else ""
    return "$id ${differences.first()}$more".replace(Regex("[\r\n]+"), " ")
}

private fun read(path: String): JsonObject {
    val file = try {
        Json.parseToJsonElement(File(path).readText())
    } catch (error: IOException) {
        refuse("$path: ${error.message}", "give a JSON file with a list of cases, as tests/vectors/reminders.json")
    } catch (error: SerializationException) {
        refuse("$path: not JSON: ${error.message}", "give a JSON file with a list of cases, as tests/vectors/reminders.json")
    }
    return (file as? JsonObject)?.takeIf { it["cases"] is JsonArray }
        ?: refuse("$path: no list of cases in it", "give a JSON file with a list of cases, as tests/vectors/reminders.json")
}

private fun refuse(reason: String, next: String): Nothing {
    System.err.println(reason.replace('\n', ' '))
    System.err.println(next)
    exitProcess(2)
}
