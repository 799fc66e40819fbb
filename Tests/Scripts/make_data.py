"""Makes the data of the cards in Surfaces/Data: the same files every time.

usage: python3 Tests/Scripts/make_data.py Surfaces/Data
"""

import csv
import math
import random
import sys


def write(folder, name, header, rows):
    with open(f"{folder}/{name}", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([[f"{number:.6g}" for number in row] for row in rows])


def outliers(random):
    """A line with slope 1.5 and level 0.5; every seventh point is far above it, at the right end most."""
    for index in range(42):
        u = -2 + 4 * index / 41
        v = 1.5 * u + 0.5 + random.gauss(0, 0.3)
        yield u, v + (8 + 2 * u if index % 7 == 3 else 0)


def sparse(random):
    """Two features with the same effect; the second is zero in 98 of 100 rows."""
    for index in range(200):
        a = random.gauss(0, 1)
        b = random.choice([-1.0, 1.0]) if index % 50 == 17 else 0.0
        yield a, b, 2 * a + 2 * b + random.gauss(0, 0.05)


def houses(random):
    """Prices over areas in square metres: the level and the slope pull on each other a thousandfold."""
    for _ in range(60):
        area = random.uniform(40, 160)
        yield area, 60 + 2.4 * area + random.gauss(0, 25)


def drift(random):
    """One input, one output; the slope turns from 2 to -1 while the rows come in."""
    for index in range(400):
        u = random.gauss(0, 1)
        slope = 0.5 + 1.5 * math.cos(math.pi * index / 399)
        yield u, slope * u + 1 + random.gauss(0, 0.1)


def main(folder):
    for name, header, make in [
        ("outliers.csv", ["u", "v"], outliers),
        ("sparse.csv", ["common", "rare", "v"], sparse),
        ("houses.csv", ["area", "price"], houses),
        ("drift.csv", ["u", "v"], drift),
    ]:
        write(folder, name, header, make(random.Random(name)))


main(sys.argv[1])
