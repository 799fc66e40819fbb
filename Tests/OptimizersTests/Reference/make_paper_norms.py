"""Writes paper-norms.json: optimizers whose coordinates know of each other, or whose point is a mean, in plain floats.

Run by hand: python3 make_paper_norms.py. Each function follows the equations of the paper it names, or of the authors'
code; it yields the points to be compared, one a step.
"""

import json
from math import atan2, cos, sin, sqrt
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


def norm(a):
    return sqrt(dot(a, a))


def novograd(ask, x, lr, beta1=0.95, beta2=0.98, eps=1e-8, weight_decay=0.0):
    """Ginsburg and others 2019, Algorithm 1, the point as one layer."""
    x = list(x)
    for t in range(1, STEPS + 1):
        g = ask(*x)[1]
        if t == 1:
            v = dot(g, g)
            m = [a / (sqrt(v) + eps) + weight_decay * b for a, b in zip(g, x)]
        else:
            v = beta2 * v + (1 - beta2) * dot(g, g)
            m = [beta1 * c + (a / (sqrt(v) + eps) + weight_decay * b) for a, b, c in zip(g, x, m)]
        x = [b - lr * c for b, c in zip(x, m)]
        yield x


def lamb(ask, x, lr, beta1=0.9, beta2=0.999, eps=1e-6, weight_decay=0.0):
    """You and others 2020, Algorithm 2."""
    x, m, v = list(x), [0.0, 0.0], [0.0, 0.0]
    for t in range(1, STEPS + 1):
        g = ask(*x)[1]
        m = [beta1 * a + (1 - beta1) * b for a, b in zip(m, g)]
        v = [beta2 * a + (1 - beta2) * b * b for a, b in zip(v, g)]
        r = [a / (1 - beta1**t) / (sqrt(b / (1 - beta2**t)) + eps) for a, b in zip(m, v)]
        r = [a + weight_decay * b for a, b in zip(r, x)]
        ratio = norm(x) / norm(r)
        x = [b - lr * ratio * a for a, b in zip(r, x)]
        yield x


def lars(ask, x, lr, momentum=0.9, trust_coefficient=1e-3, weight_decay=0.0):
    """You and others 2017, Algorithm 1."""
    x, v = list(x), [0.0, 0.0]
    for _ in range(STEPS):
        g = ask(*x)[1]
        local = trust_coefficient * norm(x) / (norm(g) + weight_decay * norm(x))
        v = [momentum * a + lr * local * (b + weight_decay * c) for a, b, c in zip(v, g, x)]
        x = [b - a for a, b in zip(v, x)]
        yield x


def adafactor(ask, x, lr, beta2_decay=-0.8, eps1=2.0**-52, eps2=1e-3, d=1.0, weight_decay=0.0):
    """Shazeer and Stern 2018, Algorithm 5 for a vector, with PyTorch's eps1 and weight decay."""
    x, v = list(x), [0.0, 0.0]
    for t in range(1, STEPS + 1):
        g = ask(*x)[1]
        beta2 = 1 - t**beta2_decay
        rho = min(lr, 1 / sqrt(t))
        alpha = max(eps2, norm(x) / sqrt(2)) * rho
        v = [beta2 * a + (1 - beta2) * b * b for a, b in zip(v, g)]
        u = [b / sqrt(max(a, eps1 * eps1)) for a, b in zip(v, g)]
        u = [a / max(1, norm(u) / sqrt(2) / d) for a in u]
        x = [b * (1 - lr * weight_decay) - alpha * a for a, b in zip(u, x)]
        yield x


def mars(ask, x, lr, beta1=0.95, beta2=0.99, gamma=0.025, eps=1e-8, weight_decay=0.0):
    """Yuan and others 2024, Algorithm 2, with the last gradient in the place of the one asked again."""
    x, m, v, last = list(x), [0.0, 0.0], [0.0, 0.0], [0.0, 0.0]
    for t in range(1, STEPS + 1):
        g = ask(*x)[1]
        c = [a + gamma * (beta1 / (1 - beta1)) * (a - b) for a, b in zip(g, last)]
        if norm(c) > 1:
            c = [a / norm(c) for a in c]
        m = [beta1 * a + (1 - beta1) * b for a, b in zip(m, c)]
        v = [beta2 * a + (1 - beta2) * b * b for a, b in zip(v, c)]
        up = [a / (1 - beta1**t) / (sqrt(b / (1 - beta2**t)) + eps) for a, b in zip(m, v)]
        x = [b - lr * (a + weight_decay * b) for a, b in zip(up, x)]
        last = g
        yield x


def avagrad(ask, x, lr, beta1=0.9, beta2=0.999, eps=0.1):
    """Savarese and others 2021, Algorithm 2, with the corrections and the late mean size of the authors' code."""
    x, m, v, gamma = list(x), [0.0, 0.0], [0.0, 0.0], 0.0
    for t in range(1, STEPS + 1):
        g = ask(*x)[1]
        m = [beta1 * a + (1 - beta1) * b for a, b in zip(m, g)]
        if t > 1:
            rates = [1 / (sqrt(a / (1 - beta2 ** (t - 1))) + eps) for a in v]
            x = [a - lr * gamma * b * c / (1 - beta1**t) for a, b, c in zip(x, rates, m)]
        late = [1 / (sqrt(a / (1 - beta2**t)) + eps) for a in v]
        gamma = 1 / sqrt(dot(late, late) / 2)
        v = [beta2 * a + (1 - beta2) * b * b for a, b in zip(v, g)]
        yield x


def muon(ask, x, lr, momentum=0.95, nesterov=True, ns_steps=5, eps=1e-7, weight_decay=0.1):
    """Jordan and others 2024, with PyTorch's names: the point as a matrix of one row."""
    x, b = list(x), [0.0, 0.0]
    for _ in range(STEPS):
        g = ask(*x)[1]
        b = [momentum * a + (1 - momentum) * c for a, c in zip(b, g)]
        u = [momentum * a + (1 - momentum) * c for a, c in zip(b, g)] if nesterov else b
        o = [a / max(norm(u), eps) for a in u]
        for _ in range(ns_steps):
            # A = X X^T is a number for a matrix of one row.
            gram = dot(o, o)
            gram = -4.7750 * gram + 2.0315 * gram * gram
            o = [3.4445 * a + gram * a for a in o]
        x = [(1 - lr * weight_decay) * a - lr * c for a, c in zip(x, o)]
        yield x


def eigenvectors(a, b, c):
    """Of [[a, b], [b, c]], that of the larger eigenvalue first."""
    angle = atan2(2 * b, a - c) / 2
    return [[cos(angle), sin(angle)], [-sin(angle), cos(angle)]]


def soap(ask, x, lr, beta1=0.95, beta2=0.95, precondition_frequency=10, eps=1e-8, weight_decay=0.01):
    """Vyas and others 2025, Algorithm 3, in the order of the authors' code; the axes of two dimensions by Gram-Schmidt."""
    x, m, v = list(x), [0.0, 0.0], [0.0, 0.0]
    g = ask(*x)[1]
    matrix = [[(1 - beta2) * a * b for b in g] for a in g]
    axes = eigenvectors(matrix[0][0], matrix[0][1], matrix[1][1])
    yield x
    for t in range(1, STEPS):
        g = ask(*x)[1]
        m = [beta1 * a + (1 - beta1) * b for a, b in zip(m, g)]
        v = [beta2 * a + (1 - beta2) * dot(q, g) ** 2 for a, q in zip(v, axes)]
        n = [dot(q, m) / (sqrt(a) + eps) for a, q in zip(v, axes)]
        n = [n[0] * axes[0][i] + n[1] * axes[1][i] for i in range(2)]
        size = lr * sqrt(1 - beta2**t) / (1 - beta1**t)
        x = [a - size * b for a, b in zip(x, n)]
        x = [a - lr * weight_decay * a for a in x]
        matrix = [[beta2 * matrix[i][j] + (1 - beta2) * g[i] * g[j] for j in range(2)] for i in range(2)]
        if t % precondition_frequency == 0:
            images = [[dot(row, q) for row in matrix] for q in axes]
            if dot(axes[0], images[0]) < dot(axes[1], images[1]):
                images.reverse()
                v.reverse()
            first = [a / norm(images[0]) for a in images[0]]
            axes = [first, [-first[1], first[0]]]
        yield x


CURVATURES = {bowl: lambda x, y: [1.0, 10.0], rosenbrock: lambda x, y: [2 - 400 * (y - 3 * x**2), 200.0]}


def sophia(ask, x, lr, beta1=0.965, beta2=0.99, gamma=0.01, k=10, eps=1e-12, weight_decay=0.1):
    """Liu and others 2024, Algorithm 3, with the exact diagonal."""
    x, m, h = list(x), [0.0, 0.0], [0.0, 0.0]
    for t in range(1, STEPS + 1):
        g = ask(*x)[1]
        m = [beta1 * a + (1 - beta1) * b for a, b in zip(m, g)]
        if t % k == 1 % k:
            h = [beta2 * a + (1 - beta2) * b for a, b in zip(h, CURVATURES[ask](*x))]
        x = [a - lr * weight_decay * a for a in x]
        x = [a - lr * min(max(b / max(gamma * c, eps), -1), 1) for a, b, c in zip(x, m, h)]
        yield x


def adahessian(ask, x, lr, beta1=0.9, beta2=0.999, hessian_power=1.0, eps=1e-4, weight_decay=0.0):
    """Yao and others 2021, Algorithm 1, with the exact diagonal."""
    x, m, v = list(x), [0.0, 0.0], [0.0, 0.0]
    for t in range(1, STEPS + 1):
        g, d = ask(*x)[1], CURVATURES[ask](*x)
        m = [beta1 * a + (1 - beta1) * b for a, b in zip(m, g)]
        v = [beta2 * a + (1 - beta2) * b * b for a, b in zip(v, d)]
        x = [a - lr * weight_decay * a for a in x]
        x = [
            a - lr * b / (1 - beta1**t) / (sqrt(c / (1 - beta2**t)) ** hessian_power + eps) for a, b, c in zip(x, m, v)
        ]
        yield x


def wngrad(ask, x, lr):
    """Wu, Ward and Bottou 2018, Algorithm 1, whose first divisor is 1 / lr."""
    x, b = list(x), 1 / lr
    g = ask(*x)[1]
    for _ in range(STEPS):
        x = [u - w / b for u, w in zip(x, g)]
        g = ask(*x)[1]
        b += dot(g, g) / b
        yield x


def acprop(ask, x, lr, beta1=0.9, beta2=0.999, eps=1e-16, eps_root=1e-16):
    """Zhuang and others 2021 with bias correction, as optax has it: the division by what was known a step before."""
    x, m, s = list(x), [0.0, 0.0], [0.0, 0.0]
    for t in range(1, STEPS + 1):
        g = ask(*x)[1]
        size = [1.0, 1.0] if t == 1 else [sqrt(a / (1 - beta2 ** (t - 1))) for a in s]
        x = [a - lr * b / (c + eps) for a, b, c in zip(x, g, size)]
        s = [beta2 * a + (1 - beta2) * (b - c) ** 2 + eps_root for a, b, c in zip(s, g, m)]
        m = [beta1 * a + (1 - beta1) * b for a, b in zip(m, g)]
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
    ("novograd", novograd, (0.05, 0.01), {"eps": 0.1, "weight_decay": 0.1}),
    ("lamb", lamb, (0.05, 0.02), {"weight_decay": 0.1}),
    ("lars", lars, (10.0, 5.0), {"weight_decay": 0.1}),
    (
        "adafactor",
        adafactor,
        (0.1, 0.05),
        {"eps1": 5.0, "eps2": 1.5, "d": 0.5, "weight_decay": 0.1},
    ),
    ("mars", mars, (0.05, 0.02), {"weight_decay": 0.1, "eps": 0.01}),
    ("avagrad", avagrad, (0.05, 0.001), {}),
    ("muon", muon, (0.1, 0.05), {}),
    ("muon-short", muon, (0.1, 0.05), {"momentum": 0.5, "nesterov": False, "eps": 5.0, "ns_steps": 3}),
    ("soap", soap, (0.05, 0.025), {"beta1": 0.9, "precondition_frequency": 3, "eps": 0.01}),
    ("sophia", sophia, (0.05, 0.02), {}),
    ("sophia-near", sophia, (0.2, 0.05), {"gamma": 10.0, "k": 3, "eps": 2.0}),
    ("adahessian", adahessian, (0.2, 0.1), {}),
    ("adahessian-half", adahessian, (0.1, 0.02), {"hessian_power": 0.5, "weight_decay": 0.1}),
    ("wngrad", wngrad, (1.0, 0.1), {}),
    ("acprop", acprop, (0.05, 0.001), {"eps": 0.1, "eps_root": 0.01}),
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
