/** Kinds whose file has another name than the kind: a name that is older than the rule stays. */
const EXCEPTIONS: ReadonlyMap<string, string> = new Map([['ObjectStore', 'backup-objectstore.yaml']]);

/** The file in which the objects of a kind stand: `PodMonitor` in `pod-monitor.yaml`, `HTTPRoute` in `http-route.yaml`. */
export function fileName(kind: string): string {
  return EXCEPTIONS.get(kind) ?? `${kebab(kind)}.yaml`;
}

function kebab(kind: string): string {
  return kind
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase();
}
