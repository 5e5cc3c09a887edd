package org.nocte.app

import android.app.Application
import org.nocte.app.impl.lane
import org.nocte.core.impl.NocteLane

/** The process: it holds the one lane to the core. */
open class NocteApp : Application() {
    /** The way to the core; made at the first use, since before the first unlock there is no store to open. */
    open val lane: NocteLane by lazy { lane(this) }
}
