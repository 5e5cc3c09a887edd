package org.nocte.core.impl

import android.content.Context
import android.os.UserManager
import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyProperties
import java.io.File
import java.io.FileOutputStream
import java.security.GeneralSecurityException
import java.security.KeyStore
import javax.crypto.Cipher
import javax.crypto.KeyGenerator
import javax.crypto.SecretKey
import javax.crypto.spec.GCMParameterSpec
import nocte.core.KeyVault
import nocte.core.PortException
import org.nocte.core.KeyState

/**
 * The database key, sealed by a key that never leaves the phone's key store.
 *
 * Not bound to authentication: *Done* on the lock screen has to work. The sealed file stands outside of every backup,
 * since a copy of it opens nowhere else. A key that is gone is told, never replaced: a new one would not open the store.
 */
class KeystoreVault(private val context: Context) : KeyVault {
    private val sealed get() = File(context.noBackupFilesDir, SEALED)

    /** Where the key is, without opening anything. */
    fun state(): KeyState = when {
        !unlocked() -> KeyState.LOCKED
        !sealed.exists() -> KeyState.ABSENT
        runCatching { open() }.isSuccess -> KeyState.HERE
        else -> KeyState.LOST
    }

    override fun databaseKey(): ByteArray? = when (state()) {
        KeyState.ABSENT -> null
        KeyState.HERE -> open()
        KeyState.LOCKED, KeyState.LOST -> throw PortException.Unavailable()
    }

    override fun keep(key: ByteArray) {
        if (sealed.exists()) throw PortException.Occupied()
        val cipher = Cipher.getInstance(CIPHER).apply { init(Cipher.ENCRYPT_MODE, sealer() ?: newSealer()) }
        val half = File(sealed.path + ".half")
        FileOutputStream(half).use {
            it.write(cipher.iv + cipher.doFinal(key))
            it.fd.sync()
        }
        if (!half.renameTo(sealed)) throw PortException.Failed()
    }

    /** Makes room for the key of a restore, by the user's wish and only when the former is lost. Nothing is deleted. */
    fun setAside(): Boolean {
        if (state() != KeyState.LOST) return false
        val names = generateSequence(1) { it + 1 }.map { File(sealed.path + ".lost-$it") }
        return sealed.renameTo(names.first { !it.exists() })
    }

    private fun unlocked() = context.getSystemService(UserManager::class.java)?.isUserUnlocked ?: true

    private fun open(): ByteArray {
        val box = sealed.readBytes()
        val cipher = Cipher.getInstance(CIPHER)
        cipher.init(Cipher.DECRYPT_MODE, sealer() ?: throw GeneralSecurityException("gone"), GCMParameterSpec(TAG_BITS, box, 0, IV))
        return cipher.doFinal(box, IV, box.size - IV)
    }

    private fun sealer(): SecretKey? =
        KeyStore.getInstance(STORE).apply { load(null) }.getKey(ALIAS, null) as SecretKey?

    private fun newSealer(): SecretKey {
        val spec = KeyGenParameterSpec.Builder(ALIAS, KeyProperties.PURPOSE_ENCRYPT or KeyProperties.PURPOSE_DECRYPT)
            .setBlockModes(KeyProperties.BLOCK_MODE_GCM)
            .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
            .setKeySize(KEY_BITS)
            .build()
        return KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_AES, STORE).apply { init(spec) }.generateKey()
    }

    private companion object {
        const val SEALED = "key.sealed"
        const val ALIAS = "org.nocte.database"
        const val STORE = "AndroidKeyStore"
        const val CIPHER = "AES/GCM/NoPadding"
        const val KEY_BITS = 256
        const val TAG_BITS = 128
        const val IV = 12
    }
}
