package org.nocte.core

/** Where the key of the store is. Two of these have a screen of their own. */
enum class KeyState {
    /** There is none yet: nothing was recorded. */
    ABSENT,

    /** It is here and opens. */
    HERE,

    /** Not before the phone has been unlocked once. */
    LOCKED,

    /** The sealed key is here and what sealed it is gone: only a restore helps. */
    LOST,
}
