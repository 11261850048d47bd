import { instancesOf } from '../../manifests/cnpg/cluster-traits';
import { PLUGIN_INSTALLERS, pluginDeploymentOf } from '../../manifests/cnpg/plugin-deployment';
import { barmanCloudOf } from '../../manifests/cnpg/plugins';
import { namespacedName } from '../../manifests/object/identity';
import { Kind } from '../../manifests/object/kinds';
import type { Index } from '../../manifests/object/object-index';
import type { Rule } from '../engine/rule';

const APART = ['kubernetes.io/hostname', 'topology.kubernetes.io/zone'];

export const pluginRedundancy: Rule = {
  id: 'plugin-redundancy',
  severity: 'warning',
  level: 'production',
  kinds: PLUGIN_INSTALLERS,
  why: `The operator asks the plugin at every reconciliation, and without an answer it promotes no replica. With the single pod of the chart
on the node of a lost primary there was no primary for nine minutes, five of them after both were back: the operator was in its back-off,
which grows to 1,000 s. Two pods need --leader-elect=false after the chart's own --leader-elect: else only the leader answers. One node needs none.`,
  docs: 'https://cloudnative-pg.io/plugin-barman-cloud/docs/installation/',
  wrong: `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: plugin, namespace: argocd}
spec: {source: {chart: plugin-barman-cloud}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {instances: 3, plugins: [{name: barman-cloud.cloudnative-pg.io, isWALArchiver: true, parameters: {barmanObjectName: backups}}]}
`,
  right: `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: plugin, namespace: argocd}
spec:
  source:
    chart: plugin-barman-cloud
    helm:
      valuesObject:
        replicaCount: 2
        additionalArgs: [--leader-elect=false]
        topologySpreadConstraints:
        - {maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: DoNotSchedule,
          labelSelector: {matchLabels: {app.kubernetes.io/name: plugin-barman-cloud}}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {instances: 3, plugins: [{name: barman-cloud.cloudnative-pg.io, isWALArchiver: true, parameters: {barmanObjectName: backups}}]}
`,
  check(manifest, { index, report }) {
    const plugin = pluginDeploymentOf(manifest);
    const user = plugin && index.derive(failingOver);
    if (plugin === undefined || user === undefined) return;
    const { path, fields, replicas, electsLeader, apartBy, spreadBy } = plugin;
    const nobody = `no replica is promoted in ${user}`;
    if (replicas < 2) {
      const message = `the plugin has one pod: when its node is lost, ${nobody} until it is back and the operator asks again`;
      const fix = `set ${fields.replicas}: 2, ${fields.args}: [--leader-elect=false] and a required spread over nodes`;
      report({ path: `${path}.${fields.replicas}`, message, fix });
    } else if (electsLeader) {
      const message = `${replicas} pods of the plugin, but only the one with the lease answers: calls to the others are refused`;
      report({ path: `${path}.${fields.args}`, message, fix: 'pass --leader-elect=false as the last argument' });
    } else if (!APART.some((label) => apartBy.includes(label) || spreadBy.includes(label))) {
      const message = `the ${replicas} pods of the plugin may share a node: when it is lost, ${nobody} until one is back`;
      const fix =
        'spread them with topologyKey kubernetes.io/hostname, maxSkew 1, whenUnsatisfiable DoNotSchedule and a selector of its pods';
      report({ path: `${path}.${fields.spread}`, message, fix });
    }
  },
};

/** The first Cluster that uses the plugin and has a replica to promote. */
function failingOver(index: Index): string | undefined {
  const user = index.all(Kind.CLUSTER).find((each) => instancesOf(each) > 1 && barmanCloudOf(each) !== undefined);
  return user && `Cluster ${namespacedName(user)}`;
}
