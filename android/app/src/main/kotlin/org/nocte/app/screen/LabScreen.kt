package org.nocte.app.screen

import org.nocte.app.R
import org.nocte.app.component.Column
import org.nocte.app.component.field
import org.nocte.app.model.TypedLab

/** A laboratory value as it is printed, kept for the doctor. */
class LabScreen : Screen() {
    private var what = ""
    private var value = ""
    private var unit = ""
    private var method = ""
    private var on = ""

    override val title get() = words(R.string.lab)

    override fun draw(page: Column) {
        page.remark(words(R.string.lab_means))
        page.field(words(R.string.lab_what), words(R.string.lab_what_hint), ::what)
        page.field(words(R.string.lab_value), words(R.string.lab_value_hint), ::value)
        page.field(words(R.string.lab_unit), words(R.string.lab_unit_hint), ::unit)
        page.field(words(R.string.lab_method), words(R.string.lab_method_hint), ::method)
        page.day(stage, R.string.lab_on, R.string.lab_on_is, ::on)
        page.main(words(R.string.keep)) {
            ask<Unit>({ stage.house.diary.lab(TypedLab(what, value, unit, method, on), it) }) { stage.back() }
        }
    }
}
