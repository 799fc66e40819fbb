"""Numbers for the tests of Gaussian processes, with numpy alone and the textbook's dense formulas.

Source: D. R. Jones, M. Schonlau, W. J. Welch, Journal of Global Optimization 13 (1998) 455, equations 5 to 9 and 15;
C. E. Rasmussen, C. K. I. Williams, "Gaussian Processes for Machine Learning" (2006), equation 4.17 with nu = 5/2.
Matrices are inverted as they stand, so nothing is shared with a factor that grows row by row.

    python3 make_gaussian_process.py > gaussian_process.json
"""

import json
import math

import numpy as np


def kernel(a, b, lengths):
    r = math.sqrt(5 * sum(((x - y) / l) ** 2 for x, y, l in zip(a, b, lengths)))
    return (1 + r + r * r / 3) * math.exp(-r)


def case(points, values, lengths, nugget, places):
    y = np.array(values)
    one = np.ones(len(points))
    K = np.array([[kernel(a, b, lengths) for b in points] for a in points]) + nugget * np.eye(len(points))
    inverse = np.linalg.inv(K)
    mean = one @ inverse @ y / (one @ inverse @ one)
    variance = (y - mean) @ inverse @ (y - mean) / len(points)
    sign, logarithm = np.linalg.slogdet(K)
    best = min(values)
    predictions = []
    for place in places:
        k = np.array([kernel(place, b, lengths) for b in points])
        mu = mean + k @ inverse @ (y - mean)
        deviation = math.sqrt(max(variance * (1 - k @ inverse @ k), 0))
        z = (best - mu) / deviation
        gain = (best - mu) * 0.5 * math.erfc(-z / math.sqrt(2)) + deviation * math.exp(-z * z / 2) / math.sqrt(2 * math.pi)
        predictions.append({"place": place, "mean": mu, "deviation": deviation, "gain": gain})
    return {
        "points": points, "values": values, "lengths": lengths, "nugget": nugget,
        "likelihood": -0.5 * len(points) * math.log(variance) - 0.5 * logarithm, "predictions": predictions,
    }


lattice = [[((7 * i) % 13 + 0.5) / 13, (i + 0.5) / 13] for i in range(13)]
cases = [
    case([[0.2], [0.5], [0.9]], [1.0, -2.0, 0.5], [0.3], 1e-6, [[0.1], [0.35], [0.6], [0.95]]),
    case(lattice, [math.sin(5 * x) - 3 * (y - 0.4) ** 2 for x, y in lattice], [0.4, 1.1], 1e-3,
         [[0.3, 0.3], [0.05, 0.97], [0.77, 0.5]]),
    case([[0.1, 0.2, 0.3], [0.4, 0.9, 0.6], [0.8, 0.5, 0.1], [0.3, 0.7, 0.9]], [-8.0, 1.0, -3.5, 0.0], [0.2, 0.5, 2.0], 1e-2,
         [[0.15, 0.25, 0.3], [0.9, 0.9, 0.9]]),
]
normal = [[x, 0.5 * math.erfc(-x / math.sqrt(2))] for x in (-9, -7.5, -4, -1.5, -0.3, 0, 0.8, 2.2, 6, 8)]
print(json.dumps({"cases": cases, "normal": normal}, indent=1))
