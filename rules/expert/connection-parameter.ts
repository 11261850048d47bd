import { externalClustersOf } from '../../manifests/cnpg/external-clusters';
import { Kind } from '../../manifests/object/kinds';
import { record } from '../../manifests/object/manifest';
import { CONNECTION_PARAMETERS, CONNECTION_VALUES } from '../../values/postgres/libpq';
import { nearest } from '../../values/text/nearest';
import type { Rule } from '../engine/rule';

export const connectionParameter: Rule = {
  id: 'connection-parameter',
  severity: 'error',
  kinds: [Kind.CLUSTER],
  why: `CNPG turns \`connectionParameters\` of an external cluster into a libpq connection string without checking them. One unknown
parameter or mode makes the whole string invalid (\`invalid connection option\`): pg_basebackup, pg_dump, the replication stream and a
subscription fail at every attempt. The schema accepts any text.`,
  docs: 'https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {externalClusters: [{name: old, connectionParameters: {host: old.example.com, username: app}}]}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {externalClusters: [{name: old, connectionParameters: {host: old.example.com, user: app}}]}
`,
  check(manifest, { report }) {
    for (const { name, path, entry } of externalClustersOf(manifest)) {
      for (const [parameter, value] of Object.entries(record(entry.connectionParameters))) {
        const at = `${path}.connectionParameters.${parameter}`;
        const values = CONNECTION_VALUES[parameter];
        if (!CONNECTION_PARAMETERS.includes(parameter)) {
          const meant = SYNONYMS[parameter] ?? nearest(parameter, CONNECTION_PARAMETERS);
          report({
            path: at,
            message: `libpq has no parameter "${parameter}": every connection to "${name}" fails`,
            fix: meant === undefined ? 'remove it; put server parameters into options: "-c …"' : `write ${meant}`,
          });
        } else if (typeof value === 'string' && value !== '' && values !== undefined && !values.includes(value)) {
          report({
            path: at,
            message: `${parameter} "${value}" is not one of ${values.join(', ')}: every connection to "${name}" fails`,
            fix: `write ${nearest(value, values) ?? 'one of them'}`,
          });
        }
      }
    }
  },
};

const SYNONYMS: Readonly<Record<string, string>> = { database: 'dbname', username: 'user', ssl: 'sslmode' };
