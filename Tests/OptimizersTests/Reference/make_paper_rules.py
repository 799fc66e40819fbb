"""Writes paper-rules.json: rules that act on each coordinate, as their papers have them, in plain floats.

Run by hand: python3 make_paper_rules.py. A rule is a function of one coordinate: its memory `m` (a dictionary that starts
empty, but for `start`, where the coordinate starts), the point `x`, the gradient `g`, the step `t` (from 1), the rate `lr`
and its knobs. It returns the next point. Where the gradient is asked elsewhere, `ahead` says where.
"""

import json
from math import exp, log, sqrt

from surfaces import bowl, himmelblau, rosenbrock

# From beside its hilltop the slopes of the third grow, where those of the others fall.
SURFACES = {
    "Q": (bowl, [2.0, 1.0]),
    "R": (rosenbrock, [-1.2, 1.0]),
    "(x^2 + y - 11)^2 + (x + y^2 - 7)^2": (himmelblau, [-0.3, -1.0]),
}


def sign(v):
    return (v > 0) - (v < 0)


# Plain.


def delta_bar_delta(m, x, g, t, lr, kappa=0.2, phi=0.2, theta=0.5, min_gain=0.01):
    gain, mean = m.get("gain", 1.0), m.get("mean", 0.0)
    if mean * g > 0:
        gain += kappa
    elif mean * g < 0:
        gain *= 1 - phi
    m["gain"] = gain = max(gain, min_gain)
    m["mean"] = (1 - theta) * g + theta * mean
    return x - lr * gain * g


def quickprop(m, x, g, t, lr, mu=1.75):
    before, step = m.get("g", 0.0), m.get("step", 0.0)
    if g * before >= 0 and abs(g) >= abs(before):
        s = mu * step
    else:
        s = g / (before - g) * step
        if abs(s) > mu * abs(step):
            s = mu * step
    if g * before >= 0:
        s -= lr * g
    m["g"], m["step"] = g, s
    return x + s


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


def pnm(m, x, g, t, lr, momentum=0.9, beta=1.0):
    """The paper's m_t = beta1^2 m_(t-2) + (1 - beta1^2) g."""
    means = m.setdefault("means", [0.0, 0.0])
    means.append(momentum**2 * means[-2] + (1 - momentum**2) * g)
    return x - lr / sqrt((1 + beta) ** 2 + beta**2) * ((1 + beta) * means[-1] - beta * means[-2])


def triple_momentum(m, x, g, t, lr, kappa=100.0):
    """alpha, beta and gamma of the paper; the gradient was asked at m["y"]."""
    rho = 1 - 1 / sqrt(kappa)
    alpha, beta, gamma = (1 + rho) * lr, rho**2 / (2 - rho), rho**2 / ((1 + rho) * (2 - rho))
    before = m.get("x", m["start"])
    after = (1 + beta) * x - beta * before - alpha * g
    m["x"] = x
    m["y"] = (1 + gamma) * after - gamma * x
    return after


# A rate for each coordinate. Here `mean` and `size` are m and v of Adam, and `hat` their corrected values.


def moments(m, g, t, beta1, beta2):
    m["m"] = beta1 * m.get("m", 0.0) + (1 - beta1) * g
    m["v"] = beta2 * m.get("v", 0.0) + (1 - beta2) * g * g
    return m["m"] / (1 - beta1**t), m["v"] / (1 - beta2**t)


def adamaxw(m, x, g, t, lr, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.01):
    m["m"] = beta1 * m.get("m", 0.0) + (1 - beta1) * g
    m["u"] = max(beta2 * m.get("u", 0.0), abs(g) + eps)
    return x - lr / (1 - beta1**t) * m["m"] / m["u"] - lr * weight_decay * x


def nadamw(m, x, g, t, lr, beta1=0.9, beta2=0.999, eps=1e-8, psi=4e-3, weight_decay=0.01):
    mu = [beta1 * (1 - 0.5 * 0.96 ** (k * psi)) for k in (t, t + 1)]
    product = m["product"] = m.get("product", 1.0) * mu[0]
    _, v = moments(m, g, t, beta1, beta2)
    mean = mu[1] * m["m"] / (1 - product * mu[1]) + (1 - mu[0]) * g / (1 - product)
    return x - lr * (mean / (sqrt(v) + eps) + weight_decay * x)


def optimistic_adam(m, x, g, t, lr, beta1=0.9, beta2=0.999, eps=1e-8, alpha=1.0, beta=1.0):
    mean, v = moments(m, g, t, beta1, beta2)
    u = mean / (sqrt(v) + eps)
    before, m["u"] = m.get("u", u), u
    return x - lr * (alpha * u + beta * (u - before))


def yogi(m, x, g, t, lr, beta1=0.9, beta2=0.999, eps=1e-3, start=0.0):
    v = m.get("v", start)
    m["m"] = beta1 * m.get("m", 0.0) + (1 - beta1) * g
    m["v"] = v - (1 - beta2) * sign(v - g**2) * g**2
    return x - lr * m["m"] / (sqrt(m["v"]) + eps)


def adabelief(m, x, g, t, lr, beta1=0.9, beta2=0.999, eps=1e-16):
    m["m"] = beta1 * m.get("m", 0.0) + (1 - beta1) * g
    m["s"] = beta2 * m.get("s", 0.0) + (1 - beta2) * (g - m["m"]) ** 2 + eps
    return x - lr * (m["m"] / (1 - beta1**t)) / (sqrt(m["s"] / (1 - beta2**t)) + eps)


def adabound(m, x, g, t, lr, beta1=0.9, beta2=0.999, eps=1e-8, final_lr=0.1, gamma=1e-3, amsbound=False):
    moments(m, g, t, beta1, beta2)
    m["largest"] = max(m.get("largest", 0.0), m["v"]) if amsbound else m["v"]
    eta = lr * sqrt(1 - beta2**t) / (1 - beta1**t) / (sqrt(m["largest"]) + eps)
    low, high = final_lr * (1 - 1 / (gamma * t + 1)), final_lr * (1 + 1 / (gamma * t))
    return x - min(max(eta, low), high) * m["m"]


def qhadam(m, x, g, t, lr, beta1=0.995, beta2=0.999, nu1=0.7, nu2=1.0, eps=1e-8):
    mean, v = moments(m, g, t, beta1, beta2)
    return x - lr * ((1 - nu1) * g + nu1 * mean) / (sqrt((1 - nu2) * g * g + nu2 * v) + eps)


def laprop(m, x, g, t, lr, beta1=0.9, beta2=0.999, eps=1e-15):
    m["n"] = beta2 * m.get("n", 0.0) + (1 - beta2) * g * g
    m["m"] = beta1 * m.get("m", 0.0) + (1 - beta1) * lr * g / (sqrt(m["n"] / (1 - beta2**t)) + eps)
    return x - m["m"] / (1 - beta1**t)


def diffgrad(m, x, g, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    friction = 1 / (1 + exp(-abs(m.get("g", 0.0) - g)))
    m["g"] = g
    moments(m, g, t, beta1, beta2)
    return x - lr * sqrt(1 - beta2**t) / (1 - beta1**t) * friction * m["m"] / (sqrt(m["v"]) + eps)


def padam(m, x, g, t, lr, beta1=0.9, beta2=0.999, partial=0.25, eps=1e-8):
    moments(m, g, t, beta1, beta2)
    m["largest"] = max(m.get("largest", 0.0), m["v"])
    return x - lr * sqrt(1 - beta2**t) / (1 - beta1**t) * m["m"] / (sqrt(m["largest"]) + eps) ** (2 * partial)


def adamod(m, x, g, t, lr, beta1=0.9, beta2=0.999, beta3=0.999, eps=1e-8):
    moments(m, g, t, beta1, beta2)
    eta = lr * sqrt(1 - beta2**t) / (1 - beta1**t) / (sqrt(m["v"]) + eps)
    m["eta"] = beta3 * m.get("eta", 0.0) + (1 - beta3) * eta
    return x - min(eta, m["eta"]) * m["m"]


def ftrl(m, x, g, t, lr, beta=1.0, lambda_1=0.0, lambda_2=0.0, start=0.0):
    """z starts so that the run starts where it does: without penalties, at -z lr / (beta + sqrt(n))."""
    n = m.get("n", start)
    z = m.get("z", -(beta + sqrt(n)) / lr * m["start"])
    m["n"] = n + g * g
    z = m["z"] = z + g - (sqrt(m["n"]) - sqrt(n)) / lr * x
    if abs(z) <= lambda_1:
        return 0.0
    return -(z - sign(z) * lambda_1) / ((beta + sqrt(m["n"])) / lr + lambda_2)


def sm3(m, x, g, t, lr, momentum=0.9, eps=1e-30):
    m["s"] = m.get("s", 0.0) + g * g
    m["m"] = momentum * m.get("m", 0.0) + (1 - momentum) * g / sqrt(m["s"] + eps)
    return x - lr * m["m"]


def smorms3(m, x, g, t, lr, eps=1e-16):
    k = m.get("k", 1.0)
    r = 1 / (k + 1)
    m["m"] = (1 - r) * m.get("m", 0.0) + r * g
    m["v"] = (1 - r) * m.get("v", 0.0) + r * g * g
    agreement = m["m"] ** 2 / (m["v"] + eps)
    m["k"] = 1 + k * (1 - agreement)
    return x - g * min(lr, agreement) / (sqrt(m["v"]) + eps)


def ftml(m, x, g, t, lr, beta1=0.6, beta2=0.999, eps=1e-8):
    m["v"] = beta2 * m.get("v", 0.0) + (1 - beta2) * g * g
    d = (1 - beta1**t) / lr * (sqrt(m["v"] / (1 - beta2**t)) + eps)
    sigma = d - beta1 * m.get("d", 0.0)
    m["d"] = d
    m["z"] = beta1 * m.get("z", 0.0) + (1 - beta1) * g - sigma * x
    return -m["z"] / d


def adasmooth(m, x, g, t, lr, beta1=0.5, beta2=0.99, eps=1e-6):
    step, m["x"] = x - m.get("x", m["start"]), x
    m["s"], m["n"] = m.get("s", 0.0) + step, m.get("n", 0.0) + abs(step)
    c = (beta2 - beta1) * abs(m["s"]) / (m["n"] + eps) + (1 - beta2)
    m["v"] = c**2 * g**2 + (1 - c**2) * m.get("v", 0.0)
    return x - lr / sqrt(m["v"] + eps) * g


def adapnm(m, x, g, t, lr, beta1=0.9, beta2=0.999, beta3=1.0, eps=1e-8):
    means = m.setdefault("means", [0.0, 0.0])
    means.append(beta1**2 * means[-2] + (1 - beta1**2) * g)
    m["v"] = beta2 * m.get("v", 0.0) + (1 - beta2) * g * g
    u = ((1 + beta3) * means[-1] - beta3 * means[-2]) / sqrt((1 + beta3) ** 2 + beta3**2)
    return x - lr * sqrt(1 - beta2**t) / (1 - beta1**t) * u / (sqrt(m["v"]) + eps)


# Of recent years.


def adopt(m, x, g, t, lr, beta1=0.9, beta2=0.9999, eps=1e-6, clip=True):
    if t == 1:
        m["v"], m["m"] = g * g, 0.0
        return x
    n = g / max(sqrt(m["v"]), eps)
    if clip:
        limit = (t - 1) ** 0.25
        n = min(max(n, -limit), limit)
    m["m"] = beta1 * m["m"] + (1 - beta1) * n
    m["v"] = beta2 * m["v"] + (1 - beta2) * g * g
    return x - lr * m["m"]


def adan(m, x, g, t, lr, beta1=0.98, beta2=0.92, beta3=0.99, eps=1e-8, weight_decay=0.0):
    """As in the paper's first equations, with the corrections of the authors' code."""
    d = g - m.get("g", g)
    m["g"] = g
    m["m"] = beta1 * m.get("m", 0.0) + (1 - beta1) * g
    m["v"] = beta2 * m.get("v", 0.0) + (1 - beta2) * d
    m["n"] = beta3 * m.get("n", 0.0) + (1 - beta3) * (g + beta2 * d) ** 2
    eta = lr / (sqrt(m["n"] / (1 - beta3**t)) + eps)
    return (x - eta * (m["m"] / (1 - beta1**t) + beta2 * m["v"] / (1 - beta2**t))) / (1 + weight_decay * lr)


def ademamix(m, x, g, t, lr, beta1=0.9, beta2=0.999, beta3=0.9999, alpha=5.0, eps=1e-8, weight_decay=0.0, warmup=0):
    if t < warmup:
        alpha = t * alpha / warmup
        a, b = log(beta1), log(beta3)
        beta3 = min(exp(a * b / ((1 - t / warmup) * b + t / warmup * a)), beta3)
    mean, v = moments(m, g, t, beta1, beta2)
    m["slow"] = beta3 * m.get("slow", 0.0) + (1 - beta3) * g
    return x - lr * ((mean + alpha * m["slow"]) / (sqrt(v) + eps) + weight_decay * x)


def simplified_ademamix(m, x, g, t, lr, beta1=0.99, beta2=0.95, alpha=0.0, eps=1e-8):
    m["m"] = beta1 * m.get("m", 0.0) + g
    m["v"] = beta2 * m.get("v", 0.0) + (1 - beta2) * g * g
    return x - lr * (m["m"] + alpha * g) / (sqrt(m["v"] / (1 - beta2**t)) + eps)


def ano(m, x, g, t, lr, beta1=0.92, beta2=0.99, eps=1e-8):
    m["m"] = beta1 * m.get("m", 0.0) + (1 - beta1) * g
    v = m.get("v", 0.0)
    m["v"] = beta2 * v + (1 - beta2) * sign(g * g - v) * g * g
    return x - lr * abs(g) * sign(m["m"]) / (sqrt(m["v"] / (1 - beta2**t)) + eps)


def grams(m, x, g, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    mean, v = moments(m, g, t, beta1, beta2)
    return x - lr * sign(g) * abs(mean / (sqrt(v) + eps))


def exadam(m, x, g, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    mean, v = moments(m, g, t, beta1, beta2)
    crossed = mean * (1 + m["v"] / (m["v"] + eps) * beta2**t)
    square = v * (1 + m["m"] ** 2 / (m["m"] ** 2 + eps) * beta1**t)
    gradient = g / (1 - beta1**t) * (1 + m["v"] / (m["v"] + eps) * beta2**t)
    return x - lr * (crossed + gradient) / (sqrt(square) + eps)


def kate(m, x, g, t, lr, delta=0.0, eps=1e-8):
    m["b"] = m.get("b", 0.0) + g * g + eps
    m["m"] = m.get("m", 0.0) + delta * g * g + g * g / m["b"]
    return x - lr * sqrt(m["m"]) * g / m["b"]


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
    """One run on each surface, at its rate; None for none."""
    for surface, lr in zip(SURFACES, rates):
        if lr is None:
            continue
        runs.append({
            "lib": "paper", "opt": name, "surface": surface, "start": SURFACES[surface][1],
            "hyper": {"lr": lr, **{k: v for k, v in settings.items() if not isinstance(v, tuple)}},
            "x_after": walk(rule, surface, lr, steps, settings, ahead)})


run("delta-bar-delta", delta_bar_delta, (0.1, 0.001), steps=60)
run("delta-bar-delta: at its least", delta_bar_delta, (0.3, 0.002), steps=60, theta=0.9, min_gain=0.5)
run("quickprop", quickprop, (0.02, 0.0005))
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

run("pnm", pnm, (0.05, 0.0005))
run("pnm: other weights", pnm, (0.05, 0.0005), momentum=0.8, beta=0.6)
run("triple-momentum", triple_momentum, (0.05, 0.0005), ahead="y")
run("adamaxw", adamaxw, (0.1, 0.05), eps=0.1)
run("nadamw", nadamw, (0.1, 0.05))
run("optimistic-adam", optimistic_adam, (0.1, 0.02), eps=0.1, alpha=0.8, beta=0.6)
run("yogi", yogi, (0.02, 0.005))
run("yogi: from a mean square", yogi, (0.1, 0.02), start=0.5)
run("adabelief: large eps", adabelief, (0.1, 0.05), eps=0.01)
run("adabound: both bounds", adabound, (0.1, 0.05), steps=40, final_lr=0.02, gamma=0.1)
run("adabound: largest mean square", adabound, (0.1, 0.05), steps=40, amsbound=True)
run("qhadam", qhadam, (0.1, 0.02))
run("qhadam: both mixed", qhadam, (0.1, 0.02), beta1=0.9, nu1=0.8, nu2=0.6, eps=0.1)
run("laprop: large eps", laprop, (0.1, 0.05), eps=0.1)
run("diffgrad", diffgrad, (0.1, 0.05))
run("padam", padam, (0.1, 0.01), steps=40, partial=0.2)
run("adamod", adamod, (0.1, 0.05), beta3=0.9)
run("ftrl", ftrl, (0.5, 0.1))
run("ftrl: penalties", ftrl, (0.5, 0.2), steps=40, beta=0.5, lambda_1=0.3, lambda_2=0.2, start=0.3)
run("sm3: large eps", sm3, (0.5, 0.1), eps=0.5)
run("smorms3", smorms3, (0.1, 0.05), steps=40, eps=0.01)

run("ftml: large eps", ftml, (0.1, 0.05), eps=0.1)
run("adasmooth", adasmooth, (0.001, 0.0005))
run("adapnm: plain mean square", adapnm, (0.1, 0.05), beta3=0.7)
run("adopt: large eps", adopt, (0.1, 0.05), eps=5.0)
run("adopt: growing slopes", adopt, (None, None, 0.1))
run("adopt: not clipped", adopt, (None, None, 0.1), clip=False)
run("adan: weight decay", adan, (0.1, 0.05), weight_decay=0.1)
run("ademamix: warm-up", ademamix, (0.05, 0.01), alpha=8.0, weight_decay=0.1, warmup=12)
run("simplified-ademamix", simplified_ademamix, (0.005, 0.001), alpha=3.0)
run("ano: long", ano, (None, 0.02), steps=60)
run("grams: large eps", grams, (0.1, 0.05), eps=0.1)
run("exadam: large eps", exadam, (0.02, 0.005), eps=0.1)
run("kate: large eps", kate, (1.0, 1.0), delta=0.1, eps=0.1)

if __name__ == "__main__":
    with open("paper-rules.json", "w") as file:
        file.write("[\n" + ",\n".join(json.dumps(run) for run in runs) + "\n]\n")
