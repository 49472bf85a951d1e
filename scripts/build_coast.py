"""Cut the coast lines and borders around Korea out of Natural Earth: data/geo/countries.geojson.

    python scripts/build_coast.py countries-50m.json [--out data]

The input is the TopoJSON file of that name in the npm package ``world-atlas`` (Natural Earth 4.1,
1:50 million, public domain). Needs the ``build`` extra (shapely).
"""

from __future__ import annotations

import argparse
import json
from itertools import accumulate
from pathlib import Path

WINDOW = (121.0, 32.5, 142.5, 46.0)
"""West, south, east, north: the peninsula, its seas and Hokkaido."""
CODES = {
    "North Korea": "PRK",
    "South Korea": "KOR",
    "China": "CHN",
    "Japan": "JPN",
    "Russia": "RUS",
}


def decode_arcs(topology: dict) -> list[list[tuple[float, float]]]:
    """Arcs in degrees: each point is the sum of the steps before it (TopoJSON specification)."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        xs, ys = accumulate(p[0] for p in arc), accumulate(p[1] for p in arc)
        arcs.append([(x * sx + tx, y * sy + ty) for x, y in zip(xs, ys, strict=True)])
    return arcs


def join_ring(indexes: list[int], arcs: list) -> list[tuple[float, float]]:
    """One ring from its arcs; a negative index is an arc run backwards."""
    ring = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring.extend(arc[1:] if ring else arc)
    return ring


def cut(geometry: dict, arcs: list, window: tuple) -> list:
    """Outer rings of a country inside the window, rounded to a hundredth of a degree."""
    from shapely.geometry import Polygon, box

    shapes = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    rings = []
    for shape in shapes:
        polygon = Polygon(join_ring(shape[0], arcs))
        inside = polygon.buffer(0).intersection(box(*window))
        parts = getattr(inside, "geoms", [inside])
        rings += [part.exterior.coords for part in parts if part.geom_type == "Polygon"]
    rounded = [[[round(x, 2), round(y, 2)] for x, y in ring] for ring in rings]
    return sorted(ring for ring in rounded if len(ring) > 3)


def main() -> None:
    """Read, cut and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("topojson", type=Path)
    parser.add_argument("--out", type=Path, default=Path("data"))
    args = parser.parse_args()
    topology = json.loads(args.topojson.read_text())
    arcs = decode_arcs(topology)
    lines = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = CODES.get(geometry["properties"]["name"])
        if code:
            shape = {
                "type": "MultiPolygon",
                "coordinates": [[r] for r in cut(geometry, arcs, WINDOW)],
            }
            feature = {"type": "Feature", "properties": {"actor": code}, "geometry": shape}
            lines.append(json.dumps(feature, separators=(",", ":")))
    path = args.out / "geo" / "countries.geojson"
    path.parent.mkdir(parents=True, exist_ok=True)
    body = ",\n".join(sorted(lines))
    path.write_text(f'{{"type":"FeatureCollection","features":[\n{body}\n]}}\n')
    print(f"{path}: {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
