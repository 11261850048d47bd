import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const databaseDropped: Rule = {
  id: 'database-dropped',
  severity: 'warning',
  kinds: [Kind.DATABASE],
  why: `With \`databaseReclaimPolicy: delete\` the object owns the data: when it is pruned, renamed or moved to another Application, the
database is dropped on all instances. \`ensure: absent\` drops it at once.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/declarative_database_management/#deleting-a-database',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Database
metadata: {name: audit, namespace: shop}
spec: {name: audit, owner: app, databaseReclaimPolicy: delete, cluster: {name: shop-db}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Database
metadata: {name: audit, namespace: shop}
spec: {name: audit, owner: app, databaseReclaimPolicy: retain, cluster: {name: shop-db}}
`,
  check(manifest, { report }) {
    if (at(manifest, 'spec.ensure') === 'absent') {
      const message = 'ensure: absent drops the database and everything in it';
      report({ path: 'spec.ensure', message, fix: 'take a backup first, and delete this object once it is done' });
    }
    if (at(manifest, 'spec.databaseReclaimPolicy') !== 'delete') return;
    report({
      path: 'spec.databaseReclaimPolicy',
      message: 'when this object is deleted, pruned or renamed, the database is dropped',
      fix: 'set databaseReclaimPolicy: retain, and drop the database by hand',
    });
  },
};
