package org.nocte.app.component

import android.graphics.Canvas
import android.graphics.DashPathEffect
import android.graphics.Paint
import android.view.Gravity
import android.view.View
import android.widget.TableLayout
import android.widget.TableRow

/** A curve: a value from 0 to 10 in every column, nothing where nobody said anything. */
data class Curve(val name: String, val values: List<Int?>)

/**
 * Curves over the nights on record. They are told apart by dash and dot as well as by colour, and a table with the
 * same numbers stands beside the picture, which a screen reader is sent to.
 */
class ChartView(private val kit: Kit, private val curves: List<Curve>, private val ends: Pair<String, String>) :
    View(kit.context) {
    private val pen = Paint(Paint.ANTI_ALIAS_FLAG)
    private val letters = Paint(Paint.ANTI_ALIAS_FLAG)

    init {
        letters.textSize = kit.sp(LETTERS)
        letters.color = kit.palette.faint
        importantForAccessibility = IMPORTANT_FOR_ACCESSIBILITY_NO
    }

    override fun onMeasure(widthSpec: Int, heightSpec: Int) {
        setMeasuredDimension(MeasureSpec.getSize(widthSpec), kit.dp(180) + letters.textSize.toInt() * 2)
    }

    override fun onDraw(canvas: Canvas) {
        val left = letters.measureText("10") + kit.dp(8)
        val right = width - kit.dp(6).toFloat()
        val top = kit.dp(10).toFloat()
        val bottom = height - letters.textSize * 2 - kit.dp(4)
        pen.style = Paint.Style.STROKE
        pen.pathEffect = null
        for (line in GRID) {
            val y = bottom - (bottom - top) * line / TOP
            pen.color = kit.palette.edge
            pen.strokeWidth = kit.dp(1).toFloat()
            canvas.drawLine(left, y, right, y, pen)
            letters.textAlign = Paint.Align.RIGHT
            canvas.drawText(line.toString(), left - kit.dp(5), y + letters.textSize / 3, letters)
        }
        letters.textAlign = Paint.Align.LEFT
        canvas.drawText(ends.first, left, height - letters.textSize / 2, letters)
        letters.textAlign = Paint.Align.RIGHT
        canvas.drawText(ends.second, right, height - letters.textSize / 2, letters)
        curves.forEachIndexed { index, curve -> draw(canvas, curve, index, left, right, top, bottom) }
    }

    private fun draw(canvas: Canvas, curve: Curve, index: Int, left: Float, right: Float, top: Float, bottom: Float) {
        val columns = maxOf(curve.values.size - 1, 1)
        pen.color = colour(kit, index)
        pen.strokeWidth = kit.dp(2).toFloat()
        pen.pathEffect = dash(kit, index)
        var before: Pair<Float, Float>? = null
        for ((column, value) in curve.values.withIndex()) {
            // A night without an answer breaks the curve: a line across it would say what nobody said.
            val here = value?.let { left + (right - left) * column / columns to bottom - (bottom - top) * it / TOP }
            if (here != null) {
                pen.style = Paint.Style.STROKE
                before?.let { canvas.drawLine(it.first, it.second, here.first, here.second, pen) }
                pen.style = Paint.Style.FILL
                canvas.drawCircle(here.first, here.second, kit.dp(2).toFloat() + 1, pen)
            }
            before = here
        }
        pen.pathEffect = null
    }

    companion object {
        private const val LETTERS = 12f
        private const val TOP = 10
        private val GRID = listOf(0, 5, 10)

        /** The colour of a curve by its place. */
        fun colour(kit: Kit, index: Int): Int =
            listOf(kit.palette.accent, kit.palette.text, kit.palette.faint)[index % 3]

        private fun dash(kit: Kit, index: Int): DashPathEffect? {
            val one = kit.dp(1).toFloat()
            return when (index % 3) {
                0 -> null
                1 -> DashPathEffect(floatArrayOf(6 * one, 4 * one), 0f)
                else -> DashPathEffect(floatArrayOf(one, 4 * one), 0f)
            }
        }
    }
}

/** Rows of words under a head, each row one sentence for a screen reader. */
fun Column.table(head: List<String>, rows: List<List<String>>) {
    val table = TableLayout(context)
    table.isShrinkAllColumns = true
    table.isStretchAllColumns = true
    fun add(cells: List<String>, top: Boolean) {
        val row = TableRow(context)
        for ((place, cell) in cells.withIndex()) {
            val view = kit.text(cell, 17f, if (top) kit.palette.faint else kit.palette.text, bold = top)
            view.gravity = if (place == 0) Gravity.START else Gravity.END
            view.setPadding(0, kit.dp(6), kit.dp(6), kit.dp(6))
            row.addView(view)
        }
        row.contentDescription = cells.zip(head) { cell, name -> if (top) cell else "$name: $cell" }.joinToString(", ")
        row.importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_YES
        table.addView(row)
    }
    add(head, true)
    rows.forEach { add(it, false) }
    put(table)
}
