#!/usr/bin/env python3
"""Check certificates of the formats `scalarization-certificate/1`, `/2` and `/3`.

    recheck.py [--time-limit SECONDS] [--memory-limit MIB] FILE...

One line for each file on standard output, `VERIFIED statement FILE` or `REJECTED reason FILE`.
Exit status: 0 all verified, 1 a certificate is rejected, 64 wrong usage, 65 a file is not a
certificate at all, 66 no such file or not readable, 75 a limit was reached; the highest that
applies. The limits are for each file: 60 seconds of processor time and 1024 MiB of memory unless
said otherwise; 0 means none. A file that reaches one is not verified: nothing is known of it.

This is a second checker, written from docs/certificates.md ("the page" below),
docs/certificates-2.md ("page 2") and docs/certificates-3.md ("page 3") and sharing no code with the
first. It needs Python 3.9 or newer and nothing but its standard library. All arithmetic is on
integers: a vector or matrix is a list of integers over one common positive denominator.
"""

import json
import os
import re
import signal
import sys
import traceback
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from math import comb, gcd, lcm
from operator import add, mul

try:
    import resource
except ImportError:  # Not on Windows: there are no limits there.
    resource = None

FORMAT_1 = "scalarization-certificate/1"
FORMAT_2 = "scalarization-certificate/2"
FORMAT_3 = "scalarization-certificate/3"
LARGEST_FILE = 256 * 2**20
DEEPEST_NESTING = 64
MOST_TASKS = 512
MOST_DIGITS = 100_000
LARGEST_EXPONENT = 10_000
LARGEST_BINARY_EXPONENT = 40_000
MOST_TASKS_EXHAUSTIVE = 16
MOST_BITS = 2**30
MOST_SUBSETS = 4096
MOST_MINOR_BITS = 2**23

NUMBER = re.compile(r"(-?)([0-9]+)(?:/([0-9]+)|(?:\.([0-9]+))?(?:[eE]([+-]?)([0-9]+))?)")
DYADIC_INTEGER = re.compile(r"-?([0-9]+)")


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
    formats = (FORMAT_1, FORMAT_2, FORMAT_3)
    if not any(key == "format" and entry in formats for key, entry in value.members()):
        raise NotACertificate(f"the format is none of {', '.join(formats)}")
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


def parse_numbers(value, k, where):
    require(isinstance(value, list) and len(value) == k, f"{where} is not a vector of {k}")
    return [parse_number(x, f"{where}[{i}]") for i, x in enumerate(value)]


def parse_scalar(text, where):
    """A number that stands alone."""
    number = parse_number(text, where)
    common_denominator([number], where)
    return number


def over(d, numbers):
    """The numerators of numbers over a common denominator."""
    scales = {1: d, d: 1}
    for q in {number.denominator for number in numbers}:
        if q not in scales:
            scales[q] = d // q
    return [number.numerator * scales[number.denominator] for number in numbers]


def parse_integer(value, where):
    require(type(value) is int, f"{where} is not an integer")
    return value


def parse_signs(value, k, where):
    require(isinstance(value, list) and len(value) == k, f"{where} are not {k} signs")
    for i, sign in enumerate(value):
        require(parse_integer(sign, f"{where}[{i}]") in (1, -1), f"{where}[{i}] is not 1 or -1")
    return value


def parse_task(value, k, where):
    task = parse_integer(value, where)
    require(1 <= task <= k, f"{where} is not a task from 1 to {k}")
    return task - 1


def parse_tasks(value, k, where):
    require(isinstance(value, list), f"{where} is not an array of tasks")
    return [parse_task(x, k, f"{where}[{i}]") for i, x in enumerate(value)]


class Budget:
    """The bits that the vectors and matrices of the certificate may still have."""

    left = MOST_BITS

    @classmethod
    def spend(cls, count, bits, where):
        cls.left -= count * bits
        require(cls.left >= 0, f"{where} has, with what is before it, more than {MOST_BITS} bits")


def common_denominator(numbers, where):
    """The least common denominator of numbers that are counted as one vector or matrix."""
    d = 1
    for number in numbers:
        if number.denominator not in (1, d):
            d = lcm(d, number.denominator)
            require(d.bit_length() * len(numbers) <= MOST_BITS, f"{where} has too many bits")
    widest = max(number.numerator.bit_length() for number in numbers)
    Budget.spend(len(numbers), d.bit_length() + widest, where)
    return d


class Vector:
    """Rational numbers as integers `n` over one positive denominator `d`."""

    def __init__(self, n, d):
        self.n = n
        self.d = d

    @classmethod
    def parse(cls, value, k, where):
        numbers = parse_numbers(value, k, where)
        d = common_denominator(numbers, where)
        return cls(over(d, numbers), d)

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
        rows = [parse_numbers(row, k, f"{where}[{i}]") for i, row in enumerate(value)]
        d = common_denominator([number for row in rows for number in row], where)
        return cls([over(d, row) for row in rows], d)

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


def inertia(matrix):
    """The numbers of negative and of zero eigenvalues of a symmetric integer matrix.

    Symmetric fraction-free elimination with the pivots moved to the diagonal by integer
    congruences of determinant 1 or -1, which commute with it: the entries that are left are minors
    of a congruent matrix, and a pivot has the sign of the product of all eigenvalue signs so far.
    """
    left = [list(row) for row in matrix]
    previous, negative = 1, 0
    while left:
        size = len(left)
        pivot = max(range(size), key=lambda i: abs(left[i][i]))
        if left[pivot][pivot] == 0:
            pair = next(((i, j) for i in range(size) for j in range(i) if left[i][j]), None)
            if pair is None:
                return negative, size
            pivot, other = pair
            left[pivot] = list(map(add, left[pivot], left[other]))
            for row in left:
                row[pivot] += row[other]
        pivot_row = left.pop(pivot)
        value = pivot_row.pop(pivot)
        factors = [row.pop(pivot) for row in left]
        left = [
            [(value * x - factor * y) // previous for x, y in zip(row, pivot_row)]
            for row, factor in zip(left, factors)
        ]
        negative += (value < 0) != (previous < 0)
        previous = value
    return negative, 0


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
    if k > 16 or max(matrix[i][i].bit_length() for i in range(k)) > 4096:
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


def parse_gram(certificate):
    gram = certificate["gram"]
    require(isinstance(gram, list), "gram is not a matrix")
    require(2 <= len(gram) <= MOST_TASKS, f"gram does not have 2 to {MOST_TASKS} rows")
    return Matrix.parse(gram, len(gram), "gram")


class Instance:
    """A verified Gram matrix G, its inverse Q as far as it is needed, and the width."""

    def __init__(self, gram, one):
        self.gram, self.k, self.one = gram, len(gram.n), one
        rows = gram.n
        require(
            all(rows[i][j] == rows[j][i] for i in range(self.k) for j in range(i)),
            "gram is not symmetric",
        )
        require(definite_nullity(rows) == 0, "gram is not positive definite")
        self.known_inverse = None

    @classmethod
    def parse(cls, certificate):
        """The instance of a certificate of version 1 or 2."""
        width = certificate["width"]
        require(isinstance(width, str) and width in ("1", "k-1"), "width is not 1 or k-1")
        instance = cls(parse_gram(certificate), width == "1")
        if "inverse" in certificate:
            instance.known_inverse = instance.verify_inverse(certificate["inverse"])
        return instance

    def verify_inverse(self, value):
        check_keys(value, "inverse", ("numerators", "denominator"))
        numerators = Matrix.parse(value["numerators"], self.k, "inverse.numerators")
        denominator = parse_scalar(value["denominator"], "inverse.denominator")
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
        self.radii = [0] * instance.k
        self.c = Fraction(dot(self.u.n, self.w.n), self.u.d * self.w.d)

    def limit_of_sums(self, denominator):
        """A factor and a limit: a sum of q_ij a_i a_j is <= c iff factor * sum <= limit.

        The sum is one of integers, those of Q over `denominator`, those of a over that of u.
        """
        return self.c.denominator, self.c.numerator * denominator * self.u.d * self.u.d

    def coincides(self, signs):
        return False


def parse_dual(instance, value, direction):
    dual = Vector.parse(value, instance.k, "dual")
    require(instance.gram.times(dual).equals(direction), "gram * dual is not direction")
    return dual


# --- The statements (section 4) -----------------------------------------------------------------


def check_condition_holds(instance, evidence):
    check_keys(evidence, "evidence", ("signs",))
    k = instance.k
    signs = parse_signs(evidence["signs"], k, "signs")
    matrix = instance.condition_matrix()
    for i in range(k):
        for j in range(k):
            require(
                signs[i] * signs[j] * matrix[i][j] >= 0,
                f"the signs leave the entry of tasks {i + 1} and {j + 1} negative",
            )


def check_condition_fails(instance, evidence):
    check_keys(evidence, "evidence", ("frustratedCycle",))
    verify_cycle(instance, parse_tasks(evidence["frustratedCycle"], instance.k, "frustratedCycle"))


def verify_cycle(instance, tasks):
    require(len(tasks) >= 3, "frustratedCycle has less than 3 tasks")
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


def sum_of_fractions(terms):
    """A sum of fractions, pairs with a non-zero denominator, as such a pair; no gcds."""
    terms = list(terms)
    while len(terms) > 1:
        pairs = zip(terms[::2], terms[1::2])
        rest = terms[len(terms) - len(terms) % 2 :]
        terms = [(a * d + c * b, b * d) for (a, b), (c, d) in pairs] + rest
    return terms[0] if terms else (0, 1)


def sign_of_sum(terms):
    numerator, denominator = sum_of_fractions(terms)
    return 0 if numerator == 0 else 1 if (numerator > 0) == (denominator > 0) else -1


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
        require(sign_of_sum(terms) < 0, "negativeDirection does not contradict the weights")
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
        require_exhaustive(instance, evidence)
        SignSums(instance, point).verify_all_patterns()
        return
    nodes = parse_tree(evidence["tree"], instance)
    if instance.one:
        verify_leaves(instance, nodes, lambda *leaf: verify_multiplier(instance, point, *leaf))
    else:
        SignSums(instance, point).verify_tree(nodes)


def require_exhaustive(instance, evidence):
    require(evidence["exhaustive"] is True, "exhaustive is not true")
    require(not instance.one, "exhaustive is evidence for width k-1 only")
    require(
        instance.k <= MOST_TASKS_EXHAUSTIVE,
        f"exhaustive is evidence for at most {MOST_TASKS_EXHAUSTIVE} tasks",
    )


class Meets(int):
    """A leaf of version 2 closed by the surface of that number."""


def parse_tree(value, instance, surfaces=0):
    """The nodes: a triple (task, plus, minus) for an inner one, a Vector or None for a leaf.

    With a number of `surfaces`, as in version 2, a leaf may be a `Meets`, too.
    """
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
        elif surfaces and "meets" in node:
            check_keys(node, where, ("meets",))
            surface = parse_integer(node["meets"], f"{where}.meets")
            require(0 <= surface < surfaces, f"{where}.meets is not a surface of the point")
            nodes.append(Meets(surface))
        elif instance.one:
            check_keys(node, where, ("y",))
            nodes.append(Vector.parse(node["y"], instance.k, f"{where}.y"))
        else:
            check_keys(node, where, ())
            nodes.append(None)
    for position in range(1, len(value)):
        require(named[position], f"tree[{position}] is named nowhere")
    return nodes


def verify_leaves(instance, nodes, verify_leaf):
    """Call `verify_leaf(leaf, signs, where)` at every leaf, with sign 0 where none is fixed."""
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
        if not isinstance(node, tuple):
            verify_leaf(node, signs, f"tree[{position}]")
            continue
        branch, plus, minus = node
        require(signs[branch] == 0, f"tree[{position}] branches on task {branch + 1} again")
        pending.append((None, branch, 0))
        pending.append((minus, branch, -1))
        pending.append((plus, branch, 1))


def signed_multiplier(instance, y, signs, where):
    """The support of a leaf's y, p there, and p^T G p times the squares of the denominators."""
    require(min(y.n) >= 0, f"{where}: y has a negative entry")
    require(not y.is_zero(), f"{where}: y is zero")
    support = [i for i, x in enumerate(y.n) if x != 0]
    require(all(signs[i] for i in support), f"{where}: y is not zero at a task without a sign")
    rows = instance.gram.n
    p = [signs[i] * y.n[i] for i in support]
    rho = sum(x * sum(map(mul, map(rows[i].__getitem__, support), p)) for i, x in zip(support, p))
    return support, p, rho


def verify_multiplier(instance, point, y, signs, where):
    """Width 1: the leaf's y excludes the dominating points with the signs fixed there."""
    support, p, rho = signed_multiplier(instance, y, signs, where)
    gram = instance.gram
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
    """Width k-1: upper bounds of sums over q_ij s_i s_j a_i a_j, as integers, and the limit c.

    Each a_i is known up to a radius (section 6 of page 2), which is 0 in version 1, where
    `point.coincides` is not asked for either.
    """

    def __init__(self, instance, point):
        inverse = instance.inverse()
        self.point = point
        self.k = instance.k
        self.a, self.radii = point.a, point.radii
        upper = [x + r for x, r in zip(self.a, self.radii)]
        self.upper = upper
        self.diagonal = [inverse.n[i][i] * x * x for i, x in enumerate(self.a)]
        self.columns = [[q * x for q in row] for row, x in zip(inverse.n, self.a)]
        self.errors = [[abs(q) * r for q in row] for row, r in zip(inverse.n, self.radii)]
        self.absolute = [
            [abs(q) * x * y for q, y in zip(row, upper)] for row, x in zip(inverse.n, upper)
        ]
        # sum / (inverse.d * denominator of a^2) <= c
        self.factor, self.limit = point.limit_of_sums(inverse.d)

    def exceeds(self, total):
        return total * self.factor > self.limit

    def verify_all_patterns(self):
        """Every pattern once by a Gray code: one sign flips at a time, that of task 1 never."""
        signs = [1] * self.k
        fields = [sum(column) for column in zip(*self.columns)]
        total = dot(fields, self.a)
        error = dot(self.radii, [sum(column) for column in zip(*self.errors)])
        for step in range(1, 2 ** (self.k - 1) + 1):
            bound = total + 2 * dot(self.radii, map(abs, fields)) + error
            require(
                not self.exceeds(bound) or self.point.coincides(signs),
                f"the signs {signs} are not excluded",
            )
            flipped = (step & -step).bit_length()
            if flipped == self.k:
                return
            sign = signs[flipped]
            total -= 4 * (sign * fields[flipped] * self.a[flipped] - self.diagonal[flipped])
            fields = [field - 2 * sign * x for field, x in zip(fields, self.columns[flipped])]
            signs[flipped] = -sign

    def verify_tree(self, nodes):
        k = self.k
        # What a node needs: the sum over the tasks with a sign, for each task the field of those
        # tasks and its radius, the signs (0 for free tasks), and the sum of upper bounds of
        # absolute values over the free ones.
        start = (0, [0] * k, [0] * k, [0] * k, sum(map(sum, self.absolute)))
        pending = [(0, 0, 1, start)]
        while pending:
            position, task, sign, (total, fields, errors, signs, rest) = pending.pop()
            total += self.diagonal[task] + 2 * sign * self.a[task] * fields[task]
            fields = [field + sign * x for field, x in zip(fields, self.columns[task])]
            errors = list(map(add, errors, self.errors[task]))
            row = self.absolute[task]
            rest -= 2 * sum(x for x, s in zip(row, signs) if not s) - row[task]
            signs = signs[:]
            signs[task] = sign
            node = nodes[position]
            if isinstance(node, Meets):
                where = f"tree[{position}]"
                require(all(signs), f"{where}: meets needs the signs of all tasks")
                require(self.point.coincides(signs, node), f"{where}: not that surface")
                continue
            if node is None:
                bound = total + rest
                for i in range(k):
                    if signs[i]:
                        bound += self.radii[i] * (2 * abs(fields[i]) + errors[i])
                    else:
                        bound += 2 * self.upper[i] * (abs(fields[i]) + errors[i])
                require(not self.exceeds(bound), f"tree[{position}] is not closed by its bound")
                continue
            branch, plus, minus = node
            require(signs[branch] == 0, f"tree[{position}] branches on task {branch + 1} again")
            state = (total, fields, errors, signs, rest)
            pending.append((minus, branch, -1, state))
            pending.append((plus, branch, 1, state))


# --- Points in boxes (sections 1 to 4 of page 2) ------------------------------------------------


def parse_dyadic_integers(value, n, exponent, where):
    """Integers that are to be multiplied by a power of two, which counts for the budget."""
    require(isinstance(value, list) and len(value) == n, f"{where} does not have {n} integers")
    result = []
    for i, text in enumerate(value):
        require(isinstance(text, str), f"{where}[{i}] is not a string with an integer")
        match = DYADIC_INTEGER.fullmatch(text)
        require(match, f"{where}[{i}] is not an integer: {quoted(text)}")
        require(len(match[1]) <= MOST_DIGITS, f"{where}[{i}] has more than {MOST_DIGITS} digits")
        result.append(int(text))
    Budget.spend(n, abs(exponent) + max(abs(x).bit_length() for x in result), where)
    return result


def parse_binary_exponent(value, where):
    exponent = parse_integer(value["exponent"], f"{where}.exponent")
    require(abs(exponent) <= LARGEST_BINARY_EXPONENT, f"{where}.exponent is out of range")
    return exponent


class Box:
    """The centers x and radii r of n unknowns, integers over one positive denominator d."""

    def __init__(self, value, n):
        check_keys(value, "box", ("exponent", "centers", "radii"))
        exponent = parse_binary_exponent(value, "box")
        shift = max(exponent, 0)
        self.d = 1 << max(-exponent, 0)
        self.x, self.r = (
            [x << shift for x in parse_dyadic_integers(value[key], n, exponent, f"box.{key}")]
            for key in ("centers", "radii")
        )


class System:
    """The equations F = 0 at the center x of a box, row by row, as integers.

    Row l holds F(x) over d b^2, the gradient over d b, and sum_j h_lj r_j over d b^2, with b the
    denominator of the box and d a denominator of all coefficients.
    """

    def __init__(self, box, denominators):
        self.box = box
        self.d = lcm(*denominators)
        self.values, self.jacobian, self.changes = [], [], []

    def add(self, value, gradient, change, denominator):
        """Append a row with the three quantities over `denominator` instead of d."""
        factor = self.d // denominator
        self.values.append(factor * value)
        self.jacobian.append([factor * x for x in gradient])
        self.changes.append(factor * change)

    def add_linear(self, form, constant):
        """Append form . z - constant, which may leave the last unknowns out."""
        b, n = self.box.d, len(self.box.x)
        gradient = [b * f for f in form.n] + [0] * (n - len(form.n))
        value = b * (dot(form.n, self.box.x) - constant * form.d * b)
        self.add(value, gradient, 0, form.d)

    def verify(self, preconditioner):
        """The Krawczyk test of section 3."""
        box, n = self.box, len(self.box.x)
        require(min(box.r) > 0, "a radius of the box is not positive")
        check_keys(preconditioner, "preconditioner", ("exponent", "integers"))
        exponent = parse_binary_exponent(preconditioner, "preconditioner")
        rows = preconditioner["integers"]
        require(isinstance(rows, list) and len(rows) == n, f"preconditioner does not have {n} rows")
        columns = list(zip(*self.jacobian))
        # Everything times the denominators: of y, that of the system and the square of that of z.
        y_factor = 1 << max(exponent, 0)
        unit = self.d * box.d << max(-exponent, 0)
        for i, row in enumerate(rows):
            y = parse_dyadic_integers(row, n, exponent, f"preconditioner.integers[{i}]")
            total = abs(dot(y, self.values)) * y_factor
            total += dot(map(abs, y), self.changes) * y_factor
            for j, column in enumerate(columns):
                entry = dot(y, column) * y_factor
                total += abs(unit - entry if i == j else entry) * box.r[j]
            require(total < box.r[i] * unit, f"unknown {i + 1} fails the test of the box")


class EnclosedPoint:
    """The zero in a box: x and the radii r of its coordinates over d, and what is known of them."""

    KEYS = {
        "values": ("kind", "values", "signs", "box"),
        "weights": ("kind", "weights", "level", "normalization", "box", "preconditioner"),
        "meeting": ("kind", "flips", "slices", "normalization", "box", "preconditioner"),
    }

    def __init__(self, instance, value):
        require(isinstance(value, JSONObject), "point is not an object")
        self.kind = value.get("kind")
        require(isinstance(self.kind, str) and self.kind in self.KEYS, "point has no known kind")
        check_keys(value, "point", self.KEYS[self.kind])
        self.instance = instance
        self.k = k = instance.k
        self.flips = []
        box = Box(value["box"], k + 1 if self.kind == "weights" else k)
        if self.kind == "values":
            self.verify_values(box, value)
        elif self.kind == "weights":
            self.verify_weights(box, value)
        else:
            self.verify_meeting(box, value)
        self.x, self.radii, self.d = box.x[:k], box.r[:k], box.d
        self.a = [abs(x) for x in self.x]
        self.signed = [a > r for a, r in zip(self.a, self.radii)]
        self.zero = [a == r == 0 for a, r in zip(self.a, self.radii)]
        self.sigma = [-1 if x < 0 else 1 for x in self.x]

    def verify_values(self, box, value):
        v = Vector.parse(value["values"], self.k, "values")
        signs = parse_signs(value["signs"], self.k, "signs")
        require(not v.is_zero(), "values are all zero")
        for i in range(self.k):
            require(v.n[i] >= 0, f"values[{i}] is negative")
            x, r = box.x[i], box.r[i]
            where = f"the box does not enclose the root of values[{i}]"
            if v.n[i] == 0:
                require(x == r == 0, where)
                continue
            require(x * signs[i] > 0, where)
            below, above = abs(x) - r, abs(x) + r
            square = v.n[i] * box.d * box.d
            if r == 0:
                require(x * x * v.d == square, where)
            else:
                require(0 < r < abs(x), where)
                require(below * below * v.d < square < above * above * v.d, where)

    def verify_weights(self, box, value):
        k, one, gram = self.k, self.instance.one, self.instance.gram
        self.weights = weights = Vector.parse(value["weights"], k, "weights")
        level = parse_scalar(value["level"], "level")
        normalization = Vector.parse(value["normalization"], k, "normalization")
        require(min(weights.n) >= (0 if one else 1), "a weight is not positive")
        require(not weights.is_zero(), "all weights are zero")
        # G diag(weights) over d.
        product = [list(map(mul, row, weights.n)) for row in gram.n]
        d = gram.d * weights.d
        u, mu, b = box.x[:k], box.x[k], box.d
        system = System(box, (d, normalization.d))
        for i, row in enumerate(product):
            gradient = [b * x for x in row] + [-d * u[i]]
            gradient[i] -= d * mu
            system.add(b * dot(row, u) - d * mu * u[i], gradient, 2 * d * box.r[i] * box.r[k], d)
        system.add_linear(normalization, 1)
        system.verify(value["preconditioner"])
        # level * G - G diag(weights) G or its negative, times a common positive denominator.
        sign = 1 if one else -1
        p, q = sign * level.numerator * d, sign * level.denominator
        matrix = [
            [p * gram.n[i][j] - q * dot(product[i], gram.n[j]) for j in range(k)] for i in range(k)
        ]
        require(inertia(matrix) == (1, 0), "not exactly one eigenvalue is beyond the level")
        end = mu - sign * box.r[k]
        require(
            sign * (end * level.denominator - level.numerator * b) > 0,
            "the eigenvalue is not beyond the level",
        )

    def verify_meeting(self, box, value):
        k, inverse = self.k, self.instance.inverse()
        flips, slices = value["flips"], value["slices"]
        require(isinstance(flips, list) and 1 <= len(flips) < k, f"flips are not 1 to {k - 1}")
        require(
            isinstance(slices, list) and len(slices) == k - 1 - len(flips),
            f"slices are not {k - 1 - len(flips)}",
        )
        slices = [Vector.parse(x, k, f"slices[{i}]") for i, x in enumerate(slices)]
        normalization = Vector.parse(value["normalization"], k, "normalization")
        for i, flip in enumerate(flips):
            where = f"flips[{i}]"
            right_length = isinstance(flip, list) and 1 <= len(flip) < k
            require(right_length, f"{where} is not 1 to {k - 1} tasks")
            tasks = parse_tasks(flip, k, where)
            require(all(x < y for x, y in zip(tasks, tasks[1:])), f"{where} does not increase")
            self.flips.append(frozenset(tasks))
        system = System(box, [inverse.d, normalization.d] + [x.d for x in slices])
        for flip in self.flips:
            sides = ([i for i in range(k) if i not in flip], sorted(flip))
            gradient, change = [0] * k, [0] * k
            for l, row in enumerate(inverse.n):
                opposite = sides[0] if l in flip else sides[1]
                gradient[l] = sum(row[i] * box.x[i] for i in opposite)
                change[l] = sum(abs(row[i]) * box.r[i] for i in opposite)
            value_at_center = sum(gradient[i] * box.x[i] for i in flip)
            system.add(value_at_center, gradient, dot(change, box.r), inverse.d)
        for form in slices:
            system.add_linear(form, 0)
        system.add_linear(normalization, 1)
        system.verify(value["preconditioner"])

    def linear_range(self, form):
        """The ends of form . u, for integers `form`, over their denominator and d."""
        center, radius = dot(form, self.x), dot(map(abs, form), self.radii)
        return center - radius, center + radius

    def square(self, i):
        """What makes the denominator of the quotients by u_i with that of Q."""
        return self.x[i] * self.x[i] - self.radii[i] * self.radii[i]

    def quotient_range(self, i, form):
        """The ends of form . u / u_i over the denominator of the form and `square(i)`."""
        x, r = self.x[i], self.radii[i]
        ends = [n * divisor for n in self.linear_range(form) for divisor in (x + r, x - r)]
        return min(ends), max(ends)

    def weight_range(self, i):
        """The ends of (Qu)_i / u_i, over the denominator of Q and `square(i)`."""
        return self.quotient_range(i, self.instance.inverse().n[i])

    def range_of_c(self):
        """The ends of u^T Q u over the denominator of Q and d^2."""
        rows, x, r = self.instance.inverse().n, self.x, self.radii
        images = [dot(row, x) for row in rows]
        radius = 2 * dot(map(abs, images), r) + sum(
            ri * dot(map(abs, row), r) for ri, row in zip(r, rows) if ri
        )
        center = dot(images, x)
        return center - radius, center + radius

    def limit_of_sums(self, denominator):
        return 1, self.range_of_c()[0]

    def surface_signs(self, surface):
        """delta: -1 for the tasks whose sign the surface changes, else 1."""
        flip = self.flips[surface - 1] if surface else ()
        return [-1 if i in flip else 1 for i in range(self.k)]

    def coincides(self, signs, surface=None):
        """Whether the signs coincide with a surface, or with any."""
        normal_form = self.normal_form(signs)
        if surface is None:
            return normal_form in self.normal_forms
        return normal_form == self.normal_forms[surface]

    @cached_property
    def groups(self):
        """The connected parts of Q without the tasks whose coordinate is exactly zero."""
        rows, zero = self.instance.inverse().n, self.zero
        return components(
            [
                [0 if zero[i] or zero[j] else q for j, q in enumerate(row)]
                for i, row in enumerate(rows)
            ]
        )

    @cached_property
    def normal_forms(self):
        return [
            self.normal_form(list(map(mul, self.sigma, self.surface_signs(j))))
            for j in range(len(self.flips) + 1)
        ]

    def normal_form(self, signs):
        """The signs with the first task of every connected part of Q made positive."""
        result = [1] * self.k
        for group in self.groups:
            for i in group:
                result[i] = signs[i] * signs[group[0]]
        return result

    def require_signed(self, or_zero=False):
        for i in range(self.k):
            require(
                self.signed[i] or (or_zero and self.zero[i]), f"u[{i}] has no sign in its box"
            )


# --- The statements about points in boxes (sections 5 and 6 of page 2) --------------------------


def check_enclosed(point, evidence, statement):
    check_keys(evidence, "evidence", ("point",))


def require_kind(point, kinds, statement):
    require(point.kind in kinds, f"{statement} is not certified for a point of kind {point.kind}")


def check_enclosed_support(point, evidence, statement):
    require_kind(point, ("values", "weights"), statement)
    if point.kind == "weights":
        check_keys(evidence, "evidence", ("point",))
        require(statement != "supported" or min(point.weights.n) > 0, "a weight is zero")
        return
    kinds = ("drop", "zeroCoordinate") if statement == "weakly-supported" else ("drop",)
    check_keys(evidence, "evidence", ("point",), kinds)
    if only_key_of(evidence, "evidence", kinds) == "drop":
        verify_drop(point, evidence["drop"], statement == "supported")
    else:
        i = parse_task(evidence["zeroCoordinate"], point.k, "zeroCoordinate")
        require(not point.instance.one, "a zero coordinate is no weights for width 1")
        require(point.zero[i], "zeroCoordinate is not exactly zero")


def verify_drop(point, value, positive):
    """The forced weights make the point the only optimum, and are positive if that is asked for."""
    dropped = parse_task(value, point.k, "drop")
    point.require_signed()
    rows, sign = point.instance.inverse().n, 1 if point.instance.one else -1
    ranges = [point.weight_range(i) for i in range(point.k)]
    for i, (low, _) in enumerate(ranges):
        require(low > 0 or (low == 0 and not positive), f"weight {i + 1} may be negative")
    # Row and column i of the matrix times square(i), and all times the denominator of Q.
    kept = [i for i in range(point.k) if i != dropped]
    squares = [point.square(i) for i in range(point.k)]
    matrix = [[sign * squares[i] * rows[i][j] * squares[j] for j in kept] for i in kept]
    for position, i in enumerate(kept):
        matrix[position][position] -= sign * squares[i] * ranges[i][sign > 0]
    require(definite_nullity(matrix) == 0, "the matrix without the dropped task is not definite")


def parse_surfaces(point, value):
    require(isinstance(value, list) and len(value) == 2, "surfaces are not two surfaces")
    first, second = (parse_integer(x, f"surfaces[{i}]") for i, x in enumerate(value))
    require(0 <= first < second <= len(point.flips), "surfaces are not two surfaces of the point")
    return point.surface_signs(first), point.surface_signs(second)


def verify_disagreement(point, evidence, statement):
    first, second = parse_surfaces(point, evidence["surfaces"])
    i = parse_task(evidence["task"], point.k, "task")
    rows = point.instance.inverse().n
    if statement == "gradients-disagree" or "sineSquared" in evidence:
        point.require_signed()
    form = [q * (first[i] * x - second[i] * y) for q, x, y in zip(rows[i], first, second)]
    low, high = point.linear_range(form)
    require(low > 0 or high < 0, "the gradients may agree at that task")
    if "sineSquared" in evidence:
        sine = parse_scalar(evidence["sineSquared"], "sineSquared")
        require(sine > 0, "sineSquared is not positive")
        verify_sine(point, first, second, sine)


def verify_sine(point, first, second, sine):
    """Every end of an entry i of a gradient is an integer over squares[i] and that of Q."""
    rows, k = point.instance.inverse().n, point.k
    squares = [point.square(i) for i in range(k)]
    gradients = [
        [
            point.quotient_range(i, [signs[i] * q * s for q, s in zip(rows[i], signs)])
            for i in range(k)
        ]
        for signs in (first, second)
    ]

    def product(i, l):
        ends = [x * y for x in gradients[0][i] for y in gradients[1][l]]
        return min(ends), max(ends)

    terms = []
    for l in range(k):
        for i in range(l):
            low, high = product(i, l)
            other_low, other_high = product(l, i)
            m = max(0, low - other_high, other_low - high)
            terms.append((m * m, squares[i] * squares[i] * squares[l] * squares[l]))
    norms = [
        sum_of_fractions((max(x * x, y * y), s * s) for (x, y), s in zip(gradient, squares))
        for gradient in gradients
    ]
    numerator = -sine.numerator * norms[0][0] * norms[1][0]
    terms.append((numerator, sine.denominator * norms[0][1] * norms[1][1]))
    require(sign_of_sum(terms) >= 0, "sineSquared is not proved")


def check_gradients_disagree(point, evidence, statement):
    require_kind(point, ("meeting",), statement)
    check_keys(evidence, "evidence", ("point", "surfaces", "task"), ("sineSquared",))
    verify_disagreement(point, evidence, statement)


UNSUPPORTED_2 = {
    "values": ("negativeWeight", "zeroCoordinate", "negativeDirection"),
    "weights": (),
    "meeting": ("disagreement", "negativeWeight", "negativeDirection"),
}


def verify_enclosed_unsupported(point, evidence, where, required):
    kinds = UNSUPPORTED_2[point.kind]
    check_keys(evidence, where, required, kinds + ("violation",))
    kind = only_key_of(evidence, where, kinds)
    value, one = evidence[kind], point.instance.one
    require("violation" not in evidence or kind == "negativeDirection", "violation is not used")
    if not one:
        point.require_signed()
    if kind == "disagreement":
        check_keys(value, kind, ("surfaces", "task"), ("sineSquared",))
        verify_disagreement(point, value, "unsupported")
    elif kind == "negativeWeight":
        i = parse_task(value, point.k, kind)
        require(point.signed[i], "the task of negativeWeight has no sign in its box")
        require(point.weight_range(i)[1] < 0, "the weight at negativeWeight may not be negative")
    elif kind == "zeroCoordinate":
        i = parse_task(value, point.k, kind)
        require(one, "zeroCoordinate is evidence for width 1 only")
        require(point.zero[i], "zeroCoordinate is not exactly zero")
        low, high = point.linear_range(point.instance.inverse().n[i])
        require(low > 0 or high < 0, "the dual at zeroCoordinate may be zero")
    else:
        verify_negative_direction(point, evidence)


def verify_negative_direction(point, evidence):
    y = Vector.parse(evidence["negativeDirection"], point.k, "negativeDirection")
    inverse, sign = point.instance.inverse(), 1 if point.instance.one else -1
    # tau times the square of the denominator of y and the denominator of Q.
    terms = [(sign * dot(y.n, [dot(row, y.n) for row in inverse.n]), 1)]
    for i, entry in enumerate(y.n):
        if entry == 0 or point.zero[i]:
            continue
        require(point.signed[i], f"negativeDirection uses u[{i}], without a sign")
        end = point.weight_range(i)[sign < 0]
        terms.append((-sign * entry * entry * end, point.square(i)))
    require(sign_of_sum(terms) < 0, "negativeDirection does not contradict the weights")
    if "violation" in evidence:
        violation = parse_scalar(evidence["violation"], "violation")
        require(violation > 0, "violation is not positive")
        terms.append((violation.numerator * inverse.d * dot(y.n, y.n), violation.denominator))
        require(sign_of_sum(terms) <= 0, "the violation is not proved")


def check_enclosed_unsupported(point, evidence, statement):
    require_kind(point, ("values", "meeting"), statement)
    verify_enclosed_unsupported(point, evidence, "evidence", ("point",))


def check_enclosed_optimal(point, evidence, statement):
    if point.kind == "weights":
        check_keys(evidence, "evidence", ("point",))
        return
    kinds = ("tree", "exhaustive") + (("drop",) if point.kind == "values" else ())
    check_keys(evidence, "evidence", ("point",), kinds)
    kind = only_key_of(evidence, "evidence", kinds)
    if kind == "drop":
        verify_drop(point, evidence["drop"], False)
    else:
        verify_enclosed_optimality(point, evidence, kind)


def check_enclosed_unreachable(point, evidence, statement):
    require_kind(point, ("values", "meeting"), statement)
    kinds = ("tree", "exhaustive")
    check_keys(evidence, "evidence", ("point", "unreachable"), kinds)
    kind = only_key_of(evidence, "evidence", kinds)
    verify_enclosed_unsupported(point, evidence["unreachable"], "unreachable", ())
    verify_enclosed_optimality(point, evidence, kind)


def verify_enclosed_optimality(point, evidence, kind):
    instance = point.instance
    if kind == "exhaustive":
        require_exhaustive(instance, evidence)
        point.require_signed(or_zero=True)
        SignSums(instance, point).verify_all_patterns()
        return
    nodes = parse_tree(evidence["tree"], instance, surfaces=len(point.flips) + 1)
    point.require_signed(or_zero=True)
    if instance.one:
        verify_leaves(instance, nodes, EnclosedLeaves(point).verify)
    else:
        SignSums(instance, point).verify_tree(nodes)


class EnclosedLeaves:
    """Width 1: the two kinds of leaves of section 6 of page 2."""

    def __init__(self, point):
        self.point = point
        self.inverse = point.instance.inverse()
        self.least = [x - r for x, r in zip(point.a, point.radii)]
        self.largest_c = point.range_of_c()[1]

    def verify(self, leaf, signs, where):
        point = self.point
        if isinstance(leaf, Meets):
            require(all(signs), f"{where}: meets needs the signs of all tasks")
            require(point.coincides(signs, leaf), f"{where}: not that surface")
            for i, row in enumerate(self.inverse.n):
                form = [signs[i] * q * s * t for q, s, t in zip(row, signs, point.sigma)]
                require(point.linear_range(form)[0] >= 0, f"{where}: not the least of its surface")
            return
        support, _, rho = signed_multiplier(point.instance, leaf, signs, where)
        eta = sum(leaf.n[i] * self.least[i] for i in support)
        # eta^2 > c rho, both times the squares of the denominators of y and u and those of Q and G.
        left = eta * eta * self.inverse.d * point.instance.gram.d
        require(left > self.largest_c * rho, f"{where}: y does not close the leaf")


def check_enclosed_dominated(point, evidence, statement):
    require_kind(point, ("values", "meeting"), statement)
    check_keys(evidence, "evidence", ("point", "by"))
    b = Vector.parse(evidence["by"], point.k, "by")
    require(not b.is_zero(), "by is zero")
    norm = dot(b.n, [dot(row, b.n) for row in point.instance.inverse().n])
    low, high = point.range_of_c()
    if not point.instance.one:
        point.require_signed(or_zero=True)
    for i in range(point.k):
        square = b.n[i] * b.n[i]
        where = f"by may not be better for task {i + 1}"
        if point.zero[i]:
            require(point.instance.one or square == 0, where)
        elif point.instance.one:
            require(square * low > (point.a[i] + point.radii[i]) ** 2 * norm, where)
        else:
            require(square * high < (point.a[i] - point.radii[i]) ** 2 * norm, where)


# --- Every width (page 3) -----------------------------------------------------------------------


def check_fully_explorable(gram, width, evidence):
    check_keys(evidence, "evidence", ("subsetSigns",), ("johnson", "perturbation"))
    k = len(gram.n)
    count, order = comb(k, width), min(width, k - width)
    require(count <= MOST_SUBSETS, f"there are more than {MOST_SUBSETS} sets of {width} tasks")
    signs = parse_signs(evidence["subsetSigns"], count, "subsetSigns")
    matrix = Instance(gram, True).gram
    group = None
    if "johnson" in evidence:
        require(evidence["johnson"] is True, "johnson is not true")
        group = {i: part[0] for part in components(matrix.n) for i in part}
        if "perturbation" in evidence:
            matrix = perturbed(matrix, evidence["perturbation"], group)
    else:
        require("perturbation" not in evidence, "perturbation is not used")
    rows = matrix.n
    if order < width:
        # det G[S, S'] in terms of Q and the complements (page 3, section 2).
        inverse = Instance(matrix, True).inverse()
        divisor = gcd(inverse.d, *(x for row in inverse.n for x in row))
        rows = [[x // divisor for x in row] for row in inverse.n]
        complements = combinations(range(k), order)
        signs = [s * (-1) ** sum(c) for s, c in zip(reversed(signs), complements)]
    bits = max(abs(x).bit_length() for row in rows for x in row)
    require(order == 1 or count * order * bits <= MOST_MINOR_BITS, "the numbers are too long")
    if group is None:
        verify_all_minors(rows, order, signs)
    else:
        verify_neighbours(rows, order, signs, group)


def verify_all_minors(rows, order, signs):
    """Theorem B: signs[S] signs[S'] det rows[S, S'] >= 0 for all pairs of sets of indices."""
    k = len(rows)
    # For each size the sets of columns and, for each, the places of the sets without one of them.
    sets, parts = [[()]], [[()]]
    for size in range(1, order + 1):
        place = {columns: i for i, columns in enumerate(sets[-1])}
        sets.append(list(combinations(range(k), size)))
        parts.append([[place[c[:i] + c[i + 1 :]] for i in range(size)] for c in sets[-1]])
    # minors[size]: those of the first `size` rows of the set with all sets of columns.
    minors, before = [[1]] + [None] * order, (None,) * order
    for position, chosen in enumerate(sets[order]):
        common = next(i for i, (x, y) in enumerate(zip(chosen, before)) if x != y)
        for size in range(common + 1, order + 1):
            row, smaller = rows[chosen[size - 1]], minors[size - 1]
            both = row, [-x for x in row]
            alternating = [both[(size - 1 - i) % 2] for i in range(size)]
            start = position + 1 if size == order else 0
            minors[size] = [
                sum(x[column] * smaller[part] for x, column, part in zip(alternating, *pair))
                for pair in zip(sets[size][start:], parts[size][start:])
            ]
        for sign, minor in zip(signs[position + 1 :], minors[order]):
            require(signs[position] * sign * minor >= 0, "the signs leave a minor negative")
        before = chosen


def verify_neighbours(rows, order, signs, group):
    """Theorem C': signs[S] signs[S'] det rows[S, S'] > 0 for sets that differ by i and j > i."""
    k = len(rows)
    sign = dict(zip(combinations(range(k), order), signs))
    for first in sign:
        for i in first:
            for j in range(i + 1, k):
                if j in first or group[i] != group[j]:
                    continue
                second = tuple(sorted(set(first) - {i} | {j}))
                minor = determinant([[rows[a][b] for b in second] for a in first])
                require(sign[first] * sign[second] * minor > 0, "the signs leave a minor <= 0")


def determinant(matrix):
    """Fraction-free elimination with an exchange of rows where a pivot is zero."""
    left, previous, sign = [list(row) for row in matrix], 1, 1
    while len(left) > 1:
        pivot = next((i for i, row in enumerate(left) if row[0] != 0), None)
        if pivot is None:
            return 0
        row = left.pop(pivot)
        sign *= (-1) ** pivot
        left = [
            [(row[0] * x - other[0] * y) // previous for x, y in zip(other[1:], row[1:])]
            for other in left
        ]
        previous = row[0]
    return sign * left[0][0]


def perturbed(gram, value, group):
    """2^e g + h for integer multiples g, h of G and the perturbation (page 3, section 2)."""
    k = len(gram.n)
    h = Matrix.parse(value, k, "perturbation").n
    for i in range(k):
        for j in range(k):
            require(h[i][j] == h[j][i], "perturbation is not symmetric")
            require(h[i][j] == 0 or group[i] == group[j], "perturbation joins unconnected tasks")
    bits = max(abs(x).bit_length() for row in gram.n + h for x in row)
    e = k * (bits + k.bit_length() + 1) + 1
    return Matrix([[(x << e) + y for x, y in zip(*pair)] for pair in zip(gram.n, h)], 1)


def check_not_fully_explorable(gram, width, evidence):
    check_keys(evidence, "evidence", ("contracted", "kept"), ("minor", "frustratedCycle"))
    k = len(gram.n)
    contracted, kept = (parse_increasing(evidence[key], k, key) for key in ("contracted", "kept"))
    require(not set(contracted) & set(kept), "contracted and kept have a task in common")
    inner = width - len(contracted)
    require(
        len(kept) >= 3 and inner in (1, len(kept) - 1),
        f"the minor has {len(kept)} tasks and width {inner}",
    )
    Instance(gram, True)
    minor = Instance(schur_complement(gram, contracted, kept), inner == 1)
    if only_key_of(evidence, "evidence", ("minor", "frustratedCycle")) == "minor":
        check_unreachable(minor, evidence["minor"])
        return
    cycle = parse_tasks(evidence["frustratedCycle"], k, "frustratedCycle")
    require(all(i in kept for i in cycle), "frustratedCycle has a task that is not kept")
    verify_cycle(minor, [kept.index(i) for i in cycle])


def parse_increasing(value, k, where):
    tasks = parse_tasks(value, k, where)
    require(all(i < j for i, j in zip(tasks, tasks[1:])), f"{where} does not increase")
    return tasks


def schur_complement(gram, contracted, kept):
    """G_TT - G_TR (G_RR)^-1 G_RT, from a solution of G_RR X = d G_RT."""
    rows = gram.n
    if not contracted:
        return Matrix([[rows[i][j] for j in kept] for i in kept], gram.d)
    block = [[rows[i][j] for j in contracted] for i in contracted]
    x, d = solve(block, [[rows[i][j] for j in kept] for i in contracted])
    columns = list(zip(*x))
    return Matrix(
        [
            [
                d * rows[i][j] - dot([rows[i][l] for l in contracted], column)
                for j, column in zip(kept, columns)
            ]
            for i in kept
        ],
        d * gram.d,
    )


# --- The command --------------------------------------------------------------------------------

STATEMENTS_1 = {
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

STATEMENTS_2 = {
    "enclosed": check_enclosed,
    "weakly-supported": check_enclosed_support,
    "supported": check_enclosed_support,
    "exposed": check_enclosed_support,
    "gradients-disagree": check_gradients_disagree,
    "unsupported": check_enclosed_unsupported,
    "pareto-optimal": check_enclosed_optimal,
    "dominated": check_enclosed_dominated,
    "unreachable-pareto-optimum": check_enclosed_unreachable,
}


STATEMENTS_3 = {
    "fully-explorable": check_fully_explorable,
    "not-fully-explorable": check_not_fully_explorable,
}

STATEMENTS = {FORMAT_1: STATEMENTS_1, FORMAT_2: STATEMENTS_2, FORMAT_3: STATEMENTS_3}


def verify(certificate):
    """The statement of a certificate; raises Rejected when it is not verified."""
    Budget.left = MOST_BITS
    version = certificate["format"]
    keys = ("format", "statement", "width", "gram", "evidence")
    optional = ("note",) if version == FORMAT_3 else ("inverse", "note")
    check_keys(certificate, "the certificate", keys, optional)
    require(isinstance(certificate.get("note", ""), str), "note is not a string")
    statement = certificate["statement"]
    require(isinstance(statement, str), "statement is not a string")
    check = STATEMENTS[version].get(statement)
    require(check is not None, f"unknown statement {quoted(statement)}")
    evidence = certificate["evidence"]
    require(isinstance(evidence, JSONObject), "evidence is not an object")
    if version == FORMAT_3:
        gram, width = parse_gram(certificate), certificate["width"]
        widths = map(str, range(1, len(gram.n)))
        require(isinstance(width, str) and width in widths, "width is not from 1 to k - 1")
        check(gram, int(width), evidence)
        return statement
    instance = Instance.parse(certificate)
    if version == FORMAT_2:
        require("point" in evidence, "evidence has no point")
        check(EnclosedPoint(instance, evidence["point"]), evidence, statement)
    else:
        check(instance, evidence)
    return statement


def check_file(path):
    """The line to print and the exit status of one file."""
    try:
        return f"VERIFIED {verify(read(path))} {path}", 0
    except Rejected as error:
        return f"REJECTED {error} {path}", 1
    except OverflowError:
        return f"REJECTED too large to verify {path}", 1
    except MemoryError:
        return f"REJECTED not checked: the memory limit was reached {path}", 75
    except NotACertificate as error:
        return f"REJECTED not a certificate: {error} {path}", 65
    except (FileNotFoundError, NotADirectoryError):
        return f"REJECTED no such file {path}", 66
    except OSError as error:
        return f"REJECTED cannot be read: {error.strerror} {path}", 66
    except Exception:  # A defect of this checker: never a verdict, never silent.
        traceback.print_exc()
        return f"REJECTED the checker failed {path}", 70


def check_file_within(limits, path):
    """`check_file` in a process of its own, which the system ends when it reaches a limit.

    No handler of a signal would do: Python calls it between two operations, and one operation on
    long integers may take minutes.
    """
    if resource is None or not any(limits.values()):
        return check_file(path)
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        seconds, memory = limits["--time-limit"], limits["--memory-limit"] << 20
        if seconds:
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        if memory:
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        line, code = check_file(path)
        with open(writer, "w", encoding="utf-8", errors="surrogateescape") as file:
            file.write(line)
        os._exit(code)
    os.close(writer)
    with open(reader, encoding="utf-8", errors="surrogateescape") as file:
        line = file.read()
    status = os.waitpid(child, 0)[1]
    if os.WIFEXITED(status):
        return line, os.WEXITSTATUS(status)
    if os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL):
        reached = f"the limit of {limits['--time-limit']} s was reached"
        return f"REJECTED not checked: {reached} {path}", 75
    return f"REJECTED the checker failed {path}", 70


def main(arguments):
    if arguments and arguments[0] in ("-h", "--help"):
        print(__doc__.strip())
        return 0
    limits = {"--time-limit": 60, "--memory-limit": 1024}
    while len(arguments) > 1 and arguments[0] in limits and arguments[1].isdecimal():
        limits[arguments[0]] = int(arguments[1])
        arguments = arguments[2:]
    if arguments and arguments[0] == "--":
        arguments = arguments[1:]
    elif any(argument.startswith("-") for argument in arguments):
        arguments = []
    if not arguments:
        print(f"usage:{__doc__.splitlines()[2][3:]}", file=sys.stderr)
        return 64
    status = 0
    for path in arguments:
        line, code = check_file_within(limits, path)
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
