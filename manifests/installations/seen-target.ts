import { type JudgedTarget, type Target, withVersions } from '../../values/cnpg/target';
import { Version } from '../../values/cnpg/version';
import { groupBy } from '../../values/collections/group-by';
import type { Document } from '../object/document';
import { manifestName } from '../object/identity';
import { isKustomization, type Manifest } from '../object/manifest';
import { Index } from '../object/object-index';
import { assumedKubernetes } from '../releases/operator-releases';
import { type Installation, installationsOf } from './installations';
import type { Component } from './seen-versions';

/** Documents that are judged for the same versions, and why for these. */
export interface SeenTarget {
  readonly target: JudgedTarget;
  readonly documents: readonly Document[];
  readonly reasons: readonly Reason[];
}

/** Why a version is assumed. */
export interface Reason {
  readonly component: Component;
  /** `judged for CloudNativePG 1.29.1: HelmRelease cnpg-system/cnpg, chart 0.28.2` */
  readonly message: string;
  /** The document that says so. */
  readonly document: Document;
  /** The field with the version. */
  readonly path: string;
}

const COMPONENTS: readonly Component[] = ['operator', 'plugin'];
const NAMES: Record<Component, string> = { operator: 'CloudNativePG', plugin: 'Barman Cloud plugin' };

type Placed = Installation & { readonly document: Document };

/**
 * The versions of operator and plugin that documents are judged for: those that the documents themselves install. If they install several
 * versions, each document is judged for what lies nearest to it, which is what shares the longest path of folders; if that is several, too,
 * for the newest of them. What nobody installs is that of the given target.
 */
export function seenTargets(documents: readonly Document[], fallback: Target): SeenTarget[] {
  const index = new Index(documents.flatMap(({ manifest }) => manifest ?? []));
  const installed = documents.flatMap((document) =>
    document.manifest === undefined
      ? []
      : installationsOf(document.manifest, index).map((each) => ({ ...each, document })),
  );
  const byComponent = COMPONENTS.map((component) => installed.filter((each) => each.component === component));
  // Most repositories install one version. Then there is nothing to measure.
  const isOne = byComponent.every((each) => new Set(each.map(versionKey)).size <= 1);
  const parts = isOne
    ? [[...documents]]
    : [...groupBy(documents, (document) => nearestKey(document, byComponent)).values()];
  return parts.flatMap((part) => {
    const [first] = part;
    return first === undefined
      ? []
      : [
          seenFor(
            part,
            byComponent.map((each) => nearest(first, each)),
            fallback,
          ),
        ];
  });
}

/** The versions that are seen and those that the user named. What nobody named does not contradict them: a Kubernetes that the operator supports. */
export function completeTarget(seen: JudgedTarget, given: Partial<Target> = {}): JudgedTarget {
  const target = withVersions(seen, given);
  return { ...target, kubernetes: given.kubernetes ?? assumedKubernetes(target.operator, target.kubernetes) };
}

/** The versions that manifests of unknown place are judged for: {@link seenTargets} of all of them. */
export function seenTarget(manifests: readonly Manifest[], fallback: Target): Omit<SeenTarget, 'documents'> {
  const documents = manifests.map((manifest, document) => ({ manifest, file: null, document }));
  return seenTargets(documents, fallback)[0] ?? { target: fallback, reasons: [] };
}

/** Documents with the same key have the same installations nearest. */
function nearestKey(document: Document, byComponent: readonly (readonly Placed[])[]): string {
  const versions = byComponent.map((each) => nearest(document, each).map(versionKey));
  return JSON.stringify(versions.map((each) => [...new Set(each)].sort()));
}

/** The installations that share the longest path of folders with a document. */
function nearest(document: Document, installed: readonly Placed[]): readonly Placed[] {
  const shared = installed.map((each) => sharedFolders(document, each.document));
  const most = Math.max(0, ...shared);
  return installed.filter((_, i) => shared[i] === most);
}

function sharedFolders(one: Document, other: Document): number {
  const [a, b] = [foldersOf(one), foldersOf(other)];
  const parting = a.findIndex((folder, i) => folder !== b[i]);
  return parting < 0 ? a.length : parting;
}

function foldersOf({ file }: Document): readonly string[] {
  return file?.split('/').slice(0, -1) ?? [];
}

/** Installations with the same key install the same. What is not known is not the version that stands for it. */
function versionKey({ version, evidence, unknown }: Installation): string {
  return unknown === undefined ? version : evidence;
}

const AGES = { older: -1, between: 1, newer: 1 };

function isNewer(one: Installation, other: Installation): boolean {
  const [rank = 0, otherRank = 0] = [one, other].map(({ unknown }) => unknown && AGES[unknown]);
  return (Version.parse(one.version).compareTo(Version.parse(other.version)) || rank - otherRank) > 0;
}

function seenFor(
  documents: readonly Document[],
  byComponent: readonly (readonly Placed[])[],
  fallback: JudgedTarget,
): SeenTarget {
  const chosen = byComponent.flatMap((installed) => {
    const [first, ...rest] = installed;
    return first === undefined ? [] : [rest.reduce((newest, each) => (isNewer(each, newest) ? each : newest), first)];
  });
  const reasons = chosen.map((each): Reason => {
    const { component, document, path } = each;
    const installed = byComponent[COMPONENTS.indexOf(component)] ?? [];
    return { component, message: reasonFor(each, installed), document, path };
  });
  const versions = Object.fromEntries(chosen.map(({ component, version }) => [component, version]));
  const unknown = Object.fromEntries(
    chosen.flatMap(({ component, evidence, unknown: age }) =>
      age === undefined ? [] : [[component, { evidence, age }]],
    ),
  );
  const seen = withVersions(fallback, versions);
  const target = Object.keys(unknown).length === 0 ? seen : { ...seen, unknown: { ...seen.unknown, ...unknown } };
  return { target: completeTarget(target), documents, reasons };
}

function reasonFor(chosen: Placed, installed: readonly Placed[]): string {
  const others = [...groupBy(installed, versionKey).values()].flatMap(([first]) =>
    first === undefined || versionKey(first) === versionKey(chosen)
      ? []
      : [`${nameOf(first)} installs ${installedIn(first)}`],
  );
  const { rank, why } = UNKNOWN[chosen.unknown ?? 'known'];
  return [
    `judged for ${NAMES[chosen.component]} ${chosen.version}${rank}: ${nameOf(chosen)}, ${chosen.evidence}${why}`,
    ...(others.length === 0 ? [] : [...others, 'the newest counts, and --target names another']),
  ].join('; ');
}

const UNKNOWN = {
  known: { rank: '', why: '' },
  older: { rank: ', the oldest known here', why: ', which installs an older one' },
  between: { rank: ', the nearest known here', why: ', which is not known' },
  newer: {
    rank: ', the newest known here',
    why: ', which is not known: fields that no known version has are warnings',
  },
} as const;

function installedIn({ version, evidence, unknown }: Placed): string {
  return unknown === undefined ? version : `what is not known (${evidence})`;
}

/** A kustomization has no name: its file stands for it. */
function nameOf({ manifest, document }: Placed): string {
  return isKustomization(manifest) ? (document.file ?? manifest.kind) : manifestName(manifest);
}
