"""Names with special characters through pandoc: what entente writes as Markdown and LaTeX is read back as the same
text, without mathematics, raw TeX or HTML, links, or emphasis. Code points that Unicode reserves for no
character are written so that readers accept every file.

usage: readers.py ENTENTE SOURCE
"""
import csv
import io
import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as xml

from commands import finish, ok, put, run

NAMES = ['$^^5cinput file ^^5crelax$', '$x$ and $$y$$', '\\input{/etc/passwd}', '\\write18{ls}', '`code`{=latex}',
         '<b>bold</b>', '<script>x</script>', '[link](http://x)', '![image](x)', '*a* _b_ **c** __d__', '~~s~~ H~2~O x^2^',
         'a|b', '# head', '&amp; &lt;', 'a--b---c...', '"quoted" \'single\'', '@cite [@cite]', '[^1]', '{.class}',
         '%comment', '#1 & 2_3', 'http://x.y/z', '\\begin{verbatim}', ':smile:', '<!-- c -->', '1. one', '- item', '+ item',
         '\\$', '$', '\\', '^', '~', 'a\\|b', '{{x}}', '\\(x\\) \\[y\\]', '== x ==', '<http://x>', 'x^(y)', '$a', 'a$',
         'H$_2$O', '50 % of $3', 'https://a_b_c', 'mailto:a@b.c', '::: div', '| x', '\\newcommand{\\a}{b}', '\\par', '{', '}']
FORBIDDEN = {'Math', 'RawInline', 'RawBlock', 'Link', 'Image', 'Note', 'Cite', 'Code', 'Emph', 'Strong', 'Strikeout',
             'Superscript', 'Subscript', 'Span', 'Link'}


def text_of(node, found):
    """The text of pandoc's inlines; kinds of elements are collected in `found`."""
    if isinstance(node, list):
        return ''.join(text_of(x, found) for x in node)
    if not isinstance(node, dict) or 't' not in node:
        return ''
    kind, content = node['t'], node.get('c')
    found.add(kind)
    if kind == 'Str':
        return content
    if kind in ('Space', 'SoftBreak', 'LineBreak'):
        return ' '
    if kind == 'Quoted':
        mark = '"' if content[0]['t'] == 'DoubleQuote' else "'"
        return mark + text_of(content[1], found) + mark
    return text_of(content, found)


def tables(node):
    if isinstance(node, list):
        for x in node:
            yield from tables(x)
    elif isinstance(node, dict):
        if node.get('t') == 'Table':
            yield node['c']
        else:
            yield from tables(node.get('c', node.get('blocks')))


def cells(table):
    """The text of each cell of the bodies of a table, and the kinds of elements in them."""
    found = set()
    rows = [[text_of(cell[4], found) for cell in row[1]] for body in table[4] for row in body[3]]
    return rows, found


def plain(text):
    for a, b in (('\u2013', '--'), ('\u2014', '---'), ('\u2026', '...'), ('\u201c', '"'), ('\u201d', '"'),
                 ('\u2018', "'"), ('\u2019', "'"), ('\u00a0', ' ')):
        text = text.replace(a, b)
    return ' '.join(text.split())


out = io.StringIO()
writer = csv.writer(out, lineterminator='\n')
writer.writerow(('agreement', 'party'))
for name in NAMES:
    writer.writerow(('T', name))
put('names.csv', out.getvalue())

if shutil.which('pandoc'):
    for form, readers in (('md', ('markdown', 'gfm', 'commonmark_x')), ('tex', ('latex',))):
        done = run('measure', 'names.csv', '--network', 'actors', '-m', 'degree', '--scope', 'node', '--format', form, '-o',
                   'names.' + form)
        ok(done.returncode == 0, done.stderr)
        for reader in readers:
            read = subprocess.run(['pandoc', '-f', reader, '-t', 'json', 'names.' + form], capture_output=True, text=True)
            ok(read.returncode == 0, reader, read.stderr)
            rows, kinds = [], set()
            for table in tables(json.loads(read.stdout)):
                more, found = cells(table)
                rows += more
                kinds |= found
            known = {plain(cell) for row in rows for cell in row}
            ok(len(rows) in (len(NAMES), len(NAMES) + 1), reader, 'rows', len(rows))  # one may be the notes
            ok(not kinds & FORBIDDEN, reader, kinds & FORBIDDEN)
            for name in NAMES:
                if reader == 'latex':  # pandoc does not know the commands for these three characters
                    name = re.sub('[|`"]', '', name)
                ok(plain(name) in known, reader, name, sorted(known))
else:
    print('skipped: no pandoc')

# code points that are no characters: `check` reports them; in files there is U+FFFD, and readers accept all files
for code in (0xfffe, 0xffff, 0xfdd0, 0xfdef, 0x1fffe, 0x10ffff):
    put('none.csv', 'agreement,party\nT,A%cB\nT,C\n' % code)
    found = run('check', 'none.csv', '--format', 'csv').stdout
    ok('text-hidden' in found, hex(code), found)
    for form in ('graphml', 'gexf', 'gml', 'net', 'json', 'dot'):
        run('graph', 'none.csv', '-q', '-o', 'out.' + form, code=0)
    for form in ('svg', 'pdf', 'png', 'eps', 'tex'):
        run('draw', 'none.csv', '-q', '-o', 'out.' + form, '--starts', '1', '--title', 'A%cB' % code, code=0)
    for form in ('graphml', 'gexf', 'svg'):
        ok('A\ufffdB' in ''.join(xml.parse('out.' + form).getroot().itertext()) + open('out.' + form).read(), form, hex(code))
finish()
