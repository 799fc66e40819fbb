"""Normal numbers by Threefry-4x64 with 20 rounds and the method of Box and Muller, in plain integers and floats.

Salmon and others, Parallel random numbers: as easy as 1, 2, 3, SC11 (2011).
"""

from math import cos, log, pi, sin, sqrt

MASK = 2**64 - 1
ROTATIONS = [(14, 16), (52, 57), (23, 40), (5, 37), (25, 33), (46, 12), (58, 22), (32, 32)]


def threefry(counter, key):
    parity = 0x1BD11BDAA9FC1A22
    for word in key:
        parity ^= word
    ring = list(key) + [parity]
    x = [(c + k) & MASK for c, k in zip(counter, key)]
    for round in range(20):
        first, second = ROTATIONS[round % 8]
        # The second and fourth words change places after every round.
        for even, odd, turn in ((0, 1, first), (2, 3, second)):
            x[even] = (x[even] + x[odd]) & MASK
            x[odd] = ((x[odd] << turn | x[odd] >> 64 - turn) & MASK) ^ x[even]
        x[1], x[3] = x[3], x[1]
        if round % 4 == 3:
            injection = round // 4 + 1
            x = [(word + ring[(injection + i) % 5]) & MASK for i, word in enumerate(x)]
            x[3] = (x[3] + injection) & MASK
    return x


def normal(step, number, seed=0, stream=0):
    """A run's own number: the counters are minus the step, the number's group of four, and 2 for normal numbers."""
    words = threefry([-step & MASK, number // 4, 0, 2], [seed, stream, 0, 0])
    first, second = ((words[number % 4 // 2 * 2 + i] >> 12) * 2.0**-52 + 2.0**-53 for i in range(2))
    radius, angle = sqrt(-2 * log(first)), 2 * pi * second
    return radius * (sin(angle) if number % 2 else cos(angle))
