"""Writes paper-second-order.json: second order as papers and textbooks write it, in plain floats, for two variables.

Run by hand: python3 make_paper_second_order.py.
"""

from math import hypot, sqrt

from paper import DOUBLE_WELL, HIMMELBLAU, QUARTIC, FUNCTIONS, Recorder
from strong_wolfe import dot

HESSIANS = {
    "Q": lambda x, y: (1, 0, 10),
    "R": lambda x, y: (2 - 400 * (y - x**2) + 800 * x**2, -400 * x, 200),
    QUARTIC: lambda x, y: (2 + 1.2 * x**2, 1.5, 6),
    DOUBLE_WELL: lambda x, y: (2, 0, 3 * y**2 - 1),
    HIMMELBLAU: lambda x, y: (12 * x**2 + 4 * y - 42, 4 * x + 4 * y, 4 * x + 12 * y**2 - 26),
}


def solve(a, b, c, g):
    """The p with [[a, b], [b, c]] p = -g."""
    determinant = a * c - b * b
    return [-(c * g[0] - b * g[1]) / determinant, -(a * g[1] - b * g[0]) / determinant]


def eigen(a, b, c):
    """Eigenvalues, the lower first, and unit eigenvectors."""
    if b == 0:
        pairs = sorted([(a, (1, 0)), (c, (0, 1))])
        return [p[0] for p in pairs], [p[1] for p in pairs]
    half = hypot((a - c) / 2, b)
    low, high = (a + c) / 2 - half, (a + c) / 2 + half
    # Of the two forms of an eigenvector the one without cancellation.
    v = (b, high - a) if high - a > high - c else (high - c, b)
    v = [u / hypot(*v) for u in v]
    return [low, high], [(-v[1], v[0]), v]


def newton(surface, x):
    while True:
        p = solve(*HESSIANS[surface](*x), FUNCTIONS[surface](*x)[1])
        x = [u + v for u, v in zip(x, p)]
        yield x


def saddle_free(surface, x, damping=0.0, floor=1e-8):
    """Dauphin and others 2014: -|H|^-1 g."""
    while True:
        gradient = FUNCTIONS[surface](*x)[1]
        values, vectors = eigen(*HESSIANS[surface](*x))
        largest = max(map(abs, values))
        for value, vector in zip(values, vectors):
            size = max(abs(value), floor * largest) + damping * largest
            x = [u - dot(gradient, vector) / size * v for u, v in zip(x, vector)]
        yield x


def trust_region(surface, x, radius=1.0, max_radius=1000.0, accept=0.15):
    """Nocedal and Wright, algorithm 4.1; the subproblem by bisection for the multiplier."""
    radius = min(radius, max_radius)
    while True:
        value, gradient = FUNCTIONS[surface](*x)
        hessian = HESSIANS[surface](*x)
        if gradient == [0, 0]:
            yield x
            continue
        values, vectors = eigen(*hessian)
        slopes = [dot(gradient, vector) for vector in vectors]

        def place(shift):
            return [-slope / (value + shift) for slope, value in zip(slopes, values)]

        on_boundary = values[0] <= 0 or hypot(*place(0)) > radius
        shift = 0.0
        if on_boundary:
            low = max(0.0, -values[0])
            high = low + hypot(*slopes) / radius
            while low < (low + high) / 2 < high:
                shift = (low + high) / 2
                low, high = (shift, high) if hypot(*place(shift)) > radius else (low, shift)
        along = place(shift)
        p = [sum(c * v[i] for c, v in zip(along, vectors)) for i in range(2)]
        a, b, c = hessian
        promised = -(dot(gradient, p) + (a * p[0] ** 2 + 2 * b * p[0] * p[1] + c * p[1] ** 2) / 2)
        trial = [u + v for u, v in zip(x, p)]
        quality = (value - FUNCTIONS[surface](*trial)[0]) / promised if promised else 0
        if quality < 0.25:
            radius /= 4
        elif quality > 0.75 and on_boundary:
            radius = min(2 * radius, max_radius)
        if quality > accept:
            x = trial
        yield x


def levenberg(surface, x, damping=0.01, factor=10.0):
    """Levenberg 1944, Marquardt 1963, with the Hessian in place of J^T J."""
    mu = None
    while True:
        value, gradient = FUNCTIONS[surface](*x)
        a, b, c = HESSIANS[surface](*x)
        values, _ = eigen(a, b, c)
        if mu is None:
            mu = damping * max(map(abs, values))
        for _ in range(40):
            if gradient != [0, 0] and values[0] + mu > 0:
                trial = [u + v for u, v in zip(x, solve(a + mu, b, c + mu, gradient))]
                if FUNCTIONS[surface](*trial)[0] < value:
                    x, mu = trial, mu / factor
                    break
            mu *= factor
        else:
            mu /= factor**40
        yield x


ON_Q, ON_R, ON_QUARTIC = ("Q", (2.0, 1.0)), ("R", (-1.2, 1.0)), (QUARTIC, (1.3, -0.4))
ON_HIMMELBLAU, ON_WELL = (HIMMELBLAU, (-0.3, -1.0)), (DOUBLE_WELL, (0.5, 0.1))

if __name__ == "__main__":
    record = Recorder()
    record("newton-plain", newton, [ON_R, ON_HIMMELBLAU])
    record("saddle-free-newton", saddle_free, [ON_QUARTIC, ON_HIMMELBLAU])
    record("saddle-free-newton damped", saddle_free, [ON_QUARTIC, ON_R], damping=0.3, floor=0.2)
    record("trust-region", trust_region, [ON_Q, ON_R, ON_HIMMELBLAU, ON_WELL])
    record("trust-region small", trust_region, [ON_R, ON_HIMMELBLAU], radius=0.1, max_radius=0.3, accept=0.05)
    record("levenberg-marquardt", levenberg, [ON_R, ON_HIMMELBLAU, ON_WELL])
    record("levenberg-marquardt slow", levenberg, [ON_R, ON_HIMMELBLAU], damping=0.5, factor=3.0)
    record.write("paper-second-order.json")
