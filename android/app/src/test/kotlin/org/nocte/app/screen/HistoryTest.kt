package org.nocte.app.screen

import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.nocte.app.stand.Household
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/** What is on record, over a real store of a year: a page at a time, back to the first night. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], application = Household::class, qualifiers = "en-w411dp-h867dp-xhdpi")
class HistoryTest {
    private val app get() = RuntimeEnvironment.getApplication() as Household

    @Test
    fun aYearIsPagedBackToItsFirstNightAndEveryNightStandsOnOnePage() {
        app.yearOld()
        opened(app) {
            activity.open(HistoryScreen())
            app.settle()
            val nights = mutableListOf<String>()
            var pages = 0
            while (true) {
                pages++
                assertTrue(texts().toString(), says(" to "))
                while (has("Show all")) tap("Show all")
                nights += texts().filter { "\n" in it }.map { it.substringBefore("\n") }
                if (!has("Earlier nights")) break
                tap("Earlier nights")
            }
            assertEquals("none twice, none left out", 364, nights.size)
            assertEquals("Mon 23 Nov", nights.first())
            assertEquals("Tue 25 Nov", nights.last())
            assertEquals(7, pages)
        }
    }

    @Test
    fun anEffectThatBeganMonthsAgoIsStillAskedAboutAndCanBeSaidToBeGone() {
        app.yearOld()
        opened(app) {
            activity.open(LogScreen())
            app.settle()
            tap("Side effect")
            tap("vivid dreams is gone")
            tap("Side effect")
            assertFalse(texts().toString(), has("vivid dreams is gone"))
        }
    }
}
