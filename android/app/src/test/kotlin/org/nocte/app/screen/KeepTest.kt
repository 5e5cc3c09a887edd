package org.nocte.app.screen

import android.app.Activity
import android.content.Intent
import android.net.Uri
import java.io.ByteArrayInputStream
import java.io.ByteArrayOutputStream
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.nocte.app.stand.Household
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

/** Copies: written with the words from the paper, restored, and looked through before any line. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], application = Household::class, qualifiers = "en-w411dp-h867dp-xhdpi")
class KeepTest {
    private val app get() = RuntimeEnvironment.getApplication() as Household
    private val place = Uri.parse("content://place/copy")

    /** The system gives the place that was picked. */
    private fun Page.pick() {
        val asked = shadowOf(activity).nextStartedActivityForResult
        shadowOf(activity).receiveResult(asked.intent, Activity.RESULT_OK, Intent().setData(place))
        app.settle()
    }

    @Test
    fun aCopyIsWrittenAfterTheWordsWereTypedFromPaperAndRestoredIsNotAmnesia() {
        app.begin()
        app.live(nights = 3)
        val copy = ByteArrayOutputStream()
        var phrase = ""
        opened(app) {
            activity.open(BackupScreen())
            app.settle()
            phrase = texts().first { Regex("(\\w{5} )+\\w+").matches(it) }
            type("Type it from the paper", "something else")
            tap("Choose a place and write")
            assertEquals("nothing was asked of the system", null, shadowOf(activity).nextStartedActivityForResult)
            type("Type it from the paper", phrase)
            shadowOf(activity.contentResolver).registerOutputStream(place, copy)
            tap("Choose a place and write")
            pick()
            assertTrue(texts().toString(), says("The copy is written."))
        }
        assertTrue(copy.size() > 1000)
        assertFalse("nothing of it is left on the phone", app.cacheDir.list().orEmpty().any { it.endsWith("nocte") })
        app.at("2026-09-24", "21:50")
        opened(app) {
            activity.open(RestoreScreen())
            app.settle()
            type("What stands on the paper", phrase)
            shadowOf(activity.contentResolver).registerInputStream(place, ByteArrayInputStream(copy.toByteArray()))
            tap("Pick the copy")
            pick()
            await { says("Restored from") }
            assertFalse("nor of the one that came in", app.cacheDir.list().orEmpty().any { it.endsWith("nocte") })
            assertTrue(texts().toString(), says("3 answers about doses are on record now.") && says("is set aside, not deleted"))
            activity.home()
            app.settle()
            assertFalse("no line before it was looked through", has("Done"))
            tap("Look through what was restored")
            listOf("The step of the plan", "The bottle's letter", "Recent painkillers", "The old phone").forEach { tick(it) }
            tap("I have looked at all of it")
            assertTrue(texts().toString(), says("since the copy"))
        }
    }

    @Test
    fun everythingIsWrittenInTheOpenWhenItIsAskedFor() {
        app.begin()
        app.live(nights = 3)
        val table = ByteArrayOutputStream()
        opened(app) {
            activity.open(ExportScreen())
            app.settle()
            shadowOf(activity.contentResolver).registerOutputStream(place, table)
            tap("Doses and ratings as a table")
            pick()
            assertTrue(says("Written."))
        }
        assertTrue(table.toString().lines().size > 3)
    }
}
