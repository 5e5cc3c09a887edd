package org.nocte.app.screen

import android.graphics.Bitmap
import android.graphics.Color
import android.view.View
import android.widget.TextView
import org.nocte.app.component.Kit

/** What would keep somebody from using this page: a target too small or nameless, words that are cut off. */
fun MainActivity.faults(): List<String> {
    val least = kit.dp(Kit.TOUCH)
    val shown = all(window.decorView).filter { it.isShown && it.width > 0 }
    val targets = shown.filter { it.isClickable && it.hasOnClickListeners() }
    val small = targets.filter { it.width < least || it.height < least }.map { "too small: ${label(it)} ${it.width}x${it.height}" }
    val nameless = targets.filter { label(it).isBlank() }.map { "nameless: $it" }
    val cut = shown.filterIsInstance<TextView>().filter(::isCut).map { "cut off: ${it.text}" }
    return small + nameless + cut
}

private fun label(view: View): CharSequence = view.contentDescription ?: (view as? TextView)?.text ?: ""

private fun isCut(view: TextView): Boolean {
    val layout = view.layout ?: return false
    val ellipsis = (0 until layout.lineCount).any { layout.getEllipsisCount(it) > 0 }
    val room = view.height - view.compoundPaddingTop - view.compoundPaddingBottom
    return ellipsis || layout.height > room + 1 || (0 until layout.lineCount).any { layout.getLineMax(it) > layout.width + 1 }
}

/**
 * Pixels brighter than the night allows: none above the brightest colour of the palette, and none above 0.3 that is
 * not red.
 */
fun Bitmap.tooBright(): Int {
    val pixels = IntArray(width * height)
    getPixels(pixels, 0, width, 0, 0, width, height)
    return pixels.count { pixel ->
        val light = Color.luminance(pixel)
        light > BRIGHTEST || light > GREY && Color.red(pixel) < REDDER * Color.green(pixel)
    }
}

/** How much light the whole picture gives, from 0 to 1. */
fun Bitmap.light(): Double {
    val pixels = IntArray(width * height)
    getPixels(pixels, 0, width, 0, 0, width, height)
    return pixels.sumOf { Color.luminance(it).toDouble() } / pixels.size
}

/** The luminance of `#FF8A75`, the letters on the button. */
private const val BRIGHTEST = 0.41
private const val GREY = 0.3
private const val REDDER = 1.5
