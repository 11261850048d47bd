import { selects } from '../drills/selector';
import { instancePods } from '../network/pods';
import { Kind } from '../object/kinds';
import { at, list, type Manifest, namespaceOf, record, text } from '../object/manifest';
import type { Index } from '../object/object-index';

/** Whether a Prometheus rule names the instances of a Cluster: by its name, or as the prefix of the names of its pods. */
export function isAlertedOf(cluster: Manifest, index: Index): boolean {
  const name = text(cluster.metadata.name) ?? '';
  // `shop-db-r2-[0-9]+` and `my-shop-db` do not mean `shop-db`.
  const pattern = new RegExp(`(?<![a-z0-9.-])${name.replaceAll('.', '\\.')}(?![a-z0-9]|-[a-z])`);
  return name !== '' && index.derive(expressions).some((expression) => pattern.test(expression));
}

/** Whether a PodMonitor scrapes the instances of a Cluster: its own, one that selects all pods, or the one that CNPG makes for it. */
export function isScraped(cluster: Manifest, index: Index): boolean {
  if (at(cluster, 'spec.monitoring.enablePodMonitor') === true) return true;
  return index.all(Kind.POD_MONITOR).some((monitor) => {
    const { any, matchNames } = record(at(monitor, 'spec.namespaceSelector'));
    const namespaces = list(matchNames).length > 0 ? list(matchNames) : [namespaceOf(monitor)];
    if (any !== true && !namespaces.includes(namespaceOf(cluster))) return false;
    return instancePods(cluster).some(({ labels, likely }) =>
      selects(at(monitor, 'spec.selector'), { ...likely, ...labels }),
    );
  });
}

function expressions(index: Index): readonly string[] {
  return index
    .all(Kind.PROMETHEUS_RULE)
    .flatMap((rule) => list(at(rule, 'spec.groups')))
    .flatMap((group) => list(at(group, 'rules')))
    .filter((rule) => text(at(rule, 'alert')) !== undefined)
    .flatMap((rule) => text(at(rule, 'expr')) ?? []);
}
