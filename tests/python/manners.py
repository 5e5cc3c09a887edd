"""What a shell does wrong, and what goes wrong under it: the process lives and the error says what to do."""

import asyncio
import gc
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import unittest

import nocte
from ports import Clock, Listener, Log, Vault, note

NOW = "2026-11-02T18:00:00Z"


class Opened(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.clock, self.vault = Clock(NOW), Vault()
        self.app = self.open()

    def open(self, clock=None, vault=None):
        path = f"{self.folder.name}/nocte.db"
        return nocte.Nocte.open(path, vault or self.vault, clock or self.clock, "phone", nocte.Lang.EN)


class Throwing(Opened):
    def test_a_clock_that_throws_anything_is_an_error_without_its_words(self):
        class Broken(Clock):
            def moment(self):
                raise RuntimeError("private words")

        log = Log()
        with self.assertRaises(nocte.ApiError.Port) as caught:
            self.open(clock=Broken(NOW))
        self.assertNotIn("private", str(caught.exception))
        clock = Clock(NOW)
        app = self.open(clock=clock)
        app.listen(None, log)
        clock.at = None  # what the clock answers cannot be read
        with self.assertRaises(nocte.ApiError.Port):
            app.tonight()
        clock.at = NOW
        self.assertEqual(app.tonight().night, "2026-11-02")
        self.assertEqual(len(log.lines), 1)
        self.assertNotIn("private", log.lines[0])

    def test_a_vault_says_what_it_means(self):
        class Locked(Vault):
            def database_key(self):
                raise nocte.PortError.Unavailable()

        class Failing(Vault):
            def database_key(self):
                raise KeyError("private words")

        class Short(Vault):
            def database_key(self):
                return b"short"

        self.assertRaises(nocte.ApiError.Locked, self.open, vault=Locked())
        self.assertRaises(nocte.ApiError.Port, self.open, vault=Failing())
        self.assertRaises(nocte.ApiError.Port, self.open, vault=Short())

    def test_a_listener_that_throws_takes_nothing_back(self):
        class Loud(Listener):
            def changed(self, screens):
                super().changed(screens)
                raise RuntimeError("private words")

        listener = Loud()
        self.app.listen(listener, None)
        self.app.keep(note("kept"))
        self.assertEqual(len(listener.heard), 1)
        self.assertEqual(self.app.history("2026-11-01", "2026-11-02").counts.notes, 1)


class Panicking(Opened):
    def test_a_panic_is_an_exception_and_the_app_lives(self):
        with self.assertRaises(nocte.InternalError):
            nocte.laboratory_panic()
        with self.assertRaises(nocte.ApiError.Internal):
            self.app.laboratory_panic()
        with self.assertRaises(nocte.ApiError.Internal):
            asyncio.run(self.app.laboratory_panic_away())
        self.assertEqual(self.app.tonight().night, "2026-11-02")


class Ending(Opened):
    def test_every_call_after_close_is_closed(self):
        self.app.close_store()
        self.app.close_store()
        for call in (
            self.app.tonight,
            self.app.plan,
            self.app.medicines,
            lambda: self.app.keep(note("x")),
            lambda: self.app.reminders([], [], None),
            lambda: self.app.restore("/nowhere", "seven small grey stones"),
            lambda: asyncio.run(self.app.sync()),
        ):
            self.assertRaises(nocte.ApiError.Closed, call)

    def test_cancel_ends_what_waits_and_the_next_call_goes_through(self):
        async def cancelled():
            waiting = asyncio.ensure_future(self.app.laboratory_wait_away())
            await asyncio.sleep(0.05)
            with self.assertRaises(nocte.ApiError.Busy):
                await self.app.sync()
            self.app.cancel_sync()
            with self.assertRaises(nocte.ApiError.Cancelled):
                await waiting

        asyncio.run(cancelled())
        # Nobody is out any more: the next one gets as far as finding no clinic.
        self.assertRaises(nocte.ApiError.NotPaired, lambda: asyncio.run(self.app.sync()))

    def test_close_ends_what_waits(self):
        async def closed():
            waiting = asyncio.ensure_future(self.app.laboratory_wait_away())
            await asyncio.sleep(0.05)
            self.app.close_store()
            with self.assertRaises(nocte.ApiError.Cancelled):
                await waiting

        asyncio.run(closed())
        self.assertRaises(nocte.ApiError.Closed, self.app.tonight)

    def test_a_dropped_object_closes_its_store(self):
        self.app.keep(note("kept"))
        del self.app
        gc.collect()
        self.assertEqual(self.open().history("2026-11-01", "2026-11-02").counts.notes, 1)


class Many(Opened):
    def test_calls_from_many_threads(self):
        wrong = []

        def busy(number):
            try:
                for count in range(20):
                    self.app.keep(note(f"{number} {count}"))
                    self.app.tonight()
            except Exception as error:  # whatever it is, the test must hear of it
                wrong.append(error)

        threads = [threading.Thread(target=busy, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(wrong, [])
        self.assertEqual(self.app.history("2026-11-02", "2026-11-02").counts.notes, 160)

    def test_a_refusal_prints_nothing_personal(self):
        self.app.add_medicine("Tramadol", nocte.Said.TOOK_ON("2026-11-02"))
        with self.assertRaises(nocte.ApiError) as caught:
            self.app.resume(None, True)
        said = str(caught.exception) + repr(caught.exception)
        self.assertNotIn("ramadol", said)
        self.assertNotIn("opioid", said)


class Loading(unittest.TestCase):
    def load(self, change):
        """Loads the code with one checksum changed, in a process of its own; answers what it says."""
        code = pathlib.Path(nocte.__file__).read_text()
        other, count = re.subn(r"(checksum_func_night_of\(\) != )(\d+)", change, code)
        self.assertEqual(count, 1)
        with tempfile.TemporaryDirectory() as folder:
            library = next(pathlib.Path(nocte.__file__).parent.glob("*nocte_bindings*"))
            (pathlib.Path(folder) / library.name).symlink_to(library)
            (pathlib.Path(folder) / "other.py").write_text(other)
            command = [sys.executable, "-c", "import other"]
            done = subprocess.run(command, cwd=folder, env={}, capture_output=True, text=True, check=False)
        return done.returncode, done.stderr

    def test_code_of_another_version_is_refused_at_load(self):
        self.assertEqual(self.load(lambda found: found[0]), (0, ""))
        status, said = self.load(lambda found: f"{found[1]}{(int(found[2]) + 1) % 65536}")
        self.assertEqual(status, 1)
        self.assertIn("checksum mismatch", said)


def main():
    tests = unittest.defaultTestLoader.loadTestsFromModule(sys.modules[__name__])
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=1).run(tests)
    failed = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
