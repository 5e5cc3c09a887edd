package org.nocte.app.component

import android.content.Context
import android.content.res.ColorStateList
import android.graphics.Typeface
import android.graphics.drawable.GradientDrawable
import android.graphics.drawable.RippleDrawable
import android.os.Build
import android.text.Layout
import android.util.TypedValue
import android.view.Gravity
import android.view.View
import android.widget.Button
import android.widget.TextView
import org.nocte.app.theme.Palette
import org.nocte.core.NewerApi

/** The sizes, letters and shapes that every screen is made of. */
class Kit(val context: Context, val palette: Palette) {
    /** Density-independent pixels as pixels of this screen. */
    fun dp(size: Int): Int = Math.round(size * context.resources.displayMetrics.density)

    /** The size of drawn letters, as large as the user wants all letters to be. */
    fun sp(size: Float): Float =
        TypedValue.applyDimension(TypedValue.COMPLEX_UNIT_SP, size, context.resources.displayMetrics)

    /** A text that wraps wherever it must and is never cut off. */
    fun text(words: CharSequence, size: Float, colour: Int = palette.text, bold: Boolean = false): TextView {
        val view = TextView(context)
        view.text = whole(words)
        view.textSize = size
        view.setTextColor(colour)
        view.setLineSpacing(0f, LINE)
        view.breakStrategy = Layout.BREAK_STRATEGY_HIGH_QUALITY
        view.hyphenationFrequency = Layout.HYPHENATION_FREQUENCY_NONE
        if (bold) view.typeface = MEDIUM
        return view
    }

    /** A strength is read in one: no line ends inside of its unit. */
    private fun whole(words: CharSequence): CharSequence = if (UNIT in words) words.toString().replace(UNIT, UNBROKEN) else words

    /** The title of a screen or card; a screen reader jumps from one to the next. */
    @NewerApi(28)
    fun heading(words: CharSequence, size: Float): TextView {
        val view = text(words, size, bold = true)
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) view.isAccessibilityHeading = true
        return view
    }

    /** A button as wide as its place; at least [height] high, and higher when its words need it. */
    fun button(words: CharSequence, weight: Weight, height: Int, tapped: () -> Unit): Button {
        val view = Button(context, null, 0, 0)
        val (fill, ink) = when (weight) {
            Weight.MAIN -> palette.action to palette.onAction
            Weight.SIDE -> palette.quiet to palette.onQuiet
            Weight.BARE -> palette.ground to palette.accent
        }
        view.text = words
        view.isAllCaps = false
        view.textSize = if (height >= HIGH) 28f else 18f
        view.typeface = MEDIUM
        view.setTextColor(ink)
        view.gravity = Gravity.CENTER
        view.isClickable = true
        view.isFocusable = true
        view.minHeight = dp(height)
        view.minimumHeight = dp(height)
        view.minWidth = dp(TOUCH)
        view.stateListAnimator = null
        view.setPadding(dp(16), dp(10), dp(16), dp(10))
        val shape = shape(fill, if (weight == Weight.BARE) palette.edge else null, 14)
        view.background = RippleDrawable(ColorStateList.valueOf(ink and PRESSED), shape, null)
        view.setOnClickListener { tapped() }
        return view
    }

    /** A rounded rectangle. */
    fun shape(fill: Int, edge: Int?, corner: Int): GradientDrawable {
        val shape = GradientDrawable()
        shape.setColor(fill)
        shape.cornerRadius = dp(corner).toFloat()
        if (edge != null) shape.setStroke(dp(1), edge)
        return shape
    }

    /** Says nothing to a screen reader: what it shows is said elsewhere. */
    fun <V : View> silent(view: V): V {
        view.importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_NO
        return view
    }

    companion object {
        /** The least height and width of anything that can be tapped. */
        const val TOUCH = 48

        /** The height of *Done*. */
        const val HIGH = 96

        /** The height of what stands under *Done*. */
        const val UNDER = 56
        private const val LINE = 1.15f
        private const val UNIT = "mg/mL"

        /** The same with a word joiner after the stroke, which is where a line may end otherwise. */
        private const val UNBROKEN = "mg/\u2060mL"
        private const val PRESSED = 0x33FFFFFF
        private val MEDIUM: Typeface = Typeface.create("sans-serif-medium", Typeface.NORMAL)
    }
}

/** How loudly a button speaks. One on a screen is [MAIN]. */
enum class Weight { MAIN, SIDE, BARE }
