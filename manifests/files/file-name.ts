import { Kind } from '../object/kinds';
import { groupKindOf, type Manifest, record } from '../object/manifest';

/** Kinds with a file name that is not derived from the kind. These names are older than the rule, and are kept. */
const EXCEPTIONS: ReadonlyMap<string, string> = new Map([['ObjectStore', 'backup-objectstore.yaml']]);

/** ConfigMaps hold texts in other languages, and a reviewer reads one language at a time. */
const CONTENTS: readonly (readonly [name: string, holds: (key: string, text: unknown) => boolean])[] = [
  ['dashboards', (key, text) => key.endsWith('.json') && `${text}`.includes('"panels"')],
  ['queries', (key) => /^(?:.*[-.])?queries(?:\.ya?ml)?$/.test(key)],
  ['sql', (key) => key.endsWith('.sql')],
];

/**
 * The file for an object, by its kind: a `PodMonitor` is in `pod-monitor.yaml`, an `HTTPRoute` in `http-route.yaml`. ConfigMaps that hold
 * only SQL are in `config-map-sql.yaml`; those with dashboards or custom queries have files of their own, too.
 */
export function fileName(manifest: Manifest): string {
  // Its kind is that of kustomize's own file, which is in every folder.
  if (groupKindOf(manifest) === Kind.FLUX_KUSTOMIZATION) return 'flux-kustomization.yaml';
  const content = manifest.apiVersion === 'v1' && manifest.kind === 'ConfigMap' ? contentOf(manifest) : undefined;
  return EXCEPTIONS.get(manifest.kind) ?? `${[kebab(manifest.kind), content].filter(Boolean).join('-')}.yaml`;
}

function contentOf({ data }: Manifest): string | undefined {
  const entries = Object.entries(record(data));
  if (entries.length === 0) return undefined;
  return CONTENTS.find(([, holds]) => entries.every(([key, text]) => holds(key, text)))?.[0];
}

function kebab(kind: string): string {
  return kind
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase();
}
