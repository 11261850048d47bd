import { METRICS_PORT, POOLER_METRICS_PORT } from '../../values/cnpg/ports';
import { groupBy } from '../../values/collections/group-by';
import { selects } from '../drills/selector';
import { Kind } from '../object/kinds';
import { at, list, type Manifest, namespaceOf, record, text } from '../object/manifest';
import type { Index } from '../object/object-index';
import { instancePods, type NetworkPod, poolerPod } from './pods';
import { policiesOf, rulesFor } from './policies';
import { byPolicy, type Closed } from './ways';

const EVERYWHERE = '*';

interface Scraped {
  readonly pod: NetworkPod;
  readonly port: number;
  /** What requests them: `PodMonitor shop-db`. */
  readonly by: string;
}

/** Metrics that are requested although no policy opens their port to a peer that may be Prometheus. */
export function closedToMetrics(index: Index): ReadonlyMap<Manifest, Closed[]> {
  const owners = new Map<string, Scraped>();
  // All pods of one owner are reported once.
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
    ...index.all(Kind.CLUSTER).map((owner) => ({ owner, pods: instancePods(owner), port: METRICS_PORT })),
    ...index.all(Kind.POOLER).map((owner) => ({ owner, pods: [poolerPod(owner)], port: POOLER_METRICS_PORT })),
  ];
  const monitors = monitorsByNamespace(index);
  return targets.flatMap(({ owner, pods, port }) => {
    const own = at(owner, 'spec.monitoring.enablePodMonitor') === true ? ['enablePodMonitor'] : [];
    return pods.flatMap((pod) => {
      const watching = [...(monitors.get(pod.namespace ?? '') ?? []), ...(monitors.get(EVERYWHERE) ?? [])];
      const scraping = watching.filter((monitor) => selects(at(monitor, 'spec.selector'), pod.labels));
      const [by] = [...scraping.map(({ metadata }) => `PodMonitor ${metadata.name}`), ...own];
      return by === undefined ? [] : [{ pod, port, by }];
    });
  });
}

/** The monitors, by the namespaces that they select. */
function monitorsByNamespace(index: Index): ReadonlyMap<string, Manifest[]> {
  const pairs = index.all(Kind.POD_MONITOR).flatMap((monitor) => {
    const { any, matchNames } = record(at(monitor, 'spec.namespaceSelector'));
    const given = list(matchNames).length > 0 ? list(matchNames) : [namespaceOf(monitor)];
    return (any === true ? [EVERYWHERE] : given).map((namespace) => ({ namespace: text(namespace) ?? '', monitor }));
  });
  const groups = groupBy(pairs, ({ namespace }) => namespace);
  return new Map([...groups].map(([namespace, found]) => [namespace, found.map(({ monitor }) => monitor)]));
}

/** Whether a peer matches only pods of CNPG, which do not scrape others. */
function isOfCnpg({ podSelector, ipBlock }: Readonly<Record<string, unknown>>): boolean {
  const labels = Object.keys(record(record(podSelector).matchLabels));
  return ipBlock === undefined && labels.some((key) => key.startsWith('cnpg.io/'));
}
