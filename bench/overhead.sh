#!/usr/bin/env bash
# What everything but training costs, in ms a trial: trials that take no time, on two cores, from the
# empty folder to published tables; beside it, where a Python with Optuna is there, Optuna on SQLite.
#   bench/overhead.sh [TRIALS]
#   PYTHON    which Python to look for Optuna in
set -euo pipefail
cd "$(dirname "$0")/.."
trials=${1:-10000}
python=${PYTHON:-python3}

mvn -B -q test-compile
mvn -B -q dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile=target/test-classpath.txt >/dev/null

ours() {
  java @conf/jvm.options -Dlog4j2.configurationFile=conf/log4j2.properties -Xmx1g \
    -cp "target/test-classes:target/classes:$(cat target/test-classpath.txt)" \
    org.equisweep.spark.OverheadBenchmark "$@"
}

echo "Equisweep, $trials trials in cohorts of 10, 2 recorded states each"
ours "$trials" 10 10 2
echo "Equisweep, $trials trials in cohorts of 1, 2 recorded states each"
ours "$trials" 1 1 2
if "$python" -c 'import optuna' 2>/dev/null; then
  "$python" bench/peers/optuna_overhead.py --trials 1000
else
  echo "no Optuna for $python: set PYTHON to compare"
fi
