package org.nocte.app.screen

import android.app.DatePickerDialog
import android.app.TimePickerDialog
import java.util.Locale
import kotlin.reflect.KMutableProperty0
import org.nocte.app.component.Column

/** Asks for a day with the system's own calendar and gives it back as it is written everywhere: `2026-11-25`. */
fun Stage.pickDay(picked: (String) -> Unit) {
    val calendar = DatePickerDialog(kit.context)
    calendar.setOnDateSetListener { _, year, month, day ->
        // The picker counts months from nothing.
        picked(String.format(Locale.ROOT, "%04d-%02d-%02d", year, month.inc(), day))
    }
    calendar.show()
}

/** A button that asks for a day, and says which was picked. */
fun Column.day(stage: Stage, ask: Int, told: Int, day: KMutableProperty0<String>) {
    side(if (day.get().isEmpty()) stage.words(ask) else stage.words(told, day.get())) {
        stage.pickDay {
            day.set(it)
            stage.redraw()
        }
    }
}

/** Asks for a time of day: `22:30`. */
fun Stage.pickTime(now: String, picked: (String) -> Unit) {
    val (hour, minute) = now.split(":").mapNotNull { it.toIntOrNull() }.let { it.getOrElse(0) { 0 } to it.getOrElse(1) { 0 } }
    val answer = TimePickerDialog.OnTimeSetListener { _, atHour, atMinute ->
        picked(String.format(Locale.ROOT, "%02d:%02d", atHour, atMinute))
    }
    TimePickerDialog(kit.context, answer, hour, minute, true).show()
}
