import { OPERATOR_POD_LABELS, PLUGIN_POD_LABELS } from '../../values/cnpg/cnpg-metadata';
import { PLUGIN_PORT, STATUS_PORT, WEBHOOK_PORT } from '../../values/cnpg/ports';
import { selects } from '../drills/selector';
import { Kind } from '../object/kinds';
import { at, type Manifest, namespaceOf, record } from '../object/manifest';
import type { Index } from '../object/object-index';
import { instancePods, type NetworkPod, workloadPod } from './pods';
import { policiesOf, rulesFor } from './policies';
import { byPolicy, type Closed, closingAddresses, closingNames, closingsOf } from './ways';

type Labels = Readonly<Record<string, string>>;

/** What blocks the operator and its plugin, if the run contains their policies or Deployments. */
export function closedToPlatform(index: Index): ReadonlyMap<Manifest, Closed[]> {
  const operators = known('the operator', [OPERATOR_POD_LABELS], index);
  const plugins = known('the Barman Cloud plugin', PLUGIN_POD_LABELS, index);
  return byPolicy([
    ...operators.flatMap((operator) => [...webhooks(operator, index), ...asking(operator, index)]),
    ...[...operators, ...plugins].flatMap((pod) => outwards(pod, index)),
    ...plugins.flatMap((plugin) => calling(plugin, index)),
  ]);
}

/** Pods of the platform, from the Deployments that create them and the policies that name their labels. */
function known(owner: string, alternatives: readonly Labels[], index: Index): NetworkPod[] {
  const found = new Map<string, NetworkPod>();
  for (const deployment of index.all(Kind.DEPLOYMENT)) {
    const pod = workloadPod(deployment);
    if (pod === undefined || !alternatives.some((labels) => selects({ matchLabels: labels }, pod.labels))) continue;
    found.set(namespaceOf(deployment), { ...pod, owner });
  }
  for (const policy of index.all(Kind.NETWORK_POLICY)) {
    const selector = at(policy, 'spec.podSelector');
    const named = Object.keys(record(record(selector).matchLabels)).length > 0;
    const labels = alternatives.find((each) => named && selects(selector, each));
    const namespace = namespaceOf(policy);
    if (labels !== undefined && !found.has(namespace)) found.set(namespace, { owner, namespace, labels });
  }
  return [...found.values()];
}

/** The address of the API server is not in the manifests, so a rule for the port is enough. */
function webhooks(operator: NetworkPod, index: Index): Closed[] {
  const policies = policiesOf(operator, 'ingress', index);
  if (rulesFor(policies, 'ingress', WEBHOOK_PORT, { names: operator.ports }).length > 0) return [];
  return policies.slice(0, 1).map((policy) => ({
    policy,
    direction: 'ingress',
    message: `port ${WEBHOOK_PORT} of the operator is closed: the API server cannot ask its webhooks, and refuses every change of a Cluster`,
    fix: `let everybody in on ${WEBHOOK_PORT}, or the addresses from which the API server calls`,
  }));
}

function asking(from: NetworkPod, index: Index): Closed[] {
  const closings = index
    .all(Kind.CLUSTER)
    .flatMap((cluster) => instancePods(cluster).map((to) => ({ from, to, port: STATUS_PORT })))
    .flatMap((way) => closingsOf(way, index).map((closing) => ({ ...closing, to: way.to })));
  return closings
    .filter(({ direction }) => direction === 'egress')
    .slice(0, 1)
    .map(({ to, ...closing }) => ({
      ...closing,
      message: `port ${STATUS_PORT} of ${to.owner} is closed to the operator: it cannot ask how they are, so none becomes ready and none is promoted`,
      fix: `let it reach pods with cnpg.io/podRole: instance of all namespaces on ${STATUS_PORT}`,
    }));
}

function outwards(pod: NetworkPod, index: Index): Closed[] {
  const fix = 'let it reach its addresses by an ipBlock (kubectl get endpointslices kubernetes)';
  return [
    ...closingAddresses(pod, undefined, index).map((closing) => ({
      ...closing,
      message: `the API server is closed to ${pod.owner}: it never starts`,
      fix,
    })),
    ...closingNames(pod, index).map((closing) => ({
      ...closing,
      message: `DNS is closed to ${pod.owner}: it cannot resolve any host that it calls`,
      fix: 'let it reach port 53 of pods k8s-app: kube-dns in kube-system, by UDP and TCP',
    })),
  ];
}

/** The operator looks for plugins only in its own namespace. */
function calling(plugin: NetworkPod, index: Index): Closed[] {
  const from = { owner: 'the operator', namespace: plugin.namespace, labels: OPERATOR_POD_LABELS };
  return closingsOf({ from, to: plugin, port: PLUGIN_PORT }, index).map((closing) => ({
    ...closing,
    message: `port ${PLUGIN_PORT} of the Barman Cloud plugin is closed to the operator: it does nothing for clusters that use the plugin, no failover either`,
    fix: `let pods with app.kubernetes.io/name: cloudnative-pg through on ${PLUGIN_PORT}, by a rule of ${closing.direction}`,
  }));
}
