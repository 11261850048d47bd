import { completedForms } from '../../manifests/applied/completed-forms';
import type { Document } from '../../manifests/object/document';
import type { Manifest } from '../../manifests/object/manifest';
import { DEFAULT_TARGET } from '../../values/cnpg/target';
import { kindOf } from '../admission/server/facts';
import type { Node } from '../admission/server/node';

/** The document with a value that it may have for each that is not known. */
export function filledIn(document: Document): Document {
  return document.unknown === undefined ? document : sampled(completedForms(document)[1]);
}

/**
 * The document with values of the right type where a variable is the whole value: the API server would ask no further about an object in
 * which a number is a text.
 */
function sampled(document: Document): Document {
  const { manifest, unknown = [] } = document;
  const root = manifest && kindOf(manifest.apiVersion, manifest.kind, DEFAULT_TARGET)?.root;
  if (root === undefined || manifest === undefined) return document;
  const typed = unknown
    .filter(({ sample }) => typeof sample === 'string')
    .reduce<unknown>((object, { path, sample }) => typedAt(object, root, path, sample), manifest);
  return { ...document, manifest: typed as Manifest };
}

/** Whether a field of the object may have this text as its value, as far as its type is known. */
export function couldBe(document: Document, path: readonly (string | number)[], value: string): boolean {
  const { manifest } = document;
  const root = manifest && kindOf(manifest.apiVersion, manifest.kind, DEFAULT_TARGET)?.root;
  if (root === undefined) return path.some((step) => NAMES.test(`${step}`));
  const node = path.reduce<Node | undefined>(
    (above, step) => (typeof step === 'number' ? above?.items : above?.field(step)),
    root,
  );
  if (node === undefined) return true;
  if (node.quantity) return false;
  if (node.type === 'integer' || node.type === 'number') return /^\d+$/.test(value);
  return !['boolean', 'object', 'array'].includes(node.type ?? '');
}

/** Where objects of kinds whose types are not known name others, or say their own name. */
const NAMES = /^(?:labels|matchLabels|metadata|values|source|path)$|name(?:space)?$/i;

function typedAt(value: unknown, node: Node, [step, ...rest]: readonly (string | number)[], sample: unknown): unknown {
  if (step === undefined) return typedSample(node, sample);
  const below = typeof step === 'number' ? node.items : node.field(step);
  if (below === undefined || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value))
    return value.map((item, index) => (index === step ? typedAt(item, below, rest, sample) : item));
  const object = value as Record<string, unknown>;
  return Object.hasOwn(object, step) ? { ...object, [step]: typedAt(object[step], below, rest, sample) } : object;
}

function typedSample(node: Node, sample: unknown): unknown {
  if (node.quantity) return '1Gi';
  switch (node.type) {
    case 'integer':
    case 'number':
      return /^\d+$/.test(`${sample}`) ? Number(sample) : 3;
    case 'boolean':
      return sample !== 'false';
    case 'object':
      return {};
    case 'array':
      return [];
    default:
      return sample;
  }
}
