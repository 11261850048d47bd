import { Kind } from '../../manifests/object/kinds';
import { groupKindOf, groupOf } from '../../manifests/object/manifest';
import { nearest } from '../../values/text/nearest';
import type { Rule } from '../engine/rule';

const GROUPS: readonly string[] = ['postgresql.cnpg.io', 'barmancloud.cnpg.io'];
const KINDS = [...Object.values(Kind), 'postgresql.cnpg.io/FailoverQuorum'].filter((kind) =>
  GROUPS.some((group) => kind.startsWith(`${group}/`)),
);

export const cnpgKind: Rule = {
  id: 'cnpg-kind',
  severity: 'error',
  kinds: [Kind.ANY],
  why: `The API server refuses an object of a kind that CNPG does not have, usually a misspelled one ("no matches for kind"). That fails the
sync of everything that is applied after it. No schema is known for the kind, so nothing else in the object is checked.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/cloudnative-pg.v1/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Poolr
metadata: {name: shop-pooler, namespace: shop}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata: {name: shop-pooler, namespace: shop}
`,
  check(manifest, { report }) {
    const group = groupOf(manifest.apiVersion);
    if (!GROUPS.includes(group) || KINDS.includes(groupKindOf(manifest))) return;
    const known = KINDS.flatMap((kind) => (kind.startsWith(`${group}/`) ? [kind.slice(group.length + 1)] : []));
    const near = nearest(manifest.kind, known);
    const fix = near === undefined ? `write one of ${known.join(', ')}` : `write ${near} instead of ${manifest.kind}`;
    report({ path: 'kind', message: `"${manifest.kind}" is not a kind of ${group}`, fix });
  },
};
