package org.nocte.core.impl

import android.util.Log
import nocte.core.LogSink

/**
 * The phone's log. The core's lines hold a call's name and an error's kind; a line of any other shape is held back
 * whole, so that a mistake elsewhere cannot put a word of the patient's into the log.
 */
class RedactedLog : LogSink {
    override fun line(text: String) {
        Log.w(TAG, if (SHAPE.matches(text)) text else "a line was held back")
    }

    companion object {
        const val TAG = "nocte"

        /** `log: the store is busy`: a name in `snake_case`, then small words and a kind in the program's own spelling. */
        private val SHAPE = Regex("[a-z_]{1,40}: [a-z ,']{1,80}(: [A-Za-z]{1,20})?")
    }
}
