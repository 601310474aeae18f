#!/usr/bin/env python3
"""Three checkers must give the same answer on every certificate, true or altered.

    agreement.py [--multiplier N] [--seed N] [--keep FOLDER]

The checkers are `verify-cli recheck`, Scripts/recheck.py and recheck-proved. They are run on all
certificates of the corpus (of versions 1 and 3), on those of random instances and points, and on
altered ones, good and bad. Answers are equal when the word (VERIFIED with which statement, or
REJECTED), the kind of rejection (1, 65 or 66) and the exit statuses are. The multiplier, by
default that of VERIFY_TEST_MULTIPLIER or 1, scales the random part: 1 is 40 instances and 400
altered files, 50 is 2,000 and 20,000. The only accepted difference is `UNSUPPORTED` below.

Without recheck-proved or verify-cli the test says that it is skipped and succeeds.
"""

import argparse
import importlib.util
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from fractions import Fraction
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PROVED = ROOT / ".build/proofs/recheck-proved"
PROGRAM = Path(os.environ.get("VERIFY_CLI", ROOT / ".build/release/verify-cli"))
# What recheck-proved does not verify: a rejection that says so is not a disagreement.
UNSUPPORTED = re.compile(r"REJECTED unsupported (format|evidence) .*: use recheck ")

INSTANCES, ALTERED = 40, 400


# --- Instances and points -------------------------------------------------------------------------


def product(rows):
    return [[sum(x * y for x, y in zip(a, b)) for b in rows] for a in rows]


def random_entry(rng, kind):
    if kind == "small":
        return Fraction(rng.randint(-3, 3))
    if kind == "sparse":
        return Fraction(rng.choice([0, 0, 0, 1, -1, 2]))
    if kind == "positive":
        return Fraction(rng.choice([0, 0, 1, 2, 3]))
    if kind == "decimal":
        return Fraction(round(rng.gauss(0, 1), 2)).limit_denominator(100)
    return Fraction(rng.randint(-9, 9), rng.randint(1, 9))


def inverse(matrix):
    k = len(matrix)
    rows = [
        [*map(Fraction, row), *(Fraction(i == j) for j in range(k))]
        for i, row in enumerate(matrix)
    ]
    for j in range(k):
        pivot = next((i for i in range(j, k) if rows[i][j] != 0), None)
        if pivot is None:
            return None
        rows[j], rows[pivot] = rows[pivot], rows[j]
        rows[j] = [x / rows[j][j] for x in rows[j]]
        for i in range(k):
            if i != j and rows[i][j] != 0:
                factor = rows[i][j]
                rows[i] = [x - factor * y for x, y in zip(rows[i], rows[j])]
    return [row[k:] for row in rows]


def random_gram(rng):
    """A Gram matrix, positive definite with rows of small numbers; sometimes an inverse of one."""
    while True:
        k = rng.choice([2, 3, 3, 4, 4, 5, 5, 6, 7])
        kind = rng.choice(["small", "sparse", "positive", "decimal", "fraction"])
        n = k + rng.randint(0, 2)
        gram = product([[random_entry(rng, kind) for _ in range(n)] for _ in range(k)])
        other = inverse(gram)
        if other is not None:
            return other if rng.random() < 0.3 else gram


def random_direction(rng, gram):
    """Any direction, or G w with w >= 0, which weights reach more often; zeros are frequent."""
    k = len(gram)
    w = [Fraction(rng.choice([0, 1, 1, 2, 3])) for _ in range(k)]
    if rng.random() < 0.4 and any(w):
        u = [sum(g * x for g, x in zip(row, w)) for row in gram]
    else:
        u = [Fraction(rng.choice([0, 1, -1, 2, -3, 5])) for _ in range(k)]
    return u if any(u) else [Fraction(1)] * k


def run(*arguments):
    subprocess.run(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


def certificates_of_corpus(folder):
    for case in sorted(ROOT.glob("cases/*/*.json")):
        into = folder / case.stem
        run(PROGRAM, "check", case, "--quiet", "--certificates", into / "check")
        tasks = json.loads(case.read_text()).get("gram")
        k = len(tasks) if tasks else 3
        for width in ("1", "k-1"):
            direction = ",".join(str(i % 3 + 1) for i in range(k))
            run(PROGRAM, "point", case, "--quiet", "--width", width, f"--direction={direction}",
                "--certificates", into / f"point-{width}")
    return sorted(folder.rglob("*.json"))


def certificates_of_instances(folder, rng, count):
    folder.mkdir()
    files = []
    for i in range(count):
        gram = random_gram(rng)
        case = folder / f"instance-{i}.case"
        case.write_text(json.dumps({
            "format": "scalarization-case/1",
            "name": f"instance-{i}",
            "gram": [[str(x) for x in row] for row in gram],
        }))
        files.append(case)
        direction = ",".join(map(str, random_direction(rng, gram)))
        run(PROGRAM, "point", case, "--quiet", "--width", rng.choice(["1", "k-1"]),
            f"--direction={direction}", "--certificates", folder / f"points-{i}")
    for start in range(0, count, 100):
        run(PROGRAM, "check", *files[start : start + 100], "--quiet", "--certificates",
            folder / "check")
    return sorted(folder.rglob("*.json"))


# --- Alterations ----------------------------------------------------------------------------------


class Members(list):
    """An object as a list of [key, value], so that keys can be repeated."""


def load(text):
    return json.loads(text, object_pairs_hook=lambda pairs: Members([k, v] for k, v in pairs))


class Raw(str):
    """Text that is written as it is."""


def dump(value):
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, Members):
        return "{" + ", ".join(json.dumps(k) + ": " + dump(v) for k, v in value) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(dump, value)) + "]"
    return json.dumps(value)


def get(members, key):
    return next((v for k, v in members if k == key), None)


def put(members, key, value):
    for pair in members:
        if pair[0] == key:
            pair[1] = value
            return
    members.append([key, value])


def places(value, wanted):
    """All (container, position) whose content `wanted` accepts."""
    found, pending = [], [value]
    while pending:
        part = pending.pop()
        if isinstance(part, Members):
            entries = [(pair, 1) for pair in part]
        elif isinstance(part, list):
            entries = [(part, i) for i in range(len(part))]
        else:
            continue
        for container, i in entries:
            if wanted(container[i]):
                found.append((container, i))
            pending.append(container[i])
    return found


def is_number(x):
    return isinstance(x, str) and x[:1] in "-0123456789" and len(x) > 0 and x not in ("1", "k-1")


def is_integer(x):
    return isinstance(x, int) and not isinstance(x, bool)


def fraction(text):
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        return Fraction(1)


MALFORMED = [
    "", " 1", "1 ", "+1", "1.", ".5", "1e", "1e+", "1/0", "1/-2", "-", "1/2e1", "0x1", "1_0", "NaN",
    "1e10001", "1e-10001", "9" * 10001, "\u0663", "1\n", "1,0", "--1",
]
UNUSUAL = ["-0", "00", "0e0", "0.000", "0/7", "-0/3"]
NOT_STRINGS = [1, -1, 0, True, None, [], Raw("1.0"), Raw("1e0"), Raw("{}"), Raw("9" * 10001)]


def minor_gram(gram, contracted, kept):
    """The Gram matrix of the kept tasks when the contracted ones are fitted exactly."""
    block = [[gram[i][j] for j in contracted] for i in contracted]
    solved = inverse(block)
    if solved is None:
        return None
    return [
        [gram[i][j] - sum(gram[i][a] * q * gram[b][j]
                          for a, row in zip(contracted, solved) for b, q in zip(contracted, row))
         for j in kept]
        for i in kept
    ]


def point_of(certificate):
    """The Gram matrix and the evidence of the point: those of the minor if there is one."""
    evidence = get(certificate, "evidence")
    gram = [[fraction(x) if isinstance(x, str) else Fraction(1) for x in row]
            for row in get(certificate, "gram")]
    minor = get(evidence, "minor")
    if minor is None:
        return gram, evidence
    tasks = [[i - 1 for i in get(evidence, key)] for key in ("contracted", "kept")]
    return minor_gram(gram, *tasks), minor


def alter_number(rng, certificate, others):
    container, i = rng.choice(places(certificate, is_number))
    x = fraction(container[i])
    container[i] = rng.choice([
        lambda: str(x + rng.choice([1, -1, Fraction(1, 1000), Fraction(-1, 10**9)])),
        lambda: str(-x),
        lambda: "0",
        lambda: str(2 * x),
        lambda: f"{3 * x.numerator}/{3 * x.denominator}",
        lambda: "0" * 5 + str(x) if x >= 0 else "-000" + str(-x),
        lambda: str(x.numerator) + "e0" if x.denominator == 1 else str(x),
        lambda: rng.choice(MALFORMED + UNUSUAL),
        lambda: rng.choice(NOT_STRINGS),
    ])()


def alter_integer(rng, certificate, others):
    found = places(certificate, is_integer)
    if not found:
        return alter_number(rng, certificate, others)
    container, i = rng.choice(found)
    x = container[i]
    container[i] = rng.choice(
        [x + 1, x - 1, -x, 0, 1, 10**30, str(x), True, Raw(f"{x}.0"), Raw(f"{x}e0"), Raw("-0")]
    )


def alter_array(rng, certificate, others):
    container, i = rng.choice(places(certificate, lambda x: type(x) is list and x))
    array = container[i]
    j, l = rng.randrange(len(array)), rng.randrange(len(array))
    kind = rng.randrange(5)
    if kind == 0:
        array[j], array[l] = array[l], array[j]
    elif kind == 1:
        del array[j]
    elif kind == 2:
        array.insert(j, array[l])
    elif kind == 3:
        array[j] = array[l]
    else:
        container[i] = rng.choice([[], "1", None, Members()])


def alter_symmetric(rng, certificate, others):
    """Change a pair of entries of the Gram matrix, so that it stays symmetric."""
    gram = get(certificate, "gram")
    i, j = rng.randrange(len(gram)), rng.randrange(len(gram))
    x = fraction(gram[i][j]) + rng.choice([1, -1, Fraction(1, 10**6), -fraction(gram[i][j])])
    gram[i][j] = gram[j][i] = str(x)


def alter_keys(rng, certificate, others):
    inner = places(certificate, lambda x: isinstance(x, Members))
    objects = [certificate] + [container[i] for container, i in inner]
    members = rng.choice(objects)
    pair = rng.choice(members) if members else None
    kind = rng.randrange(6)
    if kind == 0 or pair is None:
        members.append([rng.choice(["extra", "y", "dual", "task", "meets", "preimage"]), "1"])
    elif kind == 1:
        members.remove(pair)
    elif kind == 2:
        members.append([pair[0], pair[1]])
    elif kind == 3:
        members.insert(0, [pair[0], "1"])
    elif kind == 4:
        pair[0] = rng.choice([pair[0].upper(), pair[0] + " ", "weights", "tree", "direction"])
    else:
        rng.shuffle(members)


STATEMENTS = [
    "condition-holds", "condition-fails", "fully-explorable", "weakly-supported", "supported",
    "exposed", "unsupported", "pareto-optimal", "dominated", "unreachable-pareto-optimum",
    "not-fully-explorable",
]


NOTES = [
    "free text", 1, None, "\u00e9\U0001f600", Raw('"\\ud800"'),
    Raw("[" * 64 + "]" * 64), Raw("[" * 63 + "]" * 63),
]


# Statements with the same evidence.
ALIKE = {
    "signs": ["condition-holds", "fully-explorable"],
    "weights": ["weakly-supported", "supported", "exposed", "pareto-optimal"],
}


def alter_statement(rng, certificate, others):
    kind = rng.randrange(6)
    if kind == 0:
        put(certificate, "statement", rng.choice(STATEMENTS + ["enclosed", "Supported"]))
    elif kind >= 4:
        for key, alike in ALIKE.items():
            if get(get(certificate, "evidence"), key):
                put(certificate, "statement", rng.choice(alike))
    elif kind == 1:
        put(certificate, "width", rng.choice(["1", "k-1", "2", 1]))
    elif kind == 2:
        put(certificate, "evidence", get(rng.choice(others), "evidence"))
    else:
        put(certificate, "note", rng.choice(NOTES))


def numbers(vector):
    return [str(x) for x in vector]


def alter_redundant(rng, certificate, others):
    """Add, drop, scale or spoil what a certificate may leave out."""
    gram, evidence = point_of(certificate)
    q = inverse(gram)
    factor = rng.choice([1, 1, 1, 2, -1])
    direction = get(evidence, "direction")
    u = [fraction(x) for x in direction] if direction else None
    w = [sum(a * b for a, b in zip(row, u)) * factor for row in q] if q and u else None
    inner = get(evidence, "unreachable")
    kind = rng.randrange(8)
    if kind == 0 and w:
        put(evidence, "dual", numbers(w))
    elif kind == 1:
        members = rng.choice([certificate, evidence, inner or evidence])
        members[:] = [p for p in members if p[0] not in ("inverse", "dual", "preimage", "note")]
    elif kind == 2 and q:
        put(certificate, "inverse", Members([
            ["numerators", [numbers(x * -3 for x in row) for row in q]],
            ["denominator", str(-3 * factor)],
        ]))
    elif kind == 3 and inner and u:
        put(inner, "direction", numbers(x * factor for x in u))
    elif kind == 4 and inner and w:
        put(inner, "dual", numbers(w))
    elif kind == 5 and u and factor != 1:
        put(evidence, "direction", numbers(x * factor for x in u))
    elif kind == 6 and u:
        where = inner or evidence
        where[:] = [p for p in where if p[0] in ("direction", "dual")]
        i = rng.randrange(len(u))
        key, value = rng.choice([("negativeWeight", i + 1), ("zeroCoordinate", i + 1),
                                 ("negativeDirection", numbers(rng.randint(-2, 2) for _ in u))])
        where.append([key, value])
    elif u:
        evidence[:] = [p for p in evidence if p[0] not in ("tree", "weights")]
        kinds = [["exhaustive", True], ["exhaustive", 1], ["weights", ["1"] * len(u)]]
        evidence.append(rng.choice(kinds))


def alter_tree(rng, certificate, others):
    tree = get(point_of(certificate)[1], "tree")
    if not tree:
        return alter_redundant(rng, certificate, others)
    node = rng.choice(tree)
    kind = rng.randrange(8)
    if kind == 0 and get(node, "task"):
        for pair in node:
            pair[0] = {"plus": "minus", "minus": "plus"}.get(pair[0], pair[0])
    elif kind == 1:
        tree.append(Members(rng.choice(tree)))
    elif kind == 2 and get(node, "task"):
        put(node, rng.choice(["plus", "minus"]), rng.randrange(len(tree) + 1))
    elif kind == 3 and get(node, "task"):
        put(node, "task", rng.randrange(1, len(get(certificate, "gram")) + 2))
    elif kind >= 5 and get(node, "y"):
        y = get(node, "y")
        y[rng.randrange(len(y))] = rng.choice(["0", "1", "1/2", "-1"])
    elif kind == 4:
        tree[:] = [Members([["y", ["1"] * len(get(certificate, "gram"))]])]


def alter_width(rng, certificate, others):
    """Change what only version 3 has: the number of units, the tasks of a minor, signs of sets."""
    evidence = get(certificate, "evidence")
    contracted, kept, signs = (get(evidence, key) for key in ("contracted", "kept", "subsetSigns"))
    k = len(get(certificate, "gram"))
    widths = ["1", "2", "3", str(k - 1), str(k), "01", "0", 2]
    statements = ["fully-explorable", "not-fully-explorable"]
    ways = [
        lambda: put(certificate, "width", rng.choice(widths)),
        lambda: put(certificate, "statement", rng.choice(statements)),
        lambda: alter_symmetric(rng, certificate, others),
    ]
    if signs:
        i = rng.randrange(len(signs))
        more = [["johnson", True], ["johnson", 1], ["perturbation", []]]
        ways += [
            lambda: signs.__setitem__(slice(None), [-x for x in signs]),
            lambda: signs.__setitem__(i, -signs[i]),
            lambda: evidence.append(rng.choice(more)),
        ]
    if kept:
        tasks = rng.choice([contracted, kept])
        ways += [
            contracted.reverse,  # The same minor, but not in increasing order.
            lambda: rng.shuffle(tasks),
            lambda: tasks.remove(rng.choice(tasks)),
            lambda: (tasks.append(rng.randint(1, k)), tasks.sort()),
            lambda: tasks.__setitem__(rng.randrange(len(tasks)), rng.randint(1, k)),
        ]
    rng.choice(ways)()


ALTERATIONS = [
    alter_number, alter_number, alter_integer, alter_array, alter_symmetric, alter_keys,
    alter_statement, alter_redundant, alter_redundant, alter_tree, alter_tree,
]


def alter_bytes(rng, data):
    i = rng.randrange(len(data))
    kind = rng.randrange(9)
    if kind == 0:
        return data[:i] + data[i + 1 :]
    if kind == 1:
        return data[:i] + bytes([rng.randrange(256)]) + data[i + 1 :]
    if kind == 2:
        return data[:i] + rng.choice([b" ", b"\n", b"\x0b", b",", b"\xc3\xa9", b"\xff"]) + data[i:]
    if kind == 3:
        return data[:i]
    if kind == 4:
        return rng.choice([b"\xef\xbb\xbf", b" \n\t", b"//\n", b"[", b"\x00"]) + data
    if kind == 5:
        return data + rng.choice([b"\n", b" \t\r\n", b"1", b"}", b"\x00", b"#"])
    if kind == 6:
        return data.replace(b'"gram"', rng.choice([b'"\\u0067ram"', b'"gr\\u0061m"', b'"\\gram"']))
    if kind == 7:
        formats = [b"certificate/1", b"certificate/2", b"certificate/3", b"certificate\\/1",
                   b"certificate\\/3", b"Certificate/1", b""]
        return re.sub(b"certificate/[13]", lambda _: rng.choice(formats), data)
    return data.replace(b'"format"', rng.choice([b'"format":1,"format"', b'"format":"","format"']))


def altered(rng, data, others):
    if rng.random() < 0.15:
        return alter_bytes(rng, data)
    certificate = load(data)
    alterations = [alter_width] if b"certificate/3" in data else []
    for _ in range(rng.choice([1, 1, 1, 2])):
        try:
            rng.choice(rng.choice([ALTERATIONS, alterations or ALTERATIONS]))(
                rng, certificate, others
            )
        except (AttributeError, IndexError, KeyError, TypeError, ValueError):
            pass  # An earlier alteration left nothing to alter here.
    return dump(certificate).encode()


# --- The checkers ---------------------------------------------------------------------------------


def answer(line):
    """Word, statement and kind of rejection, from a line of output."""
    word, _, rest = line.partition(" ")
    if word == "VERIFIED":
        return word, rest.split(" ")[0], 0
    assert word == "REJECTED", line
    return word, "", 65 if rest.startswith("not a certificate") else 1


def line_of_document(document):
    """The line of text that a document of `verify-cli recheck --format json` stands for."""
    result = json.loads(document)
    if result["result"] == "verified":
        return f"VERIFIED {result['statement']} {result['file']}"
    assert result["result"] in ("rejected", "unreadable"), document
    kind = "not a certificate: " if result["result"] == "unreadable" else ""
    return f"REJECTED {kind}{result['reason'].removeprefix(kind)} {result['file']}"


def by_program(command, files, line=str):
    lines = []
    for start in range(0, len(files), 200):
        batch = list(map(str, files[start : start + 200]))
        result = subprocess.run(
            [*command, *batch], capture_output=True, text=True, errors="replace", check=False
        )
        output = [line(text) for text in result.stdout.splitlines()]
        assert len(output) == len(batch), f"{command[0]}: {len(output)} lines, not {len(batch)}"
        worst = max(answer(text)[2] for text in output)
        assert result.returncode == worst, f"{command}: status {result.returncode}, not {worst}"
        lines += output
    return lines


def by_module(path, files):
    specification = importlib.util.spec_from_file_location("recheck", path)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(0)
    lines = []
    for file in files:
        line, status = module.check_file(str(file))
        assert status == answer(line)[2], line
        lines.append(line)
    return lines


def compare(title, files, keep):
    """The number of disagreements; every one is printed and its file kept."""
    checkers = {
        "verify-cli recheck": by_program(
            [PROGRAM, "recheck", "--quiet", "--format", "json"], files, line_of_document
        ),
        "recheck.py": by_module(ROOT / "Scripts/recheck.py", files),
        "recheck-proved": by_program([PROVED], files),
    }
    counts, wrong = Counter(), 0
    for file, *lines in zip(files, *checkers.values()):
        answers = [answer(line) for line in lines]
        if UNSUPPORTED.match(lines[-1]) and answers[0] == answers[1]:
            counts["that recheck-proved leaves to recheck"] += 1
            continue
        if len(set(answers)) == 1:
            word, _, status = answers[0]
            counts["verified" if status == 0 else f"rejected with {status}"] += 1
            continue
        wrong += 1
        keep.mkdir(parents=True, exist_ok=True)
        kept = keep / f"disagreement-{title.replace(' ', '-')}-{wrong}.json"
        shutil.copy(file, kept)
        print(f"DISAGREEMENT on {kept}")
        for checker, line in zip(checkers, lines):
            print(f"  {checker}: {line}")
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items()))
    print(f"{title}: {len(files)} files; {kinds}", flush=True)
    return wrong


def main():
    parser = argparse.ArgumentParser()
    default = int(os.environ.get("VERIFY_TEST_MULTIPLIER", "1"))
    parser.add_argument("--multiplier", type=int, default=default)
    parser.add_argument("--seed", type=int, default=16)
    parser.add_argument("--keep", type=Path, default=ROOT / ".build/proofs/disagreements")
    options = parser.parse_args()
    for program, target in ((PROVED, "proofs"), (PROGRAM, "build")):
        if not program.exists():
            print(f"SKIPPED: {program.name} is not there (make {target})")
            return 0
    rng = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus = certificates_of_corpus(folder / "corpus")
        instances = certificates_of_instances(
            folder / "instances", rng, INSTANCES * options.multiplier
        )
        wrong = compare("corpus", corpus, options.keep)
        wrong += compare("random instances", instances, options.keep)
        sources = [f.read_bytes() for f in corpus + instances if f.stat().st_size < 100_000]
        sources = [data for data in sources if b"scalarization-certificate/2" not in data]
        others = [load(rng.choice(sources)) for _ in range(50)]
        kinds = [[data for data in sources if key in data]
                 for key in (b'"tree"', b'"weights"', b'"kept"', b'"subsetSigns"')]
        kinds.append([data for data in kinds[2]
                      if len(json.loads(data)["evidence"]["contracted"]) > 1])
        (folder / "altered").mkdir()
        files = []
        for i in range(ALTERED * options.multiplier):
            file = folder / "altered" / f"{i}.json"
            source = rng.choice(rng.choice([sources, sources, *kinds]))
            file.write_bytes(altered(rng, source, others))
            files.append(file)
        wrong += compare("altered", files, options.keep)
    print(f"{wrong} disagreements" if wrong else "The three checkers agree.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
