package org.nocte.app.reminder

import android.app.Notification
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import android.graphics.drawable.Icon
import android.net.Uri
import android.text.format.DateFormat
import java.util.Date
import org.nocte.app.R
import org.nocte.app.theme.Discretion

/** The notification shade: one neutral text of each kind, the same on a locked screen and on an open one. */
class Shade(private val context: Context) {
    private val manager = context.getSystemService(NotificationManager::class.java)
    private val channels = Channels(context)

    /** Ids in the shade that a plan could know. */
    fun ids(): List<String> = manager.activeNotifications.mapNotNull { it.tag }.filterNot { it.startsWith(SAID) }

    /** Shows a notice. The others of its night go: one is enough. */
    fun show(notice: Notice, shown: Map<String, Long>) {
        notice.night?.let(::clear)
        val texts = Texts.of(notice, notice.night?.let { shown["d/$it/base"] }?.let(::clock))
        val detail = notice.detail.takeIf { notice.words in DOSE_WORDS && Discretion(context).detailed }
        post(notice.id, channels.of(notice), texts, actions(notice), detail)
    }

    /** Shows the ledger's own text of an id, without an answer to it: the core could not be asked. */
    fun bare(id: String) {
        val (channel, texts) = if (id.startsWith("d/")) Channels.DOSE to Texts.OPEN_FIRST else Channels.DAY to Texts.SAID
        offered(id, channel, texts)
    }

    private fun offered(id: String, channel: String, texts: Texts) = post(id, channel, texts, listOf(R.string.open to open(Alarms.uri(id))))

    /** An answer could not be kept as it was given: something has to be read. */
    fun said(night: String) = offered("$SAID$night", Channels.DAY, Texts.SAID)

    /** A trial of the self-check's: sounds as the evening's does, and asks nothing. */
    fun trial() = offered("${SAID}trial", Channels.DOSE, Texts.OPEN_FIRST)

    fun cancel(id: String) = manager.cancel(id, 0)

    /** Takes every notification of a night away, its morning question too. */
    fun clear(night: String) {
        manager.activeNotifications
            .filter { it.tag?.startsWith("d/$night/") == true || it.notification.extras.getString(NIGHT) == night }
            .forEach { manager.cancel(it.tag, it.id) }
    }

    private fun post(id: String, channel: String, texts: Texts, actions: List<Pair<Int, PendingIntent?>>, detail: String? = null) {
        val builder = plain(channel, texts)
        // Only here: a locked screen shows the public version.
        detail?.let { builder.setContentText(it) }
        builder.setPublicVersion(plain(channel, texts).build())
            .setContentIntent(open(Alarms.uri(id)))
            .setAutoCancel(true)
        val icon = Icon.createWithResource(context, R.drawable.ic_moon)
        actions.forEach { (label, intent) -> builder.addAction(Notification.Action.Builder(icon, context.getText(label), intent).build()) }
        texts.night?.let { builder.extras.putString(NIGHT, it) }
        manager.notify(id, 0, builder.build())
    }

    private fun plain(channel: String, texts: Texts) = Notification.Builder(context, channel)
        .setSmallIcon(R.drawable.ic_moon)
        .setContentTitle(context.getString(texts.title))
        .setContentText(texts.from?.let { context.getString(texts.text, it) } ?: context.getString(texts.text))
        .setCategory(Notification.CATEGORY_REMINDER)
        .setVisibility(Notification.VISIBILITY_PRIVATE)

    private fun actions(notice: Notice): List<Pair<Int, PendingIntent?>> {
        val night = notice.night
        val opened = listOf(R.string.open to open(Alarms.uri(notice.id)))
        if (night == null || notice.openOnly) return opened
        fun told(label: Int, answer: Answer) = label to answered(night, answer)
        return when (notice.words) {
            Words.BASE -> listOf(
                told(R.string.done, Answer.DONE), told(R.string.later_minutes, Answer.LATER), told(R.string.skip_tonight, Answer.SKIP),
            )
            Words.FOLLOWUP, Words.SNOOZE -> listOf(
                told(R.string.done, Answer.DONE), told(R.string.later, Answer.LATER), told(R.string.skip_tonight, Answer.SKIP),
            )
            Words.LAST -> listOf(told(R.string.done, Answer.DONE), told(R.string.skip_tonight, Answer.SKIP))
            // *Yes* is asked when: that is a screen's.
            Words.QUESTION -> listOf(
                R.string.yes to open(nightUri(night)), told(R.string.no, Answer.NO), told(R.string.not_sure, Answer.NOT_SURE),
            )
            else -> opened
        }
    }

    private fun answered(night: String, answer: Answer): PendingIntent {
        val intent = Intent(context, AnswerReceiver::class.java).setAction(answer.name)
            .setData(nightUri(night))
        return PendingIntent.getBroadcast(context, 0, intent, PendingIntent.FLAG_UPDATE_CURRENT or PendingIntent.FLAG_IMMUTABLE)
    }

    /** Opens the app, on tonight's page or where a night is told of. */
    private fun open(at: Uri): PendingIntent? {
        val launch = context.packageManager.getLaunchIntentForPackage(context.packageName)?.setData(at) ?: return null
        return PendingIntent.getActivity(context, 0, launch, PendingIntent.FLAG_UPDATE_CURRENT or PendingIntent.FLAG_IMMUTABLE)
    }

    private fun clock(at: Long): String = DateFormat.getTimeFormat(context).format(Date(at))

    companion object {
        /** The night a notification is about. */
        const val NIGHT = "night"
        private const val SAID = "said/"
        private val DOSE_WORDS = setOf(Words.BASE, Words.FOLLOWUP, Words.LAST, Words.SNOOZE)

        /** `nocte:night/<night>`: what an answer, or the intent that opens the app, is about. */
        fun nightUri(night: String): Uri = Uri.Builder().scheme("nocte").opaquePart("night/$night").build()

        /** The night of such an address; nothing of another. */
        fun night(uri: Uri?): String? = uri?.takeIf { it.scheme == "nocte" }?.schemeSpecificPart
            ?.takeIf { it.startsWith("night/") }?.removePrefix("night/")
    }
}
