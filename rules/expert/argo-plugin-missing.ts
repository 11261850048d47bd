import { applicationsOf, roleOf } from '../../manifests/argo/argo';
import { barmanCloudOf } from '../../manifests/cnpg/plugins';
import { Kind } from '../../manifests/object/kinds';
import { text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const argoPluginMissing: Rule = {
  id: 'argo-plugin-missing',
  severity: 'warning',
  misses: 'object',
  kinds: [Kind.APPLICATION],
  why: `A Cluster that names a plugin that is not installed stays in the phase "unknown plugin". The Barman Cloud plugin has its own chart,
and it does not start without the certificates that cert-manager issues. This rule applies where the input installs the operator.`,
  docs: 'https://cloudnative-pg.io/plugin-barman-cloud/docs/installation/',
  wrong: `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: cnpg, namespace: argocd}
spec: {source: {chart: cloudnative-pg}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {plugins: [{name: barman-cloud.cloudnative-pg.io, isWALArchiver: true, parameters: {barmanObjectName: backups}}]}
`,
  right: `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: cnpg, namespace: argocd}
spec: {source: {chart: cloudnative-pg}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
`,
  check(manifest, { index, report }) {
    const role = roleOf(manifest);
    const has = (other: 'plugin' | 'cert-manager') => applicationsOf(other, index).length > 0;
    if (role === 'operator' && !has('plugin')) {
      const user = index.all(Kind.CLUSTER).find((each) => barmanCloudOf(each) !== undefined);
      if (user === undefined) return;
      const message = `Cluster ${text(user.metadata.name)} uses the Barman Cloud plugin, which no Application installs`;
      report({
        path: 'spec.source',
        message,
        fix: 'add an Application of the chart plugin-barman-cloud, in the same namespace',
      });
    }
    if (role === 'plugin' && applicationsOf('operator', index).length > 0 && !has('cert-manager')) {
      const message = 'the Barman Cloud plugin needs cert-manager, which no Application installs';
      report({ path: 'spec.source', message, fix: 'add an Application of the chart cert-manager, in an earlier wave' });
    }
  },
};
