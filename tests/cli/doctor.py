"""doctor.py ENTENTE: doctor says what is there and what to do, and fails only if a needed part is missing."""
import json
import os

import commands
from commands import ENTENTE, check, finish, here as folder


def run(*arguments, **environment):
    return commands.outcome("doctor", *arguments, **environment)


code, out, err = run("--format", "json")
found = {row["part"]: row for row in json.loads(out)["rows"]}
check(code == 0 and not err, code, err)
check(all(found[p]["state"] == "ok" for p in ("entente", "register of states", "renderer (draw)")), found)
check(all(row["state"] in ("ok", "missing") and (row["state"] == "ok") == (row["remedy"] == "") and row["found"]
          for row in found.values()), found)
bindings = found["files of the bindings"]["found"]
check(all(os.path.exists(os.path.join(bindings, file)) for file in
          ("r/DESCRIPTION", "python/pyproject.toml", "quarto/_extensions/entente/entente.lua", "latex/entente.sty")), found)
there = os.path.exists(os.path.join(os.path.dirname(ENTENTE), "entente-read-stats"))
check((found["Stata and SPSS files"]["state"] == "ok") == there, found)

# programs that are not there, or do not work, or say what they are
code, out, err = run("--format", "json", PATH=folder)
found = {row["part"]: row for row in json.loads(out)["rows"]}
check(code == 0 and all(found[p]["state"] == "missing" and p.split()[0].lower() in found[p]["remedy"].lower()
                        for p in ("pandoc", "Quarto", "Python")), found)
check("no program 'pandoc' in the PATH" in found["pandoc"]["found"], found)
for name, text in (("pandoc", "#!/bin/sh\necho pandoc 99.1\necho more\n"), ("quarto", "#!/bin/sh\nexit 3\n")):
    path = os.path.join(folder, name)
    with open(path, "w") as file:
        file.write(text)
    os.chmod(path, 0o755)
found = {row["part"]: row for row in json.loads(run("--format", "json", PATH=folder)[1])["rows"]}
check(found["pandoc"]["found"] == "pandoc 99.1" and found["Quarto"]["state"] == "missing", found)
# a renderer that is not there is an error, after the whole table
code, out, err = run(ENTENTE_RENDER=os.path.join(folder, "none"))
check(code == 1 and "missing, needed" in out and "pandoc" in out and "a part that entente needs is missing" in err, out, err)
finish()
