#!/usr/bin/env python3
"""readers.py: whether figures look the same in every reader of SVG, and whether PDF and TikZ hold.

Usage: readers.py [-e ENTENTE] [-d DATA] [-k FOLDER] [FIGURE.svg ...]

Draws the ten layouts of DATA (data/iis), adds the FIGUREs (docs/gallery/*.svg when none is named),
renders each 1400 pixels wide by rsvg-convert, Chromium and Inkscape and prints which share of the
pixels differs by more than 64 of 255 for each pair; the bar is 1 %. Then PDF: page within 0.1 mm,
fonts embedded, text that can be copied. Then TikZ under pdflatex, also for hostile names. A program
that is absent is said and skipped. Needs no library. Exits 1 when a bar is missed.
"""
import argparse, glob, os, re, shutil, struct, subprocess, sys, tempfile, zlib
try:
    from PIL import Image
except ImportError:
    Image = None

LAYOUTS = ('stress', 'pyramid', 'column', 'blocs', 'bundle', 'matrix', 'map', 'timeline', 'rings', 'columns')
WIDTH = 1400
HOSTILE = ('<script>alert(1)</script>', ']]>', '\\N \\G', '100 % & more', '"quoted" \'name\'', '$x_1^2$',
           '# ~ ^ {} _', '\u200fabc\u200f \u202eright', 'Российская Федерация', 'A very long name ' * 9,
           '\\input{/etc/passwd}', '^^M', '--', '<!-- -->')
CYRILLIC = False
missed = []


def bar(ok, text):
    if not ok:
        missed.append(text)
        print('  MISSED ' + text)


def run(*command, cwd=None, seconds=120):
    return subprocess.run(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=seconds)


def unfilter(raw, stride, step):
    """Lines of PNG as they were before their filters; each line begins with the filter's number."""
    lines, above = [], bytearray(stride)
    for at in range(0, len(raw), stride + 1):
        kind, line = raw[at], bytearray(raw[at + 1:at + 1 + stride])
        if kind == 2:
            line = bytearray((a + b) & 255 for a, b in zip(line, above))
        elif kind:
            for i in range(stride):
                a = line[i - step] if i >= step else 0
                b, c = above[i], above[i - step] if i >= step else 0
                if kind == 1:
                    add = a
                elif kind == 3:
                    add = (a + b) // 2
                else:
                    pa, pb, pc = abs(b - c), abs(a - c), abs(a + b - 2 * c)
                    add = a if pa <= pb and pa <= pc else b if pb <= pc else c
                line[i] = (line[i] + add) & 255
        lines.append(line)
        above = line
    return lines


def pixels(name):
    """Rows of red, green, blue on white; by Pillow, much faster, where it is installed."""
    if Image:
        image = Image.open(name).convert('RGBA')
        page = Image.new('RGBA', image.size, 'white')
        page.alpha_composite(image)
        raw, step = page.convert('RGB').tobytes(), 3 * image.width
        return image.width, image.height, [raw[i:i + step] for i in range(0, len(raw), step)]
    data, at, packed = open(name, 'rb').read(), 8, b''
    while at < len(data):
        size, kind = struct.unpack('>I4s', data[at:at + 8])
        body = data[at + 8:at + 8 + size]
        if kind == b'IHDR':
            width, height, depth, colour = struct.unpack('>IIBB', body[:10])
        elif kind == b'IDAT':
            packed += body
        at += size + 12
    if depth != 8 or colour not in (2, 6):
        raise ValueError('%s: a kind of PNG that is not read (%d, %d)' % (name, depth, colour))
    step = 3 if colour == 2 else 4
    lines = unfilter(zlib.decompress(packed), width * step, step)
    if step == 4:
        for line in lines:
            if min(line[3::4]) < 255:
                for i in range(0, len(line), 4):
                    a = line[i + 3]
                    for k in range(3):
                        line[i + k] = (line[i + k] * a + 255 * (255 - a)) // 255
            del line[3::4]
    return width, height, lines


def differ(a, b):
    """The share of pixels of which a channel differs by more than 64."""
    (w, h, p), (v, g, q) = a, b
    if abs(w - v) > 2 or abs(h - g) > 2:
        return 1
    count = 0
    for row, other in zip(p, q):
        if row != other:
            far = {i // 3 for i, (x, y) in enumerate(zip(row, other)) if x - y > 64 or y - x > 64}
            count += len(far)
    return count / (w * h)


def height_of(svg):
    box = [float(v) for v in re.search(r'viewBox=["\']([^"\']+)', open(svg, encoding='utf-8').read()).group(1).split()]
    return round(WIDTH * box[3] / box[2])


def by_rsvg(svg, png):
    run('rsvg-convert', '-w', str(WIDTH), '-b', 'white', svg, '-o', png)


def by_inkscape(svg, png):
    run('inkscape', '-w', str(WIDTH), '-b', 'white', '-y', '1', '-o', png, svg)


def by_chromium(svg, png):
    page = png + '.html'
    with open(page, 'w') as f:
        f.write('<html><body style="margin:0;background:#fff"><img src="file://%s" style="display:block;'
                'width:%dpx;height:auto"></body></html>' % (os.path.abspath(svg), WIDTH))
    run('chromium', '--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars',
        '--allow-file-access-from-files', '--force-device-scale-factor=1',
        '--window-size=%d,%d' % (WIDTH, height_of(svg)), '--screenshot=' + png, 'file://' + page)


READERS = (('rsvg-convert', by_rsvg), ('chromium', by_chromium), ('inkscape', by_inkscape))


def compare(figures, here):
    readers = [(n, f) for n, f in READERS if shutil.which(n)]
    for n, _ in READERS:
        if not shutil.which(n):
            print(n + ' is not installed: skipped')
    pairs = [(i, k) for i in range(len(readers)) for k in range(i)]
    print('| figure | ' + ' | '.join('%s, %s' % (readers[k][0], readers[i][0]) for i, k in pairs) + ' |')
    print('|' + '---|' * (len(pairs) + 1), flush=True)
    for svg in figures:
        name = os.path.relpath(svg)
        drawn = []
        for n, draw in readers:
            png = os.path.join(here, '%s-%s.png' % (os.path.basename(svg)[:-4], n))
            try:
                draw(svg, png)
                drawn.append(pixels(png))
            except (OSError, ValueError, subprocess.TimeoutExpired) as e:
                drawn.append(None)
                bar(False, '%s: not rendered by %s (%s)' % (name, n, e))
        shares = [differ(drawn[i], drawn[k]) if drawn[i] and drawn[k] else None for i, k in pairs]
        print('| %s | ' % os.path.basename(svg) +
              ' | '.join('-' if s is None else '%.2f %%' % (100 * s) for s in shares) + ' |', flush=True)
        for s, (i, k) in zip(shares, pairs):
            bar(s is None or s < .01, '%s: %s and %s differ' % (name, readers[k][0], readers[i][0]))


def draw(entente, data, layout, out, *more):
    made = run(entente, 'draw', data, '-q', '--layout', layout, '-o', out, *more)
    bar(made.returncode == 0, '%s: entente ends with %d' % (out, made.returncode))
    return made.returncode == 0


def check_pdf(svg, pdf):
    """Page as wide and high as the SVG says, fonts embedded, words that can be copied."""
    name = os.path.basename(pdf)
    head = open(svg, encoding='utf-8').read(2000)
    want = [float(v) for v in re.findall(r'\b(?:width|height)="([\d.]+)mm"', head)[:2]]
    size = re.search(r'Page size:\s+([\d.]+) x ([\d.]+)', run('pdfinfo', pdf).stdout.decode())
    have = [float(v) / 72 * 25.4 for v in size.groups()]
    bar(len(want) == 2 and all(abs(a - b) <= .1 for a, b in zip(want, have)), '%s: page %s, not %s mm' % (name, have, want))
    fonts = run('pdffonts', pdf).stdout.decode().splitlines()[2:]
    bar(fonts and all(re.search(r'\s(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$', f).group(1) == 'yes' for f in fonts),
        name + ': a font is not embedded')
    copied = run('pdftotext', '-raw', pdf, '-').stdout.decode()
    texts = ' '.join(re.findall(r'<text[^>]*>([^<&]*)', open(svg, encoding='utf-8').read()))
    words = set(re.findall(r'\b[A-Za-z]{4,}\b', texts))
    # pdftotext puts a blank between turned letters, and an override of direction turns a word round
    copied = re.sub(r'\s', '', copied)
    lost = sorted(w for w in words if w not in copied and w[::-1] not in copied)
    bar(not lost, '%s: text not copied: %s' % (name, ', '.join(lost[:8])))


def check_tex(tex):
    name, folder = os.path.basename(tex), os.path.dirname(tex)
    source = open(tex, encoding='utf-8').read()
    if '\\documentclass' not in source:
        # Cyrillic needs type in T2A; TikZ itself needs nothing else
        encoding = '\\usepackage[T1,T2A]{fontenc}\n' if CYRILLIC else ''
        source = ('\\documentclass{article}\n' + encoding + '\\usepackage{tikz}\n\\begin{document}\n' +
                  source + '\n\\end{document}\n')
    with open(tex[:-4] + '-page.tex', 'w', encoding='utf-8') as f:
        f.write(source)
    made = run('pdflatex', '-interaction=nonstopmode', '-halt-on-error', '-no-shell-escape',
               name[:-4] + '-page.tex', cwd=folder)
    errors = [l for l in made.stdout.decode(errors='replace').splitlines() if l.startswith('!')]
    bar(made.returncode == 0, '%s: pdflatex: %s' % (name, '; '.join(errors[:2])))


def has_type(name):
    return bool(shutil.which('kpsewhich') and run('kpsewhich', name).stdout.strip())


def hostile(here, name, names):
    """A table of pairs among names that mean something in SVG, DOT or TeX."""
    name = os.path.join(here, name)
    quoted = ['"%s"' % n.replace('"', '""') for n in names]
    with open(name, 'w', encoding='utf-8') as f:
        f.write('from,to\n')
        for i, n in enumerate(quoted):
            f.write('%s,%s\n' % (n, quoted[(i + 1) % len(quoted)]))
    return name


def main():
    top = os.path.abspath(os.path.join(os.path.dirname(__file__), '..', '..'))
    ap = argparse.ArgumentParser()
    ap.add_argument('-e', default=os.path.join(top, 'build/release/entente'), help='entente')
    ap.add_argument('-d', default=os.path.join(top, 'data/iis'), help='data')
    ap.add_argument('-k', help='keep what was rendered in this folder')
    ap.add_argument('figures', nargs='*')
    a = ap.parse_args()
    here = a.k or tempfile.mkdtemp()
    os.makedirs(here, exist_ok=True)
    tasks = [('iis-' + l, a.d, l) for l in LAYOUTS]
    global CYRILLIC
    CYRILLIC = has_type('t2aenc.def') and has_type('sfss1000.pfb')
    if shutil.which('pdflatex') and not CYRILLIC:
        print('no type for T2A (cm-super): names beyond ASCII are not tried in TikZ')
    table = hostile(here, 'hostile.csv', HOSTILE)
    latin = hostile(here, 'latin.csv', [n for n in HOSTILE if CYRILLIC or n.isascii()])
    print('PDF and TikZ')
    tools = {t: shutil.which(t) for t in ('pdfinfo', 'pdffonts', 'pdftotext', 'pdflatex')}
    for t in tools:
        if not tools[t]:
            print(t + ' is not installed: skipped')
    drawn = []
    hard = [('hostile-' + l, table, l) for l in ('stress', 'matrix')]
    for name, data, layout in tasks + hard:
        base = os.path.join(here, name)
        if draw(a.e, data, layout, base + '.svg'):
            drawn.append(base + '.svg')
            if tools['pdfinfo'] and tools['pdffonts'] and tools['pdftotext'] and draw(a.e, data, layout, base + '.pdf'):
                check_pdf(base + '.svg', base + '.pdf')
        if tools['pdflatex'] and draw(a.e, latin if data == table else data, layout, base + '.tex'):
            check_tex(base + '.tex')
    compare((a.figures or sorted(glob.glob(os.path.join(top, 'docs/gallery/*.svg')))) + drawn, here)
    if not a.k:
        shutil.rmtree(here)
    print('%d bars missed' % len(missed))
    return bool(missed)


if __name__ == '__main__':
    sys.exit(main())
