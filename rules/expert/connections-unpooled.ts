import { Kind } from '../../manifests/object/kinds';
import { dependentsOf } from '../../manifests/object/references';
import { countParameter, PARAMETERS } from '../../manifests/postgres/server-parameters';
import type { Rule } from '../engine/rule';

const MANY = 200;

export const connectionsUnpooled: Rule = {
  id: 'connections-unpooled',
  severity: 'info',
  kinds: [Kind.CLUSTER],
  why: `Each connection is a process with its own memory, even when it is idle. Many connections usually mean that clients hold connections
they do not use. With a Pooler a few dozen serve the same load, work_mem can be larger, and a failover breaks fewer sessions.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/connection_pooling/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {postgresql: {parameters: {max_connections: "200"}}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {postgresql: {parameters: {max_connections: "100"}}}
`,
  check(manifest, { index, report }) {
    const count = countParameter(manifest, 'max_connections') ?? 0;
    if (count < MANY || dependentsOf(Kind.POOLER, manifest, index).length > 0) return;
    report({
      path: `${PARAMETERS}.max_connections`,
      message: `${count} connections without a Pooler: nothing limits how many of them each client takes`,
      fix: 'add a Pooler and lower max_connections, or add up the pools of all clients',
    });
  },
};
