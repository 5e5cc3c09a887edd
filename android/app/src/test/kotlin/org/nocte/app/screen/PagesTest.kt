package org.nocte.app.screen

import android.content.ClipboardManager
import android.content.Intent
import android.net.Uri
import android.os.ParcelFileDescriptor
import android.print.PageRange
import android.print.PrintDocumentAdapter
import android.provider.OpenableColumns
import java.io.File
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.nocte.app.model.PaperKind
import org.nocte.app.paper.PaperFiles
import org.nocte.app.paper.PaperPrint
import org.nocte.app.stand.Household
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

/** The pages beside the nights, over a real store of a year: the verdict, the evidence, and what goes on paper. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], application = Household::class, qualifiers = "en-w411dp-h867dp-xhdpi")
class PagesTest {
    private val app get() = RuntimeEnvironment.getApplication() as Household

    private fun <T> on(screen: Screen, test: Page.() -> T): T = opened(app) {
        activity.open(screen)
        app.settle()
        test()
    }

    @Test
    fun withoutNightsBeforeTheFirstDoseThereIsNoVerdictAndNoScaleIsPassedOver() {
        app.yearOld()
        on(ResponseScreen()) {
            assertTrue(texts().toString(), says("Pain") && says("Fatigue") && says("Trouble sleeping"))
            assertFalse("a verdict without a baseline", says("better than before"))
            assertFalse("nobody says that it works", says("it works"))
        }
    }

    @Test
    fun theEvidenceSaysFirstThatItIsNotReviewedAndNamesItsSources() = on(EvidenceScreen()) {
        assertTrue(texts().toString(), says("reviewed"))
        val topic = views().filterIsInstance<android.widget.Button>().map { it.text.toString() }[1]
        tap(topic)
        assertTrue(texts().toString(), texts().any { Regex("(19|20)\\d\\d").containsMatchIn(it) })
    }

    @Test
    fun theDoctorsPageIsSharedThroughTheSystemsSheetWithTheAppThatIsPickedAndNoOther() {
        app.yearOld()
        on(PaperScreen(PaperKind.FOLLOW_UP)) {
            tap("Share as a PDF")
            val sheet = shadowOf(activity).nextStartedActivity
            assertEquals(Intent.ACTION_CHOOSER, sheet.action)
            @Suppress("DEPRECATION") // the newer one came with API 33
            val send = sheet.getParcelableExtra<Intent>(Intent.EXTRA_INTENT)!!
            assertTrue(send.flags and Intent.FLAG_GRANT_READ_URI_PERMISSION != 0)
            val uri = send.clipData!!.getItemAt(0).uri
            val bytes = activity.contentResolver.openInputStream(uri)!!.use { it.readBytes() }
            assertEquals("%PDF-", bytes.take(5).toByteArray().toString(Charsets.US_ASCII))
            val name = activity.contentResolver.query(uri, arrayOf(OpenableColumns.DISPLAY_NAME), null, null, null)!!.use {
                it.moveToFirst()
                it.getString(0)
            }
            assertEquals("nocte-follow-up-2026-11-24.pdf", name)
            assertThrows(java.io.FileNotFoundException::class.java) {
                PaperFiles.keep(app, "next.pdf", ByteArray(1))
                activity.contentResolver.openInputStream(uri)
            }
            val store = Uri.parse("content://org.nocte.app.paper/..%2F..%2Fno_backup%2Fnocte.db")
            assertThrows(java.io.FileNotFoundException::class.java) { activity.contentResolver.openInputStream(store) }
        }
    }

    @Test
    fun aPageIsCopiedAsTextAndPrintedAsItIs() {
        app.yearOld()
        on(PaperScreen(PaperKind.CARD)) {
            tap("Copy as text")
            val clip = activity.getSystemService(ClipboardManager::class.java).primaryClip!!
            assertEquals("", clip.description.label)
            assertTrue(clip.getItemAt(0).text.length > 100)
        }
        val printed = File(app.cacheDir, "printed")
        val to = ParcelFileDescriptor.open(printed, ParcelFileDescriptor.MODE_CREATE or ParcelFileDescriptor.MODE_WRITE_ONLY)
        val pages = mutableListOf<PageRange>()
        PaperPrint("card.pdf", "%PDF-1.7".toByteArray()).onWrite(
            arrayOf(PageRange.ALL_PAGES), to, null,
            object : PrintDocumentAdapter.WriteResultCallback() {
                override fun onWriteFinished(written: Array<PageRange>) {
                    pages += written
                }
            },
        )
        assertEquals(listOf(PageRange.ALL_PAGES), pages)
        assertEquals("%PDF-1.7", printed.readText())
    }
}
