import { Kind } from '../../manifests/object/kinds';
import { at, type GroupKind, groupKindOf, type Manifest, text } from '../../manifests/object/manifest';

/** Objects that make a Secret, and where they name it. Without a name it is called like them. */
const SECRET_MAKERS: ReadonlyMap<string, string> = new Map([
  [Kind.CERTIFICATE, 'spec.secretName'],
  [Kind.EXTERNAL_SECRET, 'spec.target.name'],
  [Kind.SEALED_SECRET, 'spec.template.metadata.name'],
]);

/** Whether objects of a kind make a Secret. */
export function makesSecret(kind: GroupKind): boolean {
  return SECRET_MAKERS.has(kind);
}

/** The Secret that an object makes, or is. */
export function secretOf(maker: Manifest): string {
  return text(at(maker, SECRET_MAKERS.get(groupKindOf(maker)) ?? '')) || String(maker.metadata.name);
}
