package org.nocte.app.screen

import android.app.AlertDialog
import android.app.TimePickerDialog
import android.os.Looper
import android.view.View
import android.widget.CompoundButton
import android.widget.EditText
import android.widget.TextView
import org.nocte.app.stand.Household
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowDialog
import org.robolectric.shadows.ShadowPausedLooper

/** A page as somebody before it has it: words to read, buttons to tap, fields to type on. */
class Page(val activity: MainActivity, private val app: Household) {
    /** How often the screen was touched. */
    var taps = 0
        private set

    fun views(): List<View> = all(activity.window.decorView)

    /** As they are read: what only keeps a unit on one line is left out. */
    fun texts(): List<String> = views().filterIsInstance<TextView>().map { it.text.toString().replace("\u2060", "") }

    fun says(words: String) = texts().any { words in it }

    fun has(label: String) = views().any { it is TextView && it.isClickable && it.text.toString() == label }

    fun button(label: String): View = views().first { it is TextView && it.isClickable && it.text.toString() == label }

    fun tap(label: String) {
        check(has(label)) { "no button $label among ${texts()}" }
        taps++
        button(label).performClick()
        app.settle()
    }

    /** Waits for what comes from beside the lane: for whatever is posted next to this thread, and looks again. */
    fun await(come: () -> Boolean) {
        repeat(TRIES) {
            if (come()) return
            (shadowOf(Looper.getMainLooper()) as ShadowPausedLooper).poll(PATIENCE_MILLIS)
            app.settle()
        }
        throw AssertionError("did not come: ${texts()}")
    }

    /** Ticks a box by the beginning of its words. */
    fun tick(words: String) {
        val box = views().filterIsInstance<CompoundButton>().first { it.text.startsWith(words) }
        taps++
        box.performClick()
        app.settle()
    }

    /** Types on the field under a question. */
    fun type(question: String, typed: String) {
        val label = views().filterIsInstance<TextView>().first { it.text.toString() == question }
        val field = views().filterIsInstance<EditText>().first { it.id == label.labelFor }
        taps++
        field.setText(typed)
    }

    /** Takes the day that the system's calendar shows. */
    fun takeTheDay(button: String) {
        tap(button)
        val calendar = ShadowDialog.getLatestDialog() as AlertDialog
        taps++
        calendar.getButton(AlertDialog.BUTTON_POSITIVE).performClick()
        app.settle()
    }

    /** Takes a time on the system's clock face. */
    fun takeTheTime(hour: Int, minute: Int) {
        val face = ShadowDialog.getLatestDialog() as TimePickerDialog
        face.updateTime(hour, minute)
        taps++
        face.getButton(AlertDialog.BUTTON_POSITIVE).performClick()
        app.settle()
    }

    private companion object {
        const val TRIES = 30
        const val PATIENCE_MILLIS = 2_000L
    }
}

/** The app, opened as from its icon. */
fun <T> opened(app: Household, test: Page.() -> T): T = Robolectric.buildActivity(MainActivity::class.java).setup().use {
    app.settle()
    Page(it.get(), app).test()
}
