"""Writes bfgs.json: BFGS as Nocedal and Wright write it (Algorithms 6.1, 3.5, 3.6), in plain floats.

Run by hand: python3 make_bfgs.py. The matrix is updated by the product form, not by the expanded one. The trial lengths
of the line search are those of minFunc and PyTorch: the cubic's minimum, kept to [1.01 t, 10 t] outwards and a tenth
away from the ends of a bracket when it was near them twice.
"""

import json
from math import sqrt

from surfaces import SURFACES, spread


def dot(a, b):
    return sum(u * v for u, v in zip(a, b))


def cubic(a, fa, da, b, fb, db, least, most):
    """Equation 3.59, for a < b or a > b alike."""
    if a > b:
        a, fa, da, b, fb, db = b, fb, db, a, fa, da
    d1 = da + db - 3 * (fa - fb) / (a - b)
    if d1 * d1 - da * db < 0:
        return (least + most) / 2
    d2 = sqrt(d1 * d1 - da * db)
    t = b - (b - a) * (db + d2 - d1) / (db - da + 2 * d2)
    return min(max(t, least), most)


def strong_wolfe(phi, f0, d0, t, c1, c2, reach, trials):
    """Returns (length, gradient) and the number of trials; phi(t) gives value, slope, gradient."""
    counted = 0

    def ask(t):
        nonlocal counted
        counted += 1
        return (t, *phi(t))

    def armijo(p):
        return p[1] <= f0 + c1 * p[0] * d0

    last, p = (0.0, f0, d0, None), ask(t)
    bracket = None
    while bracket is None and counted < trials:
        if not armijo(p) or (counted > 2 and p[1] >= last[1]):
            bracket = [last, p]
        elif abs(p[2]) <= -c2 * d0:
            return p, counted
        elif p[2] >= 0:
            bracket = [last, p]
        else:
            t = cubic(*last[:3], *p[:3], p[0] + 0.01 * (p[0] - last[0]), 10 * p[0])
            last, p = p, ask(t)
    if bracket is None:
        return (p if p[1] < f0 else (0.0, f0, d0, None)), counted

    bracket.sort(key=lambda p: p[1])
    low, high = bracket
    near_before = False
    while counted < trials:
        a, b = sorted((low[0], high[0]))
        if (b - a) * reach < 1e-9:
            break
        t = cubic(*low[:3], *high[:3], a, b)
        near = min(b - t, t - a) < 0.1 * (b - a)
        if near and (near_before or t in (a, b)):
            t = b - 0.1 * (b - a) if b - t < t - a else a + 0.1 * (b - a)
            near = False
        near_before = near
        p = ask(t)
        if not armijo(p) or p[1] >= low[1]:
            low, high = (low, p) if low[1] <= p[1] else (p, low)
            continue
        if abs(p[2]) <= -c2 * d0:
            return p, counted
        if p[2] * (high[0] - low[0]) >= 0:
            high = low
        low = p
    return low, counted


def multiply(a, b):
    return [[sum(a[i][k] * b[k][j] for k in range(2)) for j in range(2)] for i in range(2)]


def bfgs(function, start, steps, armijo=1e-4, curvature=0.9, trials=25):
    x, inverse, evaluations = list(start), None, 0
    points, counts = [], []
    for _ in range(steps):
        value, gradient = function(*x)
        evaluations += 1
        if gradient != [0, 0]:
            matrix = inverse or [[1.0, 0.0], [0.0, 1.0]]
            p = [-dot(row, gradient) for row in matrix]
            if dot(gradient, p) >= 0:
                inverse, p = None, [-g for g in gradient]
            first = 1.0 if inverse else 1 / max(1, sqrt(dot(gradient, gradient)))

            def phi(t):
                f, g = function(*(u + t * v for u, v in zip(x, p)))
                return f, dot(g, p), g

            end, asked = strong_wolfe(
                phi, value, dot(gradient, p), first, armijo, curvature, max(map(abs, p)), trials)
            evaluations += asked
            if end[0] == 0:
                inverse = None
            else:
                s = [end[0] * v for v in p]
                y = [after - before for after, before in zip(end[3], gradient)]
                x = [u + v for u, v in zip(x, s)]
                if dot(y, s) > 1e-10:
                    rho = 1 / dot(y, s)
                    gamma = dot(y, s) / dot(y, y)
                    inverse = inverse or [[gamma, 0.0], [0.0, gamma]]
                    left = [[(i == j) - rho * s[i] * y[j] for j in range(2)] for i in range(2)]
                    right = [[(i == j) - rho * y[i] * s[j] for j in range(2)] for i in range(2)]
                    inverse = multiply(multiply(left, inverse), right)
                    inverse = [[inverse[i][j] + rho * s[i] * s[j] for j in range(2)] for i in range(2)]
        points.append(list(x))
        counts.append(evaluations)
    return points, counts


runs = []
for settings in [{}, {"armijo": 0.2, "curvature": 0.3}, {"curvature": 0.01, "trials": 4}]:
    for formula, function, start in SURFACES:
        points, evaluations = bfgs(function, start, 20, **settings)
        runs.append({
            "formula": formula, "start": start, "knobs": {name: str(value) for name, value in settings.items()},
            "spread": spread(lambda start: bfgs(function, start, 20, **settings)[0], start), "points": points, "evaluations": evaluations})

with open("bfgs.json", "w") as file:
    json.dump({"meta": "make_bfgs.py, plain floats", "runs": runs}, file, indent=1)
    file.write("\n")
