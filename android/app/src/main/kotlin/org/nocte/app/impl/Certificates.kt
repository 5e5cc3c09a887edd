package org.nocte.app.impl

import android.content.Context
import java.io.File
import nocte.core.Nocte

/** A clinic's own certificate, trusted besides the usual ones: a file of this phone's, told to the core whenever it is opened. */
class Certificates(context: Context) {
    private val file = File(context.noBackupFilesDir, "clinic.pem")

    val kept: Boolean get() = file.exists()

    /** Before the first word to a clinic. */
    fun tell(nocte: Nocte) {
        if (kept) nocte.setClinicCertificates(file.readBytes())
    }

    /** Kept only when the core can read it. */
    fun trust(nocte: Nocte, pem: ByteArray) {
        nocte.setClinicCertificates(pem)
        file.writeBytes(pem)
    }

    fun drop(nocte: Nocte) {
        nocte.setClinicCertificates(null)
        file.delete()
    }
}
