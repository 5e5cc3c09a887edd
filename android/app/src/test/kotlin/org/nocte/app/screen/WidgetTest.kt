package org.nocte.app.screen

import android.appwidget.AppWidgetManager
import android.widget.TextView
import nocte.core.DoseAnswer
import nocte.core.Swallowed
import nocte.core.Told
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.nocte.app.R
import org.nocte.app.stand.Household
import org.nocte.app.widget.TonightWidget
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

/** The home screen says Done or Not yet, and names nothing. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], application = Household::class, qualifiers = "en-w411dp-h867dp-xhdpi")
class WidgetTest {
    private val app get() = RuntimeEnvironment.getApplication() as Household

    @Test
    fun itSaysNotYetAndThenDone() {
        app.begin()
        app.at("2026-09-21", "22:00")
        val manager = shadowOf(app.getSystemService(AppWidgetManager::class.java))
        val id = manager.createWidget(TonightWidget::class.java, R.layout.widget)
        app.settle()
        fun words() = all(manager.getViewFor(id)).filterIsInstance<TextView>().map { it.text.toString() }
        assertEquals(listOf("Tonight", "Not yet"), words())
        app.tell { it.log(Told.Answer(DoseAnswer.Taken(Swallowed())), "2026-09-21") }
        TonightWidget.refresh(app)
        app.settle()
        assertEquals(listOf("Tonight", "Done"), words())
    }
}
