"""The ports as a test lends them: a clock that stands where it is put, a vault in memory, a listener that counts."""

import nocte
from crossing import instant

BERLIN = nocte.ZoneWindow(
    zone="Europe/Berlin",
    initial_offset_s=3600,
    transitions=[nocte.Transition(at=instant("2027-03-28T01:00:00Z"), offset_s=7200)],
    until=None,
)


def note(text):
    """A note on tonight, the smallest thing to keep."""
    return nocte.DiaryEntry.NOTE(text, None)


class Clock(nocte.Clock):
    def __init__(self, at):
        self.at = at

    def moment(self):
        return nocte.Moment(now=instant(self.at), window=BERLIN)


class Vault(nocte.KeyVault):
    def __init__(self):
        self.key = None

    def database_key(self):
        return self.key

    def keep(self, key):
        self.key = key


class Listener(nocte.ChangeListener):
    def __init__(self):
        self.heard = []

    def changed(self, screens):
        self.heard.append(screens)


class Log(nocte.LogSink):
    def __init__(self):
        self.lines = []

    def line(self, text):
        self.lines.append(text)
