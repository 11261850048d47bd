import { METRICS_PORT, POOLER_METRICS_PORT } from '../../values/ports';
import { selects } from '../drills/selector';
import { Kind } from '../kinds';
import { at, list, type Manifest, namespaceOf, record } from '../manifest';
import type { Index } from '../object-index';
import { instancesOf, type NetworkPod, poolerPod } from './pods';
import { policiesOf, rulesFor } from './policies';
import { byPolicy, type Closed } from './ways';

interface Scraped {
  readonly pod: NetworkPod;
  readonly port: number;
  /** What asks for it: `PodMonitor shop-db`. */
  readonly by: string;
}

/** Metrics that are asked for, and whose port no policy opens to anybody who might be Prometheus. */
export function closedToMetrics(index: Index): ReadonlyMap<Manifest, Closed[]> {
  const owners = new Map<string, Scraped>();
  // All pods of one owner are told of once.
  for (const scraped of scrapedPods(index)) {
    const key = `${scraped.pod.namespace}\n${scraped.pod.owner}`;
    if (!owners.has(key)) owners.set(key, scraped);
  }
  return byPolicy([...owners.values()].flatMap((scraped) => closedOf(scraped, index)));
}

function closedOf({ pod, port, by }: Scraped, index: Index): Closed[] {
  const policies = policiesOf(pod, 'ingress', index);
  const isOpen = rulesFor(policies, 'ingress', port, { names: pod.ports }).some(
    (peers) => peers.length === 0 || !peers.every(isOfCnpg),
  );
  return (isOpen ? [] : policies.slice(0, 1)).map((policy) => ({
    policy,
    direction: 'ingress',
    message: `port ${port} of ${pod.owner} is closed: ${by} scrapes nothing, and alerts over its metrics stay silent`,
    fix: `let the pods of Prometheus in on ${port}, by a namespaceSelector with kubernetes.io/metadata.name: monitoring`,
  }));
}

function scrapedPods(index: Index): Scraped[] {
  const targets = [
    ...index.all(Kind.CLUSTER).map((owner) => ({ owner, pods: instancesOf(owner), port: METRICS_PORT })),
    ...index.all(Kind.POOLER).map((owner) => ({ owner, pods: [poolerPod(owner)], port: POOLER_METRICS_PORT })),
  ];
  return targets.flatMap(({ owner, pods, port }) => {
    const own = at(owner, 'spec.monitoring.enablePodMonitor') === true ? ['enablePodMonitor'] : [];
    return pods.flatMap((pod) => {
      const monitors = index.all(Kind.POD_MONITOR).filter((monitor) => scrapes(monitor, pod));
      const [by] = [...monitors.map(({ metadata }) => `PodMonitor ${metadata.name}`), ...own];
      return by === undefined ? [] : [{ pod, port, by }];
    });
  });
}

function scrapes(monitor: Manifest, { namespace, labels }: NetworkPod): boolean {
  const { any, matchNames } = record(at(monitor, 'spec.namespaceSelector'));
  const names = list(matchNames).length > 0 ? list(matchNames) : [namespaceOf(monitor)];
  return (any === true || names.includes(namespace)) && selects(at(monitor, 'spec.selector'), labels);
}

/** Whether a peer means pods of CNPG alone, none of which scrapes others. */
function isOfCnpg({ podSelector, ipBlock }: Readonly<Record<string, unknown>>): boolean {
  const labels = Object.keys(record(record(podSelector).matchLabels));
  return ipBlock === undefined && labels.some((key) => key.startsWith('cnpg.io/'));
}
