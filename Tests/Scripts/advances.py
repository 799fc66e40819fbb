"""Writes Sources/Drawing/DejaVuAdvances.swift: the advance widths of DejaVu Sans and DejaVu Sans Bold.

Run from the top of the repository, with fontTools and the package fonts-dejavu-core installed:

    python3 Tests/Scripts/advances.py > Sources/Drawing/DejaVuAdvances.swift
"""

from fontTools.ttLib import TTFont

FOLDER = "/usr/share/fonts/truetype/dejavu/"
FACES = [("regular", "DejaVu Sans", "DejaVuSans.ttf"), ("bold", "DejaVu Sans Bold", "DejaVuSans-Bold.ttf")]
ROW = 32
RANGES = [
    (0x0020, 0x007F), (0x00A0, 0x024F),  # Latin
    (0x02B0, 0x02FF), (0x0300, 0x036F),  # modifiers and combining marks
    (0x0370, 0x03FF), (0x0400, 0x045F),  # Greek, Cyrillic
    (0x1E00, 0x1EFF),  # Latin with further accents
    (0x2000, 0x20BF),  # punctuation, raised and lowered figures, currencies
    (0x2100, 0x22FF),  # letter-like signs, fractions, arrows, mathematics
    (0x2300, 0x231F), (0x2500, 0x27FF),  # frames, shapes, signs, dingbats
    (0xFFE0, 0xFFFF),
]


def rows(font):
    cmap, metrics = font.getBestCmap(), font["hmtx"]
    for first, last in RANGES:
        for start in range(first - first % ROW, last + 1, ROW):
            cells = []
            for code in range(start, start + ROW):
                covered = first <= code <= last and code in cmap
                cells.append("%03X" % metrics[cmap[code]][0] if covered else "---")
            if any(cell != "---" for cell in cells):
                yield "%04X%s" % (start, "".join(cells))


print("// Written by Tests/Scripts/advances.py from the package fonts-dejavu-core; do not edit by hand.")
print("// A row: the first character in hexadecimal, then %d advances in 1/2048 of the size, three digits each." % ROW)
print()
print("enum DejaVuAdvances {")
for index, (name, family, file) in enumerate(FACES):
    font = TTFont(FOLDER + file)
    assert font["head"].unitsPerEm == 2048
    if index:
        print()
    print("  /// %s." % family)
    print("  static let %s: StaticString = \"\"\"" % name)
    for row in rows(font):
        print("    " + row)
    print('    """')
print("}")
