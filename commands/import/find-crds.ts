import { compare } from '../../values/collections/compare';
import { canonical, type JsonValue, object } from './canonical-json';
import type { CrdFacts } from './crd';
import { factsOf, toCrd } from './crd';
import { IMPORTED_KINDS, isUsed, keepsReleases } from './kinds';
import { documentsIn, type SourceText } from './read-source';

/** A CRD of a kind in use. */
export interface FoundCrd {
  readonly group: string;
  readonly kind: string;
  readonly origin: string;
  readonly release: string | null;
  readonly facts: readonly CrdFacts[];
  /** The CRD without prose as JSON on one line: what its hash is taken of, and what makes two CRDs equal. */
  readonly content: string;
}

export interface FoundCrds {
  readonly crds: readonly FoundCrd[];
  /** `FailoverQuorum (postgresql.cnpg.io)`: a CRD that the project has no use for. */
  readonly skipped: readonly string[];
}

/**
 * The CRDs of the kinds in use within one source.
 *
 * @throws Error where YAML or a CRD is broken, or none of the kinds in use is there
 */
export function findCrds(source: string, texts: readonly SourceText[]): FoundCrds {
  const skipped = new Set<string>();
  const crds = texts.flatMap((text) =>
    documentsIn(text).flatMap((document) => {
      const { kind, metadata, spec } = fields(document);
      if (kind !== 'CustomResourceDefinition') return [];
      const { group, names } = fields(spec);
      if (isUsed(group, fields(names).kind)) return [readCrd(document, text)];
      const name = fields(names).kind ?? fields(metadata).name;
      skipped.add(`${printable(name)} (${printable(group)})`);
      return [];
    }),
  );
  if (crds.length === 0) {
    const seen = skipped.size > 0 ? `, only ${[...skipped].sort().join(', ')}` : '';
    const used = Object.entries(IMPORTED_KINDS).map(([group, kinds]) => `${kinds.join(', ')} (${group})`);
    throw new Error(`${source}: holds no CRD of a kind in use${seen}\n  kinds in use: ${used.join('; ')}`);
  }
  return { crds, skipped: [...skipped].sort() };
}

/**
 * One CRD per kind out of all sources, whatever their order; one per kind and release where several are kept.
 *
 * @throws Error where two sources differ about a kind
 */
export function mergeCrds(found: readonly FoundCrd[]): readonly FoundCrd[] {
  const key = ({ group, kind, release }: FoundCrd) =>
    keepsReleases(group) && release !== null ? `${group}/${kind} of ${release}` : `${group}/${kind}`;
  const byKey = new Map<string, FoundCrd>();
  const all = [...found].sort((a, b) => compare(key(a), key(b)) || compare(a.origin, b.origin));
  for (const crd of all) {
    const other = byKey.get(key(crd));
    if (other !== undefined && other.content !== crd.content) {
      throw new Error(
        `${key(crd)} is given twice and differs: by ${other.origin} and by ${crd.origin}; give one of them`,
      );
    }
    if (other === undefined) byKey.set(key(crd), crd);
  }
  return [...byKey.values()];
}

function readCrd(document: unknown, { origin, label, release }: SourceText): FoundCrd {
  const { metadata } = fields(document);
  try {
    // Only these: status and the rest of the metadata tell of one cluster.
    const { apiVersion, kind, spec } = fields(document);
    const facts = factsOf(object(canonical({ apiVersion, kind, metadata: { name: fields(metadata).name }, spec })));
    const content = JSON.stringify(canonical(toCrd(facts)));
    const [{ group, names }] = facts as readonly [CrdFacts, ...CrdFacts[]];
    return { group, kind: names.kind, origin, release: labelled(metadata) ?? release, facts, content };
  } catch (error) {
    const name = printable(fields(metadata).name);
    throw new Error(`${label}: CRD ${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

// cert-manager, Argo CD and Helm charts label their CRDs, the Prometheus operator annotates them; CNPG does neither.
function labelled(metadata: unknown): string | null {
  const { labels, annotations } = fields(metadata);
  const given = fields(annotations)['operator.prometheus.io/version'] ?? fields(labels)['app.kubernetes.io/version'];
  return typeof given === 'string' && /^v?\d+\.\d+\.\d+[\w.+-]*$/.test(given) ? given.replace(/^v/, '') : null;
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function printable(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value as JsonValue) ?? 'without a name');
}
