#!/usr/bin/env python3
"""Check certificates of the format `scalarization-certificate/1`.

    recheck.py FILE...

One line for each file on standard output, `VERIFIED statement FILE` or `REJECTED reason FILE`.
Exit status: 0 all verified, 1 a certificate is rejected, 64 wrong usage, 65 a file is not a
certificate at all, 66 no such file or not readable; the highest that applies.

This is a second checker, written from docs/certificates.md ("the page" below) and sharing no code
with the first. It needs Python 3.9 or newer and nothing but its standard library. All arithmetic is
on integers: a vector or matrix is a list of integers over one common positive denominator.
"""

import json
import re
import sys
import traceback
from fractions import Fraction
from math import lcm
from operator import mul

FORMAT = "scalarization-certificate/1"
LARGEST_FILE = 256 * 2**20
DEEPEST_NESTING = 64
MOST_TASKS = 512
MOST_DIGITS = 10_000
LARGEST_EXPONENT = 10_000
MOST_TASKS_EXHAUSTIVE = 16

NUMBER = re.compile(r"(-?)([0-9]+)(?:/([0-9]+)|(?:\.([0-9]+))?(?:[eE]([+-]?)([0-9]+))?)")


class NotACertificate(Exception):
    """The file cannot be read as a certificate of this format at all."""


class Rejected(Exception):
    """The certificate is not verified; the message says what failed."""


def require(condition, reason):
    if not condition:
        raise Rejected(reason)


# --- Reading (section 1 of the page) ------------------------------------------------------------


class JSONObject(dict):
    """A JSON object that remembers its members as written when a key is repeated."""

    def __init__(self, members):
        super().__init__(members)
        self.repeated = members if len(members) != len(self) else None

    def members(self):
        return self.items() if self.repeated is None else self.repeated


class UnusableNumber:
    """A JSON number that no key accepts: with a fraction or an exponent, or too long."""


def parse_json_integer(text):
    return int(text) if len(text) <= MOST_DIGITS else UnusableNumber()


def refuse_constant(name):
    raise NotACertificate(f"{name} is not JSON")


def is_unicode(text):
    """Whether the text has no lone surrogate."""
    return text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text)


def read(path):
    """The outermost object of the file."""
    with open(path, "rb") as file:
        data = file.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise NotACertificate("larger than 256 MiB")
    try:
        value = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=JSONObject,
            parse_int=parse_json_integer,
            parse_float=lambda text: UnusableNumber(),
            parse_constant=refuse_constant,
        )
    except UnicodeDecodeError:
        raise NotACertificate("not UTF-8") from None
    except RecursionError:
        raise NotACertificate("nested too deeply") from None
    except json.JSONDecodeError as error:
        raise NotACertificate(f"not JSON: {error}") from None
    pending = [(value, 1)]
    while pending:
        part, depth = pending.pop()
        if isinstance(part, str):
            if not is_unicode(part):
                raise NotACertificate("a string with a lone surrogate")
        elif isinstance(part, (list, JSONObject)):
            if depth > DEEPEST_NESTING:
                raise NotACertificate("nested too deeply")
            children = part
            if isinstance(part, JSONObject):
                children = [child for member in part.members() for child in member]
            pending.extend((child, depth + 1) for child in children)
    if not isinstance(value, JSONObject):
        raise NotACertificate("not a JSON object")
    if not any(key == "format" and entry == FORMAT for key, entry in value.members()):
        raise NotACertificate(f"the format is not {FORMAT}")
    return value


def quoted(text):
    """A short printable form of a string from the file."""
    return ascii(text if len(text) <= 40 else text[:40] + "...")


def check_keys(value, where, required, optional=()):
    """Reject anything but an object with the required keys and at most the optional ones."""
    require(isinstance(value, JSONObject), f"{where} is not an object")
    if value.repeated is not None:
        seen = set()
        for key, _ in value.repeated:
            require(key not in seen, f"{where} has the key {quoted(key)} twice")
            seen.add(key)
    for key in value:
        require(key in required or key in optional, f"{where} has an unknown key {quoted(key)}")
    for key in required:
        require(key in value, f"{where} has no {key}")


def only_key_of(value, where, names):
    """The one key among `names` that the object has."""
    present = [name for name in names if name in value]
    require(len(present) == 1, f"{where} needs exactly one of {', '.join(names)}")
    return present[0]


def parse_number(text, where):
    require(isinstance(text, str), f"{where} is not a string with a number")
    match = NUMBER.fullmatch(text)
    require(match, f"{where} is not a number: {quoted(text)}")
    sign, digits, denominator, decimals, exponent_sign, exponent = match.groups(default="")
    count = len(digits) + len(denominator) + len(decimals) + len(exponent)
    require(count <= MOST_DIGITS, f"{where} has more than {MOST_DIGITS} digits")
    numerator = int(sign + digits + decimals)
    if denominator:
        require(int(denominator) != 0, f"{where} has the denominator zero")
        return Fraction(numerator, int(denominator))
    power = -len(decimals)
    if exponent:
        require(int(exponent) <= LARGEST_EXPONENT, f"{where} has an exponent out of range")
        power += int(exponent_sign + exponent)
    if power < 0:
        return Fraction(numerator, 10**-power)
    return Fraction(numerator * 10**power)


def parse_integer(value, where):
    require(type(value) is int, f"{where} is not an integer")
    return value


def parse_task(value, k, where):
    task = parse_integer(value, where)
    require(1 <= task <= k, f"{where} is not a task from 1 to {k}")
    return task - 1


class Vector:
    """Rational numbers as integers `n` over one positive denominator `d`."""

    def __init__(self, n, d):
        self.n = n
        self.d = d

    @classmethod
    def of_fractions(cls, fractions):
        d = lcm(*(f.denominator for f in fractions))
        return cls([f.numerator * (d // f.denominator) for f in fractions], d)

    @classmethod
    def parse(cls, value, k, where):
        require(isinstance(value, list) and len(value) == k, f"{where} is not a vector of {k}")
        return cls.of_fractions([parse_number(x, f"{where}[{i}]") for i, x in enumerate(value)])

    def is_zero(self):
        return not any(self.n)

    def equals(self, other):
        return all(x * other.d == y * self.d for x, y in zip(self.n, other.n))


class Matrix:
    """A rational matrix as integer rows `n` over one positive denominator `d`."""

    def __init__(self, n, d):
        self.n = n
        self.d = d

    @classmethod
    def parse(cls, value, k, where):
        require(isinstance(value, list) and len(value) == k, f"{where} does not have {k} rows")
        rows = [Vector.parse(row, k, f"{where}[{i}]") for i, row in enumerate(value)]
        d = lcm(*(row.d for row in rows))
        return cls([[x * (d // row.d) for x in row.n] for row in rows], d)

    def times(self, vector):
        return Vector([dot(row, vector.n) for row in self.n], self.d * vector.d)


# --- Integer linear algebra ---------------------------------------------------------------------


def dot(x, y):
    return sum(map(mul, x, y))


def solve(matrix, columns):
    """Integers X and a positive integer d with matrix * X = d * columns.

    The matrix is a positive definite integer one; `columns` is a list of rows. Fraction-free
    elimination: the entries of the rows that are left are minors, so every division is exact, and
    by Cramer's rule so are those of the substitution.
    """
    k = len(matrix)
    upper = [matrix[i][i:] for i in range(k)]
    right = [list(row) for row in columns]
    previous = 1
    for j in range(k):
        pivot_row, pivot_right = upper[j], right[j]
        pivot = pivot_row[0]
        for i in range(j + 1, k):
            factor = pivot_row[i - j]
            tail = pivot_row[i - j :]
            upper[i] = [(pivot * x - factor * y) // previous for x, y in zip(upper[i], tail)]
            right[i] = [
                (pivot * x - factor * y) // previous for x, y in zip(right[i], pivot_right)
            ]
        previous = pivot
    determinant = upper[k - 1][0]
    for j in reversed(range(k)):
        total = [determinant * x for x in right[j]]
        for i in range(j + 1, k):
            factor = upper[j][i - j]
            total = [x - factor * y for x, y in zip(total, right[i])]
        right[j] = [x // upper[j][0] for x in total]
    return right, determinant


def semidefinite_nullity(matrix):
    """The dimension of the kernel if the integer matrix is positive semi-definite, else None.

    Symmetric fraction-free elimination. A zero pivot of a positive semi-definite matrix has a zero
    row, which is left out; the other entries are then minors of the matrix without it.
    """
    k = len(matrix)
    upper = [matrix[i][i:] for i in range(k)]
    previous, nullity = 1, 0
    for j in range(k):
        pivot_row = upper[j]
        pivot = pivot_row[0]
        if pivot < 0 or (pivot == 0 and any(pivot_row)):
            return None
        if pivot == 0:
            nullity += 1
            continue
        for i in range(j + 1, k):
            factor = pivot_row[i - j]
            tail = pivot_row[i - j :]
            upper[i] = [(pivot * x - factor * y) // previous for x, y in zip(upper[i], tail)]
        previous = pivot
    return nullity


def rounded_definiteness(matrix, precision):
    """True if the integer matrix is proved positive definite, False if it is proved not to be
    positive semi-definite, None if rounded to `precision` bits it shows neither.

    Elimination on fixed-point numbers, integers in units of 2^-precision, after scaling the
    matrix to diagonal entries of about 1. At every step each entry that is left differs from the
    exact one by at most `radius` units. With a pivot D, entries C of its row and
    F = floor(2^precision C / D), an exact factor f = c / d differs from F by at most
      (radius D + |C| radius) / (D (D - radius)) 2^precision + 1  =: error,
    and the subtracted f c from F C 2^-precision by at most
      (|F| radius + |C| error + radius error) 2^-precision, plus 1 for rounding.
    """
    k = len(matrix)
    scale = [max(matrix[i][i].bit_length() // 2, 0) for i in range(k)]
    upper = []
    for i in range(k):
        row = []
        for j in range(i, k):
            shift = precision - scale[i] - scale[j]
            row.append(matrix[i][j] << shift if shift >= 0 else matrix[i][j] >> -shift)
        upper.append(row)
    radius = 1
    for j in range(k):
        pivot_row = upper[j]
        pivot = pivot_row[0]
        if pivot + radius < 0:
            return False
        if pivot - radius <= 0:
            return None
        if j == k - 1:
            return True
        largest = max(map(abs, pivot_row[1:]))
        factors = [(x << precision) // pivot for x in pivot_row]
        for i in range(j + 1, k):
            factor = factors[i - j]
            if factor == 0:
                continue
            tail = pivot_row[i - j :]
            upper[i] = [x - (factor * y >> precision) for x, y in zip(upper[i], tail)]
        largest_factor = (largest << precision) // pivot + 1
        error = ((radius * (pivot + largest)) << precision) // (pivot * (pivot - radius)) + 2
        product = largest_factor * radius + largest * error + radius * error
        radius += (product >> precision) + 2
    return True


def definite_nullity(matrix):
    """As `semidefinite_nullity`, by rounded numbers first where they are worth it."""
    k = len(matrix)
    if k > 16:
        for precision in (64 + k, 64 + 6 * k, 64 + 36 * k):
            verdict = rounded_definiteness(matrix, precision)
            if verdict is not None:
                return 0 if verdict else None
    return semidefinite_nullity(matrix)


def components(matrix):
    """The connected components of the graph of the non-zero entries, as lists of indices."""
    left = set(range(len(matrix)))
    result = []
    while left:
        component = [left.pop()]
        for i in component:
            neighbours = [j for j in left if matrix[i][j] != 0]
            left.difference_update(neighbours)
            component.extend(neighbours)
        result.append(sorted(component))
    return result


def singular_nullity(matrix, null_vector):
    """As `semidefinite_nullity`, for a matrix with matrix * null_vector = 0.

    In a component where the null vector does not vanish it spans a line of the kernel, and
    leaving out one coordinate where it is not zero removes just that line: what is left is positive
    semi-definite iff the whole is, with a kernel smaller by one.
    """
    nullity = 0
    for component in components(matrix):
        pivot = max(component, key=lambda i: abs(null_vector[i]))
        kept = component
        if null_vector[pivot] != 0:
            nullity += 1
            kept = [i for i in component if i != pivot]
        part = definite_nullity([[matrix[i][j] for j in kept] for i in kept]) if kept else 0
        if part is None:
            return None
        nullity += part
    return nullity


# --- The instance and its points (sections 2 and 3) ---------------------------------------------


class Instance:
    """The verified outer object: G, its inverse Q as far as it is needed, and the width."""

    def __init__(self, certificate):
        width = certificate["width"]
        require(isinstance(width, str) and width in ("1", "k-1"), "width is not 1 or k-1")
        self.one = width == "1"
        gram = certificate["gram"]
        require(isinstance(gram, list), "gram is not a matrix")
        self.k = k = len(gram)
        require(2 <= k <= MOST_TASKS, f"gram does not have 2 to {MOST_TASKS} rows")
        self.gram = Matrix.parse(gram, k, "gram")
        rows = self.gram.n
        require(
            all(rows[i][j] == rows[j][i] for i in range(k) for j in range(i)),
            "gram is not symmetric",
        )
        require(definite_nullity(rows) == 0, "gram is not positive definite")
        self.known_inverse = None
        if "inverse" in certificate:
            self.known_inverse = self.verify_inverse(certificate["inverse"])

    def verify_inverse(self, value):
        check_keys(value, "inverse", ("numerators", "denominator"))
        numerators = Matrix.parse(value["numerators"], self.k, "inverse.numerators")
        denominator = parse_number(value["denominator"], "inverse.denominator")
        require(denominator != 0, "inverse.denominator is zero")
        # gram * numerators = denominator * I, all denominators cleared.
        columns = [list(column) for column in zip(*numerators.n)]
        scale = self.gram.d * numerators.d
        for i, row in enumerate(self.gram.n):
            for j, column in enumerate(columns):
                expected = scale * denominator.numerator if i == j else 0
                require(
                    dot(row, column) * denominator.denominator == expected,
                    "inverse is not the inverse of gram",
                )
        factor = denominator.denominator if denominator > 0 else -denominator.denominator
        n = [[factor * x for x in row] for row in numerators.n]
        return Matrix(n, numerators.d * abs(denominator.numerator))

    def inverse(self):
        if self.known_inverse is None:
            identity = [[int(i == j) for j in range(self.k)] for i in range(self.k)]
            n, d = solve(self.gram.n, identity)
            self.known_inverse = Matrix([[self.gram.d * x for x in row] for row in n], d)
        return self.known_inverse

    def inverse_times(self, vector):
        """Q * vector."""
        if self.known_inverse is not None:
            return self.known_inverse.times(vector)
        n, d = solve(self.gram.n, [[x] for x in vector.n])
        return Vector([self.gram.d * row[0] for row in n], d * vector.d)

    def condition_matrix(self):
        """The integers of G for width 1, of Q for width k-1, up to a positive factor."""
        return self.gram.n if self.one else self.inverse().n


class Point:
    """A direction u with w = Qu, a = |u| and c = w.u."""

    def __init__(self, instance, evidence):
        self.u = Vector.parse(evidence["direction"], instance.k, "direction")
        require(not self.u.is_zero(), "direction is zero")
        if "dual" in evidence:
            self.w = parse_dual(instance, evidence["dual"], self.u)
        else:
            self.w = instance.inverse_times(self.u)
        self.a = [abs(x) for x in self.u.n]
        self.c = Fraction(dot(self.u.n, self.w.n), self.u.d * self.w.d)


def parse_dual(instance, value, direction):
    dual = Vector.parse(value, instance.k, "dual")
    require(instance.gram.times(dual).equals(direction), "gram * dual is not direction")
    return dual


# --- The statements (section 4) -----------------------------------------------------------------


def check_condition_holds(instance, evidence):
    check_keys(evidence, "evidence", ("signs",))
    signs = evidence["signs"]
    k = instance.k
    require(isinstance(signs, list) and len(signs) == k, f"signs are not {k} signs")
    for i, sign in enumerate(signs):
        require(parse_integer(sign, f"signs[{i}]") in (1, -1), f"signs[{i}] is not 1 or -1")
    matrix = instance.condition_matrix()
    for i in range(k):
        for j in range(k):
            require(
                signs[i] * signs[j] * matrix[i][j] >= 0,
                f"the signs leave the entry of tasks {i + 1} and {j + 1} negative",
            )


def check_condition_fails(instance, evidence):
    check_keys(evidence, "evidence", ("frustratedCycle",))
    cycle = evidence["frustratedCycle"]
    require(isinstance(cycle, list) and len(cycle) >= 3, "frustratedCycle has less than 3 tasks")
    tasks = [parse_task(x, instance.k, f"frustratedCycle[{i}]") for i, x in enumerate(cycle)]
    require(len(set(tasks)) == len(tasks), "frustratedCycle repeats a task")
    matrix = instance.condition_matrix()
    negative = False
    for i, j in zip(tasks, tasks[1:] + tasks[:1]):
        require(matrix[i][j] != 0, f"tasks {i + 1} and {j + 1} of frustratedCycle have entry zero")
        negative ^= matrix[i][j] < 0
    require(negative, "frustratedCycle has an even number of negative entries")


def verify_weights(instance, point, value):
    """Verify `weakly-supported`; whether all weights are positive, and the nullity of T."""
    weights = Vector.parse(value, instance.k, "weights")
    require(min(weights.n) >= 0, "a weight is negative")
    require(not weights.is_zero(), "all weights are zero")
    u, w = point.u, point.w
    total = Fraction(sum(x * y * y for x, y in zip(weights.n, u.n)), weights.d * u.d * u.d)
    mu = total / point.c
    require(mu > 0 or not instance.one, "the weights are zero wherever the direction is not")
    left = u.d * weights.d * mu.numerator
    right = w.d * mu.denominator
    for i in range(instance.k):
        require(
            weights.n[i] * u.n[i] * right == w.n[i] * left,
            f"task {i + 1}: weight times direction is not mu times dual",
        )
    # T = mu Q - diag(weights), or its negative, times a common positive denominator.
    inverse = instance.inverse()
    sign = 1 if instance.one else -1
    scale = sign * mu.numerator * weights.d
    matrix = [[scale * x for x in row] for row in inverse.n]
    for i, weight in enumerate(weights.n):
        matrix[i][i] -= sign * weight * mu.denominator * inverse.d
    nullity = singular_nullity(matrix, u.n)
    require(nullity is not None, "the weights do not make the point optimal: T is not PSD")
    return min(weights.n) > 0, nullity


def check_weights(instance, evidence):
    check_keys(evidence, "evidence", ("direction", "weights"), ("dual",))
    return verify_weights(instance, Point(instance, evidence), evidence["weights"])


def check_weakly_supported(instance, evidence):
    check_weights(instance, evidence)


def check_supported(instance, evidence):
    positive, _ = check_weights(instance, evidence)
    require(positive, "a weight is zero")


def check_exposed(instance, evidence):
    _, nullity = check_weights(instance, evidence)
    require(nullity == 1, "the kernel of T is larger than the direction's line")


UNSUPPORTED = ("negativeWeight", "zeroCoordinate", "negativeDirection")


def has_negative_sum(terms):
    """Whether a sum of fractions, pairs with a non-zero denominator, is negative; no gcds."""
    terms = list(terms)
    while len(terms) > 1:
        pairs = zip(terms[::2], terms[1::2])
        rest = terms[len(terms) - len(terms) % 2 :]
        terms = [(a * d + c * b, b * d) for (a, b), (c, d) in pairs] + rest
    return any((n < 0) != (d < 0) for n, d in terms if n != 0)


def verify_unsupported(instance, point, evidence, where):
    kind = only_key_of(evidence, where, UNSUPPORTED)
    require("preimage" not in evidence or kind == "negativeDirection", "preimage is not used")
    u, w, k = point.u, point.w, instance.k
    require(instance.one or all(u.n), "direction has a zero: a single weight reaches the point")
    if kind == "negativeDirection":
        require(
            not any(u.n[i] == 0 != w.n[i] for i in range(k)),
            "a task with direction zero has a dual that is not: zeroCoordinate is the evidence",
        )
        x = Vector.parse(evidence[kind], k, kind)
        if "preimage" in evidence:
            y = Vector.parse(evidence["preimage"], k, "preimage")
            require(instance.gram.times(y).equals(x), "gram * preimage is not negativeDirection")
        else:
            y = instance.inverse_times(x)
        # tau, or -tau for width k-1, must be negative.
        sign = 1 if instance.one else -1
        terms = [(sign * dot(x.n, y.n), x.d * y.d)]
        for i in range(k):
            if u.n[i] != 0:
                numerator = -sign * x.n[i] * x.n[i] * w.n[i] * u.d
                terms.append((numerator, x.d * x.d * w.d * u.n[i]))
        require(has_negative_sum(terms), "negativeDirection does not contradict the weights")
        return
    i = parse_task(evidence[kind], k, kind)
    if kind == "negativeWeight":
        require(u.n[i] * w.n[i] < 0, "the weight at negativeWeight is not negative")
    else:
        require(instance.one, "zeroCoordinate is evidence for width 1 only")
        require(u.n[i] == 0 and w.n[i] != 0, "zeroCoordinate is not a zero with a non-zero dual")


def check_unsupported(instance, evidence):
    check_keys(evidence, "evidence", ("direction",), ("dual", "preimage") + UNSUPPORTED)
    only_key_of(evidence, "evidence", UNSUPPORTED)
    verify_unsupported(instance, Point(instance, evidence), evidence, "evidence")


def check_pareto_optimal(instance, evidence):
    kinds = ("tree", "exhaustive", "weights")
    check_keys(evidence, "evidence", ("direction",), ("dual",) + kinds)
    kind = only_key_of(evidence, "evidence", kinds)
    point = Point(instance, evidence)
    if kind == "weights":
        positive, nullity = verify_weights(instance, point, evidence["weights"])
        require(positive or nullity == 1, "weights with a zero need a kernel spanned by direction")
    else:
        verify_optimality(instance, point, evidence, kind)


def check_unreachable(instance, evidence):
    kinds = ("tree", "exhaustive")
    check_keys(evidence, "evidence", ("direction", "unreachable"), ("dual",) + kinds)
    kind = only_key_of(evidence, "evidence", kinds)
    inner = evidence["unreachable"]
    check_keys(inner, "unreachable", (), ("direction", "dual", "preimage") + UNSUPPORTED)
    point = Point(instance, evidence)
    if "direction" in inner:
        repeated = Vector.parse(inner["direction"], instance.k, "unreachable.direction")
        require(repeated.equals(point.u), "unreachable has another direction")
    if "dual" in inner:
        parse_dual(instance, inner["dual"], point.u)
    verify_unsupported(instance, point, inner, "unreachable")
    verify_optimality(instance, point, evidence, kind)


def check_dominated(instance, evidence):
    check_keys(evidence, "evidence", ("direction", "by"), ("dual",))
    point = Point(instance, evidence)
    b = Vector.parse(evidence["by"], instance.k, "by")
    require(not b.is_zero(), "by is zero")
    dual = instance.inverse_times(b)
    norm = Fraction(dot(b.n, dual.n), b.d * dual.d)
    # b_i^2 / norm - u_i^2 / c, times positive factors, with the width's sign.
    left = point.c * point.u.d * point.u.d
    right = norm * b.d * b.d
    left, right = left.numerator * right.denominator, right.numerator * left.denominator
    gains = [x * x * left - y * y * right for x, y in zip(b.n, point.u.n)]
    if not instance.one:
        gains = [-gain for gain in gains]
    for i, gain in enumerate(gains):
        require(gain >= 0, f"by is worse for task {i + 1}")
    require(any(gains), "by is the same point")


# --- Pareto optimality by sign patterns (section 5) ---------------------------------------------


def verify_optimality(instance, point, evidence, kind):
    if kind == "exhaustive":
        require(evidence["exhaustive"] is True, "exhaustive is not true")
        require(not instance.one, "exhaustive is evidence for width k-1 only")
        require(
            instance.k <= MOST_TASKS_EXHAUSTIVE,
            f"exhaustive is evidence for at most {MOST_TASKS_EXHAUSTIVE} tasks",
        )
        SignSums(instance, point).verify_all_patterns()
        return
    nodes = parse_tree(evidence["tree"], instance)
    if instance.one:
        verify_tree_of_multipliers(instance, point, nodes)
    else:
        SignSums(instance, point).verify_tree(nodes)


def parse_tree(value, instance):
    """The nodes: a triple (task, plus, minus) for an inner one, a Vector or None for a leaf."""
    require(isinstance(value, list) and value, "tree is not an array of nodes")
    nodes = []
    named = [False] * len(value)
    for position, node in enumerate(value):
        where = f"tree[{position}]"
        require(isinstance(node, JSONObject), f"{where} is not an object")
        if "task" in node or "plus" in node or "minus" in node:
            check_keys(node, where, ("task", "plus", "minus"))
            task = parse_task(node["task"], instance.k, f"{where}.task")
            require(task != 0, f"{where} branches on task 1")
            for key in ("plus", "minus"):
                child = parse_integer(node[key], f"{where}.{key}")
                require(position < child < len(value), f"{where}.{key} is not a later position")
                require(not named[child], f"tree[{child}] is named twice")
                named[child] = True
            nodes.append((task, node["plus"], node["minus"]))
        elif instance.one:
            check_keys(node, where, ("y",))
            nodes.append(Vector.parse(node["y"], instance.k, f"{where}.y"))
        else:
            check_keys(node, where, ())
            nodes.append(None)
    for position in range(1, len(value)):
        require(named[position], f"tree[{position}] is named nowhere")
    return nodes


def verify_tree_of_multipliers(instance, point, nodes):
    """Width 1: every leaf's y excludes the dominating points with the signs fixed there."""
    signs = [0] * instance.k
    signs[0] = 1
    # A pending entry fixes the sign of a task and visits a node, or (node None) frees the task.
    pending = [(0, 0, 1)]
    while pending:
        position, task, sign = pending.pop()
        signs[task] = sign
        if position is None:
            continue
        node = nodes[position]
        if isinstance(node, Vector):
            verify_multiplier(instance, point, node, signs, f"tree[{position}]")
            continue
        branch, plus, minus = node
        require(signs[branch] == 0, f"tree[{position}] branches on task {branch + 1} again")
        pending.append((None, branch, 0))
        pending.append((minus, branch, -1))
        pending.append((plus, branch, 1))


def verify_multiplier(instance, point, y, signs, where):
    require(min(y.n) >= 0, f"{where}: y has a negative entry")
    require(not y.is_zero(), f"{where}: y is zero")
    support = [i for i, x in enumerate(y.n) if x != 0]
    require(all(signs[i] for i in support), f"{where}: y is not zero at a task without a sign")
    gram = instance.gram
    p = [signs[i] * y.n[i] for i in support]
    rho = sum(
        x * sum(map(mul, map(gram.n[i].__getitem__, support), p)) for i, x in zip(support, p)
    )
    eta = sum(y.n[i] * point.a[i] for i in support)
    # eta^2 and c rho, both times the square of y's and of u's denominator, that of G and of c.
    left = eta * eta * gram.d * point.c.denominator
    right = rho * point.c.numerator * point.u.d * point.u.d
    if left > right:
        return
    require(left == right, f"{where}: y does not close the leaf")
    for a, row in zip(point.a, gram.n):
        image = sum(row[i] * x for i, x in zip(support, p))
        require(abs(image) * eta == a * rho, f"{where}: equality, but not at the point itself")


class SignSums:
    """Width k-1: sums over b_ij s_i s_j, b_ij = q_ij a_i a_j, as integers, and the limit c."""

    def __init__(self, instance, point):
        inverse = instance.inverse()
        a = point.a
        self.k = instance.k
        self.b = [[q * x * y for q, y in zip(row, a)] for row, x in zip(inverse.n, a)]
        # sum / (inverse.d u.d^2) <= c
        self.factor = point.c.denominator
        self.limit = point.c.numerator * inverse.d * point.u.d * point.u.d

    def exceeds(self, total):
        return total * self.factor > self.limit

    def verify_all_patterns(self):
        """Every pattern once by a Gray code: one sign flips at a time, that of task 1 never."""
        signs = [1] * self.k
        total = sum(map(sum, self.b))
        fields = [sum(row) for row in self.b]
        for step in range(1, 2 ** (self.k - 1) + 1):
            require(not self.exceeds(total), f"the signs {signs} give a dominating point")
            flipped = (step & -step).bit_length()
            if flipped == self.k:
                return
            row, sign = self.b[flipped], signs[flipped]
            total -= 4 * (sign * fields[flipped] - row[flipped])
            fields = [field - 2 * sign * x for field, x in zip(fields, row)]
            signs[flipped] = -sign

    def verify_tree(self, nodes):
        absolute = [[abs(x) for x in row] for row in self.b]
        # What a node needs: the sum over the tasks with a sign, for each task the field of those
        # tasks, which tasks are free, and the sum of absolute values over the free ones.
        start = (0, [0] * self.k, [True] * self.k, sum(map(sum, absolute)))
        pending = [(0, 0, 1, start)]
        while pending:
            position, task, sign, (total, fields, free, rest) = pending.pop()
            total += self.b[task][task] + 2 * sign * fields[task]
            fields = [field + sign * x for field, x in zip(fields, self.b[task])]
            rest -= 2 * sum(x for x, f in zip(absolute[task], free) if f) - absolute[task][task]
            free = free[:]
            free[task] = False
            node = nodes[position]
            if node is None:
                bound = total + 2 * sum(abs(x) for x, f in zip(fields, free) if f) + rest
                require(not self.exceeds(bound), f"tree[{position}] is not closed by its bound")
                continue
            branch, plus, minus = node
            require(free[branch], f"tree[{position}] branches on task {branch + 1} again")
            state = (total, fields, free, rest)
            pending.append((minus, branch, -1, state))
            pending.append((plus, branch, 1, state))


# --- The command --------------------------------------------------------------------------------

STATEMENTS = {
    "condition-holds": check_condition_holds,
    "condition-fails": check_condition_fails,
    "fully-explorable": check_condition_holds,
    "weakly-supported": check_weakly_supported,
    "supported": check_supported,
    "exposed": check_exposed,
    "unsupported": check_unsupported,
    "pareto-optimal": check_pareto_optimal,
    "dominated": check_dominated,
    "unreachable-pareto-optimum": check_unreachable,
}


def verify(certificate):
    """The statement of a certificate; raises Rejected when it is not verified."""
    keys = ("format", "statement", "width", "gram", "evidence")
    check_keys(certificate, "the certificate", keys, ("inverse", "note"))
    require(isinstance(certificate.get("note", ""), str), "note is not a string")
    statement = certificate["statement"]
    require(isinstance(statement, str), "statement is not a string")
    require(statement in STATEMENTS, f"unknown statement {quoted(statement)}")
    require(isinstance(certificate["evidence"], JSONObject), "evidence is not an object")
    STATEMENTS[statement](Instance(certificate), certificate["evidence"])
    return statement


def check_file(path):
    """The line to print and the exit status of one file."""
    try:
        return f"VERIFIED {verify(read(path))} {path}", 0
    except Rejected as error:
        return f"REJECTED {error} {path}", 1
    except (MemoryError, OverflowError):
        return f"REJECTED too large to verify {path}", 1
    except NotACertificate as error:
        return f"REJECTED not a certificate: {error} {path}", 65
    except (FileNotFoundError, NotADirectoryError):
        return f"REJECTED no such file {path}", 66
    except OSError as error:
        return f"REJECTED cannot be read: {error.strerror} {path}", 66
    except Exception:  # A defect of this checker: never a verdict, never silent.
        traceback.print_exc()
        return f"REJECTED the checker failed {path}", 70


def main(arguments):
    if arguments and arguments[0] in ("-h", "--help"):
        print(__doc__.strip())
        return 0
    if arguments and arguments[0] == "--":
        arguments = arguments[1:]
    elif any(argument.startswith("-") for argument in arguments):
        arguments = []
    if not arguments:
        print("usage: recheck.py FILE...", file=sys.stderr)
        return 64
    status = 0
    for path in arguments:
        line, code = check_file(path)
        print(line, flush=True)
        status = max(status, code)
    return status


if __name__ == "__main__":
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(0)
    sys.stdout.reconfigure(errors="backslashreplace")
    try:
        sys.exit(main(sys.argv[1:]))
    except OSError as error:
        print(f"recheck.py: cannot write: {error.strerror}", file=sys.stderr)
        sys.exit(74)
