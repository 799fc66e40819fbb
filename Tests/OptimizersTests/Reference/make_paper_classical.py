"""Writes paper-classical.json: classical methods as their papers and textbooks write them, in plain floats.

Run by hand: python3 make_paper_classical.py.
"""

from math import sqrt

from paper import DOUBLE_WELL, FUNCTIONS, HIMMELBLAU, QUARTIC, Recorder
from strong_wolfe import dot, strong_wolfe


def polyak(surface, x, max_lr, f_star):
    """Polyak 1969: the length (f - f*) / g.g; Loizou and others 2020: at most max_lr."""
    while True:
        value, gradient = FUNCTIONS[surface](*x)
        length = min((value - f_star) / dot(gradient, gradient), max_lr)
        x = [u - length * g for u, g in zip(x, gradient)]
        yield x


def barzilai_borwein(surface, x, lr, length):
    """Barzilai, Borwein 1988: the length from the last step s and the change y of the gradient; where s.y < 0, Dai,
    Al-Baali, Yang 2015."""
    last, gradient = x, FUNCTIONS[surface](*x)[1]
    x = [u - lr * g for u, g in zip(x, gradient)]
    while True:
        yield x
        after = FUNCTIONS[surface](*x)[1]
        s = [u - v for u, v in zip(x, last)]
        y = [u - v for u, v in zip(after, gradient)]
        last, gradient = x, after
        if y == [0, 0]:
            continue
        a = length(s, y) if dot(s, y) > 0 else sqrt(dot(s, s) / dot(y, y))
        x = [u - a * g for u, g in zip(x, gradient)]


def searched(surface, x, carried, armijo=1e-4, curvature=0.1, trials=25, restart=0):
    """A direction -g + beta d with a strong Wolfe search; the first trial after Nocedal, Wright, section 3.5.

    `carried` gives beta from the gradient before, the gradient after and the direction.
    """
    expectation, direction, before, age = None, None, None, 0
    while True:
        value, gradient = FUNCTIONS[surface](*x)
        if gradient == [0, 0]:
            yield x
            continue
        try:
            beta = carried(before, gradient, direction) if direction else 0
        except ZeroDivisionError:
            beta = 0
        age += 1
        if restart and age > restart:
            beta, age = 0, 1
        p = [beta * d - g for d, g in zip(direction or gradient, gradient)]
        if dot(p, gradient) >= 0:
            p, age = [-g for g in gradient], 1
        slope = dot(p, gradient)
        first = expectation / slope if expectation else 1 / sqrt(dot(p, p))

        def phi(t):
            f, g = FUNCTIONS[surface](*(u + t * v for u, v in zip(x, p)))
            return f, dot(g, p), g

        end, _ = strong_wolfe(phi, value, slope, first, armijo, curvature, max(map(abs, p)), trials)
        expectation, direction, before = (end[0] * slope, p, gradient) if end[0] else (None, None, None)
        x = [u + end[0] * v for u, v in zip(x, p)]
        yield x


def soft(z, threshold):
    return max(abs(z) - threshold, 0) * (1 if z > 0 else -1)


def ista(surface, x, lr, l1):
    """Beck, Teboulle 2009, equation 1.4."""
    while True:
        x = [soft(u - lr * g, lr * l1) for u, g in zip(x, FUNCTIONS[surface](*x)[1])]
        yield x


def fista(surface, x, lr, l1):
    """Beck, Teboulle 2009, equations 4.1 to 4.3."""
    y, t = x, 1.0
    while True:
        last, x = x, [soft(u - lr * g, lr * l1) for u, g in zip(y, FUNCTIONS[surface](*y)[1])]
        before, t = t, (1 + sqrt(1 + 4 * t * t)) / 2
        y = [u + (before - 1) / t * (u - v) for u, v in zip(x, last)]
        yield x


def descent(before, after, direction):
    return 0


def fletcher_reeves(before, after, direction):
    return dot(after, after) / dot(before, before)


def change(before, after):
    return [u - v for u, v in zip(after, before)]


def polak_ribiere(before, after, direction):
    return max(0, dot(after, change(before, after)) / dot(before, before))


def hestenes_stiefel(before, after, direction):
    return dot(after, change(before, after)) / dot(direction, change(before, after))


def dai_yuan(before, after, direction):
    return dot(after, after) / dot(direction, change(before, after))


record = Recorder()
ON_Q, ON_R, ON_QUARTIC = ("Q", (2.0, 1.0)), ("R", (-1.2, 1.0)), (QUARTIC, (1.3, -0.4))
ON_HIMMELBLAU = (HIMMELBLAU, (-0.3, -1.0))
ON_WELL = (DOUBLE_WELL, (0.5, 0.1))

record("polyak bounded", polyak, [ON_Q, ON_QUARTIC], max_lr=0.07, f_star=-0.3)
record("bb1", barzilai_borwein, [ON_QUARTIC, ON_WELL], lr=0.05, length=lambda s, y: dot(s, s) / dot(s, y))
record("bb2", barzilai_borwein, [ON_QUARTIC, ON_R, ON_WELL], lr=0.05, length=lambda s, y: dot(s, y) / dot(y, y))
record("wolfe", searched, [ON_Q, ON_R, ON_QUARTIC], carried=descent)
record("wolfe loose", searched, [ON_Q, ON_R], carried=descent, armijo=0.2, curvature=0.6)
for name, share in [
        ("cg-fr", fletcher_reeves), ("cg-pr", polak_ribiere), ("cg-hs", hestenes_stiefel), ("cg-dy", dai_yuan)]:
    record(name, searched, [ON_QUARTIC, ON_R, ON_WELL, ON_HIMMELBLAU], carried=share)
    record(name + " restarted", searched, [ON_QUARTIC, ON_R, ON_HIMMELBLAU], carried=share, armijo=0.1, curvature=0.3, restart=3)
for name, method in [("ista", ista), ("fista", fista)]:
    record(name, method, [ON_QUARTIC, ON_WELL], lr=0.07, l1=0.1)
    record(name + " strong", method, [ON_QUARTIC, ON_WELL, ON_HIMMELBLAU], lr=0.01, l1=3.0)
record.write("paper-classical.json")
