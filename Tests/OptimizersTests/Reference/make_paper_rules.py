"""Writes paper-rules.json: rules that act on each coordinate, as their papers have them, in plain floats.

Run by hand: python3 make_paper_rules.py. A rule is a function of one coordinate: its memory `m` (a dictionary that starts
empty, but for `start`, where the coordinate starts), the point `x`, the gradient `g`, the step `t` (from 1), the rate `lr`
and its knobs. It returns the next point. Where the gradient is asked elsewhere, `ahead` says where.
"""

import json
from math import exp, log, sqrt

from surfaces import bowl, rosenbrock

SURFACES = {"Q": (bowl, [2.0, 1.0]), "R": (rosenbrock, [-1.2, 1.0])}


def sign(v):
    return (v > 0) - (v < 0)


# Signs.


def signum(m, x, g, t, lr, momentum=0.9, weight_decay=0.0):
    m["m"] = momentum * m.get("m", 0.0) + (1 - momentum) * g
    return x * (1 - lr * weight_decay) - lr * sign(m["m"])


def lion(m, x, g, t, lr, beta1=0.9, beta2=0.99, weight_decay=0.0):
    c = beta1 * m.get("m", 0.0) + (1 - beta1) * g
    m["m"] = beta2 * m.get("m", 0.0) + (1 - beta2) * g
    return x - lr * (sign(c) + weight_decay * x)


# Momentum.


def qhm(m, x, g, t, lr, momentum=0.999, nu=0.7):
    m["g"] = momentum * m.get("g", 0.0) + (1 - momentum) * g
    return x - lr * ((1 - nu) * g + nu * m["g"])


def aggmo(m, x, g, t, lr, betas=(0.0, 0.9, 0.99)):
    m["v"] = [b * v - g for b, v in zip(betas, m.get("v", [0.0] * len(betas)))]
    return x + lr / len(betas) * sum(m["v"])


def demon(m, x, g, t, lr, momentum=0.9, budget=500):
    left = max(0.0, 1 - (t - 1) / budget)
    beta = momentum * left / ((1 - momentum) + momentum * left)
    v = m.get("v", 0.0)
    m["v"] = beta * v - lr * g
    return x - lr * g + beta * v


def optimistic(m, x, g, t, lr, alpha=1.0, beta=1.0):
    before, m["g"] = m.get("g", g), g
    return x - lr * alpha * g - lr * beta * (g - before)


def pid(m, x, g, t, lr, momentum=0.9, dampening=0.0, integral=5.0, derivative=10.0):
    before, m["g"] = m.get("g", g), g
    m["i"] = momentum * m.get("i", 0.0) + (1 - dampening) * g
    m["d"] = momentum * m.get("d", 0.0) + (1 - momentum) * (g - before)
    return x - lr * (g + integral * m["i"] + derivative * m["d"])


def sgdw(m, x, g, t, lr, momentum=0.9, weight_decay=0.01):
    m["m"] = momentum * m.get("m", 0.0) + lr * g
    return x - m["m"] - lr * weight_decay * x


def nesterov_sequence(m, x, g, t, lr):
    """The gradient was asked at m["y"]."""
    y, k = m.get("y", m["start"]), m.get("t", 1.0)
    after = y - lr * g
    m["t"] = (1 + sqrt(1 + 4 * k * k)) / 2
    m["y"] = after + (k - 1) / m["t"] * (after - x)
    return after


def accsgd(m, x, g, t, lr, kappa=1000.0, xi=10.0, constant=0.7):
    alpha = 1 - constant * constant * xi / kappa
    long_step = kappa * lr / constant
    w = alpha * m.get("w", m["start"]) + (1 - alpha) * (x - long_step * g)
    m["w"] = w
    return constant / (constant + 1 - alpha) * (x - lr * g) + (1 - alpha) / (constant + 1 - alpha) * w


def walk(rule, surface, lr, steps, settings, ahead=None):
    function, point = SURFACES[surface]
    memories = [{"start": x} for x in point]
    points = {}
    for t in range(1, steps + 1):
        asked = [m.get(ahead, x) for m, x in zip(memories, point)]
        _, gradient = function(*asked)
        point = [rule(m, x, g, t, lr, **settings) for m, x, g in zip(memories, point, gradient)]
        points[str(t)] = point
    return points


runs = []


def run(name, rule, rates, steps=20, ahead=None, **settings):
    """One run on each surface, at its rate."""
    for surface, lr in zip("QR", rates):
        if lr is None:
            continue
        runs.append({
            "lib": "paper", "opt": name, "surface": surface, "start": SURFACES[surface][1],
            "hyper": {"lr": lr, **{k: v for k, v in settings.items() if not isinstance(v, tuple)}},
            "x_after": walk(rule, surface, lr, steps, settings, ahead)})


# Long enough for the sign of a mean to tell a hundredth of its decay.
run("signum: long", signum, (0.03, None), steps=100, weight_decay=0.1)
run("lion: long", lion, (0.03, None), steps=200, weight_decay=0.1)
run("tiger: long", signum, (0.03, None), steps=200, momentum=0.965, weight_decay=0.01)
run("qhm", qhm, (0.05, 0.001))
run("aggmo: other decays", aggmo, (0.02, 0.0005), betas=(0.2, 0.7, 0.95))
run("demon", demon, (0.02, 0.0005))
run("demon: beyond its budget", demon, (0.02, 0.0005), momentum=0.8, budget=15)
run("optimistic: other weights", optimistic, (0.05, 0.0005), alpha=0.7, beta=0.4)
run("pid", pid, (0.002, 0.00005), dampening=0.1)
run("sgdw", sgdw, (0.02, 0.0005))
run("nesterov-sequence", nesterov_sequence, (0.02, 0.0005), ahead="y")
run("accsgd: other settings", accsgd, (0.01, 0.0002), kappa=100.0, xi=5.0, constant=0.6)

if __name__ == "__main__":
    with open("paper-rules.json", "w") as file:
        json.dump(runs, file, indent=0)
        file.write("\n")
