import { Kind } from '../../manifests/object/kinds';
import { at, text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

const ALLOWED = /^[a-z0-9_]{1,63}$/;

export const subscriptionSlotName: Rule = {
  id: 'subscription-slot-name',
  severity: 'error',
  kinds: [Kind.SUBSCRIPTION],
  why: `CREATE SUBSCRIPTION makes a replication slot on the other server, and names it after the subscription unless \`slot_name\` says otherwise. The
name of a slot has lower case letters, digits and underscores only, at most 63. PostgreSQL refuses any other one ("replication slot name … contains invalid
character"), the operator tries again for ever, and nothing is replicated. A name in Kubernetes' way, with hyphens, is such a name.`,
  docs: 'https://www.postgresql.org/docs/current/sql-createsubscription.html',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Subscription
metadata: {name: shop-orders, namespace: shop}
spec:
  cluster: {name: shop-db}
  name: shop-orders
  dbname: shop
  publicationName: orders
  externalClusterName: source
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Subscription
metadata: {name: shop-orders, namespace: shop}
spec:
  cluster: {name: shop-db}
  name: shop_orders
  dbname: shop
  publicationName: orders
  externalClusterName: source
`,
  check({ spec }, { report }) {
    const parameters = Object.entries(at(spec, 'parameters') ?? {});
    const parameter = (name: string) => parameters.find(([key]) => key.toLowerCase() === name)?.[1];
    // Without a connection no slot is made, and somebody makes one by hand.
    if (/^(?:false|off|0|no)$/i.test(String(parameter('connect')))) return;
    const given = text(parameter('slot_name'));
    const name = given ?? text(at(spec, 'name'));
    if (name === undefined || ALLOWED.test(name) || name.toUpperCase() === 'NONE') return;
    report({
      path: given === undefined ? 'spec.name' : 'spec.parameters.slot_name',
      message: `its replication slot would be named "${name}": PostgreSQL allows lower case letters, digits and underscores, at most 63, and creates no subscription`,
      fix: `name it ${name
        .toLowerCase()
        .replace(/[^a-z0-9_]/g, '_')
        .slice(0, 63)}, or give spec.parameters.slot_name`,
    });
  },
};
