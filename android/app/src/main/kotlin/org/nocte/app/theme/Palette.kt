package org.nocte.app.theme

/**
 * The colours of one theme, as ARGB.
 *
 * Colour carries no meaning alone: everything it marks is said in words as well.
 */
data class Palette(
    val ground: Int,
    val card: Int,
    val text: Int,
    val faint: Int,
    val edge: Int,
    val action: Int,
    val onAction: Int,
    val quiet: Int,
    val onQuiet: Int,
    val accent: Int,
    val bright: Boolean,
) {
    companion object {
        /** By day: paper and ink, no pure white. */
        val DAY = Palette(
            ground = 0xFFF4F0E8.toInt(), card = 0xFFFCFAF5.toInt(), text = 0xFF23262B.toInt(),
            faint = 0xFF5B5F66.toInt(), edge = 0xFFD6CFC1.toInt(), action = 0xFF27485C.toInt(),
            onAction = 0xFFF8F5EE.toInt(), quiet = 0xFFE6E0D3.toInt(), onQuiet = 0xFF23262B.toInt(),
            accent = 0xFF9A4A12.toInt(), bright = true,
        )

        /** In a dim room. */
        val DARK = Palette(
            ground = 0xFF0E1116.toInt(), card = 0xFF171B22.toInt(), text = 0xFFD3CDC2.toInt(),
            faint = 0xFF9A968E.toInt(), edge = 0xFF2B313B.toInt(), action = 0xFF2C4C61.toInt(),
            onAction = 0xFFE3EAEE.toInt(), quiet = 0xFF212731.toInt(), onQuiet = 0xFFD3CDC2.toInt(),
            accent = 0xFFD19A5B.toInt(), bright = false,
        )

        /** In bed: red on black, after the luminances of the design; nothing white, nothing grey. */
        val NIGHT = Palette(
            ground = 0xFF000000.toInt(), card = 0xFF000000.toInt(), text = 0xFFE0503C.toInt(),
            faint = 0xFFB8452F.toInt(), edge = 0xFF3A100A.toInt(), action = 0xFF4A120C.toInt(),
            onAction = 0xFFFF8A75.toInt(), quiet = 0xFF1C0704.toInt(), onQuiet = 0xFFE0503C.toInt(),
            accent = 0xFFC77B30.toInt(), bright = false,
        )
    }
}
