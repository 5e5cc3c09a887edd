package nocte.runner

import java.time.Instant
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.booleanOrNull

/** A case that cannot be run, or an input nobody reads. The text names the field. */
class Unfit(what: String) : Exception(what)

/** The fields of one JSON object, with the path that leads to it. */
class Fields(private val map: JsonObject, private val path: String = "") {
    /** Refuses fields nobody reads: an ignored input would make a case pass for nothing. */
    fun only(vararg known: String) {
        map.keys.firstOrNull { it !in known }?.let { throw Unfit("unknown field ${place(it)}") }
    }

    /** As [only], besides what every case has. */
    fun known(vararg inputs: String) = only("id", "type", "title", "expect", *inputs)

    /** As [only], but lets plain text pass, which is a remark to the reader. */
    fun onlyOrRemarks(vararg known: String) {
        val stranger = map.entries.firstOrNull { (key, value) ->
            key !in known && !(value is JsonPrimitive && value.isString)
        }
        stranger?.let { throw Unfit("unknown field ${place(it.key)}") }
    }

    fun has(key: String) = element(key) != null

    fun text(key: String): String? = primitive(key)?.also { if (!it.isString) refuse(key, "text") }?.content

    fun ulong(key: String): ULong? = number(key) { it.toULongOrNull() }

    fun uint(key: String): UInt? = number(key) { it.toUIntOrNull() }

    fun int(key: String): Int? = number(key) { it.toIntOrNull() }

    fun flag(key: String): Boolean? =
        primitive(key)?.let { (if (it.isString) null else it.booleanOrNull) ?: refuse(key, "a flag") }

    /** An instant of the form `2026-11-22T22:00:00Z`, in milliseconds as the bridge takes it. */
    fun millis(key: String): Long? =
        text(key)?.let { runCatching { Instant.parse(it).toEpochMilli() }.getOrElse { refuse(key, "an instant") } }

    fun texts(key: String): List<String>? = list(key)?.mapIndexed { index, value ->
        (value as? JsonPrimitive)?.takeIf { it.isString }?.content ?: refuse("$key[$index]", "text")
    }

    fun uints(key: String): List<UInt>? = list(key)?.mapIndexed { index, value ->
        (value as? JsonPrimitive)?.content?.toUIntOrNull() ?: refuse("$key[$index]", "a number")
    }

    /** The fields of an object below, if there is one. */
    fun below(key: String): Fields? = element(key)?.let { below(it, place(key)) }

    /** The objects of a list below; none if there is no list. */
    fun each(key: String): List<Fields> =
        list(key)?.mapIndexed { index, value -> below(value, place("$key[$index]")) } ?: emptyList()

    /** What the case expects, to be compared. */
    fun expectation(): Expectation =
        Expectation(element("expect") as? JsonObject ?: throw Unfit("expect: expected an object, got none"))

    fun needText(key: String): String = text(key) ?: missing(key)

    fun needUlong(key: String): ULong = ulong(key) ?: missing(key)

    fun needUint(key: String): UInt = uint(key) ?: missing(key)

    fun needInt(key: String): Int = int(key) ?: missing(key)

    fun needMillis(key: String): Long = millis(key) ?: missing(key)

    fun needTexts(key: String): List<String> = texts(key) ?: missing(key)

    fun needBelow(key: String): Fields = below(key) ?: missing(key)

    private fun missing(key: String): Nothing = throw Unfit("${place(key)} is missing")

    private fun element(key: String): JsonElement? = map[key]?.takeIf { it !is JsonNull }

    private fun list(key: String): JsonArray? = element(key)?.let { it as? JsonArray ?: refuse(key, "a list") }

    private fun primitive(key: String): JsonPrimitive? =
        element(key)?.let { it as? JsonPrimitive ?: refuse(key, "a value") }

    private fun <T> number(key: String, read: (String) -> T?): T? =
        primitive(key)?.let { (if (it.isString) null else read(it.content)) ?: refuse(key, "a number in range") }

    private fun below(value: JsonElement, path: String) =
        Fields(value as? JsonObject ?: throw Unfit("$path is not an object"), path)

    private fun refuse(key: String, what: String): Nothing = throw Unfit("${place(key)} is not $what")

    private fun place(key: String) = if (path.isEmpty()) key else "$path.$key"
}
