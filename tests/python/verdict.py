"""The verdict of the demonstration's patient, computed once more from the raw entries, in exact fractions.

Nothing of the core is used for the reckoning: the entries come from the terminal's export, the method from
docs/verdict.md. Terminal, phone screen and the clinic's page must say the same numbers.

    verdict.py NOCTE    # the terminal shell, built
"""

import datetime
import json
import math
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest
import urllib.error
import urllib.request
from fractions import Fraction

import nocte
from crossing import instant
from ports import Vault

NOCTE = sys.argv[1] if len(sys.argv) > 1 else sys.exit("which terminal shell?")
NOW = "2026-11-22T19:00:00Z"
# The story ends in the twelfth week; in the fifth, 28 nights were open and some of them on hold.
WEEK_TWELVE = "2026-11-22T21:00:00Z"
WEEK_FIVE = "2026-09-30T21:00:00Z"
SCALES = ("pain", "fatigue", "sleep")
DAY = datetime.timedelta(days=1)
WEEK, LAST, NEEDED, WEEKS, RATED = 7, 28, 70, 4, 4


def day(text):
    return datetime.date.fromisoformat(text)


def half_even(fraction):
    """Python rounds a fraction half to even, as the core does."""
    return round(fraction)


def within(t, degrees):
    """How much of Student's t with whole degrees of freedom lies between -t and t: the closed form."""
    angle = math.atan(t / math.sqrt(degrees))
    cosine, term, total = math.cos(angle), 1.0, 0.0
    odd = degrees % 2
    for power in range(1 if odd else 0, degrees - 1, 2):
        total += term * cosine**power
        term *= (power + 1) / (power + 2)
    return 2 / math.pi * (angle + math.sin(angle) * total) if odd else math.sin(angle) * total


def quantile_thousandths(degrees):
    low, high = 0.0, 100.0
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if within(middle, degrees) < 0.95 else (low, middle)
    return round(low * 1000)


class Log:
    """The entries of an export that stand: what was corrected or taken back is left out."""

    def __init__(self, path, tonight):
        facts = json.loads(pathlib.Path(path).read_text())["facts"]
        gone = {fact.get("corrects") for fact in facts} | {
            fact.get("of") or fact.get("target") for fact in facts if fact["fact"] == "tombstone"
        }
        stands = [fact for fact in facts if fact["id"] not in gone]
        doses = [fact for fact in stands if fact["fact"] == "dose" and fact["status"] == "taken"]
        self.tonight = tonight
        self.taken = {day(fact["night"]): fact["planned"] for fact in doses if day(fact["night"]) <= tonight}
        self.ends = [
            day(fact["from"])
            for fact in stands
            if fact["fact"] == "decision" and fact["kind"]["kind"] == "hold_end" and day(fact["from"]) <= tonight
        ]
        self.scores = {scale: {} for scale in SCALES}
        for fact in stands:
            if fact["fact"] == "score" and day(fact["night"]) <= tonight:
                self.scores[fact["scale"]][day(fact["night"])] = fact["value"]

    def steady_from(self):
        """The first night of the present dose, or the end of the last hold, among the last 28."""
        present = self.taken[max(self.taken)]
        others = [night for night, dose in self.taken.items() if dose != present]
        begun = min(night for night in self.taken if not others or night > max(others))
        return max([begun, self.tonight - (LAST - 1) * DAY, *self.ends])


def weeks(ratings, first, last):
    """Means of whole weeks counted back from the last night, in hundredths; a thin week is left out."""
    means = []
    end = last
    while end - (WEEK - 1) * DAY >= first:
        nights = [ratings[night] for night in (end - back * DAY for back in range(WEEK)) if night in ratings]
        if len(nights) >= RATED:
            means.append(half_even(Fraction(sum(nights) * 100, len(nights))))
        end -= WEEK * DAY
    return means


def welch(before, after):
    def side(means):
        mean = Fraction(sum(means), len(means))
        squares = sum((Fraction(one) - mean) ** 2 for one in means)
        return mean, squares / (len(means) - 1) / len(means), len(means) - 1

    (m1, v1, d1), (m2, v2, d2) = side(before), side(after)
    parts = v1**2 / d1 + v2**2 / d2
    degrees = math.floor((v1 + v2) ** 2 / parts) if parts else min(d1, d2)
    squared = Fraction(quantile_thousandths(degrees), 1000) ** 2 * (v1 + v2)
    half = math.isqrt(math.floor(squared))
    while half * half < squared:
        half += 1
    change = half_even(m1 - m2)
    return change, change - half, change + half, degrees


def judged(log, scale):
    """What the terminal's JSON must say of a scale."""
    ratings, first_dose = log.scores[scale], min(log.taken)
    if len(log.taken) < NEEDED:
        return {"verdict": "too_early", "nights_taken": len(log.taken), "change": None, "interval": None}
    last = first_dose - DAY
    began = min(night for night in ratings if night <= last)
    whole = -(-((last - began).days + 1) // WEEK)
    before = weeks(ratings, last - (whole * WEEK - 1) * DAY, last)
    after = weeks(ratings, log.steady_from(), log.tonight)
    assert min(len(before), len(after)) >= WEEKS, "the demonstration has weeks enough"
    change, low, high, degrees = welch(before, after)
    level = half_even(Fraction(sum(before), len(before)))
    return {
        "verdict": "better" if low > 0 else "worse" if high < 0 else "no_clear_difference",
        "nights_taken": len(log.taken),
        "change": {
            "hundredths": change,
            "percent": half_even(Fraction(change * 100, level)),
            "responder": change * 100 >= level * 30,
        },
        "interval": {"low_hundredths": low, "high_hundredths": high, "degrees": degrees},
    }


def points(hundredths):
    whole, part = divmod(abs(hundredths), 100)
    text = str(whole) if part == 0 else f"{whole}.{part // 10}" if part % 10 == 0 else f"{whole}.{part:02}"
    return f"-{text}" if hundredths < 0 else text


class Demonstration(unittest.TestCase):
    """The demonstration, lived once; its clinic stays up until the end."""

    @classmethod
    def setUpClass(cls):
        cls.work = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.work.name) / "kept"
        words = [NOCTE, "--now", NOW, "--zone", "UTC", "demo", "--quiet", "--keep", str(cls.folder)]
        cls.demo = subprocess.Popen(
            words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        cls.addresses = []
        for line in cls.demo.stderr:
            cls.addresses += re.findall(r"http://\S+", line)
            if len(cls.addresses) == 2:
                break

    @classmethod
    def tearDownClass(cls):
        cls.demo.kill()
        cls.demo.wait()
        cls.demo.stderr.close()
        cls.work.cleanup()

    def ask(self, now, *words):
        store, key = self.folder / "nocte.db", self.folder / "nocte.key"
        there = ["--store", str(store), "--key-file", str(key), "--now", now, "--zone", "UTC"]
        return subprocess.run([NOCTE, *there, *words], check=True, capture_output=True, text=True).stdout

    def log(self, now):
        path = self.folder / "export.json"
        if not path.exists():
            self.ask(WEEK_TWELVE, "export", "--format", "json", str(path))
        return Log(path, day(now[:10]))

    def terminal(self, now):
        found = json.loads(self.ask(now, "verdict", "--json"))["verdicts"]
        return {one["scale"]: one for one in found}

    def test_the_quantile_of_this_program_is_students(self):
        printed = {1: 12706, 2: 4303, 3: 3182, 4: 2776, 5: 2571, 6: 2447, 10: 2228, 30: 2042}
        self.assertEqual({degrees: quantile_thousandths(degrees) for degrees in printed}, printed)

    def test_in_week_five_it_is_too_early(self):
        log = self.log(WEEK_FIVE)
        weeks_in = (log.tonight - min(log.taken)).days // WEEK + 1
        self.assertEqual(weeks_in, 5)
        for scale, told in self.terminal(WEEK_FIVE).items():
            wanted = judged(log, scale)
            self.assertEqual({name: told[name] for name in wanted}, wanted)
            self.assertEqual(told["verdict"], "too_early")

    def test_in_week_twelve_terminal_and_fractions_say_the_same(self):
        log = self.log(WEEK_TWELVE)
        told = self.terminal(WEEK_TWELVE)
        for scale in SCALES:
            wanted = judged(log, scale)
            self.assertEqual({name: told[scale][name] for name in wanted}, wanted)
        self.assertEqual(told["pain"]["verdict"], "better")

    def test_the_phones_screen_says_the_same(self):
        class Clock(nocte.Clock):
            def moment(self):
                window = nocte.ZoneWindow(zone="UTC", initial_offset_s=0, transitions=[], until=None)
                return nocte.Moment(now=instant(WEEK_TWELVE), window=window)

        vault = Vault()
        vault.key = bytes.fromhex((self.folder / "nocte.key").read_text().strip())
        app = nocte.Nocte.open(str(self.folder / "nocte.db"), vault, Clock(), "phone", nocte.Lang.EN)
        shown = {one.scale.code: one for one in app.response().scales}
        log = self.log(WEEK_TWELVE)
        for scale in SCALES:
            wanted = judged(log, scale)
            self.assertEqual(shown[scale].verdict.code, wanted["verdict"])
            levels, interval = shown[scale].levels, wanted["interval"]
            ends = [interval["low_hundredths"], interval["high_hundredths"]]
            self.assertEqual(levels.hundredths, [wanted["change"]["hundredths"], *ends])
            self.assertEqual(levels.interval, f"{points(ends[0])} to {points(ends[1])}")

    def test_the_clinics_page_says_the_same(self):
        base, sign_in = self.addresses
        cookie = signed_in(base, sign_in)
        worklist = page(f"{base}/", cookie)
        path = re.search(r'href="(/patients/[^"]+)"[^>]*>\s*Mara', worklist).group(1)
        text = re.sub(r"<[^>]*>", "\n", page(base + path, cookie))
        log = self.log(WEEK_TWELVE)
        said = re.findall(r"Better than before, by (\S+) points \(95 % interval (\S+) to (\S+)\)", text)
        wanted = []
        for scale in SCALES:
            one = judged(log, scale)
            if one["verdict"] == "better":
                ends = one["interval"]
                numbers = one["change"]["hundredths"], ends["low_hundredths"], ends["high_hundredths"]
                wanted.append(tuple(points(number) for number in numbers))
        self.assertTrue(wanted)
        self.assertEqual(said, wanted)


class Stay(urllib.request.HTTPRedirectHandler):
    """The cookie stands in the answer that sends elsewhere."""

    def redirect_request(self, *_):
        return None


def signed_in(base, link):
    """The cookie of whoever follows the link and presses its one button."""
    request = urllib.request.Request(link, data=b"", method="POST", headers={"Origin": base})
    try:
        answer = urllib.request.build_opener(Stay).open(request)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return "; ".join(one.split(";")[0] for one in answer.headers.get_all("set-cookie"))


def page(address, cookie):
    with urllib.request.urlopen(urllib.request.Request(address, headers={"Cookie": cookie})) as answer:
        return answer.read().decode().replace("\u00a0", " ").replace("&nbsp;", " ")


def main():
    tests = unittest.defaultTestLoader.loadTestsFromModule(sys.modules[__name__])
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=1).run(tests)
    failed = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
