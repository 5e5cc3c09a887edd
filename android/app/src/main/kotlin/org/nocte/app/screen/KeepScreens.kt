package org.nocte.app.screen

import android.content.ContentResolver
import android.content.Context
import android.content.Intent
import android.net.Uri
import android.view.View
import java.io.File
import java.io.IOException
import org.nocte.app.R
import org.nocte.app.component.Column
import org.nocte.app.component.field
import org.nocte.app.component.tick
import org.nocte.app.model.Restored
import org.nocte.app.model.TakenBack
import org.nocte.app.model.Then

/** A sealed copy at a place of the user's choice. The phrase is on paper before the copy is made. */
class BackupScreen : Screen() {
    private var phrase: String? = null
    private var again = ""
    private var differs = false
    private var unwritten = false
    private var done = false

    override val title get() = words(R.string.backup)

    override val secret get() = !done

    override fun enter() {
        if (phrase == null) ask(stage.house.settings::phrase) { phrase = it }
    }

    override fun draw(page: Column) {
        val phrase = phrase ?: return
        if (done) {
            page.say(words(R.string.backup_done))
            page.main(words(R.string.ready)) { stage.back() }
            return
        }
        page.say(words(R.string.backup_means))
        page.card { put(kit.text(phrase, 22f, bold = true)) }
        page.remark(words(R.string.phrase_means))
        page.field(words(R.string.phrase_again), words(R.string.phrase_again_hint), ::again)
        if (differs) page.warn(R.string.phrase_differs)
        if (unwritten) page.warn(R.string.not_written)
        page.main(words(R.string.backup_now)) { write(phrase) }
    }

    /** Groups and capitals are for the eye. */
    private fun bare(typed: String) = typed.filterNot(Char::isWhitespace).lowercase()

    private fun write(phrase: String) {
        unwritten = false
        differs = bare(again) != bare(phrase)
        if (differs) return stage.redraw()
        val file = stage.scratch("backup.nocte")
        ask<Unit>({ stage.house.settings.backup(file.path, phrase, it) }) {
            stage.handOut(file, "application/octet-stream") { written ->
                done = written
                unwritten = !written
                stage.redraw()
            }
        }
    }
}

/** A copy in place of what is here, which is set aside and never deleted. */
class RestoreScreen : Screen() {
    private var phrase = ""
    private var restored: Restored? = null

    override val title get() = words(R.string.restore)

    override fun draw(page: Column) {
        restored?.let {
            page.say(words(R.string.restored, it.copied))
            page.say(stage.count(R.plurals.restored_doses, it.doses))
            if (it.setAside) page.remark(words(R.string.set_aside))
            page.main(words(R.string.confirm_restore)) { stage.open(RestoredScreen()) }
            return
        }
        page.say(words(R.string.restore_means))
        page.field(words(R.string.phrase), words(R.string.phrase_again_hint), ::phrase)
        page.main(words(R.string.pick_copy)) {
            stage.document(Intent(Intent.ACTION_OPEN_DOCUMENT).addCategory(Intent.CATEGORY_OPENABLE).setType("*/*")) { it?.let(::read) }
        }
    }

    private fun read(from: Uri) {
        val file = stage.scratch("restore.nocte")
        // What cannot be read is no copy, and the core says so of an empty file.
        file.createNewFile()
        stage.kit.context.copied { resolver ->
            resolver.openInputStream(from)?.use { source -> file.outputStream().use { source.copyTo(it) } }
        }
        val question = { then: Then<Restored> ->
            stage.house.settings.restore(file.path, phrase.trim()) {
                file.delete()
                then(it)
            }
        }
        ask(question) { restored = it }
    }
}

/** After a restore, what the copy cannot know is looked at before any line is shown. */
class RestoredScreen : Screen() {
    private val looked = mutableSetOf<Int>()
    private var nights: Int? = null
    private var links = false

    override val title get() = words(R.string.confirm_restore)

    override fun enter() = ask(stage.house.share::load) { links = it.open.isNotEmpty() }

    override fun draw(page: Column) {
        nights?.let {
            page.say(stage.count(R.plurals.unknown_nights, it))
            page.main(words(R.string.ready)) { stage.home() }
            return
        }
        page.say(words(R.string.restored_means))
        THINGS.forEach { thing ->
            page.tick(words(thing), thing in looked) { set ->
                if (set) looked += thing else looked -= thing
                stage.redraw()
            }
        }
        page.side(words(R.string.to_plan)) { stage.open(PlanScreen()) }
        page.side(words(R.string.to_bottles)) { stage.open(BottlesScreen()) }
        page.side(words(R.string.name_medicine)) { stage.open(CheckScreen()) }
        if (links) page.side(words(R.string.old_links)) { stage.open(ShareScreen()) }
        if (looked.containsAll(THINGS)) {
            page.main(words(R.string.all_looked)) { ask<Int>({ stage.house.tonight.confirmRestore(it) }) { nights = it } }
        }
    }

    private companion object {
        val THINGS = listOf(R.string.looked_step, R.string.looked_bottle, R.string.looked_painkillers, R.string.looked_old_phone)
    }
}

/** Everything readable, to a place of the user's choice. */
class ExportScreen : Screen() {
    private var written: Boolean? = null

    override val title get() = words(R.string.export)

    override fun draw(page: Column) {
        page.say(words(R.string.export_means))
        if (written == true) page.card { say(words(R.string.export_done)) }
        if (written == false) page.warn(R.string.not_written)
        page.side(words(R.string.export_table)) { write("nights.csv", true, "text/csv") }
        page.side(words(R.string.export_all)) { write("everything.json", false, "application/json") }
    }

    private fun write(name: String, table: Boolean, type: String) {
        val file = stage.scratch(name)
        ask<Unit>({ stage.house.settings.export(file.path, table, it) }) {
            stage.handOut(file, type) {
                written = it
                stage.redraw()
            }
        }
    }
}

/** Everything of this phone's, gone. */
class DeleteScreen : Screen() {
    private var sure = false
    private var gone = false
    private var links = 0
    private var takenBack: TakenBack? = null
    private var tried = false

    override val title get() = words(R.string.delete_all)

    override fun enter() = ask(stage.house.share::load) { links = it.open.size }

    override fun draw(page: Column) {
        takenBack?.let { page.card { say(it.words) } }
        if (gone) {
            page.say(words(R.string.deleted))
            page.main(words(R.string.ready)) { stage.home() }
            return
        }
        page.say(words(R.string.delete_means))
        if (links > 0 && !tried) page.say(stage.count(R.plurals.delete_links, links))
        page.side(words(R.string.backup)) { stage.open(BackupScreen()) }
        page.tick(words(R.string.delete_sure), sure) {
            sure = it
            stage.redraw()
        }
        page.spring()
        if (waiting) page.underWay(stage.house.share::cancel)
        page.main(words(R.string.keep_all)) { stage.back() }
        if (sure && !waiting) page.side(words(R.string.delete_now)) { if (links > 0 && !tried) takeBack() else delete() }
    }

    /** What is shared is taken back first: afterwards nobody can. Whatever comes of it, the second tap is for good. */
    private fun takeBack() {
        tried = true
        away<TakenBack>({ stage.house.share.takeAllBack(it) }) {
            takenBack = it
            if (it.left == 0) delete()
        }
    }

    private fun delete() = ask<Unit>({ stage.house.settings.deleteEverything(it) }) { gone = true }
}

/** A file for the core to write or read, which nothing else of the phone sees; one of that name is gone first. */
private fun Stage.scratch(name: String): File = File(kit.context.cacheDir, name).also { it.delete() }

/**
 * Lets the user say where a file goes, copies it there and forgets the scratch: whoever picks no place leaves nothing
 * readable behind. Then whether it was written there; nothing where no place was picked.
 */
private fun Stage.handOut(file: File, type: String, then: (Boolean) -> Unit) {
    val make = Intent(Intent.ACTION_CREATE_DOCUMENT).addCategory(Intent.CATEGORY_OPENABLE).setType(type)
    document(make.putExtra(Intent.EXTRA_TITLE, "nocte-" + file.name)) { place ->
        val written = place?.let {
            kit.context.copied { resolver ->
                resolver.openOutputStream(it)?.use { to -> file.inputStream().use { from -> from.copyTo(to) } }
            }
        }
        file.delete()
        written?.let(then)
    }
}

/** Whether it was copied; a place that another app keeps may be full, gone or offline. */
private fun Context.copied(copy: (ContentResolver) -> Long?): Boolean = try {
    copy(contentResolver) != null
} catch (_: IOException) {
    false
} catch (_: SecurityException) {
    false
}

/** Said where it is looked at, and to a screen reader at once. */
private fun Column.warn(sentence: Int) {
    say(context.getString(sentence)).accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_POLITE
}
