package org.nocte.app.screen

import java.io.File
import java.lang.reflect.Modifier
import java.util.zip.ZipFile
import nocte.core.TonightView
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.objectweb.asm.ClassReader

/**
 * A screen shows what the core's record of it holds: a field that is added there and reaches no screen is found here.
 *
 * Read from the compiled classes, so that a field of the same name elsewhere does not stand for it: a desk has to ask
 * the record for it, and a screen the value that the desk made of it.
 */
class FieldTest {
    /** Code that was compiled: each class by its name. */
    private fun code(of: Class<*>, folder: String): Map<String, ByteArray> {
        val place = File(of.protectionDomain.codeSource.location.toURI())
        fun wanted(name: String) = name.startsWith(folder) && name.endsWith(".class")
        if (place.isDirectory) {
            val files = place.walk().map { it.relativeTo(place).invariantSeparatorsPath to it }
            return files.filter { (name, _) -> wanted(name) }.associate { (name, file) -> name to file.readBytes() }
        }
        return ZipFile(place).use { jar ->
            jar.stream().toList().filter { wanted(it.name) }.associate { it.name to jar.getInputStream(it).readBytes() }
        }
    }

    /** The methods that code names, each with its class: `nocte/core/TonightView.getLineText`. */
    private fun named(code: Collection<ByteArray>): Set<String> = code.flatMapTo(mutableSetOf()) { bytes ->
        val reader = ClassReader(bytes)
        val room = CharArray(reader.maxStringLength)
        (1 until reader.itemCount).map(reader::getItem).filter { it > 0 && reader.readByte(it - 1) == METHOD }.map { item ->
            val name = reader.getItem(reader.readUnsignedShort(item + 2))
            // What stands behind the dash tells apart what only differs in an unsigned number.
            reader.readClass(item, room) + "." + reader.readUTF8(name, room).substringBefore("-")
        }
    }

    /** Fields of a record, `TonightView.lineText`, that none of the methods reads. */
    private fun unread(record: Class<*>, methods: Set<String>): List<String> {
        val path = record.name.replace('.', '/')
        val fields = record.declaredFields.filterNot { Modifier.isStatic(it.modifiers) }.map { it.name }
        return fields.filterNot { "$path.get${it.replaceFirstChar(Char::uppercase)}" in methods || "$path.$it" in methods }
            .map { record.name.substringAfterLast('.') + "." + it }
    }

    private fun classes(code: Map<String, ByteArray>) = code.keys.map { Class.forName(it.removeSuffix(".class").replace('/', '.')) }

    private val records = classes(code(TonightView::class.java, "nocte/core/").filterKeys { Regex("nocte/core/\\w+(View|Card|Row).class").matches(it) })
    private val app = code(MainActivity::class.java, "org/nocte/app/")
    private val desks = named(app.filterKeys { "/impl/" in it }.values)
    private val screens = named(app.filterKeys { "/impl/" !in it && "/model/" !in it }.values)

    @Test
    fun everyFieldOfARecordIsAskedForByADesk() {
        assertTrue("${records.map { it.simpleName }}", records.size > MANY)
        val unread = records.filterNot { it.simpleName in LEFT_OUT }.flatMap { unread(it, desks) }
        assertEquals("asked for by no desk", emptyList<String>(), unread - LEFT_OUT.keys)
    }

    @Test
    fun everyFieldOfAPageIsShownByAScreen() {
        val made = classes(app.filterKeys { it.startsWith("org/nocte/app/model/") })
            .filter { !it.isInterface && !it.isEnum && it.name.replace('.', '/') + ".<init>" in desks }
        assertTrue("${made.map { it.simpleName }}", made.size > MANY)
        assertEquals("shown on no screen", emptyList<String>(), made.flatMap { unread(it, screens) } - LEFT_OUT.keys)
    }

    @Test
    fun whatIsLeftOutIsStillLeftOut() {
        val made = classes(app.filterKeys { it.startsWith("org/nocte/app/model/") })
        val left = records.filter { unread(it, desks).isNotEmpty() }.map { it.simpleName } + records.flatMap { unread(it, desks) }
        val all = left + made.flatMap { unread(it, screens) }
        assertEquals("shown by now, or no field any more", emptySet<String>(), LEFT_OUT.keys - all.toSet())
    }

    @Test
    fun aFieldThatNobodyReadsIsFound() {
        val reader = named(code(PlantedScreen::class.java, "org/nocte/app/screen/PlantedScreen").values)
        assertEquals(listOf("PlantedView.forgotten"), unread(PlantedView::class.java, reader))
    }

    private companion object {
        /** `CONSTANT_Methodref` (JVMS 4.4). */
        const val METHOD = 10
        const val MANY = 20

        /** Records and fields that no screen shows, each with its reason. */
        val LEFT_OUT = mapOf(
            "DilutionView" to "no screen dilutes without a bottle",
            "WarningView" to "part of DilutionView",
            "TonightView.text" to "its sentences are shown one by one",
            "TonightView.line" to "its sentence is shown, and the syringe drawn to its mark",
            "LoggedView.night" to "the night that was asked about",
            "PlannedView.made" to "the plan's page is asked for again",
            "LevelsView.responder" to "the verdict says it",
            "LevelsView.hundredths" to "for a picture of it; the table has the numbers",
            "BottleView.clocks" to "its sentence is shown",
            "SupplyCard.cost" to "its sentence is shown",
            "ClockRow.clock" to "its sentence is shown",
            "MedicineView.clock" to "its ClockRow is shown",
            "SyncView.delivered" to "a count of one run; what waits is shown",
            "SyncView.pulled" to "a count of one run; what came is shown",
            "SyncView.notBefore" to "the core waits by itself",
            "ParkedView.id" to "for a report",
            "ParkedView.status" to "for a report; the reason is shown",
            "SharedView.id" to "it stands in the list",
            "ShareRow.kind" to "said in words",
            "ShareRow.ends" to "said in words",
            "ShareRow.opened" to "said in words",
            "ReportView.paper" to "the one that was asked for",
            "ReportView.html" to "the PDF is shared and printed",
        )
    }
}

/** A record with a field that its screen forgot. */
internal class PlantedView(val shown: UInt, val forgotten: String)

internal class PlantedScreen {
    fun draw(view: PlantedView) = view.shown
}
