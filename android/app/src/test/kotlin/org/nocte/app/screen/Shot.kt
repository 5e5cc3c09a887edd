package org.nocte.app.screen

import android.graphics.Bitmap
import android.graphics.Canvas
import android.view.View
import android.widget.ScrollView
import java.io.File

/** A picture of the whole page, what lies below the fold included. */
fun MainActivity.picture(): Bitmap {
    val decor = window.decorView
    val scroll = all(decor).filterIsInstance<ScrollView>().first()
    val page = scroll.getChildAt(0)
    val high = maxOf(page.height, scroll.height)
    val bitmap = Bitmap.createBitmap(page.width, high, Bitmap.Config.ARGB_8888)
    val canvas = Canvas(bitmap)
    canvas.drawColor(kit.palette.ground)
    page.draw(canvas)
    return bitmap
}

/** Writes it where the build keeps pictures; of a very long page the beginning, since programs refuse to read more. */
fun Bitmap.keep(name: String) {
    val folder = File(System.getProperty("screens.dir") ?: return)
    folder.mkdirs()
    val shown = Bitmap.createBitmap(this, 0, 0, width, minOf(height, LONGEST))
    File(folder, "$name.png").outputStream().use { shown.compress(Bitmap.CompressFormat.PNG, 100, it) }
}

private const val LONGEST = 8_000

/** A view with everything in it. */
fun all(view: View): List<View> =
    listOf(view) + ((view as? android.view.ViewGroup)?.let { group -> (0 until group.childCount).flatMap { all(group.getChildAt(it)) } } ?: emptyList())
