"""Writes paper-classical.json: classical methods as their papers and textbooks write them, in plain floats.

Run by hand: python3 make_paper_classical.py.
"""

import json
from math import sqrt

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


QUARTIC = "x^2 + 3*y^2 + 1.5*x*y + 0.1*x^4"
DOUBLE_WELL = "x^2 + y^4/4 - y^2/2"
FUNCTIONS = {"Q": bowl, "R": rosenbrock, QUARTIC: quartic, DOUBLE_WELL: double_well}


def polyak(function, x, max_lr, f_star):
    """Polyak 1969: the length (f - f*) / g.g; Loizou and others 2020: at most max_lr."""
    while True:
        value, gradient = function(*x)
        length = min((value - f_star) / dot(gradient, gradient), max_lr)
        x = [u - length * g for u, g in zip(x, gradient)]
        yield x


def barzilai_borwein(function, x, lr, length):
    """Barzilai, Borwein 1988: the length from the last step s and the change y of the gradient."""
    last, gradient = x, function(*x)[1]
    x = [u - lr * g for u, g in zip(x, gradient)]
    while True:
        yield x
        after = function(*x)[1]
        s = [u - v for u, v in zip(x, last)]
        y = [u - v for u, v in zip(after, gradient)]
        last, gradient = x, after
        x = [u - length(s, y) * g for u, g in zip(x, gradient)]


def searched(function, x, carried, armijo=1e-4, curvature=0.1, trials=25, restart=0):
    """A direction -g + beta d with a strong Wolfe search; the first trial after Nocedal, Wright, section 3.5.

    `carried` gives beta from the gradient before, the gradient after and the direction.
    """
    expectation, direction, before, age = None, None, None, 0
    while True:
        value, gradient = function(*x)
        beta = carried(before, gradient, direction) if direction else 0
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
        expectation, direction, before = end[0] * slope, p, gradient
        x = [u + end[0] * v for u, v in zip(x, p)]
        yield x


def descent(before, after, direction):
    return 0


runs = []


def record(name, walk, places, **hyper):
    for surface, start in places:
        points, path = {}, walk(FUNCTIONS[surface], list(start), **hyper)
        for step in range(1, 21):
            points[str(step)] = next(path)
        shown = {key: value for key, value in hyper.items() if not callable(value)}
        runs.append(
            {"lib": "paper", "opt": name, "surface": surface, "start": list(start), "hyper": shown, "x_after": points})


ON_Q, ON_R, ON_QUARTIC = ("Q", (2.0, 1.0)), ("R", (-1.2, 1.0)), (QUARTIC, (1.3, -0.4))

record("polyak bounded", polyak, [ON_Q, ON_QUARTIC], max_lr=0.07, f_star=-0.3)
record("bb1", barzilai_borwein, [ON_QUARTIC], lr=0.05, length=lambda s, y: dot(s, s) / dot(s, y))
record("bb2", barzilai_borwein, [ON_QUARTIC], lr=0.05, length=lambda s, y: dot(s, y) / dot(y, y))
record("wolfe", searched, [ON_Q, ON_R, ON_QUARTIC], carried=descent)
record("wolfe loose", searched, [ON_Q, ON_R], carried=descent, armijo=0.2, curvature=0.6)

with open("paper-classical.json", "w") as file:
    json.dump(runs, file, indent=1)
    file.write("\n")
