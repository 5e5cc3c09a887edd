package org.nocte.app.component

import android.view.View
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.widget.Button
import android.widget.LinearLayout
import android.widget.TextView

/** Things under one another, each as wide as the column: what all screens are. */
class Column(val kit: Kit) : LinearLayout(kit.context) {
    init {
        orientation = VERTICAL
    }

    /** Any view, with a gap above it. */
    fun <V : View> put(view: V, gap: Int = 12): V {
        val place = LayoutParams(MATCH_PARENT, WRAP_CONTENT)
        place.topMargin = if (childCount == 0) 0 else kit.dp(gap)
        addView(view, place)
        return view
    }

    /** The name of the screen or of a part of it. */
    fun heading(words: CharSequence, size: Float = 22f): TextView = put(kit.heading(words, size), 20)

    /** A paragraph. */
    fun say(words: CharSequence): TextView = put(kit.text(words, 18f))

    /** A remark in a fainter colour. */
    fun remark(words: CharSequence): TextView = put(kit.text(words, 16f, kit.palette.faint), 8)

    /** A list of sentences, each with a mark before it. */
    fun list(sentences: List<CharSequence>) = sentences.forEach { put(kit.text(it, 18f), 8) }

    /** The button of the screen. */
    fun main(words: CharSequence, tapped: () -> Unit): Button = put(kit.button(words, Weight.MAIN, Kit.UNDER, tapped), 16)

    /** A button beside the main one. */
    fun side(words: CharSequence, tapped: () -> Unit): Button = put(kit.button(words, Weight.SIDE, Kit.UNDER, tapped))

    /** A button that is no more than a link. */
    fun bare(words: CharSequence, tapped: () -> Unit): Button = put(kit.button(words, Weight.BARE, Kit.TOUCH, tapped))

    /** A framed part. */
    fun card(build: Column.() -> Unit): Column {
        val inner = Column(kit)
        inner.setPadding(kit.dp(18), kit.dp(16), kit.dp(18), kit.dp(18))
        inner.background = kit.shape(kit.palette.card, kit.palette.edge, 18)
        inner.build()
        return put(inner, 16)
    }

    /** Space that grows until the rest stands at the bottom. */
    fun spring() = addView(View(context), LayoutParams(MATCH_PARENT, 0, 1f))
}
