package org.nocte.app.screen

import android.content.ClipboardManager
import android.content.Intent
import android.net.Uri
import android.util.Base64
import android.view.WindowManager
import java.net.HttpURLConnection
import java.net.URI
import org.json.JSONObject
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.nocte.app.stand.Household
import org.nocte.app.stand.MemoryKeyStore
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowLog

/** *Share* over the real portal: made, opened by somebody else, counted, taken back; and a page that needs no server. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], application = Household::class, qualifiers = "en-w411dp-h867dp-xhdpi")
class ShareTest {
    private val app get() = RuntimeEnvironment.getApplication() as Household

    private fun <T> sharing(test: Page.() -> T): T = opened(app) {
        activity.open(ShareScreen())
        app.settle()
        test()
    }

    /** What was handed to the system's sheet. */
    private fun Page.handed(): Intent = shadowOf(activity).nextStartedActivity.getParcelableExtra(Intent.EXTRA_INTENT, Intent::class.java)!!

    private fun Page.make(): String {
        tap("Make the link")
        await { has("Send the link") }
        tap("Send the link")
        return handed().getStringExtra(Intent.EXTRA_TEXT)!!
    }

    /** Somebody points a camera at it: the answer of the server, by its number and text. */
    private fun open(link: String, passcode: String): Pair<Int, String> {
        val payload = JSONObject(String(Base64.decode(link.substringAfter("shlink:/"), Base64.URL_SAFE)))
        val asked = URI(payload.getString("url")).toURL().openConnection() as HttpURLConnection
        asked.requestMethod = "POST"
        asked.setRequestProperty("Content-Type", "application/json")
        asked.doOutput = true
        asked.outputStream.use { it.write("""{"recipient":"a doctor","passcode":"$passcode"}""".toByteArray()) }
        val answer = if (asked.responseCode < HttpURLConnection.HTTP_BAD_REQUEST) asked.inputStream else asked.errorStream
        return asked.responseCode to answer.readBytes().decodeToString()
    }

    @Test
    fun aLinkIsMadeOpenedCountedAndTakenBack() {
        app.begin()
        app.live(nights = 3)
        app.beside { desk ->
            app.pairedWith(desk)
            sharing {
                assertTrue(says("None."))
                tap("With a doctor")
                assertTrue("what is not in it is said first", says("no notes"))
                type("For whom? It stands in the link", "Dr Lindqvist")
                tick("An hour")
                type("A passcode, if it is to have one", "4711")
                val link = make()
                assertTrue("shown once, and in no picture of the screen", activity.window.attributes.flags and SECURE == SECURE)
                assertTrue(texts().toString(), says("Tell the passcode another way."))
                tap("Ready")
                assertEquals(0, activity.window.attributes.flags and SECURE)
                assertTrue(texts().toString(), says("Summary for a doctor · Dr Lindqvist") && says("It asks for the passcode."))
                val (wrong, left) = open(link, "0000")
                assertEquals(401 to """{"remainingAttempts":4}""", wrong to left)
                assertEquals(200, open(link, "4711").first)
                tap("Ask how often they were opened")
                await { says("Opened once.") }
                assertTrue(texts().toString(), says("4 of 5 passcode tries are left."))
                tap("Take it back")
                await { says("Taken back. It does not open any more.") }
                assertFalse(has("Take it back"))
                assertEquals(404, open(link, "4711").first)
                assertFalse("no link in any log", ShadowLog.getLogs().any { link.substringAfter("shlink:/") in it.msg })
            }
        }
    }

    @Test
    fun aCarerSeesTonightForAYearAndIsToldThatNothingCanBeLogged() {
        app.begin()
        app.beside { desk ->
            app.pairedWith(desk)
            sharing {
                tap("With a carer")
                assertTrue(texts().toString(), says("They can log nothing."))
                assertFalse("a carer's has no name in it", says("Your name"))
                tick("A year")
                val link = make()
                tap("Ready")
                assertTrue(texts().toString(), says("Tonight, for a carer") && says("Until 18:00 on"))
                assertTrue(open(link, "").first == 200)
                tap("Ask how often they were opened")
                await { says("Opened once.") }
            }
        }
    }

    @Test
    fun withoutAClinicThereIsAPageToHandOverAndTheCodeGoesAnotherWay() {
        app.begin()
        app.live(nights = 3)
        sharing {
            tap("With a doctor")
            tap("Make the link")
            await { says("This phone is paired with no clinic, and no server was named.") }
            tap("Make a page to hand over")
            assertTrue(texts().toString(), says("A file does not end and cannot be taken back."))
            tap("Hand over the page")
            val sent = handed()
            val page = sent.getParcelableExtra(Intent.EXTRA_STREAM, Uri::class.java)!!
            assertEquals("text/html", activity.contentResolver.getType(page))
            val html = activity.contentResolver.openInputStream(page)!!.use { it.readBytes().decodeToString() }
            tap("Copy the code that opens it")
            val clip = activity.getSystemService(ClipboardManager::class.java).primaryClip!!
            val code = clip.getItemAt(0).text.toString()
            assertTrue("the system shows it to nobody", clip.description.extras.getBoolean("android.content.extra.IS_SENSITIVE"))
            assertTrue(html.length > 10_000 && code.startsWith("shlink:/"))
            assertFalse("the page does not open itself", code.substringAfter("shlink:/") in html)
            tap("Ready")
            assertTrue("nobody can take it back, so it is not listed", says("None."))
        }
    }

    @Test
    fun deletingEverythingTakesLinksBackAndSaysWhichItCouldNot() {
        MemoryKeyStore.install()
        app.begin()
        app.beside { desk ->
            app.pairedWith(desk)
            sharing {
                tap("With a carer")
                make()
                tap("Ready")
            }
        }
        // The clinic is gone.
        opened(app) {
            activity.open(DeleteScreen())
            app.settle()
            assertTrue(texts().toString(), says("1 link that was shared still opens."))
            tick("I want that")
            tap("Delete everything now")
            await { says("the server did not answer") }
            assertFalse("nothing is deleted before that was read", says("Everything is deleted."))
            tap("Delete everything now")
            await { says("Everything is deleted.") }
        }
        assertEquals(0uL, app.tell { it.history("2026-01-01", "2030-01-01").counts.plans })
    }

    private companion object {
        const val SECURE = WindowManager.LayoutParams.FLAG_SECURE
    }
}
