import { type Json, show } from '../../../manifests/object/json';
import { at, list, record, text } from '../../../manifests/object/manifest';
import type { ObjectRule, Tell } from './webhook-rule';

/** Database. */
export const databaseRules: readonly ObjectRule[] = [
  unique('database-extension-unique', 'extensions'),
  unique('database-schema-unique', 'schemas'),
  unique('database-fdw-unique', 'fdws'),
  uniqueBelow('database-fdw-option-unique', 'fdws', 'options'),
  uniqueBelow('database-fdw-usage-unique', 'fdws', 'usage'),
  {
    id: 'database-server-fdw',
    says: 'The wrapper of a foreign server is declared',
    on: 'both',
    check(database, tell) {
      const declared = new Set(list(at(database, 'spec.fdws')).map(nameOf));
      list(at(database, 'spec.servers')).forEach((server, index) => {
        const { ensure, fdw } = record(server);
        if (ensure === 'absent' || declared.has(text(fdw) ?? '')) return;
        tell(`spec.servers[${index}].fdw`, `${show(fdw)} is not an entry of spec.fdws`, 'declare it in spec.fdws');
      });
    },
  },
  unique('database-server-unique', 'servers'),
  uniqueBelow('database-server-option-unique', 'servers', 'options'),
  uniqueBelow('database-server-usage-unique', 'servers', 'usage'),
];

function unique(id: string, name: string): ObjectRule {
  return {
    id,
    says: `Entries of ${name} have different names`,
    on: 'both',
    check: (database, tell) => repeated(at(database, `spec.${name}`), `spec.${name}`, tell),
  };
}

function uniqueBelow(id: string, outer: string, inner: string): ObjectRule {
  return {
    id,
    says: `Entries of ${inner} of ${outer} have different names`,
    on: 'both',
    check(database, tell) {
      list(at(database, `spec.${outer}`)).forEach((entry, index) => {
        repeated(record(entry)[inner], `spec.${outer}[${index}].${inner}`, tell);
      });
    },
  };
}

function repeated(entries: unknown, path: string, tell: Tell): void {
  const seen = new Set<string>();
  list(entries).forEach((entry, index) => {
    const name = nameOf(entry);
    if (seen.has(name)) tell(`${path}[${index}].name`, `${show(name)} appears twice`, 'remove one of the two');
    seen.add(name);
  });
}

function nameOf(entry: unknown): string {
  return text((record(entry) as Json).name) ?? '';
}
