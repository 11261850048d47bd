import { Kind } from '../../manifests/object/kinds';
import { at, type Manifest, text } from '../../manifests/object/manifest';
import { SERVES_FOR_ANNOTATION } from '../../values/cnpg/cnpg-metadata';
import { applicationSecretName, serviceName } from '../../values/cnpg/derived-names';
import type { Rule } from '../engine/rule';
import { isReached, replacedBy } from './serving-unreached';

export const servingClientsElsewhere: Rule = {
  id: 'serving-clients-elsewhere',
  severity: 'warning',
  kinds: [Kind.CLUSTER],
  why: `A recovered Cluster serves under another name, so that its Services have other names, too. What connects from this repository follows
the cut-over. Where nothing here was ever connected, the clients are elsewhere, and nobody tells them: they keep writing to the Cluster that
was damaged, for as long as it is there. An additional Service moves with the cut-over, and keeps its name.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/service_management/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db-r2, namespace: shop, annotations: {cnpg-gitops/serves-for: shop-db}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db-r2, namespace: shop}
spec:
  managed:
    services:
      additional:
      - {selectorType: rw, serviceTemplate: {metadata: {name: shop}}}
`,
  check(manifest, { index, report }) {
    const replaced = replacedBy(manifest, index);
    if (replaced.length === 0 || [manifest, ...replaced].some((cluster) => isReached(cluster, index))) return;
    const [name, before] = [String(manifest.metadata.name), replaced.map((each) => each.metadata.name).join(' and ')];
    report({
      path: `metadata.annotations["${SERVES_FOR_ANNOTATION}"]`,
      message: `"${name}" serves in place of "${before}", and nothing in this repository connects to either: clients elsewhere write to "${before}" until they have the host ${serviceName(name, 'rw')}`,
      fix: `${newHost(name, secretOf(manifest))}; or give them a Service that every cut-over moves: services: [{ name: 'shop', access: 'rw' }] of the database, addService in a chart`,
    });
  },
};

/** The Secret of the application's owner, if it is not CNPG's own. */
function secretOf(cluster: Manifest): string | undefined {
  const given = ['recovery', 'initdb'].map((method) => text(at(cluster, `spec.bootstrap.${method}.secret.name`)));
  return given.find((name) => name !== undefined);
}

/**
 * What clients elsewhere have to be told of the cluster that serves them now.
 * @param secret - with the owner's password; undefined where CNPG has made one with another password
 */
export function newHost(name: string, secret: string | undefined): string {
  const host = serviceName(name, 'rw');
  return secret === undefined
    ? `tell clients elsewhere the host ${host}, and the password in Secret ${applicationSecretName(name)}`
    : `tell clients elsewhere the host ${host}, unless they take it from Secret ${secret}`;
}
