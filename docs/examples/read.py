"""Redraw the arrests of an experiment as a fan chart, with Python's standard library alone.

    fromabove export out/compare --out out/compare-csv
    python3 docs/examples/read.py out/compare-csv arrests.svg

series.csv has a row for each gauge, member and year. For each arm the median of the members stands within the band that
holds nine tenths of them.
"""

import csv
import sys
from collections import defaultdict
from pathlib import Path

GAUGE = "arrests"
COLORS = ["#1f4e79", "#b5651d", "#4d6b35", "#7a3e65"]
LEFT, TOP, WIDTH, HEIGHT = 90, 50, 560, 260


def quantile(values, q):
    """Linear interpolation between the two nearest of the sorted values, as R and numpy have it."""
    values = sorted(values)
    at = q * (len(values) - 1)
    low = int(at)
    high = min(low + 1, len(values) - 1)
    return values[low] + (values[high] - values[low]) * (at - low)


def read(folder):
    """By arm and year, the values of the members."""
    arms = defaultdict(lambda: defaultdict(list))
    with open(Path(folder) / "series.csv", newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["gauge"] == GAUGE and row["value"] != "":
                arms[row["arm"]][int(row["year"])].append(float(row["value"]))
    if not arms:
        sys.exit(f"{folder}: series.csv has no {GAUGE}")
    return arms


def main(folder, out):
    arms = read(folder)
    last = max(max(years) for years in arms.values())
    bands = {}
    for arm, years in arms.items():
        whole = [y for y in sorted(years) if y < last]  # the last year may be half a year
        bands[arm] = [(y, *(quantile(years[y], q) for q in (0.05, 0.5, 0.95))) for y in whole]
    first, final = min(b[0][0] for b in bands.values()), max(b[-1][0] for b in bands.values())
    most = max(row[3] for b in bands.values() for row in b) or 1

    def place(year, value):
        x = LEFT + WIDTH * (year - first) / max(final - first, 1)
        return f"{x:.1f},{TOP + HEIGHT * (1 - value / most):.1f}"

    lines = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 360" font-family="sans-serif" font-size="11">',
             f'<text x="8" y="16">{GAUGE}, persons a year; line: median, band: nine tenths of the members</text>']
    for share in (0, 0.5, 1):
        x, y = place(first, share * most).split(",")
        lines.append(f'<line x1="{x}" x2="{LEFT + WIDTH}" y1="{y}" y2="{y}" stroke="#d9d9d9"/>')
        lines.append(f'<text x="{LEFT - 6}" y="{y}" text-anchor="end">{share * most:,.0f}</text>')
    for year in range(first, final + 1):
        if year % 5 == 0:
            lines.append(f'<text x="{place(year, 0).split(",")[0]}" y="{TOP + HEIGHT + 16}" text-anchor="middle">{year}</text>')
    legend = LEFT
    for number, (arm, rows) in enumerate(bands.items()):
        color = COLORS[number % len(COLORS)]
        around = [place(r[0], r[3]) for r in rows] + [place(r[0], r[1]) for r in reversed(rows)]
        lines.append(f'<polygon points="{" ".join(around)}" fill="{color}" fill-opacity="0.2"/>')
        lines.append(f'<polyline points="{" ".join(place(r[0], r[2]) for r in rows)}" fill="none" stroke="{color}" stroke-width="2"/>')
        members = max(len(values) for values in arms[arm].values())
        words = f"{arm}, {members} members"
        lines.append(f'<text x="{legend}" y="34" fill="{color}">{words}</text>')
        legend += 7 * len(words)
    lines.append("</svg>")
    Path(out).write_text("\n".join(lines) + "\n", encoding="utf-8")
    for arm, rows in bands.items():
        top = max(rows, key=lambda r: r[2])
        print(f"{arm}: median {top[2]:.0f} {GAUGE} in {top[0]}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: read.py FOLDER-OF-CSV OUT.svg")
    main(sys.argv[1], sys.argv[2])
