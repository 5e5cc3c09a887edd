package org.nocte.app.paper

import android.os.Bundle
import android.os.CancellationSignal
import android.os.ParcelFileDescriptor
import android.print.PageRange
import android.print.PrintAttributes
import android.print.PrintDocumentAdapter
import android.print.PrintDocumentInfo
import java.io.FileOutputStream

/** A page on its way to a printer: the PDF file as it is, whatever the paper. */
class PaperPrint(private val name: String, private val pdf: ByteArray) : PrintDocumentAdapter() {
    override fun onLayout(
        before: PrintAttributes?,
        now: PrintAttributes,
        cancelled: CancellationSignal?,
        then: LayoutResultCallback,
        extras: Bundle?,
    ) {
        if (cancelled?.isCanceled == true) return then.onLayoutCancelled()
        then.onLayoutFinished(PrintDocumentInfo.Builder(name).setContentType(PrintDocumentInfo.CONTENT_TYPE_DOCUMENT).build(), before != now)
    }

    override fun onWrite(pages: Array<PageRange>, to: ParcelFileDescriptor, cancelled: CancellationSignal?, then: WriteResultCallback) {
        if (cancelled?.isCanceled == true) return then.onWriteCancelled()
        FileOutputStream(to.fileDescriptor).use { it.write(pdf) }
        then.onWriteFinished(arrayOf(PageRange.ALL_PAGES))
    }
}
