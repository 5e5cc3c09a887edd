package org.nocte.app.impl

import java.io.File
import java.security.KeyStore
import nocte.core.ApiException
import nocte.core.Choice
import nocte.core.ExportFormat
import nocte.core.InputKind
import nocte.core.Nocte
import nocte.core.parseDose
import nocte.core.recoveryPhrase
import nocte.core.showDose
import org.nocte.app.NocteApp
import org.nocte.app.model.Restored
import org.nocte.app.model.SettingsDesk
import org.nocte.app.model.SettingsPage
import org.nocte.app.model.Then
import org.nocte.app.reminder.Ledger
import org.nocte.app.reminder.Reason
import org.nocte.app.theme.Discretion
import org.nocte.app.theme.ThemeChoice

/** *Settings* over the lane. */
internal class LaneSettings(private val counter: Counter) : SettingsDesk {
    override fun load(then: Then<SettingsPage>) = counter.ask(then, ::page)

    private fun page(nocte: Nocte): SettingsPage {
        val settings = nocte.settings()
        val plan = nocte.reminders(emptyList(), emptyList(), WEEK).plan
        val counts = nocte.history(plan.tonight, plan.tonight).counts
        return SettingsPage(
            bedtime = settings.bedtime,
            leadMinutes = settings.leadMin.toInt(),
            syringe = settings.syringe?.let { typed(it, counter) },
            syringes = counter.syringes(),
            hasSyringe = settings.syringe != null,
            tabletsLeft = settings.tabletsLeft?.toInt(),
            byDay = settings.cutover == MIDNIGHT,
            capsules = settings.capsules.map { showDose(it, counter.lang).text },
            price = settings.tabletPrice?.minorUnits?.toString(),
            currency = settings.tabletPrice?.currency,
            notices = plan.notifications.size,
            next = plan.notifications.sortedBy { it.at }.take(NEXT).map { counter.clock(it.at) },
            came = Ledger(counter.context).fired().reversed().map { one ->
                listOfNotNull(one.meant?.let(counter::clock), counter.clock(one.at)).joinToString(" → ")
            },
            missed = Ledger(counter.context).missed().reversed().map { (_, meant) -> counter.clock(meant) },
            empty = counts.doses == 0uL && counts.plans == 0uL,
        )
    }

    override fun bedtime(at: String, then: Then<Unit>) = choose(then) { Choice.Bedtime(at) }

    override fun lead(minutes: String, then: Then<Unit>) = choose(then) { Choice.Lead(number(minutes, String::toUShortOrNull)) }

    override fun syringe(typed: String, then: Then<Unit>) = choose(then) { Choice.Syringe(counter.syringe(typed)) }

    override fun baseline(accepted: Boolean, then: Then<Unit>) = choose(then) { Choice.Baseline(accepted) }

    override fun tabletsLeft(count: String, then: Then<Unit>) = choose(then) { Choice.TabletsLeft(number(count, String::toUIntOrNull)) }

    override fun byDay(on: Boolean, bedtime: String, then: Then<Unit>) =
        counter.ask(then) { it.choose(listOf(Choice.Cutover(if (on) MIDNIGHT else NOON), Choice.Bedtime(bedtime))) }

    override fun capsules(typed: List<String>, then: Then<Unit>) = choose(then) {
        Choice.Capsules(typed.filter(String::isNotBlank).map { parseDose(it, counter.mark, false) })
    }

    override fun price(minorUnits: String, currency: String, then: Then<Unit>) =
        choose(then) { Choice.TabletPrice(number(minorUnits, String::toULongOrNull), currency) }

    override fun holder(name: String, then: Then<Unit>) = counter.ask(then) { it.nameHolder(name) }

    override fun phrase(then: Then<String>) = counter.ask(then) { recoveryPhrase() }

    override fun backup(file: String, phrase: String, then: Then<Unit>) = counter.ask(then) { it.backup(file, phrase) }

    override fun restore(file: String, phrase: String, then: Then<Restored>) =
        counter.ask(then) { with(it.restore(file, phrase)) { Restored(counter.clock(copiedAt), counts.doses.toInt(), keptFormer) } }

    override fun export(file: String, table: Boolean, then: Then<Unit>) =
        counter.ask(then) { it.export(file, if (table) ExportFormat.CSV else ExportFormat.JSON) }

    override fun verify(then: Then<List<String>>) = counter.ask(then) { it.verify() }

    override fun deleteEverything(then: Then<Unit>) {
        counter.lane.close()
        forget()
        // Whoever asked between the two has opened what is gone: the next question begins anew.
        counter.lane.close()
        NocteApp.of(counter.context).reminders.reconcile(Reason.STORED)
        counter.lane.ask({ }, then)
    }

    /** The key first: what is left of a file after that is noise. What the reminders keep goes with their alarms. */
    private fun forget() {
        KeyStore.getInstance("AndroidKeyStore").apply { load(null) }.run { aliases().toList().forEach(::deleteEntry) }
        val folders = listOf(counter.context.noBackupFilesDir, counter.context.filesDir, counter.context.cacheDir)
        folders.flatMap { it.listFiles().orEmpty().toList() }.forEach(File::deleteRecursively)
        ThemeChoice(counter.context).forget()
        Discretion(counter.context).forget()
    }

    /** What is no number is a field to look at again, and what is on record stays. */
    private fun <N : Any> number(typed: String, read: (String) -> N?): N = read(typed.trim()) ?: throw ApiException.Input(InputKind.INDEX)

    private fun choose(then: Then<Unit>, choice: () -> Choice) = counter.ask(then) { it.choose(listOf(choice())) }

    private companion object {
        const val WEEK = 7u
        const val NEXT = 3
        const val NOON = "12:00"
        const val MIDNIGHT = "00:00"
    }
}
