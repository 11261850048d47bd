import { passwordGeneratorsOf, refreshSecondsOf } from '../../manifests/kubernetes/rotation';
import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

/** The kubelet takes up to a minute and a half to update a pod, and the operator takes its time as well. */
const SHORTEST_SECONDS = 600;

export const externalSecretGeneratorInterval: Rule = {
  id: 'external-secret-generator-interval',
  severity: 'warning',
  kinds: [Kind.EXTERNAL_SECRET],
  why: `A generator keeps no state: each refresh of the ExternalSecret creates another password, every hour if no interval is set. With an
interval below ten minutes the next password may exist before every pod has read the last one, and connections are refused permanently.`,
  docs: 'https://external-secrets.io/latest/guides/generator/',
  wrong: `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: shop-db-app, namespace: shop}
spec: {dataFrom: [{sourceRef: {generatorRef: {kind: Password, name: shop-db-app}}}]}
`,
  right: `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: shop-db-app, namespace: shop}
spec: {refreshInterval: 720h0m0s, dataFrom: [{sourceRef: {generatorRef: {kind: Password, name: shop-db-app}}}]}
`,
  check(manifest, { report }) {
    const seconds = refreshSecondsOf(manifest);
    if (seconds === undefined || passwordGeneratorsOf(manifest).length === 0) return;
    const isGiven = at(manifest, 'spec.refreshInterval') !== undefined;
    if (isGiven && seconds >= SHORTEST_SECONDS) return;
    report({
      path: isGiven ? 'spec.refreshInterval' : 'spec',
      message: isGiven
        ? `the password changes every ${seconds} s, and pods need up to two minutes to read it`
        : 'no refreshInterval is set: by default the password changes every hour',
      fix: 'set refreshInterval to 10m0s or more, or refreshPolicy: CreatedOnce to never change it',
    });
  },
};
