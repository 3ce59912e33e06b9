#!/usr/bin/env python3
"""Makes land.txt and countries.txt, the outlines that the layout `map` draws, from land-110m.json and
countries-110m.json.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python3 make.py package/land-110m.json >land.txt
    python3 make.py package/countries-110m.json ../world/codes.csv >countries.txt

The package carries the land and the countries of Natural Earth at 1:110 million (public domain,
naturalearthdata.com) as TopoJSON. Each line is one outline: longitude and latitude of its points in hundredths of
a degree. Antarctica is left out. The largest outlines come first. A line of countries.txt begins with the id that
the register has for the state; what has no ISO number and no entry below is left out."""
import csv
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


def ids(codes):
    """Of what a country is known by in the file, its number or its name, the id of the state."""
    with open(codes, encoding='utf-8', newline='') as table:
        found = {row['code']: row['state'] for row in csv.DictReader(table)
                 if row['scheme'] == 'isonum' and row['to'] in ('', '..')}
    return {**found, 'Kosovo': 'XKX'}


def rings(topology, known):
    arcs = list(decode(topology))
    for geometry in topology['objects']['countries' if known else 'land']['geometries']:
        state = known.get(geometry.get('id', geometry.get('properties', {}).get('name')))
        if known and not state:
            continue
        polygons = geometry['arcs'] if geometry['type'] == 'MultiPolygon' else [geometry['arcs']]
        for polygon in polygons:
            for ring in polygon:
                points = []
                for i in ring:
                    points += (arcs[i] if i >= 0 else arcs[~i][::-1])[:-1]
                yield state or '', [(round(x * 100), round(y * 100)) for x, y in points]


if __name__ == '__main__':
    with open(sys.argv[1], encoding='utf-8') as file:
        found = list(rings(json.load(file), ids(sys.argv[2]) if len(sys.argv) > 2 else {}))
    for state, ring in sorted(found, key=lambda r: len(r[1]), reverse=True):
        if min(y for x, y in ring) > SOUTH:
            print((state + ' ' if state else '') + ' '.join('%d %d' % point for point in ring))
