"""The part of the story with the clinic in it: paired with, synced with, an order confirmed, a stop obeyed.

`bindings/tests/bridge/visit.rs` is the same in Rust.
"""

import asyncio

import nocte


def at(clock, ask, hour):
    """The same hour for the phone and the clinic."""
    clock.at = hour
    ask(f"now {hour}")


def tell_pairing(story, page):
    story.say("initials", page.initials)
    story.say("birth year", page.birth_year)
    story.say("present dose", page.present_dose)
    story.say("matched", page.matched)


def tell_sync(story, app):
    view = asyncio.run(app.sync())
    counts = view.delivered, view.pulled, view.waiting, len(view.parked), len(view.troubles)
    story.say("synced", " ".join(str(count) for count in counts))


def visit(story, app, clock, ask):
    """The first visit."""
    at(clock, ask, "2026-11-05T19:10:00Z")
    story.say("alone", story.refusal(lambda: asyncio.run(app.sync())))
    link, passcode = ask("link").split(" ")
    story.say("wrong passcode", story.refusal(lambda: asyncio.run(app.pair(link, "none"))))
    tell_pairing(story, asyncio.run(app.pair(link, passcode)))
    tell_sync(story, app)
    story.say("other initials", story.refusal(lambda: asyncio.run(app.confirm_match("x.y.", 1980))))
    page = asyncio.run(app.confirm_match("a.m.", 1980))
    tell_pairing(story, page)
    ask(f"match {page.present_dose}")
    ask("order 750000 7")
    at(clock, ask, "2026-11-05T19:20:00Z")
    tell_sync(story, app)
    view = app.clinic()
    story.say("proposal", view.proposal_text)
    story.each("changes", view.changes)
    made = app.confirm_proposal(None, nocte.Confirmation(no_opioids=True))
    story.say("plan", made.made.plan.version)
    story.each("warnings", made.warnings)
    tell_sync(story, app)
    story.plan(app)
    story.tonight(app)
    at(clock, ask, "2026-11-05T19:30:00Z")
    ask("stop")
    tell_sync(story, app)
    story.each("stops", app.clinic().stops)
    story.tonight(app)
    resumed = app.resume(None, True)
    story.say("ended holds", len(resumed.ended))
    story.say("from", resumed._from)


def visit_again(story, app, clock, ask):
    """After a restore the phone is paired no more. Paired anew, it tells the clinic what it no longer knows."""
    at(clock, ask, "2026-11-07T19:00:00Z")
    story.say("after the restore", story.refusal(lambda: asyncio.run(app.sync())))
    link, passcode = ask("link").split(" ")
    tell_pairing(story, asyncio.run(app.pair(link, passcode)))
    tell_sync(story, app)
    asyncio.run(app.unpair())
    story.say("alone again", story.refusal(lambda: asyncio.run(app.sync())))
