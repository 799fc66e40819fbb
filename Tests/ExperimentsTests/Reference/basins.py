"""How many starts of a grid end in which well: gradient descent, heavy ball and Adam on the two wells, with NumPy alone.

Settings: window [-2, 2] x [-2, 2], 64 x 64 and 240 x 240 cells, starts in their middle, 1000 steps, rate 0.05,
momentum 0.9, Adam with beta 0.9 and 0.999 and bias correction. Prints, for each, the starts that end within 0.1 of the
left and of the right well.
"""
import numpy as np

STEPS, RATE = 1000, 0.05
LEFT, RIGHT = (-0.9363006340109187, 0.0), (0.905317899160115, 0.0)


def gradient(x, y):
    right = 2 * np.exp(-((x - 1) ** 2 + y**2) / 0.2)
    left = 3 * np.exp(-((x + 1) ** 2 + y**2) / 0.2)
    return 2 * x + (right * (x - 1) + left * (x + 1)) * 10, 2 * y + (right + left) * y * 10


def starts(cells):
    middles = -2 + 4 * (np.arange(cells) + 0.5) / cells
    return np.meshgrid(middles, middles)


def sgd(x, y):
    for _ in range(STEPS):
        gx, gy = gradient(x, y)
        x, y = x - RATE * gx, y - RATE * gy
    return x, y


def momentum(x, y):
    u, v = np.zeros_like(x), np.zeros_like(y)
    for _ in range(STEPS):
        gx, gy = gradient(x, y)
        u, v = 0.9 * u + gx, 0.9 * v + gy
        x, y = x - RATE * u, y - RATE * v
    return x, y


def adam(x, y):
    m, s = [np.zeros_like(x), np.zeros_like(y)], [np.zeros_like(x), np.zeros_like(y)]
    point = [x, y]
    for t in range(1, STEPS + 1):
        for k, g in enumerate(gradient(*point)):
            m[k] = 0.9 * m[k] + 0.1 * g
            s[k] = 0.999 * s[k] + 0.001 * g * g
        point = [
            p - RATE * (m[k] / (1 - 0.9**t)) / (np.sqrt(s[k] / (1 - 0.999**t)) + 1e-8) for k, p in enumerate(point)
        ]
    return point


for cells in (64, 240):
    for rule in (sgd, momentum, adam):
        x, y = rule(*starts(cells))
        counts = [int(np.sum(np.hypot(x - a, y - b) < 0.1)) for a, b in (LEFT, RIGHT)]
        print(rule.__name__, *counts, "of", cells * cells)
