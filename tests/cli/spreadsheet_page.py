"""spreadsheet_page.py ENTENTE SOURCE: the commands of docs/spreadsheet.md print what the page says. ENT_UPDATE_GOLDEN=1 writes the
page again; read the difference."""
import os
import shlex
import shutil
import subprocess
import sys
import tempfile

ENTENTE, SOURCE = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
PAGE = os.path.join(SOURCE, "docs", "spreadsheet.md")
failures = commands = 0

with open(PAGE, encoding="utf-8") as file:
    lines = file.read().split("\n")
out, i = [], 0
with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    shutil.copy(os.path.join(SOURCE, "data", "examples", "treaties.xlsx"), folder)
    while i < len(lines):
        out.append(lines[i])
        i += 1
        if out[-1] != "```console":
            continue
        while lines[i] != "```":
            command, expected = lines[i], []
            assert command.startswith("$ entente "), command
            i += 1
            while lines[i] != "```" and not lines[i].startswith("$ "):
                expected.append(lines[i])
                i += 1
            words = shlex.split(command[2:])
            done = subprocess.run([ENTENTE, *words[1:]], capture_output=True, text=True, stdin=subprocess.DEVNULL)
            commands += 1
            got = [line.rstrip() for line in done.stdout.rstrip("\n").split("\n")] if done.stdout else []
            asks = "two ways" in done.stdout
            if done.returncode != (1 if asks else 0) or (got != expected and not os.environ.get("ENT_UPDATE_GOLDEN")):
                failures += 1
                print("FAIL", command, done.returncode, done.stderr, *got, sep="\n")
            if "-o" in words and not os.path.exists(words[words.index("-o") + 1]):
                failures += 1
                print("FAIL", command, "made nothing")
            out += [command, *got]
    if os.environ.get("ENT_UPDATE_GOLDEN"):
        with open(PAGE, "w", encoding="utf-8") as file:
            file.write("\n".join(out))
if commands < 10:
    failures += 1
print("%d commands, %d failures" % (commands, failures))
sys.exit(failures > 0)
