package org.nocte.app.screen

import android.content.ClipData
import android.content.ClipboardManager
import android.content.Intent
import android.os.PersistableBundle
import org.nocte.app.R
import org.nocte.app.component.Column
import org.nocte.app.component.SquaresView
import org.nocte.app.component.Typed
import org.nocte.app.component.choice
import org.nocte.app.component.field
import org.nocte.app.model.MadeShare
import org.nocte.app.model.ShareFor
import org.nocte.app.model.SharePage
import org.nocte.app.model.ShareWish
import org.nocte.app.model.ShareWith
import org.nocte.app.paper.PaperFiles

/** A sealed summary for whoever can point a camera: for how long, with what on it; then the link, shown once. */
class NewShareScreen(private val with: ShareWith, private val shared: SharePage) : Screen() {
    private var lasts = if (with == ShareWith.DOCTOR) ShareFor.WEEK else ShareFor.QUARTER
    private var label = ""
    private var passcode = ""
    private var name = ""
    private var born = ""
    private var server = ""
    private var made: MadeShare? = null
    private var white = false

    override val title get() = words(if (with == ShareWith.DOCTOR) R.string.share_doctor else R.string.share_carer)

    override val secret get() = made != null

    override fun draw(page: Column) {
        made?.let { return page.made(it) }
        page.say(if (with == ShareWith.DOCTOR) shared.aboutDoctor else shared.aboutCarer)
        page.field(words(R.string.share_label), words(R.string.share_label_hint), ::label)
        page.heading(words(R.string.share_lasts), 18f)
        page.choice(times().map { it to words(name(it)) }, lasts) { lasts = it }
        page.field(words(R.string.share_passcode), words(R.string.share_passcode_hint), ::passcode, Typed.SECRET)
        if (with == ShareWith.DOCTOR) page.person()
        page.field(words(R.string.share_server), words(R.string.share_server_hint), ::server)
        if (waiting) return page.underWay(stage.house.share::cancel)
        page.main(words(R.string.share_make)) { away<MadeShare>({ stage.house.share.make(wish(), it) }) { made = it } }
        page.remark(shared.aboutFile)
        page.side(words(R.string.share_file)) { ask<MadeShare>({ stage.house.share.makeFile(wish(), it) }) { made = it } }
    }

    private fun Column.person() {
        field(words(R.string.share_name), words(R.string.share_name_hint), ::name)
        day(stage, R.string.share_born, R.string.share_born_is, ::born)
    }

    private fun wish() = ShareWish(with, lasts, label, passcode, name, born, server)

    /** A carer's lasts longer than a doctor's may. */
    private fun times() = if (with == ShareWith.DOCTOR) ShareFor.entries - ShareFor.YEAR else ShareFor.entries - ShareFor.HOUR

    private fun name(lasts: ShareFor) = when (lasts) {
        ShareFor.HOUR -> R.string.share_hour
        ShareFor.DAY -> R.string.share_day
        ShareFor.WEEK -> R.string.share_week
        ShareFor.MONTH -> R.string.share_month
        ShareFor.QUARTER -> R.string.share_quarter
        ShareFor.YEAR -> R.string.share_year
    }

    private fun Column.made(made: MadeShare) {
        say(words(R.string.share_once))
        made.squares?.let {
            put(SquaresView(kit, it.width, it.dark, words(R.string.share_squares), white))
            if (!kit.palette.bright && !white) {
                bare(words(R.string.share_bright)) {
                    white = true
                    stage.redraw()
                }
            }
        }
        made.told.forEach { remark(it) }
        if (passcode.isNotBlank() && made.page == null) say(words(R.string.share_tell_passcode))
        if (made.page == null) {
            main(words(R.string.share_send)) { send(Intent(Intent.ACTION_SEND).setType("text/plain").putExtra(Intent.EXTRA_TEXT, made.link)) }
            side(words(R.string.share_copy)) { copy(made.link) }
        } else {
            main(words(R.string.share_hand_over)) { send(PaperFiles.sending(stage.kit.context, "summary.html", made.page.toByteArray())) }
            side(words(R.string.share_copy_code)) { copy(made.link) }
        }
        side(words(R.string.ready)) { stage.back() }
    }

    private fun send(intent: Intent) = stage.system(Intent.createChooser(intent, null))

    private fun copy(link: String) {
        val clip = ClipData.newPlainText("", link)
        // The system shows what was copied for a moment, unless it is told not to.
        clip.description.extras = PersistableBundle().apply { putBoolean(SENSITIVE, true) }
        stage.kit.context.getSystemService(ClipboardManager::class.java).setPrimaryClip(clip)
        stage.announce(words(R.string.copied))
    }

    private companion object {
        /** `ClipDescription.EXTRA_IS_SENSITIVE`, by its name: older systems look at it nowhere. */
        const val SENSITIVE = "android.content.extra.IS_SENSITIVE"
    }
}
