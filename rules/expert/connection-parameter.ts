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
  why: `\`connectionParameters\` of an external cluster become a connection string of libpq as they are. One name that libpq does not know, or a mode
that there is not, makes the whole string invalid: pg_basebackup, pg_dump, a replica's stream and a subscription fail, again and again
(\`invalid connection option\`). The schema takes any text.`,
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
            message: `libpq knows no "${parameter}": every connection to "${name}" fails`,
            fix: meant === undefined ? 'remove it; parameters of the server go into options: "-c …"' : `write ${meant}`,
          });
        } else if (typeof value === 'string' && value !== '' && values !== undefined && !values.includes(value)) {
          report({
            path: at,
            message: `${parameter} "${value}" is none of ${values.join(', ')}: every connection to "${name}" fails`,
            fix: `write ${nearest(value, values) ?? 'one of them'}`,
          });
        }
      }
    }
  },
};

const SYNONYMS: Readonly<Record<string, string>> = { database: 'dbname', username: 'user', ssl: 'sslmode' };
