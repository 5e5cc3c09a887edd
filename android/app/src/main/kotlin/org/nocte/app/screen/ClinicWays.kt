package org.nocte.app.screen

import android.content.Intent
import android.net.Uri
import org.nocte.app.R
import org.nocte.app.component.Column

/** The end of a pairing. What is on the phone stays; what the clinic has, it keeps. */
class UnpairScreen : Screen() {
    override val title get() = words(R.string.unpair)

    override fun draw(page: Column) {
        page.say(words(R.string.unpair_means))
        page.spring()
        page.main(words(R.string.keep_pairing)) { stage.back() }
        page.side(words(R.string.unpair_now)) { ask<Unit>({ stage.house.clinic.unpair(it) }) { stage.back() } }
    }
}

/** A certificate of the clinic's own, from the file it gave. */
class CertificateScreen : Screen() {
    override val title get() = words(R.string.certificate)

    override fun draw(page: Column) {
        page.say(words(R.string.certificate_means))
        if (stage.house.clinic.ownCertificate) {
            page.card { say(words(R.string.certificate_kept)) }
            page.bare(words(R.string.certificate_drop)) { ask<Unit>({ stage.house.clinic.trust(null, it) }) }
        }
        page.spring()
        page.main(words(R.string.certificate_pick)) {
            stage.document(Intent(Intent.ACTION_OPEN_DOCUMENT).addCategory(Intent.CATEGORY_OPENABLE).setType("*/*")) { it?.let(::read) }
        }
    }

    private fun read(from: Uri) {
        val pem = stage.kit.context.contentResolver.openInputStream(from)?.use { it.readBytes() } ?: return
        ask<Unit>({ stage.house.clinic.trust(pem, it) })
    }
}
