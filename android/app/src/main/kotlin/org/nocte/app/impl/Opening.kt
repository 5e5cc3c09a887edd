package org.nocte.app.impl

import android.content.Context
import android.os.Handler
import android.os.Looper
import java.io.File
import java.util.concurrent.Executor
import nocte.core.Lang
import org.nocte.core.impl.ClockWatch
import org.nocte.core.impl.KeystoreVault
import org.nocte.core.impl.NocteLane
import org.nocte.core.impl.RedactedLog
import org.nocte.core.impl.SystemClock

/** The store's name. It stands where no backup of the system's looks: the key would not come with it. */
private const val STORE = "nocte.db"

/** A lane over this phone's store, with this phone's ports. */
fun lane(context: Context): NocteLane {
    val main = Handler(Looper.getMainLooper())
    return NocteLane(
        path = File(context.noBackupFilesDir, STORE).path,
        vault = KeystoreVault(context),
        clock = SystemClock(ClockWatch(context)),
        log = RedactedLog(),
        main = Executor { main.post(it) },
        language = { language(context) },
    ).also { it.first = Certificates(context)::tell }
}

/** The language the core speaks: German where the app is shown in German, else English. */
fun language(context: Context): Lang =
    if (context.resources.configuration.locales[0].language == "de") Lang.DE else Lang.EN
