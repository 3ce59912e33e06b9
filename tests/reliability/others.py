"""What other programs read in the files that `graph` wrote: networkx, igraph and Graphviz's gvpr. For
soak.py, which keeps one such process, because loading networkx takes longer than a data set.

Each line of standard input is a folder with out.graphml, out.gexf, ...; the answer is a line of JSON:
{"networkx graphml": [nodes, [[from, to, tie], ...]] or "why not", ...}.
"""
import json
import shutil
import subprocess
import sys
import warnings

warnings.simplefilter('ignore')
try:
    import networkx
except ImportError:
    networkx = None
try:
    import igraph
except ImportError:
    igraph = None

# gvpr's: every value with its length before it, since values have blanks and ends of lines.
VALUES = ('a = fstAttr($G, "%s"); while (a != "") { '
          'print("a ", length(a), ":", a, length(aget($, a)), ":", aget($, a)); '
          'a = nxtAttr($G, "%s", a); } ')
PROGRAM = ('BEGIN { string a; } '
           'N { print("n ", length($.name), ":", $.name); ' + VALUES % ('N', 'N') + '} '
           'E { print("e ", length($.tail.name), ":", $.tail.name, '
           'length($.head.name), ":", $.head.name); ' + VALUES % ('E', 'E') + '}')


def of_networkx(read, path):
    graph = read(path)
    place = {node: i for i, node in enumerate(graph)}
    return ([data for _, data in graph.nodes(data=True)],
            [[place[a], place[b], data] for a, b, data in graph.edges(data=True)])


def of_igraph(format, path):
    graph = igraph.Graph.Read(path, format=format)
    return ([v.attributes() for v in graph.vs], [[*e.tuple, e.attributes()] for e in graph.es])


def of_gvpr(path):
    done = subprocess.run(['gvpr', PROGRAM, path], capture_output=True)
    if done.returncode or done.stderr:
        raise ValueError(done.stderr.decode('utf-8', 'replace'))
    rest, nodes, ties, last = done.stdout, {}, [], None

    def text():
        nonlocal rest
        count, rest = rest.split(b':', 1)
        value, rest = rest[:int(count)], rest[int(count):]
        return value.decode('utf-8')

    while rest:
        kind, rest = rest[:2], rest[2:]
        if kind == b'n ':
            last = nodes[text()] = {}
        elif kind == b'e ':
            ties.append([text(), text(), {}])
            last = ties[-1][2]
        else:
            name = text()
            last[name] = text()
        rest = rest[1:]
    # nodes come as they were first met, and are called n and their number
    return ([nodes['n%d' % i] for i in range(len(nodes))],
            [[int(a[1:]), int(b[1:]), data] for a, b, data in ties])


READERS = {}
if networkx:
    READERS['networkx graphml'] = lambda at: of_networkx(networkx.read_graphml, at + '/out.graphml')
    READERS['networkx gexf'] = lambda at: of_networkx(networkx.read_gexf, at + '/out.gexf')
    READERS['networkx gml'] = lambda at: of_networkx(
        lambda path: networkx.read_gml(path, label='id'), at + '/out.gml')
if igraph:
    READERS['igraph graphml'] = lambda at: of_igraph('graphml', at + '/out.graphml')
    READERS['igraph gml'] = lambda at: of_igraph('gml', at + '/out.gml')
    READERS['igraph net'] = lambda at: of_igraph('pajek', at + '/out.net')
if shutil.which('gvpr'):
    READERS['gvpr dot'] = lambda at: of_gvpr(at + '/out.dot')

for line in sys.stdin:
    answer = {}
    for name, read in READERS.items():
        try:
            answer[name] = read(line.rstrip('\n'))
        except Exception as wrong: # whatever another program thinks of our file is the answer
            answer[name] = '%s: %s' % (type(wrong).__name__, wrong)
    print(json.dumps(answer), flush=True)
