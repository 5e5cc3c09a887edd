package org.nocte.app.widget

import android.app.PendingIntent
import android.appwidget.AppWidgetManager
import android.appwidget.AppWidgetProvider
import android.content.ComponentName
import android.content.Context
import android.content.Intent
import android.widget.RemoteViews
import org.nocte.app.R
import org.nocte.app.impl.house
import org.nocte.app.model.Phase
import org.nocte.app.model.TonightCard
import org.nocte.app.screen.MainActivity
import org.nocte.core.orNull

/**
 * Done, or not yet: on the home screen of those who put it there, and neutral like every notice.
 *
 * It takes no answer itself: a thumb that meant to unlock the phone logs no dose.
 */
class TonightWidget : AppWidgetProvider() {
    override fun onUpdate(context: Context, manager: AppWidgetManager, ids: IntArray) = show(context, manager, ids)

    companion object {
        /** Something about tonight was stored. */
        fun refresh(context: Context) {
            val manager = context.getSystemService(AppWidgetManager::class.java) ?: return
            val ids = manager.getAppWidgetIds(ComponentName(context, TonightWidget::class.java))
            if (ids.isNotEmpty()) show(context, manager, ids)
        }

        private fun show(context: Context, manager: AppWidgetManager, ids: IntArray) {
            house(context).tonight.load { outcome ->
                val views = RemoteViews(context.packageName, R.layout.widget)
                views.setTextViewText(R.id.widget_state, context.getString(words(outcome.orNull())))
                val open = Intent(context, MainActivity::class.java)
                views.setOnClickPendingIntent(R.id.widget, PendingIntent.getActivity(context, 0, open, PendingIntent.FLAG_IMMUTABLE))
                ids.forEach { manager.updateAppWidget(it, views) }
            }
        }

        /** A locked phone or a night without a dose says nothing. */
        private fun words(card: TonightCard?): Int = when (card?.phase) {
            Phase.OPEN -> R.string.widget_not_yet
            Phase.CLOSED -> R.string.done
            Phase.MORNING -> R.string.about_last_night
            Phase.QUIET, null -> R.string.widget_nothing
        }
    }
}
