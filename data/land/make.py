#!/usr/bin/env python3
"""Makes land.txt, the outlines of land that the layout `map` draws, from land-110m.json.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python3 make.py package/land-110m.json >land.txt

The package carries the land of Natural Earth at 1:110 million (public domain, naturalearthdata.com) as
TopoJSON. Each line of land.txt is one outline: longitude and latitude of its points in hundredths of a
degree. Antarctica is left out. The largest outlines come first."""
import json
import sys

SOUTH = -6000  # an outline that reaches farther south is Antarctica's


def decode(topology):
    """The arcs of a TopoJSON file, as lists of [longitude, latitude]."""
    (kx, ky), (dx, dy) = topology['transform']['scale'], topology['transform']['translate']
    for arc in topology['arcs']:
        x = y = 0
        points = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            points.append([x * kx + dx, y * ky + dy])
        yield points


def rings(topology):
    arcs = list(decode(topology))
    for geometry in topology['objects']['land']['geometries']:
        for polygon in geometry['arcs']:
            for ring in polygon:
                points = []
                for i in ring:
                    points += (arcs[i] if i >= 0 else arcs[~i][::-1])[:-1]
                yield [(round(x * 100), round(y * 100)) for x, y in points]


if __name__ == '__main__':
    with open(sys.argv[1], encoding='utf-8') as file:
        found = list(rings(json.load(file)))
    for ring in sorted(found, key=len, reverse=True):
        if min(y for x, y in ring) > SOUTH:
            print(' '.join('%d %d' % point for point in ring))
