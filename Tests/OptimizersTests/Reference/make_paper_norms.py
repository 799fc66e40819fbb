"""Writes paper-norms.json: optimizers whose coordinates know of each other, or whose point is a mean, in plain floats.

Run by hand: python3 make_paper_norms.py. Each function follows the equations of the paper it names, or of the authors'
code; it yields the points to be compared, one a step.
"""

import json
from math import sqrt
from pathlib import Path

from surfaces import bowl, rosenbrock

SURFACES = {"Q": (bowl, [2.0, 1.0]), "R": (rosenbrock, [-1.2, 1.0])}
STEPS = 40


def asgd(ask, x, lr, lambd=1e-4, alpha=0.75, t0=1e6, weight_decay=0.0):
    """Bottou 2012, section 5.2, with PyTorch's names: gradient steps on z, the mean x of all z from step t0 + 1 on."""
    z, mean, eta, mu = list(x), list(x), lr, 1.0
    for t in range(1, STEPS + 1):
        g = [a + weight_decay * b for a, b in zip(ask(*z)[1], z)]
        z = [(1 - lambd * eta) * b - eta * a for a, b in zip(g, z)]
        mean = [m + mu * (b - m) for m, b in zip(mean, z)]
        yield mean
        eta = lr / (1 + lambd * lr * t) ** alpha
        mu = 1 / max(1, t - t0)


def schedule_free(ask, x, lr, beta, r=0.0, weight_decay=0.0, beta2=None, eps=1e-8):
    """Defazio and others 2024: equations 3 to 5, and Algorithm 1 where beta2 is given; the mean x."""
    x, z, square, total = list(x), list(x), [0.0, 0.0], 0.0
    for t in range(1, STEPS + 1):
        y = [(1 - beta) * b + beta * a for a, b in zip(x, z)]
        g = ask(*y)[1]
        if beta2 is not None:
            square = [beta2 * v + (1 - beta2) * a * a for v, a in zip(square, g)]
            g = [a / (sqrt(v / (1 - beta2**t)) + eps) for v, a in zip(square, g)]
        z = [b - lr * (a + weight_decay * c) for a, b, c in zip(g, z, y)]
        weight = t**r * lr**2
        total += weight
        c = weight / total
        x = [(1 - c) * a + c * b for a, b in zip(x, z)]
        yield x


def dot(a, b):
    return sum(u * v for u, v in zip(a, b))


def dog(ask, x, lr, reps_rel=1e-6, eps=1e-8):
    """Ivgi and others 2023, Algorithm 1."""
    start, x, total = list(x), list(x), 0.0
    reached = reps_rel * (1 + sqrt(dot(x, x)))
    for _ in range(STEPS):
        g = ask(*x)[1]
        away = [a - b for a, b in zip(x, start)]
        reached = max(reached, sqrt(dot(away, away)))
        total += dot(g, g)
        x = [a - lr * reached / sqrt(total + eps) * b for a, b in zip(x, g)]
        yield x


def cocob(ask, x, lr, alpha=100.0, eps=1e-8):
    """Orabona and Tommasi 2017, Algorithm 2; lr is of no meaning."""
    w1, w = list(x), list(x)
    big, total, reward, theta = [eps, eps], [0.0, 0.0], [0.0, 0.0], [0.0, 0.0]
    for _ in range(STEPS):
        g = [-a for a in ask(*w)[1]]
        for i in range(2):
            big[i] = max(big[i], abs(g[i]))
            total[i] += abs(g[i])
            reward[i] = max(reward[i] + (w[i] - w1[i]) * g[i], 0)
            theta[i] += g[i]
        w = [
            w1[i] + theta[i] / (big[i] * max(total[i] + big[i], alpha * big[i])) * (big[i] + reward[i])
            for i in range(2)
        ]
        yield w


def momo(ask, x, lr, beta=0.9, lower_bound=0.0):
    """Schaipp and others 2024, Algorithm 1."""
    x = list(x)
    for t in range(1, STEPS + 1):
        f, g = ask(*x)
        if t == 1:
            d, height, gamma = list(g), f, dot(g, x)
        else:
            d = [beta * a + (1 - beta) * b for a, b in zip(d, g)]
            height = beta * height + (1 - beta) * f
            gamma = beta * gamma + (1 - beta) * dot(g, x)
        h = max(height + dot(d, x) - gamma - lower_bound, 0)
        tau = min(lr, h / dot(d, d))
        x = [a - tau * b for a, b in zip(x, d)]
        yield x


# Name, method, rate on Q and on R, further arguments.
RUNS = [
    ("asgd", asgd, (0.05, 0.001), {"lambd": 0.1, "t0": 5.0}),
    ("schedule-free-sgd", schedule_free, (0.05, 0.001), {"beta": 0.9, "r": 1.5, "weight_decay": 0.1}),
    (
        "schedule-free-adamw",
        schedule_free,
        (0.1, 0.05),
        {"beta": 0.9, "beta2": 0.999, "r": 1.5, "weight_decay": 0.1, "eps": 0.01},
    ),
    ("dog", dog, (1.0, 1.0), {"reps_rel": 0.01, "eps": 100.0}),
    ("cocob", cocob, (1.0, 1.0), {"alpha": 20.0, "eps": 5.0}),
    ("momo", momo, (0.05, 0.002), {"beta": 0.8, "lower_bound": -1.0}),
]


def main():
    runs = []
    for name, method, rates, arguments in RUNS:
        for (surface, (ask, start)), rate in zip(SURFACES.items(), rates):
            points = list(method(ask, start, rate, **arguments))
            runs.append(
                {
                    "lib": "paper",
                    "opt": name,
                    "surface": surface,
                    "start": start,
                    "hyper": {"lr": rate, **arguments},
                    "x_after": {str(step): point for step, point in enumerate(points, 1)},
                }
            )
    path = Path(__file__).with_name("paper-norms.json")
    path.write_text("[\n" + ",\n".join(json.dumps(run) for run in runs) + "\n]\n")


if __name__ == "__main__":
    main()
