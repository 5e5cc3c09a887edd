package org.nocte.app.reminder

import android.content.Intent
import android.os.UserManager
import java.security.KeyStore
import nocte.core.DiaryEntry
import nocte.core.Said
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.nocte.app.R
import org.nocte.app.stand.CORE_CLOCK
import org.nocte.app.stand.FirstNight
import org.nocte.app.stand.PhoneApp
import org.nocte.app.stand.REMINDER_CLOCK
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowLog

/** What reminders tell whoever looks over a shoulder, into a file or into the phone's log: nothing. */
@RunWith(RobolectricTestRunner::class)
@Config(application = PhoneApp::class, instrumentedPackages = [CORE_CLOCK, REMINDER_CLOCK])
class SilentTest {
    @get:Rule
    val night = FirstNight(untilNoon = false)
    private val phone get() = night.phone

    @Test
    fun nothingPersonalIsInLogNotificationsLedgerOrFileNames() {
        val canaries = listOf("canary", "tramadol", "naltrexone", "0.5 mg", "0.5mg", "fibromyalgia", "Dr Canary")
        phone.tell { it.keep(DiaryEntry.Note("canary fibromyalgia", null)) }
        phone.tell { it.addMedicine("Tramadol canary", Said.NotTaking) }
        val said = StringBuilder()
        repeat(20) {
            phone.next()
            phone.shade().forEach { (id, note) -> said.append(id).append(' ').append(phone.says(note)).append('\n') }
        }
        phone.app.lane.now { it.resume("not a night", false) }
        val log = ShadowLog.getLogs().joinToString("\n") { "${it.tag} ${it.msg} ${it.throwable}" }
        for (canary in canaries) {
            assertTrue("a notification says $canary", !said.contains(canary, ignoreCase = true))
            assertTrue("the log says $canary", !log.contains(canary, ignoreCase = true))
            phone.files().forEach { (path, text) ->
                assertTrue("$path is named after $canary", !path.contains(canary, ignoreCase = true))
                assertTrue("$path holds $canary", !text.contains(canary, ignoreCase = true))
            }
        }
        assertTrue("nothing was said", "Bedtime reminder" in said)
    }

    @Test
    fun neutralTextsNameNothingInEitherLanguageAndFitALine() {
        val words = listOf(
            "medic", "dose", "drug", "pill", "mg", "mL", "symptom", "pain", "opioid", "naltrexon", "LDN",
            "Medik", "Dosis", "Tablette", "Schmerz", "Arznei", "!",
        )
        for (language in listOf("en", "de")) {
            RuntimeEnvironment.setQualifiers(language)
            val texts = R.string::class.java.fields.filter { it.name in NEUTRAL }.map { it.name to phone.app.getString(it.getInt(null)) }
            assertEquals(NEUTRAL.size, texts.size)
            texts.forEach { (name, text) ->
                words.forEach { assertTrue("$language $name says $it: $text", !names(it, text)) }
                assertTrue("$language $name is long: $text", text.length <= 40)
                if (name in TITLES) assertTrue("$language $name: more than six words", text.split(' ').size <= 6)
            }
        }
    }

    private fun names(word: String, text: String) =
        if (word == "!") word in text else Regex("\\b" + Regex.escape(word), RegexOption.IGNORE_CASE).containsMatchIn(text)

    @Test
    fun beforeTheFirstUnlockTheNeutralTextComesWithOpenOnly() {
        val before = phone.alarms().filter { it.at >= phone.now }
        val user = shadowOf(phone.app.getSystemService(UserManager::class.java))
        user.setUserUnlocked(false)
        phone.dropAlarms()
        phone.broadcast(Intent.ACTION_LOCKED_BOOT_COMPLETED)
        assertEquals(before.map { it.id }, phone.alarms().map { it.id })
        val first = phone.next()
        assertEquals(setOf(first.id), phone.shade().keys)
        assertEquals(OPEN_ONLY, phone.says(phone.shade().getValue(first.id)))
        user.setUserUnlocked(true)
        phone.broadcast(Intent.ACTION_BOOT_COMPLETED)
        assertEquals("shown once, though the phone started anew", setOf(first.id), phone.shade().keys)
        assertTrue(phone.alarms().none { it.id == first.id })
    }

    @Test
    fun whenTheCoreCannotBeAskedTheReminderComesAllTheSame() {
        phone.app.lane.close()
        KeyStore.getInstance("AndroidKeyStore").apply { load(null) }.deleteEntry("org.nocte.database")
        val first = phone.next()
        assertEquals(OPEN_ONLY, phone.says(phone.shade().getValue(first.id)))
    }

    @Test
    fun theSelfCheckSaysWhatComesAndWhatCame() {
        val first = phone.next()
        val check = SelfCheck.of(phone.app)
        assertEquals(listOf(Fired(first.id, first.at.toEpochMilli(), first.at.toEpochMilli())), check.fired)
        assertEquals(phone.alarms().take(3).map { it.at.toEpochMilli() }, check.next)
        assertTrue(check.exact && check.notifications && !check.restricted)
    }

    @Test
    fun ofTheManifestOnlyTheScreenIsOpenToOthers() {
        val flags = android.content.pm.PackageManager.GET_RECEIVERS or android.content.pm.PackageManager.GET_SERVICES
        val about = phone.app.packageManager.getPackageInfo(phone.app.packageName, flags)
        assertTrue((about.receivers.orEmpty().toList() + about.services.orEmpty()).none { it.exported })
        assertTrue(about.applicationInfo!!.flags and android.content.pm.ApplicationInfo.FLAG_ALLOW_BACKUP == 0)
    }

    private companion object {
        const val OPEN_ONLY = "Bedtime reminder|Open to see it before bed.|Open|Bedtime reminder|Open to see it before bed."
        val TITLES = setOf(
            "bedtime_reminder", "last_reminder", "about_last_night", "change_starts", "reminders_end", "reminders_stopped",
            "review_due", "still_on_pause", "supply_check", "weekly_look_back", "short_check_in", "one_thing_to_read",
        )
        val NEUTRAL = TITLES + setOf(
            "channel_dose", "channel_followup", "channel_day", "channel_quiet", "tap_done", "still_open", "quiet_after_this",
            "as_you_asked", "as_you_asked_from", "done_before_sleep", "open_before_bed", "open_once", "open_to_start",
            "open_next_step", "nothing_to_do", "few_nights_left", "two_minutes", "open_when_it_suits", "done", "later_minutes",
            "later", "skip_tonight", "yes", "no", "not_sure", "open",
        )
    }
}
