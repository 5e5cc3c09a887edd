package org.nocte.app.stand

import java.util.TimeZone
import org.junit.rules.ExternalResource
import org.nocte.app.reminder.Reason

/**
 * Before each test a phone at home whose first night is answered; at noon of the next day, where the story goes on
 * then. The first night is looked at, because what is new offers *Open* only. The machine's zone comes back afterwards.
 */
class FirstNight(private val untilNoon: Boolean = true) : ExternalResource() {
    private val zone = TimeZone.getDefault()
    lateinit var phone: Phone
        private set

    override fun before() {
        phone = Phone.new()
        phone.begin("2026-11-02")
        phone.at("2026-11-02", "22:10")
        phone.logTaken("2026-11-02")
        if (!untilNoon) return
        phone.at("2026-11-03", "12:00")
        phone.app.reminders.reconcile(Reason.OPENED)
    }

    override fun after() = TimeZone.setDefault(zone)
}
