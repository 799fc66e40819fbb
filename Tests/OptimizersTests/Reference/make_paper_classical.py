"""Writes paper-classical.json: classical methods as their papers and textbooks write them, in plain floats.

Run by hand: python3 make_paper_classical.py.
"""

import json
from itertools import islice
from math import inf, nextafter, sqrt

from strong_wolfe import dot, strong_wolfe


def bowl(x, y):
    return 0.5 * (x**2 + 10 * y**2), [x, 10 * y]


def rosenbrock(x, y):
    u, v = 1 - x, y - x**2
    return u**2 + 100 * v**2, [-2 * u - 400 * x * v, 200 * v]


def quartic(x, y):
    return x**2 + 3 * y**2 + 1.5 * x * y + 0.1 * x**4, [2 * x + 1.5 * y + 0.4 * x**3, 6 * y + 1.5 * x]


def double_well(x, y):
    """Two minima at (0, -1) and (0, 1), a saddle at the origin."""
    return x**2 + y**4 / 4 - y**2 / 2, [2 * x, y**3 - y]


def himmelblau(x, y):
    u, v = x**2 + y - 11, x + y**2 - 7
    return u**2 + v**2, [4 * x * u + 2 * v, 2 * u + 4 * y * v]


HIMMELBLAU = "(x^2 + y - 11)^2 + (x + y^2 - 7)^2"
QUARTIC = "x^2 + 3*y^2 + 1.5*x*y + 0.1*x^4"
DOUBLE_WELL = "x^2 + y^4/4 - y^2/2"
FUNCTIONS = {"Q": bowl, "R": rosenbrock, QUARTIC: quartic, DOUBLE_WELL: double_well,
             HIMMELBLAU: himmelblau}


def polyak(function, x, max_lr, f_star):
    """Polyak 1969: the length (f - f*) / g.g; Loizou and others 2020: at most max_lr."""
    while True:
        value, gradient = function(*x)
        length = min((value - f_star) / dot(gradient, gradient), max_lr)
        x = [u - length * g for u, g in zip(x, gradient)]
        yield x


def barzilai_borwein(function, x, lr, length):
    """Barzilai, Borwein 1988: the length from the last step s and the change y of the gradient; where s.y < 0, Dai,
    Al-Baali, Yang 2015."""
    last, gradient = x, function(*x)[1]
    x = [u - lr * g for u, g in zip(x, gradient)]
    while True:
        yield x
        after = function(*x)[1]
        s = [u - v for u, v in zip(x, last)]
        y = [u - v for u, v in zip(after, gradient)]
        last, gradient = x, after
        if y == [0, 0]:
            continue
        a = length(s, y) if dot(s, y) > 0 else sqrt(dot(s, s) / dot(y, y))
        x = [u - a * g for u, g in zip(x, gradient)]


def searched(function, x, carried, armijo=1e-4, curvature=0.1, trials=25, restart=0):
    """A direction -g + beta d with a strong Wolfe search; the first trial after Nocedal, Wright, section 3.5.

    `carried` gives beta from the gradient before, the gradient after and the direction.
    """
    expectation, direction, before, age = None, None, None, 0
    while True:
        value, gradient = function(*x)
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
            f, g = function(*(u + t * v for u, v in zip(x, p)))
            return f, dot(g, p), g

        end, _ = strong_wolfe(phi, value, slope, first, armijo, curvature, max(map(abs, p)), trials)
        expectation, direction, before = (end[0] * slope, p, gradient) if end[0] else (None, None, None)
        x = [u + end[0] * v for u, v in zip(x, p)]
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


runs = []


def sound(walk, points, start):
    """How many points move by less than 1e-13 when the start does by one unit in the last place: where rounding decides
    the rest, two orders of operations cannot be expected to agree."""
    count = len(points)
    for index in range(len(start)):
        for end in (-inf, inf):
            moved = list(start)
            moved[index] = nextafter(moved[index], end)
            for step, (one, other) in enumerate(zip(points, walk(moved))):
                if max(abs(u - v) for u, v in zip(one, other)) > 1e-13 * max(1, *map(abs, one)):
                    count = min(count, step)
    return count


def record(name, method, places, **hyper):
    for surface, start in places:
        def walk(start):
            return islice(method(FUNCTIONS[surface], list(start), **hyper), 20)

        points = list(walk(start))
        count = sound(walk, points, start)
        print(f"{name} on {surface}: {count} steps" + ("" if count >= 7 else ", too few to keep"))
        if count < 7:
            continue
        shown = {key: value for key, value in hyper.items() if not callable(value)}
        after = {str(step + 1): point for step, point in enumerate(points[:count])}
        runs.append(
            {"lib": "paper", "opt": name, "surface": surface, "start": list(start), "hyper": shown, "x_after": after})


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

with open("paper-classical.json", "w") as file:
    json.dump(runs, file, indent=1)
    file.write("\n")
