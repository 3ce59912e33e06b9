"""A run that is computed in parts has the bytes of one process, whoever starts the parts and however often they are
killed; parts that do not fit are named, and only they are computed again.

usage: parts.py ENTENTE SOURCE [KILLS]
"""
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

PROGRAM, SOURCE = sys.argv[1:3]
KILLS = int(sys.argv[3]) if len(sys.argv) > 3 else 40
IIS = os.path.join(SOURCE, "data/iis")
ENV = {**os.environ, "ENTENTE": PROGRAM}

# what is divided, each with the files that it writes
JOBS = {
    "null": (["measure", IIS, "--network", "actors", "--null", "curveball", "--runs", "60", "-m", "transitivity,degree,sigma"],
             ["-o", "out.csv"]),
    "null of weights": (["measure", IIS, "--network", "actors", "--null", "curveball", "--runs", "50", "-m", "tie_weight"],
                        ["-o", "out.json"]),
    "bounds": (["measure", IIS, "--as-of", "2010", "--bounds", "--samples", "40", "-m", "degree,density"], ["-o", "out.txt"]),
    "consensus": (["measure", IIS, "--network", "actors", "-m", "consensus,stability,consensus_agreement", "--runs", "12"],
                  ["-o", "out.txt"]),
    "fdsm": (["graph", IIS, "--network", "actors", "--backbone", "fdsm", "--samples", "150", "--alpha", "0.5",
              "--correction", "none"], ["-o", "out.json"]),
    "fdsm, then consensus": (["measure", IIS, "--network", "actors", "--backbone", "fdsm", "--samples", "40", "--alpha", "0.5",
                              "-m", "consensus", "--runs", "8"], ["-o", "out.csv"]),
    "figure": (["draw", IIS, "--network", "actors", "--backbone", "fdsm", "--samples", "60", "--alpha", "0.5",
                "--correction", "none"], ["-o", "out.svg"]),
    "figure of a series": (["draw", IIS, "--plot", "series", "--from", "2010", "--to", "2016", "--of", "density"], ["-o", "out.svg"]),
    "qap": (["compare", IIS, "2008", "2020", "--permutations", "420"], ["-o", "out.md"]),
    "regression": (["regress", IIS, "--network", "actors", "--terms", "same:region", "--permutations", "420"], ["-o", "out.md"]),
    "series": (["series", IIS, "--from", "2005", "--to", "2020", "-m", "degree,edge_betweenness,density,modularity"],
               ["-o", "out.csv", "--changes", "changes.csv", "--communities", "communities.csv", "--summary", "summary.csv"]),
    "series with bounds": (["series", IIS, "--from", "2015", "--to", "2018", "-m", "degree", "--bounds", "--samples", "9",
                            "--codes", "cow"], ["-o", "out.json"]),
    "series of the text": (["series", IIS, "--from", "2005", "--to", "2012", "-m", "density"], ["-o", "out.txt"]),
}


def run(words, expected=0, **more):
    done = subprocess.run([PROGRAM, *words], capture_output=True, text=True, env=ENV, **more)
    assert done.returncode == expected, (words, done.returncode, done.stderr)
    return done.stderr


def files(folder):
    paths = {name: os.path.join(folder, name) for name in sorted(os.listdir(folder))}
    return {name: open(path, "rb").read() for name, path in paths.items() if os.path.isfile(path)}


def in_folder(name):
    shutil.rmtree(name, ignore_errors=True)
    os.mkdir(name)
    return os.path.abspath(name)


def same(job):
    words, outputs = JOBS[job]
    run([*words, *outputs, "--workers", "1"], cwd=in_folder("one"))
    run([*words, *outputs, "--workers", "2"], cwd=in_folder("two"))
    there = in_folder("parts of " + job)
    for k in range(1, 8):
        said = run([*words, *outputs, "--workers", str(k % 2 + 1), "--parts", there, "--part", f"{k}/7"],
                   cwd=in_folder("nothing"))
        assert f"part {k} of 7 is written" in said and not os.listdir("nothing"), (job, said, os.listdir("nothing"))
    assert len(os.listdir(there)) == 7
    run([*words, *outputs, "--parts", there], cwd=in_folder("merged"))
    one, two, merged = files("one"), files("two"), files("merged")
    assert len(one) == len(outputs) // 2 and all(one.values()), job
    assert one == two, f"{job}: two workers differ from one"
    assert one == merged, f"{job}: parts differ from one process"
    print(f"ok: {job}: one process, two workers and seven parts have the same bytes")


def launchers():
    words, outputs = JOBS["null"]
    run([*words, *outputs], cwd=in_folder("one"))

    def check(name, command):
        done = subprocess.run(command, cwd="launched", capture_output=True, text=True, env=ENV)
        assert done.returncode == 0, (name, done.stdout, done.stderr)
        found = {k: v for k, v in files("launched").items() if k.startswith("out")}
        assert found == files("one"), f"{name}: other bytes"
        print(f"ok: the same bytes by {name}")

    def script(kind):
        in_folder("launched")
        run(["jobs", kind, "5", "-o", "script", "--", *words, *outputs], cwd="launched")

    if shutil.which("make"):
        script("make")
        check("make -j 2", ["make", "-j", "2", "-f", "script"])
        said = subprocess.run(["make", "-f", "script"], cwd="launched", capture_output=True, text=True, env=ENV).stderr
        assert said.count("is there already") == 5, said
    else:
        print("skipped: make is not installed")
    parallel = shutil.which("parallel")
    if parallel and "GNU" in subprocess.run([parallel, "--version"], capture_output=True, text=True).stdout:
        script("parallel")
        check("GNU parallel", ["sh", "script", "-j", "2"])
    else:
        print("skipped: GNU parallel is not installed")
    if shutil.which("mpirun"):
        in_folder("launched")
        line = '"$@" --workers 1 --parts parts --part $((${OMPI_COMM_WORLD_RANK:-$PMI_RANK}+1))/4'
        subprocess.run(["mpirun", "--allow-run-as-root", "--oversubscribe", "-np", "4", "sh", "-c", line, "sh", PROGRAM,
                        *words, *outputs], cwd="launched", check=True, capture_output=True, env=ENV)
        check("mpirun -np 4", [PROGRAM, *words, *outputs, "--parts", "parts"])
    else:
        print("skipped: mpirun is not installed")


def clusters():
    """The scripts for clusters, with programs in place of sbatch and qsub that run each job at once."""
    words, outputs = JOBS["qap"]
    run([*words, *outputs], cwd=in_folder("one"))
    bin_folder = in_folder("bin")
    fake = """#!/bin/sh
cat >job.$$
case "$*" in
*--array=1-*|*"-t 1-"*)
    n=$(echo "$*" | sed 's/.*1-\\([0-9]*\\).*/\\1/')
    for k in $(seq $n); do %s=$k sh job.$$ >/dev/null 2>&1 || exit 1; done ;;
*) sh job.$$ 2>merge.log ;;
esac
echo %s
"""
    for name, variable, number in (("sbatch", "SLURM_ARRAY_TASK_ID", "7;here"), ("qsub", "SGE_TASK_ID", "7.1-4:1")):
        path = os.path.join(bin_folder, name)
        with open(path, "w") as out:
            out.write(fake % (variable, f"'{number}'"))
        os.chmod(path, 0o755)
    for kind in ("slurm", "sge"):
        folder = in_folder("launched")
        run(["jobs", kind, "4", "-o", "script", "--folder", "my parts", "--", *words, *outputs], cwd=folder)
        path = bin_folder + ":" + ENV["PATH"]
        done = subprocess.run(["sh", "script", "--time=1:00"], cwd=folder, capture_output=True, text=True,
                              env={**ENV, "PATH": path})
        assert done.returncode == 0, (kind, done.stderr)
        assert open("launched/out.md", "rb").read() == open("one/out.md", "rb").read(), kind
        assert len([n for n in os.listdir("launched/my parts") if n.startswith("part-")]) == 4
        print(f"ok: the script for {kind}")


def refuse(words, text, expected=1):
    said = run(words, expected)
    assert text in said, (words, said)
    assert not os.path.exists("refused.csv"), words


def refusals():
    words, _ = JOBS["null"]
    words = [*words, "-o", "refused.csv"]
    there = "refusing"
    shutil.rmtree(there, ignore_errors=True)
    part = lambda k, of=3, more=(): run([*words, *more, "--parts", there, "--part", f"{k}/{of}"])
    merge = [*words, "--parts", there]
    refuse(merge, "refusing: error: cannot read the folder of parts")
    os.mkdir(there)
    refuse(merge, "there are no parts here")
    part(1)
    refuse(merge, "refusing: error: parts 2, 3 of 3 are missing; compute them, with --part K/3")
    part(3)
    refuse(merge, "refusing: error: part 2 of 3 is missing; compute it, with --part 2/3")
    refuse([*merge, "--force", "--partial", "--part", "1/3"], "--partial has no effect with --part", 2)
    refuse([*words, "--part", "1/3"], "--part has no effect without --parts", 2)
    refuse([*words, "--partial"], "--partial has no effect without --parts", 2)
    refuse([*merge, "--part", "4/3"], "expected K/N", 2)
    refuse(["measure", IIS, "-m", "degree", "--parts", there], "--parts has no effect here", 2)
    part(2)

    # damage of any byte
    name = os.path.join(there, "part-2-of-3")
    whole = open(name, "rb").read()
    times = {n: os.stat(os.path.join(there, n)).st_mtime_ns for n in os.listdir(there)}
    for _ in range(12):
        at = random.randrange(len(whole))
        changed = random.choice([whole[:at], whole[:at] + bytes([whole[at] ^ 1 << random.randrange(8)]) + whole[at + 1:],
                                 whole + b"x"])
        with open(name, "wb") as out:
            out.write(changed)
        refuse(merge, "refusing/part-2-of-3: error: part 2 of 3 is damaged; compute it again, with --part 2/3")
    said = part(2)
    assert "part 2 of 3 is damaged; it is computed again" in said, said
    assert open(name, "rb").read() == whole
    for k in (1, 3):
        assert "is there already" in part(k)
        assert os.stat(os.path.join(there, f"part-{k}-of-3")).st_mtime_ns == times[f"part-{k}-of-3"]

    # parts of something else
    data = os.path.abspath("data")
    shutil.rmtree(data, ignore_errors=True)
    shutil.copytree(IIS, data)
    moved = [data if w == IIS else w for w in words]
    run([*moved, "--parts", there])
    os.remove("refused.csv")
    with open(os.path.join(data, "parties.csv")) as f:
        lines = f.readlines()
    with open(os.path.join(data, "parties.csv"), "w") as f:
        f.writelines(lines[:1] + lines[2:3] + lines[1:2] + lines[3:])
    refuse([*moved, "--parts", there], "part 1 of 3 is of other data; compute it again, with --part 1/3")
    refuse([*merge, "--seed", "2"], "part 1 of 3 is of another command or of other options")
    near = ["compare", IIS, "2008", "2020", "--permutations", "60", "-o", "refused.csv", "--parts", in_folder("near")]
    run([*near, "--ego", "RUS:2", "--part", "1/1"])
    refuse([*near, "--ego", "RUS:1"], "part 1 of 1 is of another command or of other options")
    refuse([*near[:3], "2019", *near[4:], "--ego", "RUS:2"], "part 1 of 1 is of another command or of other options")
    run([*near, "--ego", "RUS:2"])
    os.remove("refused.csv")
    shutil.copy(name, os.path.join(there, "part-1-of-3"))
    refuse(merge, "refusing/part-1-of-3: error: part 1 of 3 has the name of another part")
    with open(name, "wb") as out:
        out.write(whole.replace(b"program: entente", b"program: entenTe"))
    refuse(merge, "part 2 of 3 is damaged")
    part(1)
    part(2)
    part(1, 4)
    refuse(merge, "there are parts of 3 and parts of 4 here")
    os.remove(os.path.join(there, "part-1-of-4"))
    run([*words, "--parts", there, "--workers", "2", "--digits", "2", "-o", "refused.txt"][:-4] + ["--quiet"])
    os.remove("refused.csv")

    # some of the parts
    os.remove(name)
    text = [*words[:-1], "partial.md", "--parts", there, "--partial"]
    assert "refusing: warning: part 2 of 3 is missing" in run(text)
    found = open("partial.md").read()
    assert "PARTIAL: of 3 parts, these are missing: 2 (33.3 % of the null model)" in found, found
    assert "40 runs from seed 1" in found, found
    refuse(["series", IIS, "--from", "2005", "--to", "2012", "-m", "community", "-o", "refused.csv", "--parts", there,
            "--partial"], "a series cannot be merged without some of its parts", 2)
    for job, share in (("bounds", "PARTIAL: of 7 parts, these are missing: 1, 4-6 ("), ("consensus", "PARTIAL"),
                       ("fdsm", "PARTIAL"), ("qap", "PARTIAL")):
        some = in_folder("some")
        for k in (1, 4, 5, 6):
            os.rename(os.path.join("parts of " + job, f"part-{k}-of-7"), os.path.join(some, f"part-{k}-of-7"))
        run([*JOBS[job][0], "-o", "partial.json", "--parts", "parts of " + job, "--partial"])
        assert share in open("partial.json").read(), job

    # a series has the steps of the parts that are there, with the rows of the whole series
    steps = ["series", IIS, "--from", "2005", "--to", "2012", "-m", "density,ties", "--workers", "1"]
    run([*steps, "-o", "whole.csv"])
    for k in (1, 3):
        run([*steps, "-o", "steps.csv", "--parts", "steps", "--part", f"{k}/3"])
    assert "part 2 of 3 is missing" in run([*steps, "-o", "steps.csv", "--parts", "steps", "--partial"])
    whole, some = (open(name).read().splitlines() for name in ("whole.csv", "steps.csv"))
    years = {line.split(",")[0] for line in some[1:]}
    assert years == {str(2012 - task) for task in range(8) if task % 3 != 1}, years
    assert some == [line for line in whole if line.split(",")[0] in years or line == whole[0]]
    print("ok: refusals, repairs and partial merges")


def jobs():
    words, outputs = JOBS["null"]
    for arguments, text in (
            (["slurm", "4"], "expected a scheduler, a number of parts and a command"),
            (["slurm", "0", "--", *words, *outputs], "expected a scheduler, a number of parts"),
            (["slrum", "4", "--", *words, *outputs], "did you mean 'slurm'"),
            (["slurm", "4", "--", *words], "the command needs -o FILE"),
            (["make", "4", "--", "check", IIS], "'check' is not computed in parts"),
            (["make", "4", "--", "measure", IIS], "nothing in this command is computed in parts"),
            (["make", "4", "--", "measure", "-", "--null", "degree"], "parts cannot share standard input"),
            (["make", "4", "--", *words, "--alpha", "1"], "--alpha has no effect without --backbone"),
            (["make", "4", "--", *words, "--parts", "p"], "leave out --parts"),
            (["make", "4", "--workers", "2", "--", *words], "--workers has no effect here")):
        said = run(["jobs", *arguments], 2)
        assert text in said, (arguments, said)
    print("ok: what `jobs` refuses")


def kills(count):
    """Parts that are killed at random moments: a merge is the same, or refuses by name."""
    words = ["measure", IIS, "--network", "actors", "--null", "curveball", "--runs", "60", "-m", "transitivity,betweenness"]
    run([*words, "-o", "whole.csv"])
    expected = open("whole.csv", "rb").read()
    start = time.monotonic()
    run([*words, "-o", "x.csv", "--parts", in_folder("timed"), "--part", "1/6"])
    usual = time.monotonic() - start
    there, killed, merges = in_folder("killed"), 0, 0
    while killed < count:
        k = random.randint(1, 6)
        at = subprocess.Popen([PROGRAM, *words, "--workers", "2", "--parts", there, "--part", f"{k}/6"],
                              stderr=subprocess.DEVNULL, env=ENV)
        try:
            at.wait(random.uniform(0, 1.3 * usual))
        except subprocess.TimeoutExpired:
            at.send_signal(signal.SIGKILL)
            killed += 1
        at.wait()
        done = subprocess.run([PROGRAM, *words, "-o", "killed.csv", "--parts", there], capture_output=True, text=True)
        if done.returncode == 0:
            assert open("killed.csv", "rb").read() == expected
            os.remove("killed.csv")
            merges += 1
            os.remove(os.path.join(there, f"part-{random.randint(1, 6)}-of-6"))
        else:
            assert done.returncode == 1 and ("missing; compute" in done.stderr or "there are no parts here" in done.stderr), \
                done.stderr
            assert not os.path.exists("killed.csv")
    for k in range(1, 7):
        run([*words, "--parts", there, "--part", f"{k}/6"])
    run([*words, "-o", "killed.csv", "--parts", there])
    assert open("killed.csv", "rb").read() == expected
    print(f"ok: {killed} kills, {merges + 1} whole merges, all the same bytes")


def main():
    seed = int(os.environ.get("SEED", "1"))
    random.seed(seed)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for job in JOBS:
            same(job)
        launchers()
        clusters()
        jobs()
        refusals()
        kills(KILLS)
        os.chdir("/")


main()
