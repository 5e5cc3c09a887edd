package org.nocte.app.component

import android.graphics.Canvas
import android.graphics.Paint
import android.graphics.RectF
import android.view.View

/**
 * One draw on the patient's own syringe, to scale, lying as it is read: the tip to the left, the plunger's edge on
 * the line.
 *
 * It is given marks and the number of the mark to draw to; which mark that is, the core has decided. [spoken] is what
 * a screen reader says of it.
 */
class SyringeView(private val kit: Kit, private val marks: List<String>, private val at: Int, spoken: CharSequence) :
    View(kit.context) {
    private val pen = Paint(Paint.ANTI_ALIAS_FLAG)
    private val letters = Paint(Paint.ANTI_ALIAS_FLAG)

    init {
        contentDescription = spoken
        letters.textSize = kit.sp(LETTERS)
        letters.textAlign = Paint.Align.CENTER
    }

    override fun onMeasure(widthSpec: Int, heightSpec: Int) {
        val high = letters.textSize + kit.dp(BARREL + TICKS + 26)
        setMeasuredDimension(MeasureSpec.getSize(widthSpec), resolveSize(high.toInt(), heightSpec))
    }

    override fun onDraw(canvas: Canvas) {
        val left = kit.dp(18).toFloat()
        val right = width - kit.dp(34).toFloat()
        val top = letters.textSize + kit.dp(TICKS + 8)
        val barrel = RectF(left, top, right, top + kit.dp(BARREL))
        val edge = place(at, barrel)
        liquid(canvas, barrel, edge)
        scale(canvas, barrel)
        outline(canvas, barrel)
        plunger(canvas, barrel, edge)
    }

    private fun place(mark: Int, barrel: RectF): Float = barrel.left + barrel.width() * mark / (marks.size - 1)

    private fun liquid(canvas: Canvas, barrel: RectF, edge: Float) {
        pen.style = Paint.Style.FILL
        pen.color = kit.palette.action
        canvas.drawRect(barrel.left, barrel.top, edge, barrel.bottom, pen)
    }

    private fun scale(canvas: Canvas, barrel: RectF) {
        pen.style = Paint.Style.STROKE
        for ((mark, label) in marks.withIndex()) {
            val x = place(mark, barrel)
            val long = label.isNotEmpty()
            pen.color = if (long) kit.palette.text else kit.palette.faint
            pen.strokeWidth = kit.dp(1) * (if (long) 1.5f else 0.8f)
            canvas.drawLine(x, barrel.top - kit.dp(if (long) TICKS else TICKS / 2), x, barrel.top, pen)
            letters.color = kit.palette.faint
            if (long) canvas.drawText(label, x, barrel.top - kit.dp(TICKS + 5), letters)
        }
    }

    private fun outline(canvas: Canvas, barrel: RectF) {
        pen.style = Paint.Style.STROKE
        pen.color = kit.palette.text
        pen.strokeWidth = kit.dp(2).toFloat()
        canvas.drawRoundRect(barrel, kit.dp(3).toFloat(), kit.dp(3).toFloat(), pen)
        val middle = barrel.centerY()
        canvas.drawLine(barrel.left, middle, kit.dp(4).toFloat(), middle, pen)
    }

    private fun plunger(canvas: Canvas, barrel: RectF, edge: Float) {
        pen.style = Paint.Style.FILL
        pen.color = kit.palette.accent
        canvas.drawRect(edge - kit.dp(2), barrel.top - kit.dp(4), edge + kit.dp(3), barrel.bottom + kit.dp(4), pen)
        val middle = barrel.centerY()
        canvas.drawRect(edge, middle - kit.dp(3), width - kit.dp(10).toFloat(), middle + kit.dp(3), pen)
        canvas.drawRect(width - kit.dp(12).toFloat(), middle - kit.dp(14), width - kit.dp(7).toFloat(), middle + kit.dp(14), pen)
        val under = barrel.bottom + kit.dp(6)
        val point = android.graphics.Path()
        point.moveTo(edge, under)
        point.lineTo(edge - kit.dp(6), under + kit.dp(10))
        point.lineTo(edge + kit.dp(6), under + kit.dp(10))
        point.close()
        canvas.drawPath(point, pen)
    }

    private companion object {
        const val BARREL = 44
        const val TICKS = 14
        const val LETTERS = 13f
    }
}
