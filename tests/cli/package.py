"""The packages that come along are what their datapackage.json says (Frictionless Data Package 1):
columns as in the schema, required and unique values, keys, words of closed lists. Standard library
only; a full validator checks the same."""
import csv
import json
import os
import re
import sys

count = 0
for folder in sys.argv[1:]:
    package = json.load(open(os.path.join(folder, 'datapackage.json'), encoding='utf-8'))
    assert package['profile'] == 'tabular-data-package' and re.fullmatch(r'[a-z0-9._-]+', package['name'])
    tables, schemas = {}, {}
    for resource in package['resources']:
        assert resource['profile'] == 'tabular-data-resource' and '..' not in resource['path']
        with open(os.path.join(folder, resource['path']), encoding='utf-8', newline='') as f:
            rows = list(csv.DictReader(f, strict=True))
        schema = resource['schema']
        names = [field['name'] for field in schema['fields']]
        with open(os.path.join(folder, resource['path']), encoding='utf-8', newline='') as f:
            assert next(csv.reader(f)) == names, resource['name']
        tables[resource['name']], schemas[resource['name']] = rows, schema
        for field in schema['fields']:
            limits, values = field.get('constraints', {}), [row[field['name']] for row in rows]
            where = '%s.%s' % (resource['name'], field['name'])
            assert not limits.get('required') or all(values), where
            assert not limits.get('unique') or len(set(values)) == len(values), where
            assert 'enum' not in limits or set(values) <= set(limits['enum']) | {''}, where
            assert 'pattern' not in limits or all(re.fullmatch(limits['pattern'], v) for v in values if v), where
            if field['type'] == 'number':
                assert all(limits['minimum'] <= float(v) <= limits['maximum'] for v in values), where
            count += 1
        key = schema.get('primaryKey', [])
        key = [key] if isinstance(key, str) else key
        keys = [tuple(row[k] for k in key) for row in rows]
        assert len(set(keys)) == len(keys), (resource['name'], [k for k in keys if keys.count(k) > 1][:3])
    for name, schema in schemas.items():
        for foreign in schema.get('foreignKeys', []):
            there = {row[foreign['reference']['fields']] for row in tables[foreign['reference']['resource']]}
            assert {row[foreign['fields']] for row in tables[name]} - {''} <= there, (name, foreign)
            count += 1
print('%d passed, 0 failed' % count)
