package nocte.runner

import java.time.Instant
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.booleanOrNull

/**
 * What one object of a case expects, compared with typed results field by field.
 *
 * A field absent from the case is not compared. A field of the case that nobody answers is a difference, so every
 * comparison ends with [close]. Null and false are what is not known and not set, and equal to an absent answer.
 */
class Expectation(
    private val map: JsonObject,
    private val path: String = "",
    private val found: MutableList<String> = mutableListOf(),
) {
    private val answered = mutableSetOf<String>()

    fun has(key: String) = key in map

    fun text(key: String, got: String?) = compare(key, got) { it.content.takeIf { _ -> it.isString } }

    fun number(key: String, got: Long?) = compare(key, got) { it.content.toLongOrNull() }

    fun number(key: String, got: ULong?) = compare(key, got) { it.content.toULongOrNull() }

    fun number(key: String, got: UInt?) = compare(key, got?.toULong()) { it.content.toULongOrNull() }

    fun flag(key: String, got: Boolean?) = compare(key, got) { it.booleanOrNull }

    /** An instant; got in milliseconds, as the bridge gives it. */
    fun instant(key: String, got: Long?) = compare(key, got?.let(Instant::ofEpochMilli)) { Instant.parse(it.content) }

    /** Texts in order. */
    fun texts(key: String, got: List<String>) = listed(key, got) { it.content.takeIf { _ -> it.isString } }

    /** Numbers in order. */
    fun numbers(key: String, got: List<ULong>) = listed(key, got) { it.content.toULongOrNull() }

    /** Texts whose order means nothing. */
    fun set(key: String, got: List<String>) {
        val wanted = list(key) ?: return
        val names = wanted.map { (it as? JsonPrimitive)?.content ?: it.toString() }
        members(key, names, got)
    }

    /** Objects in order. */
    fun <T> each(key: String, got: List<T>, compare: Expectation.(T) -> Unit) {
        val wanted = list(key) ?: return
        if (wanted.size != got.size) return differ(key, "${wanted.size} elements", "${got.size}")
        wanted.zip(got).forEachIndexed { index, (expected, one) -> under(expected, "$key[$index]") { compare(one) } }
    }

    /** Objects found by their `id`, whose order means nothing. */
    fun <T> matched(key: String, got: List<T>, id: (T) -> String, compare: Expectation.(T) -> Unit) {
        val wanted = list(key) ?: return
        val names = wanted.map { ((it as? JsonObject)?.get("id") as? JsonPrimitive)?.content ?: "?" }
        if (!members(key, names, got.map(id))) return
        val byId = got.associateBy(id)
        wanted.zip(names).forEach { (expected, name) ->
            byId[name]?.let { one -> under(expected, "$key[$name]") { compare(one) } }
        }
    }

    /** Fields of an object below. */
    fun below(key: String, compare: Expectation.() -> Unit) {
        answered += key
        map[key]?.let { under(it, key, compare) }
    }

    /** A flag of a notification: absent from the case, it must not be set. */
    fun unsetOrFlag(key: String, got: Boolean) {
        if (key in map) flag(key, got) else if (got) differ(key, "false", "true")
    }

    /** Everything that differs; what nobody answered too. */
    fun close(): List<String> {
        (map.keys - answered).filterNot { isNothing(map.getValue(it)) }.forEach { differ(it, map.getValue(it), "nothing") }
        return found
    }

    private fun <T> compare(key: String, got: T?, read: (JsonPrimitive) -> T?) {
        answered += key
        val expected = map[key] ?: return
        if (got == null && isNothing(expected)) return
        val wanted = (expected as? JsonPrimitive)?.takeIf { it !is JsonNull }?.let { runCatching { read(it) }.getOrNull() }
        if (wanted == null || wanted != got) differ(key, expected, got ?: "nothing")
    }

    private fun <T> listed(key: String, got: List<T>, read: (JsonPrimitive) -> T?) {
        val wanted = list(key) ?: return
        if (wanted.map { (it as? JsonPrimitive)?.let(read) } != got) differ(key, wanted, got)
    }

    private fun list(key: String): JsonArray? {
        answered += key
        val expected = map[key] ?: return null
        return expected as? JsonArray ?: null.also { differ(key, expected, "a list") }
    }

    private fun members(key: String, wanted: List<String>, got: List<String>): Boolean {
        if (wanted.sorted() == got.sorted()) return true
        differ(key, "also ${(wanted - got.toSet()).sorted()} of ${wanted.size}", "also ${(got - wanted.toSet()).sorted()} of ${got.size}")
        return false
    }

    private fun under(expected: JsonElement, key: String, compare: Expectation.() -> Unit) {
        val below = expected as? JsonObject ?: return differ(key, expected, "an object")
        Expectation(below, place(key), found).apply(compare).close()
    }

    private fun isNothing(expected: JsonElement) =
        expected is JsonNull || (expected is JsonPrimitive && expected.booleanOrNull == false)

    private fun differ(key: String, expected: Any, got: Any) {
        found += "${place(key)}: expected $expected, got $got"
    }

    private fun place(key: String) = if (path.isEmpty()) key else "$path.$key"
}
