import { attempt } from '../../values/text/invalid-value';
import { parseGoDuration } from '../../values/time/go-duration';
import { placeKey } from '../object/identity';
import { Kind } from '../object/kinds';
import { at, list, type Manifest, namespaceOf, record, text } from '../object/manifest';
import type { Index } from '../object/object-index';

/** The default of the CRD. */
const DEFAULT_INTERVAL = '1h0m0s';

/** Name of the Secret that an ExternalSecret makes. */
export function targetNameOf(externalSecret: Manifest): string {
  return text(at(externalSecret, 'spec.target.name')) ?? text(externalSecret.metadata.name) ?? '';
}

/** How often the Secret is generated again, in seconds; undefined if it is not, or if the interval cannot be read. */
export function refreshSecondsOf(externalSecret: Manifest): number | undefined {
  if ((text(at(externalSecret, 'spec.refreshPolicy')) ?? 'Periodic') !== 'Periodic') return undefined;
  const interval = text(at(externalSecret, 'spec.refreshInterval')) ?? DEFAULT_INTERVAL;
  const nanoseconds = attempt(() => parseGoDuration(interval)) ?? 0n;
  return nanoseconds > 0n ? Number(nanoseconds / 1_000_000_000n) : undefined;
}

/** Names of the Password generators that an ExternalSecret takes values from. Each refresh makes another password. */
export function passwordGeneratorsOf(externalSecret: Manifest): string[] {
  const entries = ['data', 'dataFrom'].flatMap((field) => list(at(externalSecret, `spec.${field}`)));
  return entries.flatMap((entry) => {
    const { kind, name } = record(at(entry, 'sourceRef.generatorRef'));
    return kind === 'Password' ? (text(name) ?? []) : [];
  });
}

/** The templates of an ExternalSecret's keys. */
export function templateOf(externalSecret: Manifest): Readonly<Record<string, unknown>> {
  return record(at(externalSecret, 'spec.target.template.data'));
}

/** A generator in the run. */
export function passwordGenerator(namespace: string, name: string, index: Index): Manifest | undefined {
  return index.get(Kind.PASSWORD_GENERATOR, namespace, name);
}

/** Whether anything in the run rotates a Secret. */
export function isRotating(index: Index): boolean {
  return index.derive(rotations).size > 0;
}

/** The ExternalSecret of the run that repeatedly makes another password for this Secret. */
export function rotationOf(namespace: string, secret: string, index: Index): Manifest | undefined {
  return index.derive(rotations).get(placeKey(namespace, secret));
}

function rotations(index: Index): ReadonlyMap<string, Manifest> {
  const rotating = index
    .all(Kind.EXTERNAL_SECRET)
    .filter((each) => passwordGeneratorsOf(each).length > 0 && refreshSecondsOf(each) !== undefined);
  return new Map(rotating.map((each) => [placeKey(namespaceOf(each), targetNameOf(each)), each]));
}
