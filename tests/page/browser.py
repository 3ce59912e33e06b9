"""A page in a real browser: Chromium by selenium. Tests are skipped, with a word, where either is missing."""
import json
import os
import shutil
import sys
import tempfile

try:
    from selenium import webdriver
except ImportError:  # Debian's selenium is that of Debian's Python
    if sys.executable != "/usr/bin/python3" and os.path.exists("/usr/bin/python3") and "PAGE_TEST" not in os.environ:
        os.execve("/usr/bin/python3", ["/usr/bin/python3"] + sys.argv, dict(os.environ, PAGE_TEST="1"))
    print("skipped: no selenium for Python (Debian: python3-selenium)")
    sys.exit(77)
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.actions.pointer_input import PointerInput
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.keys import Keys

BROWSER = next((p for p in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if p), None)
DRIVER = shutil.which("chromedriver")
if not BROWSER or not DRIVER:
    print("skipped: no Chromium with its driver (Debian: chromium, chromium-driver)")
    sys.exit(77)


class Browser:
    """Opens pages and keeps account of requests, messages and violations of their policy."""

    def __init__(self, width=1280, height=860, dark=False, reduced=False):
        options = Options()
        options.binary_location = BROWSER
        self.home = tempfile.TemporaryDirectory()
        for word in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--hide-scrollbars", "--lang=en",
                     "--user-data-dir=" + self.home.name):
            options.add_argument(word)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(service=Service(DRIVER), options=options)
        self.size(width, height)
        features = [("prefers-color-scheme", "dark" if dark else "light"),
                    ("prefers-reduced-motion", "reduce" if reduced else "no-preference")]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia",
                                    {"features": [{"name": n, "value": v} for n, v in features]})

    def size(self, width, height):
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                                    {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500})

    def open(self, path, hash=""):
        self.driver.get("about:blank")
        self.driver.get("file://" + os.path.abspath(path) + hash)

    def run(self, script, *values):
        return self.driver.execute_script(script, *values)

    def text(self, selector):
        return self.run("return document.querySelector(arguments[0])?.innerText ?? ''", selector)

    def click(self, x, y):
        mouse = ActionBuilder(self.driver)
        mouse.pointer_action.move_to_location(int(x), int(y)).click()
        mouse.perform()

    def tap(self, x, y):
        touch = ActionBuilder(self.driver, mouse=PointerInput("touch", "finger"))
        touch.pointer_action.move_to_location(int(x), int(y)).pointer_down().pointer_up()
        touch.perform()

    def point(self, x, y):
        mouse = ActionBuilder(self.driver)
        mouse.pointer_action.move_to_location(int(x), int(y))
        mouse.perform()

    def press(self, *keys):
        ActionChains(self.driver).send_keys(*keys).perform()

    def complaints(self):
        """Messages of the console, violations of the policy among them, and requests but the page's own."""
        found = [m["message"] for m in self.driver.get_log("browser")]
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            url = message.get("params", {}).get("request", {}).get("url", "")
            if message["method"] == "Network.requestWillBeSent" and not url.startswith(("file:", "about:", "blob:", "data:", "chrome:")):
                found.append("request " + url)
        return found

    def close(self):
        self.driver.quit()
        self.home.cleanup()


class Report:
    """Counts checks; a failed one is told and ends the run at the end."""

    def __init__(self):
        self.passed = self.failed = 0

    def check(self, truth, what):
        if truth:
            self.passed += 1
        else:
            self.failed += 1
            print("FAILED:", what)

    def end(self):
        print(f"{self.passed} passed, {self.failed} failed")
        sys.exit(1 if self.failed else 0)
