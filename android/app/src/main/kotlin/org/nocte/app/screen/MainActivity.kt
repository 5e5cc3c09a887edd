package org.nocte.app.screen

import android.app.Activity
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.content.IntentFilter
import android.content.res.Configuration
import android.net.Uri
import android.os.Build
import android.os.Bundle
import android.view.Gravity
import android.view.View
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.view.WindowInsetsController
import android.view.WindowManager
import android.widget.LinearLayout
import android.widget.ScrollView
import org.nocte.app.R
import org.nocte.app.component.Column
import org.nocte.app.component.Kit
import org.nocte.app.component.Weight
import org.nocte.app.impl.house
import org.nocte.app.impl.listen
import org.nocte.app.model.House
import org.nocte.app.reminder.Ledger
import org.nocte.app.reminder.Shade
import org.nocte.app.theme.Discretion
import org.nocte.app.theme.ThemeChoice
import org.nocte.core.NewerApi
import org.nocte.core.StaleListener

/** The one window: screens lie over one another in it, *Tonight* at the bottom. */
class MainActivity : Activity(), Stage {
    private val screens = ArrayDeque<Screen>()
    private val awaited = mutableMapOf<Int, (Uri?) -> Unit>()
    private var isEvening = false
    private val ears = StaleListener { if (!screens.last().waiting) screens.last().enter() }

    override lateinit var kit: Kit
    override lateinit var look: ThemeChoice
    override val house: House by lazy { house(this) }

    /** What is in front. */
    val front: Screen get() = screens.last()
    override val opened: Bundle? get() = intent?.extras

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        look = ThemeChoice(this)
        dress()
        val first = TonightScreen()
        first.stage = this
        screens.addLast(first)
        // Made anew by the system it was led there already.
        if (state == null) lead(intent)
        redraw()
    }

    /** The phone goes dark at dusk: what is half typed stays, in other colours. */
    override fun onConfigurationChanged(changed: Configuration) {
        super.onConfigurationChanged(changed)
        dressAgain()
    }

    override fun onNewIntent(intent: Intent) {
        super.onNewIntent(intent)
        setIntent(intent)
        home()
        lead(intent)
    }

    /** To where a night is told of after *Yes* in the morning, to a clinic by its link; else to tonight. */
    private fun lead(intent: Intent?) {
        val at = intent?.data ?: return
        Shade.night(at)?.let { night -> open(CorrectScreen(night)) }
        if (at.scheme != "nocte") open(ClinicScreen(at.toString()))
    }

    /** The minute, the day, the zone or the clock has moved on under a page that is being looked at. */
    private val clock = object : BroadcastReceiver() {
        override fun onReceive(context: Context, intent: Intent) = screens.last().minute()
    }

    override fun onStart() {
        super.onStart()
        listen(this, ears, true)
        registerReceiver(clock, IntentFilter().apply { MOVES.forEach(::addAction) })
        // The day, the zone or another phone may have moved on meanwhile.
        screens.last().enter()
        // Once, and not instead of what was asked for.
        if (screens.size == 1 && Ledger(this).tellOfMissed()) open(SelfCheckScreen())
    }

    override fun onStop() {
        listen(this, ears, false)
        unregisterReceiver(clock)
        super.onStop()
    }

    override fun open(screen: Screen) {
        screen.stage = this
        screens.addLast(screen)
        show(top = true)
        screen.enter()
    }

    override fun back() {
        if (screens.size == 1) return finish()
        screens.removeLast()
        show(top = true)
        screens.last().enter()
    }

    override fun home() {
        while (screens.size > 1) screens.removeLast()
        show(top = true)
        screens.last().enter()
    }

    override fun redraw() = show(top = false)

    @Deprecated("the way back of every version from 26 on; the newer one would need two paths")
    override fun onBackPressed() = back()

    @Suppress("DEPRECATION") // what takes its place is a live region, which the cards have; this is for what no card says
    override fun announce(words: CharSequence) {
        window.decorView.announceForAccessibility(words)
    }

    override fun evening(now: Boolean) {
        if (now == isEvening) return
        isEvening = now
        dress()
    }

    override fun dressAgain() {
        dress()
        redraw()
    }

    override fun felt(what: Int) {
        window.decorView.performHapticFeedback(what)
    }

    override fun system(intent: Intent) = startActivity(intent)

    override fun permit(permission: String) = requestPermissions(arrayOf(permission), PERMISSION)

    override fun onRequestPermissionsResult(code: Int, permissions: Array<String>, results: IntArray) = redraw()

    override fun document(intent: Intent, then: (Uri?) -> Unit) {
        val code = DOCUMENT + awaited.size
        awaited[code] = then
        startActivityForResult(intent, code)
    }

    override fun onActivityResult(code: Int, result: Int, data: Intent?) {
        val then = awaited.remove(code)
        then?.invoke(data?.data?.takeIf { result == RESULT_OK })
    }

    /** Puts on the colours, the bars of the system's included: nothing bright is left at the edges. */
    @Suppress("DEPRECATION") // where bars are always drawn over, the ground behind them has the colour
    @NewerApi(30)
    private fun dress() {
        val palette = look.theme.palette(this, isEvening)
        kit = Kit(this, palette)
        window.statusBarColor = palette.ground
        window.navigationBarColor = palette.ground
        window.decorView.setBackgroundColor(palette.ground)
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) {
            val light = WindowInsetsController.APPEARANCE_LIGHT_STATUS_BARS or
                WindowInsetsController.APPEARANCE_LIGHT_NAVIGATION_BARS
            window.insetsController?.setSystemBarsAppearance(if (palette.bright) light else 0, light)
        } else {
            @Suppress("DEPRECATION")
            window.decorView.systemUiVisibility = if (palette.bright) View.SYSTEM_UI_FLAG_LIGHT_STATUS_BAR else 0
        }
    }

    private fun show(top: Boolean) {
        val screen = screens.last()
        val hidden = if (screen.secret || Discretion(this).hidden) WindowManager.LayoutParams.FLAG_SECURE else 0
        window.setFlags(hidden, WindowManager.LayoutParams.FLAG_SECURE)
        val before = (findViewById<View>(SCROLL) as? ScrollView)?.scrollY ?: 0
        val scroll = ScrollView(this)
        scroll.id = SCROLL
        scroll.isFillViewport = true
        scroll.fitsSystemWindows = true
        scroll.setBackgroundColor(kit.palette.ground)
        val page = Column(kit)
        page.setPadding(kit.dp(20), kit.dp(12), kit.dp(20), kit.dp(24))
        val head = head(screen)
        page.addView(head)
        screen.trouble?.let { page.trouble(it, this) }
        screen.draw(page)
        if (screens.size == 1) head.getChildAt(head.childCount.dec()).after(page)
        scroll.addView(page, MATCH_PARENT, WRAP_CONTENT)
        setContentView(scroll)
        title = screen.title
        if (!top) scroll.post { scroll.scrollTo(0, before) }
    }

    /** The name of the screen with the way back before it; on *Tonight* the way to everything else after it. */
    private fun head(screen: Screen): LinearLayout {
        val row = LinearLayout(this)
        row.gravity = Gravity.CENTER_VERTICAL
        val bottom = screens.size == 1
        if (!bottom) {
            val back = kit.button("‹", Weight.BARE, Kit.TOUCH) { back() }
            back.contentDescription = getString(R.string.back)
            back.textSize = 24f
            back.setPadding(0, 0, 0, kit.dp(4))
            row.addView(back, LinearLayout.LayoutParams(kit.dp(Kit.TOUCH), WRAP_CONTENT))
        }
        val name = kit.heading(screen.title, 24f)
        val place = LinearLayout.LayoutParams(0, WRAP_CONTENT, 1f)
        place.leftMargin = if (bottom) 0 else kit.dp(14)
        place.rightMargin = if (bottom) kit.dp(4) else 0
        row.addView(name, place)
        if (bottom) {
            val more = kit.button("≡", Weight.BARE, Kit.TOUCH) { open(MenuScreen()) }
            more.contentDescription = getString(R.string.more)
            more.textSize = 22f
            more.setPadding(0, 0, 0, 0)
            row.addView(more, LinearLayout.LayoutParams(kit.dp(Kit.TOUCH), WRAP_CONTENT))
        }
        return row
    }

    /** A screen reader comes to it last: the night, its state and its answers go before the way to everything else. */
    private fun View.after(page: Column) {
        val last = page.getChildAt(page.childCount.dec())
        val button = (last as? LinearLayout)?.getChildAt(last.childCount.dec()) ?: last
        if (button.id == View.NO_ID) button.id = View.generateViewId()
        accessibilityTraversalAfter = button.id
    }

    private companion object {
        const val PERMISSION = 1
        const val DOCUMENT = 100
        val SCROLL = View.generateViewId()
        val MOVES = listOf(Intent.ACTION_TIME_TICK, Intent.ACTION_DATE_CHANGED, Intent.ACTION_TIME_CHANGED, Intent.ACTION_TIMEZONE_CHANGED)
    }
}
