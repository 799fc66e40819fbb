"""Writes paper-wrappers.json: what is put around optimizers, as the papers write it, in plain floats.

Run by hand: python3 make_paper_wrappers.py. Optimizers are generators that are sent gradients and yield steps.
"""

import json
from math import sqrt

SURFACES = {
    "Q": (lambda x, y: [x, 10 * y], [2.0, 1.0]),
    "R": (lambda x, y: [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)], [-1.2, 1.0]),
}


def norm(v):
    return sqrt(sum(u * u for u in v))


def sgd(lr):
    step = None
    while True:
        g = yield step
        step = [-lr * u for u in g]


def momentum(lr, mu=0.9):
    step, b = None, None
    while True:
        g = yield step
        b = list(g) if b is None else [mu * u + w for u, w in zip(b, g)]
        step = [-lr * u for u in b]


def adam(lr, b1=0.9, b2=0.999, eps=1e-8):
    step, m, v, t = None, [0.0, 0.0], [0.0, 0.0], 0
    while True:
        g = yield step
        t += 1
        m = [b1 * u + (1 - b1) * w for u, w in zip(m, g)]
        v = [b2 * u + (1 - b2) * w * w for u, w in zip(v, g)]
        step = [-lr * (u / (1 - b1**t)) / (sqrt(w / (1 - b2**t)) + eps) for u, w in zip(m, v)]


def start(make, lr):
    inner = make(lr)
    next(inner)
    return inner


def walk(gradient, point, steps, step):
    """The points after each step; `step(point, gradient, k)` returns the point that is reported."""
    out = {}
    for k in range(1, steps + 1):
        point = step(point, gradient, k)
        out[str(k)] = list(point)
    return out


def plain(make, lr, change):
    """An optimizer that sees changed gradients: change(g, x, gradient)."""
    inner = start(make, lr)

    def step(x, gradient, k):
        g = change(gradient(*x), x, gradient)
        return [u + d for u, d in zip(x, inner.send(g))]

    return step


def clip(lr):
    def change(g, x, gradient):
        factor = min(1.0, 2.0 / (norm(g) + 1e-6))
        return [factor * u for u in g]

    return plain(momentum, lr, change)


def clip_value(lr):
    return plain(sgd, lr, lambda g, x, gradient: [min(max(u, -3.0), 3.0) for u in g])


def coupled_decay(lr):
    return plain(adam, lr, lambda g, x, gradient: [u + 0.3 * w for u, w in zip(g, x)])


def weight_decay(lr):
    inner = start(adam, lr)

    def step(x, gradient, k):
        d = inner.send(gradient(*x))
        return [u * (1 - lr * 0.3) + w for u, w in zip(x, d)]

    return step


def grokfast(lr):
    h = [None]

    def change(g, x, gradient):
        h[0] = list(g) if h[0] is None else [0.9 * u + 0.1 * w for u, w in zip(h[0], g)]
        return [u + 2 * w for u, w in zip(g, h[0])]

    return plain(momentum, lr, change)


def sam(lr):
    def change(g, x, gradient):
        scale = 0.1 / (norm(g) + 1e-12)
        return gradient(*[u + scale * w for u, w in zip(x, g)])

    return plain(adam, lr, change)


def asam(lr):
    def change(g, x, gradient):
        scale = 0.5 / (norm([abs(u) * w for u, w in zip(x, g)]) + 1e-12)
        return gradient(*[u + scale * u * u * w for u, w in zip(x, g)])

    return plain(sgd, lr, change)


def lookahead(lr):
    inner, slow = start(adam, lr), [None]

    def step(x, gradient, k):
        if slow[0] is None:
            slow[0] = list(x)
        x = [u + d for u, d in zip(x, inner.send(gradient(*x)))]
        if k % 3 == 0:
            slow[0] = [s + 0.8 * (u - s) for s, u in zip(slow[0], x)]
            x = list(slow[0])
        return x

    return step


def cautious(lr):
    inner = start(momentum, lr)

    def step(x, gradient, k):
        g = gradient(*x)
        d = inner.send(g)
        mask = [1.0 if u * w < 0 else 0.0 for u, w in zip(d, g)]
        share = max(sum(mask) / len(mask), 1e-3)
        return [u + w * m / share for u, w, m in zip(x, d, mask)]

    return step


def report(make, lr, mean):
    """A mean of the fast path: mean(reported, fast, k)."""
    inner, fast = start(make, lr), [None]

    def step(x, gradient, k):
        here = list(x) if fast[0] is None else fast[0]
        fast[0] = [u + d for u, d in zip(here, inner.send(gradient(*here)))]
        return mean(x, fast[0], k)

    return step


def ema(lr):
    def mean(x, fast, k):
        return list(fast) if k == 1 else [0.9 * u + 0.1 * w for u, w in zip(x, fast)]

    return report(sgd, lr, mean)


def average(lr):
    seen = []

    def mean(x, fast, k):
        if k <= 5:
            seen.clear()
        seen.append(list(fast))
        return [sum(p[i] for p in seen) / len(seen) for i in range(2)]

    return report(momentum, lr, mean)


def schedule_free(lr):
    state = {"z": None, "sum": 0.0, "most": 0.0}

    def step(x, gradient, k):
        z = state["z"] or list(x)
        y = [0.2 * u + 0.8 * w for u, w in zip(z, x)]
        z = [u - lr * w for u, w in zip(z, gradient(*y))]
        state["most"] = max(state["most"], lr)
        state["sum"] += state["most"] ** 2
        c = state["most"] ** 2 / state["sum"]
        state["z"] = z
        return [(1 - c) * u + c * w for u, w in zip(x, z)]

    return step


RUNS = {
    "clip": (clip, 0.05, 0.01),
    "clip-value": (clip_value, 0.05, 0.01),
    "coupled-decay": (coupled_decay, 0.1, 0.05),
    "weight-decay": (weight_decay, 0.1, 0.05),
    "grokfast": (grokfast, 0.005, 0.0002),
    "asam": (asam, 0.05, 0.001),
    "sam": (sam, 0.1, 0.05),
    "lookahead": (lookahead, 0.1, 0.05),
    "cautious": (cautious, 0.02, 0.0005),
    "ema": (ema, 0.05, 0.001),
    "average": (average, 0.02, 0.0005),
    "schedule-free": (schedule_free, 0.05, 0.001),
}

runs = []
for name, (make, *rates) in RUNS.items():
    for (surface, (gradient, point)), lr in zip(SURFACES.items(), rates):
        runs.append(
            {
                "lib": "paper",
                "opt": name,
                "surface": surface,
                "start": point,
                "hyper": {"lr": lr},
                "x_after": walk(gradient, point, 25, make(lr)),
            }
        )
with open("paper-wrappers.json", "w") as file:
    json.dump(runs, file, indent=1)
    file.write("\n")
