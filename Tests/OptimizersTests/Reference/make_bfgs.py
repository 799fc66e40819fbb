"""Writes bfgs.json: BFGS as Nocedal and Wright write it (Algorithms 6.1, 3.5, 3.6), in plain floats.

Run by hand: python3 make_bfgs.py. The matrix is updated by the product form, not by the expanded one.
"""

import json
from math import sqrt

from strong_wolfe import dot, strong_wolfe
from surfaces import SURFACES, spread


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
