import { clustersReadingSecret, clustersStartingWith } from '../../manifests/cnpg/named-by-clusters';
import { secretReferencesOf } from '../../manifests/kubernetes/secret-references';
import { Kind, WORKLOAD_KINDS } from '../../manifests/object/kinds';
import { at, type Manifest, namespaceOf, text } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { literalPattern } from '../../values/text/literal-pattern';
import type { Verdict } from './change';
import { namesOf } from './object-names';
import { secretOf } from './secret-makers';

/** What a Secret is to those who read it once it is gone. Where nobody is known to, no database is concerned. */
export function lostSecret(maker: Manifest, objects: Index): Verdict {
  const [namespace, name] = [namespaceOf(maker), secretOf(maker)];
  const isOwn = maker.kind === 'Secret';
  const lost = isOwn ? '' : `its Secret ${name} is deleted with it; `;
  const readers = [
    clustersReadingSecret(namespace, name, objects),
    ...[...WORKLOAD_KINDS, Kind.POD].map((kind) =>
      objects
        .all(kind)
        .filter((each) => namespaceOf(each) === namespace && secretReferencesOf(each).some((one) => one.name === name)),
    ),
    // What a chart makes of its values may read it.
    ...objects
      .derive(releases)
      .map((kind) =>
        kind
          .filter((each) => [namespace, undefined].includes(each.namespace) && isNamedIn(each.said, name))
          .map(({ each }) => each),
      ),
  ].filter((each) => each.length > 0);
  return readers.length === 0
    ? {
        impact: 'none',
        reason: `${lost}no object of this change reads it: what does elsewhere fails at its next start`,
      }
    : { impact: 'outage', reason: `${lost}${readers.map(namesOf).join(', ')} reads it, and fails at its next start` };
}

/** What pods cannot start without; undefined for what no Cluster gives its pods. */
export function lostConfigMap(manifest: Manifest, objects: Index): Verdict | undefined {
  const readers = clustersStartingWith(namespaceOf(manifest), String(manifest.metadata.name), objects);
  if (readers.length === 0) return undefined;
  return {
    impact: 'outage',
    reason: `the object is deleted; ${namesOf(readers)} reads it: its pods fail at their next start`,
  };
}

interface Release {
  readonly each: Manifest;
  /** What it says. */
  readonly said: string;
  /** Where its objects go, if it says so. */
  readonly namespace: string | undefined;
}

/** What installs charts, by kind. */
function releases(index: Index): Release[][] {
  return [Kind.HELM_RELEASE, Kind.APPLICATION, Kind.K3S_HELM_CHART].map((kind) =>
    index.all(kind).map((each) => {
      const path = kind === Kind.APPLICATION ? 'spec.destination.namespace' : 'spec.targetNamespace';
      const own = kind === Kind.APPLICATION ? undefined : namespaceOf(each);
      return { each, said: JSON.stringify(each.spec ?? ''), namespace: text(at(each, path)) ?? own };
    }),
  );
}

/** Whether a name stands in a text, and not within another name or a host. */
function isNamedIn(said: string, name: string): boolean {
  return said.includes(name) && new RegExp(`(?<![\\w.-])${literalPattern(name)}(?![\\w.-])`).test(said);
}
