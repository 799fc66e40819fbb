"""Writes paper-derivative-free.json: methods without gradients as their papers write them, in plain floats.

Run by hand: python3 make_paper_derivative_free.py.
"""

from itertools import count
from math import exp, log, sqrt

from make_paper_second_order import eigen
from paper import DOUBLE_WELL, FUNCTIONS, HIMMELBLAU, QUARTIC, Recorder
from random_numbers import normal
from strong_wolfe import dot


def value_of(surface):
    return lambda point: FUNCTIONS[surface](*point)[0]


def nelder_mead(surface, x, size=0.1, reflect=1.0, expand=2.0, contract=0.5, shrink=0.5):
    """Lagarias, Reeds, Wright, Wright 1998, section 2, with the coefficients of Nelder and Mead."""
    f = value_of(surface)
    edge = size * max(1, *map(abs, x))
    simplex = [x] + [[u + edge * (i == j) for j, u in enumerate(x)] for i in range(len(x))]
    simplex.sort(key=f)
    while True:
        *others, worst = simplex
        centre = [sum(column) / len(others) for column in zip(*others)]

        def along(t):
            return [(1 + t) * c - t * w for c, w in zip(centre, worst)]

        best, second, last = f(simplex[0]), f(simplex[-2]), f(worst)
        reflected = along(reflect)
        new = None
        if best <= f(reflected) < second:
            new = reflected
        elif f(reflected) < best:
            expanded = along(reflect * expand)
            new = expanded if f(expanded) < f(reflected) else reflected
        elif f(reflected) < last:
            outside = along(reflect * contract)
            new = outside if f(outside) <= f(reflected) else None
        else:
            inside = along(-contract)
            new = inside if f(inside) < last else None
        if new is None:
            simplex = [[b + shrink * (u - b) for b, u in zip(simplex[0], point)] for point in simplex]
        else:
            simplex = others + [new]
        simplex.sort(key=f)
        yield simplex[0]


def compass(surface, x, size=0.1, shrink=0.5):
    """Kolda, Lewis, Torczon 2003, figure 1.1, with the best of all sides."""
    f = value_of(surface)
    length = size * max(1, *map(abs, x))
    while True:
        sides = [[u + sign * length * (i == j) for j, u in enumerate(x)] for i in range(len(x)) for sign in (1, -1)]
        best = min(sides, key=f)
        if f(best) < f(x):
            x = best
        else:
            length *= shrink
        yield x


def random_search(surface, x, sigma=0.1):
    """Solis, Wets 1981."""
    f = value_of(surface)
    for step in count(1):
        trial = [u + sigma * normal(step, i) for i, u in enumerate(x)]
        x = trial if f(trial) < f(x) else x
        yield x


def spsa(surface, x, lr, perturbation=0.1, alpha=0.602, gamma=0.101, stability=0.0):
    """Spall 1998, equations 1 and 2 and the gains of section III; k there counts from 0."""
    f = value_of(surface)
    for k in count(0):
        a, c = lr / (stability + k + 1) ** alpha, perturbation / (k + 1) ** gamma
        delta = [-1 if normal(k + 1, i) < 0 else 1 for i in range(len(x))]
        plus, minus = ([u + sign * c * d for u, d in zip(x, delta)] for sign in (1, -1))
        x = [u - a * (f(plus) - f(minus)) / (2 * c * d) for u, d in zip(x, delta)]
        yield x


def cma_es(surface, m, sigma=0.5, population=6):
    """Hansen, arXiv:1604.00772, figure 6 with table 1, the weights of the worse half being 0; x = m + sigma sqrt(C) z."""
    f, n = value_of(surface), len(m)
    weights = [log((population + 1) / 2) - log(i) for i in range(1, population // 2 + 1)]
    weights = [w / sum(weights) for w in weights]
    mu_eff = 1 / sum(w * w for w in weights)
    c_sigma = (mu_eff + 2) / (n + mu_eff + 5)
    d_sigma = 1 + 2 * max(0, sqrt((mu_eff - 1) / (n + 1)) - 1) + c_sigma
    c_c = (4 + mu_eff / n) / (n + 4 + 2 * mu_eff / n)
    c_1 = 2 / ((n + 1.3) ** 2 + mu_eff)
    c_mu = min(1 - c_1, 2 * (1 / 4 + mu_eff + 1 / mu_eff - 2) / ((n + 2) ** 2 + 2 * mu_eff / 2))
    chi = sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n**2))
    p_sigma, p_c, (a, b, c) = [0.0] * n, [0.0] * n, (1.0, 0.0, 1.0)
    for g in count(0):
        values, vectors = eigen(a, b, c)
        z = [[normal(g + 1, k * n + i) for i in range(n)] for k in range(population)]
        y = [[sum(sqrt(value) * dot(vector, zk) * vector[i] for value, vector in zip(values, vectors))
              for i in range(n)] for zk in z]
        order = sorted(range(population), key=lambda k: f([u + sigma * v for u, v in zip(m, y[k])]))

        def mean(vectors):
            return [sum(w * vectors[k][i] for w, k in zip(weights, order)) for i in range(n)]

        m = [u + sigma * v for u, v in zip(m, mean(y))]
        p_sigma = [(1 - c_sigma) * p + sqrt(c_sigma * (2 - c_sigma) * mu_eff) * v for p, v in zip(p_sigma, mean(z))]
        norm = sqrt(dot(p_sigma, p_sigma))
        h = norm / sqrt(1 - (1 - c_sigma) ** (2 * (g + 1))) < (1.4 + 2 / (n + 1)) * chi
        p_c = [(1 - c_c) * p + h * sqrt(c_c * (2 - c_c) * mu_eff) * v for p, v in zip(p_c, mean(y))]
        keep = 1 + c_1 * (1 - h) * c_c * (2 - c_c) - c_1 - c_mu * sum(weights)

        def entry(old, i, j):
            return keep * old + c_1 * p_c[i] * p_c[j] + c_mu * sum(w * y[k][i] * y[k][j] for w, k in zip(weights, order))

        a, b, c = entry(a, 0, 0), entry(b, 0, 1), entry(c, 1, 1)
        sigma *= exp(c_sigma / d_sigma * (norm / chi - 1))
        yield m


ON_Q, ON_R, ON_QUARTIC = ("Q", (2.0, 1.0)), ("R", (-1.2, 1.0)), (QUARTIC, (1.3, -0.4))
ON_HIMMELBLAU, ON_WELL = (HIMMELBLAU, (-0.3, -1.0)), (DOUBLE_WELL, (0.5, 0.1))
EVERYWHERE = [ON_Q, ON_R, ON_HIMMELBLAU, ON_WELL]

if __name__ == "__main__":
    record = Recorder()
    record("nelder-mead", nelder_mead, EVERYWHERE)
    record("nelder-mead otherwise", nelder_mead, [ON_Q, ON_R, ON_QUARTIC], size=0.9, reflect=0.9, expand=1.7,
           contract=0.6, shrink=0.4)
    record("nelder-mead shrinking", nelder_mead, [ON_R], size=1.5, contract=0.9, shrink=0.7)
    record("compass", compass, EVERYWHERE)
    record("compass otherwise", compass, [ON_QUARTIC, ON_HIMMELBLAU], size=0.7, shrink=0.3)
    record("random-search", random_search, EVERYWHERE)
    record("random-search wide", random_search, [ON_QUARTIC], sigma=0.6)
    record("spsa", spsa, [ON_QUARTIC, ON_HIMMELBLAU, ON_WELL], lr=0.02)
    record("spsa otherwise", spsa, [ON_QUARTIC, ON_HIMMELBLAU], lr=0.1, perturbation=0.3, alpha=0.9, gamma=0.2,
           stability=5.0)
    record("cma-es", cma_es, EVERYWHERE)
    record("cma-es large", cma_es, [ON_R, ON_HIMMELBLAU], sigma=1.5, population=9)
    record.write("paper-derivative-free.json")
