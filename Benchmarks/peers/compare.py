#!/usr/bin/env python3
"""Times this suite and what a user would otherwise use on the same inputs, in the same run.

Makes its own virtual environment beside itself (numpy, python-flint, sympy, z3-solver), writes
seeded random inputs, runs the suite's SuiteTimings and the other systems in turns, and prints one
Markdown table of times and ratios. A ratio is the other system's time over this suite's, so a
larger one is better for the suite; minimum, median and maximum are over the rounds.

Usage: compare.py SUITE_TIMINGS [--rounds N] [--quick] [--only sweep] [--output FILE]
"""

import argparse
import json
import math
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
import venv
from fractions import Fraction
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
PACKAGES = ["numpy==2.4.6", "python-flint==0.9.0", "sympy==1.14.0", "z3-solver==5.4.0.0"]

# One thread everywhere: the comparison is of one core.
for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"


def enter_environment():
    """Runs this script again inside its own virtual environment, made on first use."""
    folder = HERE / ".venv"
    python = folder / "bin" / "python"
    if Path(sys.prefix).resolve() == folder.resolve():
        return
    if not python.exists():
        print("setting up", folder, file=sys.stderr)
        venv.create(folder, with_pip=True)
    marker = folder / "installed"
    if not marker.exists() or marker.read_text() != " ".join(PACKAGES):
        subprocess.run([python, "-m", "pip", "install", "-q", *PACKAGES], check=True)
        marker.write_text(" ".join(PACKAGES))
    os.execv(python, [str(python), *sys.argv])


def determinant(rows):
    """The exact determinant of a small integer matrix."""
    rows = [[Fraction(x) for x in row] for row in rows]
    result = Fraction(1)
    for i in range(len(rows)):
        pivot = next((r for r in range(i, len(rows)) if rows[r][i] != 0), None)
        if pivot is None:
            return Fraction(0)
        if pivot != i:
            rows[i], rows[pivot] = rows[pivot], rows[i]
            result = -result
        result *= rows[i][i]
        for r in range(i + 1, len(rows)):
            factor = rows[r][i] / rows[i][i]
            rows[r] = [a - factor * b for a, b in zip(rows[r], rows[i])]
    return result


class Bench:
    def __init__(self, suite, rounds, folder):
        self.suite = suite
        self.rounds = rounds
        self.folder = Path(folder)
        self.rows = []

    def run_suite(self, task, k, n, data, rounds=3):
        path = self.folder / f"{task}-{k}.bin"
        path.write_bytes(data)
        output = subprocess.run(
            [self.suite, task, str(k), str(n), str(rounds), str(path)],
            check=True, capture_output=True, text=True).stdout
        result = {}
        for line in output.splitlines():
            entry = json.loads(line)
            entry["each"] = min(entry["seconds"]) / entry["work"]
            result[entry["name"]] = entry
        return result

    def compare(self, title, suite, peers):
        """suite() gives this suite's seconds for one item, each peer its own; in turns."""
        ours, theirs = [], {name: [] for name in peers}
        for _ in range(self.rounds):
            ours.append(suite())
            for name, peer in peers.items():
                theirs[name].append(peer())
        for name, times in theirs.items():
            ratios = sorted(b / a for a, b in zip(ours, times))
            self.rows.append((title, median(ours), name, median(times), ratios))
            print(self.line(self.rows[-1]), file=sys.stderr, flush=True)

    @staticmethod
    def seconds(value):
        for factor, unit in ((1, "s"), (1e-3, "ms"), (1e-6, "us"), (1e-9, "ns"), (1e-12, "ps")):
            if value >= factor:
                return f"{value / factor:.3g} {unit}"
        return f"{value:.3g} s"

    def line(self, row):
        title, ours, name, theirs, ratios = row
        low, mid, high = ratios[0], median(ratios), ratios[-1]
        return (f"| {title} | {self.seconds(ours)} | {name} | {self.seconds(theirs)} "
                f"| {low:.3g} / {mid:.3g} / {high:.3g} |")

    def table(self):
        head = ("| what | this suite | beside it | its time | ratio min / median / max |\n"
                "|---|---|---|---|---|")
        return "\n".join([head, *map(self.line, self.rows)])


def compare_sweeps(bench, rng, np, checks):
    """Losses at the optima of 100,000 weightings: NumPy's batched eigh on the same weights."""
    for k in (3, 7):
        rows = [[rng.randint(-99, 99) for _ in range(k)] for _ in range(k)]
        data = as_bytes(x for row in rows for x in row)
        y = np.array(rows, dtype=np.float64)
        gram = y @ y.T
        inverse = np.linalg.inv(gram)
        best = np.diag(gram)
        bench.run_suite("sweep", k, k, data)
        weights = np.fromfile(bench.folder / f"sweep-{k}.bin.weights").reshape(-1, k)
        for width in ("1", "k-1"):
            found = {}

            def matrices(width=width):
                # Width 1: top eigenvector x of S G S, S = sqrt(weights), v = (G S x)^2 / mu.
                # Width k-1: u of the smallest mu Q u = L u; losses u^2 / (u.Q u).
                scale = np.sqrt(weights) if width == "1" else 1 / np.sqrt(weights)
                middle = gram if width == "1" else inverse
                return scale, scale[:, :, None] * middle * scale[:, None, :]

            def losses(width=width, found=found):
                scale, m = matrices(width)
                values, vectors = np.linalg.eigh(m)
                x, mu = vectors[:, :, -1], values[:, -1]
                if width == "1":
                    found["losses"] = best - ((scale * x) @ gram) ** 2 / mu[:, None]
                else:
                    found["losses"] = (scale * x) ** 2 / mu[:, None]

            ready = matrices()[1]
            bench.compare(
                f"losses of 100,000 weightings, k = {k}, width {width}, each (floating)",
                lambda width=width, k=k, data=data:
                    bench.run_suite("sweep", k, k, data)[f"width {width}"]["each"],
                {"NumPy batched eigh and losses": lambda: timed(len(weights), losses),
                 "NumPy batched eigh alone":
                    lambda: timed(len(weights), lambda: np.linalg.eigh(ready))})
            ours = np.fromfile(bench.folder / f"sweep-{k}.bin.{width}").reshape(-1, k)
            worst = np.abs((ours - found["losses"]) / best).max()
            checks.append(f"sweep, k = {k}, width {width}: the losses differ from NumPy's by"
                          f" at most {worst:.1g} of t_i")


def timed(work, body):
    start = time.perf_counter()
    body()
    return (time.perf_counter() - start) / work


def as_bytes(numbers):
    return bytes(x % 256 for x in numbers)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("suite")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="fewer and smaller problems")
    parser.add_argument("--only", choices=["sweep"], help="print this part of the table alone")
    parser.add_argument("--output", help="also write the page to this file")
    arguments = parser.parse_args()

    import flint
    import numpy as np
    import sympy
    import z3

    rng = random.Random(1)
    checks = []
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(arguments.suite, 2 if arguments.quick else arguments.rounds, folder)

        if arguments.only == "sweep":
            compare_sweeps(bench, rng, np, checks)
            print(bench.table(), *("* " + check for check in checks), sep="\n")
            return

        # 1. Batches of small problems.
        count = 100_000 if arguments.quick else 1_000_000
        entries = np.random.default_rng(1).integers(-9, 10, (count, 3, 3))
        # np.linalg.inv refuses a whole batch for one singular matrix: leave those out.
        regular = np.rint(np.linalg.det(entries)) != 0
        entries = entries[regular]
        data = entries.astype(np.int8).tobytes()
        values = entries.astype(np.float64)
        answers = {}

        def numpy_batch():
            gram = np.einsum("nij,nkj->nik", values, values)
            inverse = np.linalg.inv(gram)
            for name, m in (("C1", gram), ("C2", inverse)):
                s = np.sign(m)
                answers[name] = int((s[:, 0, 1] * s[:, 0, 2] * s[:, 1, 2] >= 0).sum())

        def suite_batch():
            result = bench.run_suite("batch", 3, 3, data)
            answers["suite"] = result["filter"]["note"]
            return result["filter"]["each"]

        bench.compare(
            "C1 + C2, batch, k = n = 3, entries -9..9", suite_batch,
            {"NumPy einsum + inv + signs (floating)":
                lambda: timed(len(entries), numpy_batch)})
        checks.append(f"batch: NumPy finds C1 {answers['C1']} C2 {answers['C2']} "
                      f"of {len(entries)}; this suite {answers['suite']}")

        # 2. Two threads.
        def jobs(number):
            return lambda: bench.run_suite("jobs", 3, 3, data)[f"{number} jobs"]["each"]
        bench.compare("C1 + C2, batch, k = 3, 2 jobs", jobs(2), {"this suite, 1 job": jobs(1)})

        # 3. One problem after another.
        for k in (3, 8, 16, 32) if arguments.quick else (3, 8, 16, 32, 64, 100):
            number = 10 if k < 64 else 4
            rows = [[[rng.randint(-99, 99) for _ in range(k)] for _ in range(k)]
                    for _ in range(number)]
            data_k = as_bytes(x for y in rows for row in y for x in row)
            grams = [np.array(y, dtype=np.float64) @ np.array(y, dtype=np.float64).T
                     for y in rows]
            exact = [flint.fmpz_mat(y) * flint.fmpz_mat(y).transpose() for y in rows]
            repeats = max(1, 20_000 // k**3)
            cache = {}

            def suite_single(k=k, data_k=data_k, cache=cache):
                cache.update(bench.run_suite("single", k, k, data_k))
                return cache["C1+C2 filter"]["each"]

            peers = {
                "this suite, floating (unverified)":
                    lambda cache=cache: cache["C1+C2 floating"]["each"],
                "LAPACK plain inverse, same library":
                    lambda cache=cache: cache["plain inverse"]["each"],
                "numpy.linalg.inv":
                    lambda grams=grams, repeats=repeats: timed(
                        len(grams) * repeats,
                        lambda: [np.linalg.inv(g) for _ in range(repeats) for g in grams]),
                "python-flint exact inverse":
                    lambda exact=exact: timed(len(exact), lambda: [g.inv() for g in exact]),
                "this suite's exact inverse":
                    lambda cache=cache: cache["exact inverse"]["each"],
            }
            if k <= 8:
                small = [sympy.Matrix(y) * sympy.Matrix(y).T for y in rows[:3]]
                peers["SymPy exact inverse"] = lambda small=small: timed(
                    len(small), lambda: [g.inv() for g in small])
            bench.compare(f"C1 + C2, one instance, k = n = {k}", suite_single, peers)

        # 4. Is a point dominated? Exists w with w_i^2 / (w^T Q w) >= u_i^2 / c, one strictly.
        for k in (3, 4):
            number = 4 if arguments.quick else 10
            problems = []
            while len(problems) < number:
                rows = [[rng.randint(-9, 9) for _ in range(k)] for _ in range(k)]
                if determinant(rows) != 0:
                    problems.append((rows, [rng.choice([-3, -2, -1, 1, 2, 3])
                                            for _ in range(k)]))
            data_k = as_bytes(x for rows, u in problems
                              for x in [e for row in rows for e in row] + u)
            found = {}

            def z3_dominance(k=k, problems=problems, found=found):
                text = ""
                for rows, u in problems:
                    y = flint.fmpz_mat(rows)
                    inverse = (y * y.transpose()).inv()
                    q = [[Fraction(int(inverse[i, j].p), int(inverse[i, j].q))
                          for j in range(k)] for i in range(k)]
                    c = sum(q[i][j] * u[i] * u[j] for i in range(k) for j in range(k))
                    w = [z3.Real(f"w{i}") for i in range(k)]
                    form = z3.Sum([z3.Q(q[i][j].numerator, q[i][j].denominator) * w[i] * w[j]
                                   for i in range(k) for j in range(k)])
                    solver = z3.SolverFor("QF_NRA")
                    solver.set("timeout", 20_000)
                    solver.add(form <= z3.Q(c.numerator, c.denominator))
                    solver.add([x * x >= e * e for x, e in zip(w, u)])
                    solver.add(z3.Or([x * x > e * e for x, e in zip(w, u)]))
                    answer = solver.check()
                    text += "0" if answer == z3.sat else "1" if answer == z3.unsat else "?"
                found["z3"] = text

            def suite_dominance(k=k, data_k=data_k, found=found):
                result = bench.run_suite("dominance", k, k, data_k)["dominance"]
                found["suite"] = result["note"]
                return result["each"]

            bench.compare(
                f"Pareto optimal? k = {k}", suite_dominance,
                {"Z3, exact": lambda f=z3_dominance: timed(number, f)})
            agree = sum(a == b for a, b in zip(found["z3"], found["suite"]))
            open_z3 = found["z3"].count("?")
            checks.append(f"dominance, k = {k}: Z3 and this suite agree on {agree} of {number}"
                          f" (Z3 undecided on {open_z3} within 20 s each)")

        # 5. All surfaces at a point.
        k = 20 if arguments.quick else 24
        rows = [[rng.randint(-99, 99) for _ in range(k)] for _ in range(k)]
        data_k = as_bytes(x for row in rows for x in row)
        y = np.array(rows, dtype=np.float64)
        q = np.linalg.inv(y @ y.T)
        a = np.arange(1.0, k + 1)
        p = q * np.outer(a, a)

        def numpy_surfaces():
            c = p.sum()
            chunk = 1 << 16
            bits = np.arange(k - 1)
            for start in range(0, 1 << (k - 1), chunk):
                s = np.ones((chunk, k))
                s[:, 1:] -= 2.0 * ((np.arange(start, start + chunk)[:, None] >> bits) & 1)
                f = np.einsum("ni,ni->n", s @ p, s)
                np.abs(f - c).min()

        bench.compare(
            f"f_I for all surfaces at a point, k = {k}, each surface",
            lambda: bench.run_suite("surfaces", k, k, data_k)["scan"]["each"],
            {"NumPy, floating": lambda: timed(1 << (k - 1), numpy_surfaces)})

        # 6. Sweeps over weights.
        compare_sweeps(bench, random.Random(1), np, checks)

        # 7. Full exploration with certificates (nothing comparable exists).
        lines = []
        for k in (20,) if arguments.quick else (20, 50, 100):
            data_k = as_bytes(rng.randint(-99, 99) for _ in range(k * k))
            result = bench.run_suite("exploration", k, k, data_k, rounds=3)
            for width, entry in result.items():
                lines.append(f"| {k} | {width} | {bench.seconds(min(entry['seconds']))} "
                             f"| {bench.seconds(median(entry['seconds']))} "
                             f"| {bench.seconds(max(entry['seconds']))} | {entry['note']} |")
        exploration = ("| k | width | min | median | max | undecided |\n|---|---|---|---|---|---|\n"
                       + "\n".join(lines))

        # 8. Cost by k.
        sizes = (8, 16, 32, 64, 128) if arguments.quick else (8, 16, 32, 64, 128, 200, 256, 512)
        cost = {"C1": [], "C2": []}
        for k in sizes:
            number = 4 if k <= 128 else 1
            data_k = as_bytes(rng.randint(-99, 99) for _ in range(number * k * k))
            for name, entry in bench.run_suite("cost", k, k, data_k).items():
                cost[name].append((k, entry["each"]))
        fits = []
        for name, expected in (("C1", 2), ("C2", 3)):
            points = cost[name]
            slope = np.polyfit([math.log(k) for k, _ in points],
                               [math.log(t) for _, t in points], 1)[0]
            upper = [(k, t) for k, t in points if k >= 64]
            tail = np.polyfit([math.log(k) for k, _ in upper],
                              [math.log(t) for _, t in upper], 1)[0]
            listing = ", ".join(f"{k}: {bench.seconds(t)}" for k, t in points)
            fits.append(f"| {name} | {expected} | {slope:.2f} | {tail:.2f} | {listing} |")
        costs = ("| condition | paper's exponent | fitted | fitted from k = 64 | times |\n"
                 "|---|---|---|---|---|\n" + "\n".join(fits))

        page = f"""# Benchmarks

Measured by `make bench` on {platform.processor() or platform.machine()}, {os.cpu_count()} cores,
one thread each unless said otherwise; NumPy {np.__version__}, python-flint {flint.__version__},
SymPy {sympy.__version__}, Z3 {z3.get_version_string()}. Inputs are the same for all systems and
seeded; times are for one item, the best of three runs inside a round; each round runs the
systems in turn. A ratio is the other
system's time over this suite's: above 1 this suite is faster. Every answer of this suite in
these tables is exact, unless marked floating.

## Beside the alternatives

{bench.table()}

{chr(10).join("* " + check for check in checks)}

## Full exploration with certificates verified by the checker

Random two-digit integer predictors, n = k; one instance, from its Gram matrix.

{exploration}

## Cost by the number of tasks

The verdict alone, from an instance; random two-digit integer predictors, n = k.

{costs}
"""
        print(page)
        if arguments.output:
            Path(arguments.output).write_text(page)


if __name__ == "__main__":
    enter_environment()
    main()
