"""Speed of interactive pages in headless Chromium: python3 bench/page.py PAGE.html...
Milliseconds: until the page can be used; then medians of what the script takes to show another day, and to light up what
is pointed at, each until the next frame is drawn."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tests", "page"))
from browser import Browser  # noqa: E402

FRAMES = """
const act = new Function("i", arguments[0]), done = arguments[1], script = [], frames = [];
let i = 0;
function go() {
    const before = performance.now();
    act(i);
    script.push(performance.now() - before);
    requestAnimationFrame(() => setTimeout(() => {
        frames.push(performance.now() - before);
        if (++i < 30) go(); else done([script, frames].map(l => l.sort((x, y) => x - y)[15]));
    }));
}
go();"""

for path in sys.argv[1:]:
    b = Browser(1440, 900)
    usable = []
    for _ in range(5):
        b.open(path)
        usable.append(b.run("return performance.getEntriesByName('usable')[0].startTime"))
    ties, nodes = b.run("return [app.network.ties.size, app.network.nodes.size]")
    slider = b.driver.execute_async_script(FRAMES, "setDay(time.steps[time.steps.length - 31 + i])")
    hover = b.driver.execute_async_script(FRAMES, "app.pointed = { node: [...app.network.nodes][i * 7 % app.network.nodes.size] }; showMarks()")
    print(f"{os.path.basename(path)}: {os.path.getsize(path) / 1000:.0f} kB, {nodes} actors, {ties} ties; usable {sorted(usable)[2]:.0f} ms; "
          f"slider {slider[0]:.0f} ms, with its frame {slider[1]:.0f}; hover {hover[0]:.0f} ms, with its frame {hover[1]:.0f}")
    b.close()
