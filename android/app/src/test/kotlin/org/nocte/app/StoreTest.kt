package org.nocte.app

import java.io.File
import java.security.KeyStore
import java.util.Base64
import javax.net.ssl.TrustManagerFactory
import javax.net.ssl.X509TrustManager
import nocte.core.DiaryEntry
import nocte.core.Nocte
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.nocte.app.impl.house
import org.nocte.app.impl.lane
import org.nocte.app.stand.MemoryKeyStore
import org.nocte.core.KeyState
import org.nocte.core.Outcome
import org.nocte.core.Stale
import org.nocte.core.Trouble
import org.nocte.core.impl.KeystoreVault
import org.nocte.core.orNull
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.shadows.ShadowLooper

/** The real library with a real store, on the framework. */
@RunWith(RobolectricTestRunner::class)
class StoreTest {
    private val app get() = RuntimeEnvironment.getApplication() as NocteApp
    private val vault get() = KeystoreVault(app)

    @Before
    fun keyStore() = MemoryKeyStore.install()

    private fun note(nocte: Nocte) = nocte.keep(DiaryEntry.Note("slept well", null))

    private fun notes(): ULong? = app.lane.now { it.history("2026-01-01", "2030-01-01").counts.notes }.orNull()

    @Test
    fun theStoreAndItsKeyAreMadeByTheFirstFactAndNotBefore() {
        assertTrue(app.lane.now { it.tonight().text }.orNull()!!.isNotEmpty())
        assertEquals(KeyState.ABSENT, vault.state())
        assertTrue(app.lane.now(::note) is Outcome.Good)
        assertEquals(KeyState.HERE, vault.state())
        app.lane.close()
        assertEquals(1uL, notes())
        assertEquals(setOf("nocte.db", "nocte.db.key-id", "key.sealed"), app.noBackupFilesDir.list()!!.filterNot { "-wal" in it || "-shm" in it }.toSet())
    }

    @Test
    fun answersAndChangesComeOnTheMainThread() {
        val heard = mutableListOf<Any>()
        app.lane.listen { heard.add(it) }
        app.lane.ask(::note) { heard.add(Thread.currentThread()) }
        app.lane.now { } // the lane is serial: what was asked before is answered
        ShadowLooper.idleMainLooper()
        assertEquals(listOf(setOf(Stale.HISTORY, Stale.PLAN, Stale.TONIGHT), Thread.currentThread()), heard)
    }

    @Test
    fun aLostKeyIsAStateAndNothingIsReplaced() {
        app.lane.now(::note)
        app.lane.close()
        KeyStore.getInstance("AndroidKeyStore").apply { load(null) }.deleteEntry("org.nocte.database")
        assertEquals(KeyState.LOST, vault.state())
        assertEquals(Outcome.Bad(Trouble.Locked), app.lane.now(::note))
        assertTrue(vault.setAside())
        assertEquals(KeyState.ABSENT, vault.state())
        assertTrue(File(app.noBackupFilesDir, "key.sealed.lost-1").exists())
        assertFalse(vault.setAside())
    }

    @Test
    fun aClinicsOwnCertificateIsKeptAndToldAgainAfterTheStoreWasOpenedAnew() {
        val desk = house(app).clinic
        val told = mutableListOf<Outcome<Unit>>()
        desk.trust("no certificate".toByteArray()) { told += it }
        desk.trust(somePem().toByteArray()) { told += it }
        app.lane.now { }
        ShadowLooper.idleMainLooper()
        assertEquals(Outcome.Bad(Trouble.Field("CERTIFICATE")), told.first())
        assertTrue(told.last() is Outcome.Good && desk.ownCertificate)
        app.lane.close()
        assertTrue("it is told before anything is asked", app.lane.now { it.tonight() } is Outcome.Good)
        File(app.noBackupFilesDir, "clinic.pem").writeText("broken meanwhile")
        app.lane.close()
        assertEquals(Outcome.Bad(Trouble.Field("CERTIFICATE")), app.lane.now { it.tonight() })
    }

    /** Some authority this Java trusts, as PEM. */
    private fun somePem(): String {
        val factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm()).apply { init(null as KeyStore?) }
        val some = factory.trustManagers.filterIsInstance<X509TrustManager>().first().acceptedIssuers.first()
        return "-----BEGIN CERTIFICATE-----\n${Base64.getMimeEncoder().encodeToString(some.encoded)}\n-----END CERTIFICATE-----\n"
    }

    @Test
    fun aWrongKeyIsAState() {
        app.lane.now(::note)
        app.lane.close()
        val sealed = File(app.noBackupFilesDir, "key.sealed")
        assertTrue(sealed.delete())
        vault.keep(ByteArray(32) { 7 })
        assertEquals(Outcome.Bad(Trouble.WrongKey), app.lane.now { it.tonight() })
    }
}
