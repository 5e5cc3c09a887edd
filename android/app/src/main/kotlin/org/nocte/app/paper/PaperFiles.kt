package org.nocte.app.paper

import android.content.ClipData
import android.content.ContentProvider
import android.content.ContentValues
import android.content.Context
import android.content.Intent
import android.database.Cursor
import android.database.MatrixCursor
import android.net.Uri
import android.os.ParcelFileDescriptor
import android.provider.OpenableColumns
import java.io.File

/**
 * Lends one page on paper to the app the user picked on the system's sheet, and to no other: it is not exported, and
 * each address is granted by itself.
 */
class PaperFiles : ContentProvider() {
    override fun onCreate() = true

    override fun getType(uri: Uri) = type(uri.lastPathSegment.orEmpty())

    override fun openFile(uri: Uri, mode: String): ParcelFileDescriptor = ParcelFileDescriptor.open(file(uri), ParcelFileDescriptor.MODE_READ_ONLY)

    override fun query(uri: Uri, columns: Array<String>?, selection: String?, arguments: Array<String>?, order: String?): Cursor {
        val asked = columns ?: arrayOf(OpenableColumns.DISPLAY_NAME, OpenableColumns.SIZE)
        val row = MatrixCursor(asked)
        val file = file(uri)
        row.addRow(
            asked.map {
                when (it) {
                    OpenableColumns.DISPLAY_NAME -> file.name
                    OpenableColumns.SIZE -> file.length()
                    else -> null
                }
            },
        )
        return row
    }

    // The last part alone: no address leads out of the folder.
    private fun file(uri: Uri) = File(folder(requireNotNull(context) { "a provider has a context" }), File(uri.lastPathSegment.orEmpty()).name)

    override fun insert(uri: Uri, values: ContentValues?): Uri? = null

    override fun update(uri: Uri, values: ContentValues?, selection: String?, arguments: Array<String>?) = 0

    override fun delete(uri: Uri, selection: String?, arguments: Array<String>?) = 0

    companion object {
        private const val AUTHORITY = "org.nocte.app.paper"

        private fun type(name: String) = if (name.endsWith(".html")) "text/html" else "application/pdf"

        /** Asks the system's sheet for an app that takes the page; that app alone may read it. */
        fun sending(context: Context, name: String, bytes: ByteArray): Intent {
            val page = keep(context, name, bytes)
            val send = Intent(Intent.ACTION_SEND).setType(type(name)).putExtra(Intent.EXTRA_STREAM, page)
            send.clipData = ClipData.newRawUri("", page)
            return send.addFlags(Intent.FLAG_GRANT_READ_URI_PERMISSION)
        }

        private fun folder(context: Context) = File(context.cacheDir, "paper")

        /** Keeps a page for as long as it takes to be fetched: until the next one, and in no backup. */
        fun keep(context: Context, name: String, bytes: ByteArray): Uri {
            val folder = folder(context)
            folder.deleteRecursively()
            folder.mkdirs()
            File(folder, name).writeBytes(bytes)
            return Uri.Builder().scheme("content").authority(AUTHORITY).appendPath(name).build()
        }
    }
}
