package org.nocte.app.component

import android.graphics.Canvas
import android.graphics.Color
import android.graphics.Paint
import android.view.View

/**
 * A code for a camera. Cameras want dark squares on a brighter ground with a rim around them, in every theme; in the
 * dark the ground is the colour of the letters, until somebody asks for [white].
 */
class SquaresView(private val kit: Kit, private val width: Int, private val dark: List<Boolean>, spoken: CharSequence, private val white: Boolean) :
    View(kit.context) {
    private val pen = Paint()

    init {
        contentDescription = spoken
    }

    override fun onMeasure(widthSpec: Int, heightSpec: Int) {
        val side = MeasureSpec.getSize(widthSpec)
        setMeasuredDimension(side, side)
    }

    override fun onDraw(canvas: Canvas) {
        val palette = kit.palette
        val (ground, ink) = when {
            white -> Color.WHITE to Color.BLACK
            palette.bright -> palette.card to palette.text
            else -> palette.text to palette.ground
        }
        canvas.drawColor(ground)
        pen.color = ink
        // Whole pixels: a line of light between two squares is a line more for the camera.
        val side = measuredWidth / (width + 2 * RIM)
        val rest = (measuredWidth - side * width) / 2
        dark.forEachIndexed { place, isDark ->
            if (!isDark) return@forEachIndexed
            val left = (rest + place % width * side).toFloat()
            val top = (rest + place / width * side).toFloat()
            canvas.drawRect(left, top, left + side, top + side, pen)
        }
    }

    private companion object {
        /** Squares of ground around a code (ISO/IEC 18004). */
        const val RIM = 4
    }
}
