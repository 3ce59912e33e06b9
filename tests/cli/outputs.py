"""Nothing that is read is written over, no two outputs take one name, and what is no plain file is written to as
it is: devices, pipes, sockets, links.

usage: outputs.py ENTENTE SOURCE
"""
import hashlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading

PROGRAM, SOURCE = sys.argv[1:3]
wrong = 0


def expect(ok, words):
    global wrong
    if not ok:
        wrong += 1
        print("FAILED:", words, file=sys.stderr)


def run(folder, *words, **more):
    return subprocess.run([PROGRAM, *words], cwd=folder, capture_output=True, timeout=120, **more)


def state(folder):
    found = {}
    for where, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(where, name)
            with open(path, "rb") as f:
                found[os.path.relpath(path, folder)] = hashlib.sha256(f.read()).hexdigest()
    return found


TABLE = "agreement,party,signed\nT1,A,2000\nT1,B,2000\nT2,B,2001\nT2,C,2001\n"

# each reads a file and would write over it, or writes two outputs to one file
DESTROY = [
    "draw P --save-places P/actors.csv -o x.svg",
    "draw P --save-places x.csv --caption x.csv -o x.svg",
    "draw t.csv -o P.svg --save-places linked.csv",
    "import --guess t.csv -o t.csv",
    "import --map m.json t.csv -o m.json",
    "import P -o P --force",
    "import P/agreements.csv -o P --force",
    "draw t.csv --theme my.theme -o my.theme --format svg",
    "draw t.csv --places places.csv --save-places places.csv -o x.svg",
    "graph P -o P/datapackage.json --format json",
    "graph P -o P/agreements.csv",
    "graph P/datapackage.json -o P/parties.csv",
    "graph t.csv -o ./t.csv",
    "graph linked.csv -o t.csv",
    "graph t.csv -o linked.csv",
    "graph t.csv -o hard.csv",
    "graph t.csv -o x.csv --ledger t.csv",
    "graph t.csv -o x.csv --ledger ./x.csv",
    "graph t.csv -o x.csv --ledger P/../x.csv",
    "graph --parties t.csv -o t.csv",
    "measure P --format csv -o P/memberships.csv",
    "series t.csv --from 2000 --to 2001 --changes c.csv --summary c.csv",
    "series t.csv --from 2000 --to 2001 --changes - ",
    "compare t.csv u.csv -o u.csv",
    "check P -o P/sources.csv --format csv",
    "check broken -o broken/parties.csv",
    "explain P RUS CHN --documents docs -o docs/one.txt",
    "list actors t.csv --format csv -o t.csv",
    "draw t.csv -o same.tex --caption same.tex",
]


def make(folder):
    shutil.copytree(os.path.join(SOURCE, "data/iis"), os.path.join(folder, "P"))
    os.mkdir(os.path.join(folder, "docs"))
    os.mkdir(os.path.join(folder, "broken"))
    files = {"t.csv": TABLE, "u.csv": TABLE, "docs/one.txt": "words", "broken/parties.csv": "agreement\n",
             "broken/agreements.csv": "id\n", "places.csv": "node,x,y\nA,10,10\n",
             "m.json": '{"shape": "parties", "agreement": "agreement", "party": "party"}'}
    for name, text in files.items():
        with open(os.path.join(folder, name), "w") as f:
            f.write(text)
    shutil.copy(os.path.join(SOURCE, "data/themes/print.theme"), os.path.join(folder, "my.theme"))
    os.symlink("t.csv", os.path.join(folder, "linked.csv"))
    os.link(os.path.join(folder, "t.csv"), os.path.join(folder, "hard.csv"))


def refuse(folder):
    before = state(folder)
    for command in DESTROY:
        p = run(folder, *command.split())
        expect(p.returncode == 2 and b"error:" in p.stderr and
               (b"would be overwritten" in p.stderr or b"cannot both be written" in p.stderr or
                b"would be overwritten" in p.stderr),
               f"entente {command}: exit {p.returncode}: {p.stderr[-300:]!r}")
        expect(state(folder) == before, f"entente {command}: changed "
               f"{sorted(k for k in set(before) | set(state(folder)) if before.get(k) != state(folder).get(k))}")
    # without -o a network goes to out/: not over data that lie there
    os.mkdir(os.path.join(folder, "out"))
    shutil.copy(os.path.join(folder, "t.csv"), os.path.join(folder, "out/t.csv"))
    p = run(folder, "graph", "out/t.csv", "--format", "csv")
    expect(p.returncode == 2, f"out/t.csv over itself: exit {p.returncode}")
    with open(os.path.join(folder, "out/t.csv")) as f:
        expect(f.read() == TABLE, "out/t.csv was written over")


def links(folder):
    """An output is written through a link, to its target."""
    target, link = os.path.join(folder, "target.csv"), os.path.join(folder, "link.csv")
    os.symlink("target.csv", link)  # to a file that is not there yet
    for _ in range(2):
        p = run(folder, "graph", "t.csv", "-o", "link.csv")
        expect(p.returncode == 0 and os.path.islink(link), f"the link was replaced: {p.stderr!r}")
        with open(target) as f:
            expect(f.readline().startswith("source,target"), "nothing in the target of the link")
    os.symlink("b.csv", os.path.join(folder, "a.csv"))
    os.symlink("a.csv", os.path.join(folder, "b.csv"))
    p = run(folder, "graph", "t.csv", "-o", "a.csv")
    expect(p.returncode == 1, f"a circle of links: exit {p.returncode}")


def devices(folder):
    want = run(folder, "graph", "t.csv", "--format", "csv", "-o", "-", "-q").stdout
    expect(want.startswith(b"source,target"), "no ties on standard output")
    before = os.lstat("/dev/stdout")
    for name in ("/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"):
        p = run(folder, "graph", "t.csv", "--format", "csv", "-o", name, "-q")
        expect(p.stdout == want, f"{name}: {p.stdout!r} {p.stderr!r}")
    with open(os.path.join(folder, "redirected"), "wb") as f:  # a plain file behind the device
        f.write(b"before\n")
        f.flush()
        subprocess.run([PROGRAM, "graph", "t.csv", "--format", "csv", "-o", "/dev/stdout", "-q"], cwd=folder,
                       stdout=f, timeout=60)
    with open(os.path.join(folder, "redirected"), "rb") as f:
        expect(f.read() == b"before\n" + want, "/dev/stdout to a file")
    expect(os.lstat("/dev/stdout").st_mode == before.st_mode, "/dev/stdout was replaced")
    for name in ("/dev/null", "/dev/entente-test-none"):
        p = run(folder, "graph", "t.csv", "--format", "csv", "-o", name, "-q")
        expect((p.returncode == 0) == (name == "/dev/null"), f"{name}: exit {p.returncode}")
    expect(not os.path.exists("/dev/entente-test-none"), "a file was made in /dev")
    p = run(folder, "draw", "t.csv", "-o", "/dev/null", "--format", "svg", "--caption", "/dev/null")
    expect(p.returncode == 0, f"two outputs to /dev/null: {p.stderr!r}")

    fifo = os.path.join(folder, "fifo")
    os.mkfifo(fifo)
    got = []
    reader = threading.Thread(target=lambda: got.append(open(fifo, "rb").read()), daemon=True)
    reader.start()
    p = run(folder, "graph", "t.csv", "--format", "csv", "-o", "fifo", "-q")
    reader.join(10)
    expect(got == [want] and p.returncode == 0, f"a pipe got {got!r} {p.stderr!r}")
    os.unlink(fifo)

    server = socket.socket(socket.AF_UNIX)
    server.bind(os.path.join(folder, "socket"))
    server.listen(1)

    def serve():
        peer, _ = server.accept()
        with peer, peer.makefile("rb") as f:
            got.append(f.read())

    reader = threading.Thread(target=serve, daemon=True)
    reader.start()
    p = run(folder, "graph", "t.csv", "--format", "csv", "-o", "socket", "-q")
    reader.join(10)
    expect(got[-1] == want and p.returncode == 0, f"a socket got {got[-1]!r} {p.stderr!r}")
    server.close()


def main():
    with tempfile.TemporaryDirectory() as folder:
        make(folder)
        refuse(folder)
        links(folder)
        devices(folder)
    print(f"{len(DESTROY)} commands that would write over what they read; {wrong} failed")
    return wrong != 0


sys.exit(main())
