"""Runs ours and the peers, in turn, and keeps what they print."""
import datetime
import json
import os
import statistics
import subprocess
import sys

PEERS = os.path.join("bench", "peers")
SOURCES = ["src", "conf", os.path.join("bench", "jmh"), "pom.xml"]
BUILT = os.path.join("target", "bench-classpath.txt")
# a run that hangs is one that failed
MOST_SECONDS = 900
FIRST_CORE = ["taskset", "-c", "0"]
QUIET = {"LD_BIND_NOW": "1", "SPARK_LOCAL_IP": "127.0.0.1", "PYTHONWARNINGS": "ignore", "JAX_PLATFORMS": "cpu"}
# a kernel forced on OpenBLAS would be measured in place of the processor's own
REMOVED = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")


class Runner:
    """Commands from the project's root, on one core unless said; a section's lines in target/bench."""

    def __init__(self, data, authors):
        self.data, self.authors = data, authors
        self.python = os.environ.get("PYTHON", sys.executable)
        self.environment = {k: v for k, v in os.environ.items() if k not in REMOVED}
        self.environment.update(QUIET, OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
        self.missing, self.failed, self.lines, self.log = set(), [], [], None

    def build(self):
        """Test classes, their class path, and JMH's generated ones, where a source is newer than they are."""
        if os.path.exists(BUILT) and newest(SOURCES) < os.path.getmtime(BUILT):
            return
        def maven(*options):
            subprocess.run(["mvn", "-B", "-q", "-Dfast", *options], check=True, stdout=sys.stderr)
        maven("test-compile")
        maven("-Pbench", "dependency:build-classpath", "-Dmdep.includeScope=test",
              "-Dmdep.outputFile=" + BUILT)
        sources = [os.path.join(f, n) for f, _, names in os.walk("bench/jmh") for n in names if n.endswith(".java")]
        os.makedirs("target/jmh-classes", exist_ok=True)
        subprocess.run(["javac", "-nowarn", "--release", "17", "--add-modules", "jdk.incubator.vector",
                        "-cp", self.class_path(), "-d", "target/jmh-classes", *sources], check=True, stderr=subprocess.DEVNULL)
        os.utime(BUILT)

    def class_path(self):
        with open(BUILT) as file:
            return "target/jmh-classes:target/test-classes:target/classes:" + file.read().strip()

    def begin(self, section):
        os.makedirs("target/bench", exist_ok=True)
        self.log = open(os.path.join("target", "bench", section + ".jsonl"), "w")
        self.lines, self.failed = [], []

    def java(self, main, *arguments, cores="0", options=("-Xmx3g", "-XX:+UseSerialGC")):
        """A main class of the tests; its JSON lines."""
        return self.run([*pinned(cores), "java", "@conf/jvm.options", *options,
                         "-Dlog4j2.configurationFile=conf/log4j2.properties", "-cp", self.class_path(), main,
                         *map(str, arguments)])

    def start_java(self, main, *arguments, cores):
        """The same, not waited for."""
        return subprocess.Popen(
            [*pinned(cores), "java", "@conf/jvm.options", "-Xmx3g", "-XX:+UseSerialGC", "-cp", self.class_path(), main,
             *map(str, arguments)], env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)

    def peer(self, script, *arguments, needs=""):
        """A peer's script; no lines where a module it needs is not installed."""
        if not self.has(needs or script.rsplit("_", 1)[-1]):
            return []
        return self.run([*FIRST_CORE, self.python, os.path.join(PEERS, script + ".py"), *map(str, arguments)])

    def has(self, module):
        if module in self.missing:
            if f"{module} (not installed)" not in self.failed:
                self.failed.append(f"{module} (not installed)")
            return False
        found = subprocess.run([self.python, "-c", "import " + module], env=self.environment, capture_output=True).returncode
        if found != 0:
            self.missing.add(module)
            self.failed.append(f"{module} (not installed)")
            print(f"   no {module} for {self.python}: left out", file=sys.stderr)
        return found == 0

    def run(self, command):
        try:
            done = subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=MOST_SECONDS)
        except (OSError, subprocess.TimeoutExpired) as fault:
            return self.fail(command, str(fault)[-300:])
        return self.keep(done.stdout) if done.returncode == 0 else self.fail(command, done.stderr[-2000:])

    def fail(self, command, why):
        """What failed has no lines, and is named below the table."""
        print(f"   failed: {' '.join(command)[-200:]}\n{why}", file=sys.stderr)
        start = next((i for i, word in enumerate(command) if word.startswith(("org.", PEERS))), 0)
        self.failed.append(" ".join(os.path.basename(word) for word in command[start:]) + " (failed)")
        return []

    def keep(self, output):
        """The JSON lines of an output, recorded."""
        lines = [json.loads(line) for line in output.splitlines() if line.startswith("{")]
        for line in lines:
            self.log.write(json.dumps(line) + "\n")
            self.log.flush()
            print("   " + json.dumps(line)[:230], file=sys.stderr, flush=True)
        self.lines += lines
        return lines

    def machine(self):
        """Where, and with what, the section was measured."""
        numerics = {line["numerics"] for line in self.lines if "numerics" in line}
        peers = sorted({line["peer"] for line in self.lines if " " in line.get("peer", "")})
        java = subprocess.run(["java", "-version"], capture_output=True, text=True).stderr.splitlines()[0]
        with open("/proc/cpuinfo") as file:
            model = next((line.split(":")[1].strip() for line in file if line.startswith("model name")), "unknown")
        said = [model + f", {os.cpu_count()} cores", java, *sorted(numerics), *peers]
        left_out = f"\n\nLeft out: {'; '.join(self.failed)}." if self.failed else ""
        return f"*{datetime.date.today()}: {'; '.join(said)}.*{left_out}"


def newest(paths):
    """When the last of these files, or of those in these folders, was changed."""
    files = [path for path in paths if os.path.isfile(path)]
    files += [os.path.join(folder, name) for path in paths for folder, _, names in os.walk(path) for name in names]
    return max(os.path.getmtime(file) for file in files)


def pinned(cores):
    return ["taskset", "-c", cores] if cores else []


def median(lines, key="seconds"):
    """Of a value over repeated lines; None without any."""
    values = [line[key] for line in lines if line.get(key) is not None]
    return statistics.median(values) if values else None


def figure(value, digits=3):
    """To some significant digits, without exponent where it is readable."""
    if value is None:
        return "–"
    text = f"{value:.{digits}g}"
    return f"{float(text):,.0f}".replace(",", " ") if "e" in text and value >= 1 else text


def ratio(other, ours):
    return "–" if not other or not ours else f"{other / ours:.2f} ×"


def markdown(head, rows):
    """A table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(map(str, row)) + " |" for row in rows])
