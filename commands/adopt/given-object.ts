import { equal, isObject, type Json } from '../../manifests/object/json';
import type { Manifest } from '../../manifests/object/manifest';
import { normalize } from '../../plan/engine/normalize';
import { complete } from '../../rules/admission';
import type { Target } from '../../values/cnpg/target';

/** An object that is adopted, as its author wrote it, and as the API server keeps it. */
export interface Given {
  /** As it was given, in its namespace. */
  readonly original: Manifest;
  /** Without what a server, and nobody in git, writes. */
  readonly written: Manifest;
  /** With the defaults of the schema and of the operator. */
  readonly full: Manifest;
}

/** Argo CD runs what carries it as a hook of its own. */
const HELM_HOOK = 'helm.sh/hook';

/** Defaults that are said even where nobody wrote them: another operator has another default, and it would be another server. */
const ALWAYS_SAID = new Set(['spec.imageName']);

/** An object without status, bookkeeping and, where it comes out of a server, the defaults that this one filled in. */
export function givenObject(manifest: Manifest, namespace: string, target: Target): Given {
  const { name } = manifest.metadata;
  const { metadata, ...content } = normalizedMetadata(manifest, target);
  const written = { ...content, metadata: { name, namespace, ...metadata } } as unknown as Manifest;
  const least = isLive(manifest) ? withoutDefaults(written, target) : written;
  const original = { ...manifest, metadata: { ...manifest.metadata, namespace } };
  return { original, written: least, full: complete(least, target) };
}

/** Whether an object was read from a server. */
function isLive({ metadata }: Manifest): boolean {
  return metadata.uid !== undefined || metadata.resourceVersion !== undefined;
}

/** The object as it was written, with the metadata that may stand in git. */
function normalizedMetadata(manifest: Manifest, target: Target): Json & { metadata: object } {
  const { status: _, metadata: __, ...content } = manifest;
  const { annotations: all = {}, labels = {} } = normalize(manifest, target).metadata;
  const annotations = Object.fromEntries(Object.entries(all).filter(([name]) => !name.startsWith(HELM_HOOK)));
  return {
    ...content,
    metadata: {
      ...(Object.keys(labels).length > 0 && { labels }),
      ...(Object.keys(annotations).length > 0 && { annotations }),
    },
  };
}

function withoutDefaults(manifest: Manifest, target: Target): Manifest {
  const whole = structuredClone(manifest) as unknown as Json;
  const meaning = complete(manifest, target);
  const isSame = () => equal(complete(whole as unknown as Manifest, target), meaning);
  const prune = (parent: Json, path: string) => {
    for (const [key, value] of Object.entries(parent)) {
      const here = `${path}.${key}`;
      if (ALWAYS_SAID.has(here)) continue;
      delete parent[key];
      if (isSame()) continue;
      parent[key] = value;
      if (isObject(value)) prune(value, here);
    }
  };
  if (isObject(whole.spec)) prune(whole.spec, 'spec');
  return whole as unknown as Manifest;
}
