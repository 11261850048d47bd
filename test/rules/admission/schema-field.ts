import type { Manifest } from '../../../manifests/object/manifest';
import { kindOf } from '../../../rules/admission/server/facts';
import type { Node } from '../../../rules/admission/server/node';
import type { Target } from '../../../values/cnpg/target';

const METADATA = /^metadata(\.(name|labels|annotations)\b|$)/;

/** Whether a recorded path names a field that the kind has: CNPG reports a few that do not exist. */
export function isSchemaField(manifest: Manifest, path: string, target: Target): boolean {
  if (METADATA.test(path)) return true;
  const kind = kindOf(String(manifest.apiVersion), String(manifest.kind), target);
  return kind !== undefined && leadsOn(kind.root, path);
}

function leadsOn(node: Node, path: string): boolean {
  if (path === '') return true;
  const index = /^\[\d+\]\.?/.exec(path);
  if (index !== null) return node.items !== undefined && leadsOn(node.items, path.slice(index[0].length));
  const [key = ''] = /^[^.[]+/.exec(path) ?? [];
  const child = node.field(key);
  // Keys of maps may have dots.
  if (child !== undefined && !node.properties.has(key) && child.properties.size === 0) return true;
  return child !== undefined && leadsOn(child, path.slice(key.length).replace(/^\./, ''));
}
