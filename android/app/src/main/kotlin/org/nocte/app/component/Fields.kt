package org.nocte.app.component

import android.graphics.Typeface
import android.text.Editable
import android.text.InputType
import android.text.TextWatcher
import android.view.Gravity
import android.view.View
import android.view.ViewGroup
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.widget.CheckBox
import android.widget.CompoundButton
import android.widget.EditText
import android.widget.LinearLayout
import android.widget.RadioButton
import android.widget.RadioGroup
import kotlin.reflect.KMutableProperty0

/**
 * A line to type on, its question above it. What was typed is kept in [typed] as it stands: the core says what it means,
 * and a screen drawn again shows it again.
 */
fun Column.field(question: CharSequence, hint: CharSequence, typed: KMutableProperty0<String>, kind: Typed = Typed.WORDS): EditText {
    val label = put(kit.text(question, 17f, kit.palette.text), 16)
    val line = EditText(context, null, android.R.attr.editTextStyle, 0)
    line.id = View.generateViewId()
    line.setText(typed.get())
    line.hint = hint
    line.textSize = 19f
    line.setTextColor(kit.palette.text)
    line.setHintTextColor(kit.palette.faint)
    line.setPadding(kit.dp(14), kit.dp(12), kit.dp(14), kit.dp(12))
    line.minHeight = kit.dp(Kit.UNDER)
    line.background = kit.shape(kit.palette.ground, kit.palette.faint, 10)
    line.inputType = kind.input
    // What is typed, and what is to be typed, goes on in the next row: nothing of it is cut off at the edge.
    line.setHorizontallyScrolling(false)
    line.maxLines = Int.MAX_VALUE
    line.typeface = Typeface.DEFAULT
    line.imeOptions = android.view.inputmethod.EditorInfo.IME_FLAG_NO_PERSONALIZED_LEARNING
    // What is typed here is nobody else's to suggest later.
    line.importantForAutofill = View.IMPORTANT_FOR_AUTOFILL_NO
    label.labelFor = line.id
    line.addTextChangedListener(object : TextWatcher {
        override fun beforeTextChanged(text: CharSequence, start: Int, count: Int, after: Int) = Unit

        override fun onTextChanged(text: CharSequence, start: Int, before: Int, count: Int) = Unit

        override fun afterTextChanged(text: Editable) = typed.set(text.toString())
    })
    put(line, 6)
    return line
}

/** What a field is for, so that the right keys come up. */
enum class Typed(internal val input: Int) {
    WORDS(InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_FLAG_NO_SUGGESTIONS),
    SENTENCES(InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_FLAG_CAP_SENTENCES or InputType.TYPE_TEXT_FLAG_MULTI_LINE),

    /** An amount: digits and the language's own mark, read by the core. */
    AMOUNT(InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_FLAG_NO_SUGGESTIONS),
    COUNT(InputType.TYPE_CLASS_NUMBER),
    SECRET(InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_VARIATION_PASSWORD),
}

/** One of a few, under one another. */
fun <T> Column.choice(options: List<Pair<T, CharSequence>>, chosen: T?, picked: (T) -> Unit): RadioGroup {
    val group = RadioGroup(context)
    for ((value, words) in options) {
        val button = RadioButton(context)
        button.id = View.generateViewId()
        mark(button, words)
        button.isChecked = value == chosen
        button.setOnClickListener { picked(value) }
        group.addView(button, RadioGroup.LayoutParams(MATCH_PARENT, WRAP_CONTENT))
    }
    return put(group, 8)
}

/** A thing that is so or not so. */
fun Column.tick(words: CharSequence, now: Boolean, changed: (Boolean) -> Unit): CheckBox {
    val box = CheckBox(context)
    mark(box, words)
    box.isChecked = now
    box.setOnCheckedChangeListener { _, set -> changed(set) }
    return put(box, 8)
}

private fun Column.mark(button: CompoundButton, words: CharSequence) {
    button.text = words
    button.textSize = 18f
    button.setTextColor(kit.palette.text)
    button.buttonTintList = android.content.res.ColorStateList.valueOf(kit.palette.accent)
    button.minHeight = kit.dp(Kit.UNDER)
    button.minimumHeight = kit.dp(Kit.UNDER)
    button.gravity = Gravity.CENTER_VERTICAL
    button.setPadding(kit.dp(8), kit.dp(6), 0, kit.dp(6))
}

/**
 * Buttons beside one another that go on in the next row where the screen is narrow or the letters are large; with
 * [columns] they stand in a grid, each as wide as the next.
 */
class Flow(private val kit: Kit, private val columns: Int = 0) : ViewGroup(kit.context) {
    /** A button of the flow; the chosen one stands out and says that it is chosen. */
    fun add(words: CharSequence, said: CharSequence, chosen: Boolean, tapped: () -> Unit) {
        val button = kit.button(words, if (chosen) Weight.MAIN else Weight.SIDE, Kit.UNDER, tapped)
        button.contentDescription = said
        button.isSelected = chosen
        val side = if (columns > 0) 0 else kit.dp(12)
        button.minWidth = kit.dp(if (columns > 0) Kit.TOUCH else Kit.UNDER)
        button.setPadding(side, kit.dp(8), side, kit.dp(8))
        addView(button, LayoutParams(WRAP_CONTENT, WRAP_CONTENT))
    }

    override fun onMeasure(widthSpec: Int, heightSpec: Int) {
        val width = MeasureSpec.getSize(widthSpec)
        val one = if (columns > 0) (width - kit.dp(GAP) * (columns - 1)) / columns else width
        val spec = MeasureSpec.makeMeasureSpec(one, if (columns > 0) MeasureSpec.EXACTLY else MeasureSpec.AT_MOST)
        setMeasuredDimension(width, arrange(width) { child, _, _ -> child.measure(spec, MeasureSpec.UNSPECIFIED) })
    }

    override fun onLayout(changed: Boolean, left: Int, top: Int, right: Int, bottom: Int) {
        arrange(right - left) { child, x, y -> child.layout(x, y, x + child.measuredWidth, y + child.measuredHeight) }
    }

    /** Goes through the children in their places and answers how high all of them are. */
    private fun arrange(width: Int, place: (View, Int, Int) -> Unit): Int {
        var x = 0
        var y = 0
        var row = 0
        for (index in 0 until childCount) {
            val child = getChildAt(index)
            if (child.measuredWidth == 0) place(child, x, y)
            if (x > 0 && x + child.measuredWidth > width) {
                x = 0
                y += row + kit.dp(GAP)
                row = 0
            }
            place(child, x, y)
            x += child.measuredWidth + kit.dp(GAP)
            row = maxOf(row, child.measuredHeight)
        }
        return y + row
    }

    private companion object {
        const val GAP = 8
    }
}

/** Two things beside each other, each half as wide. */
fun Column.pair(left: View, right: View) {
    val row = LinearLayout(context)
    row.addView(left, LinearLayout.LayoutParams(0, WRAP_CONTENT, 1f))
    val place = LinearLayout.LayoutParams(0, WRAP_CONTENT, 1f)
    place.leftMargin = kit.dp(16)
    row.addView(right, place)
    put(row)
}
