import { newestOf } from '../../values/cnpg/helm-range';
import type { Target } from '../../values/cnpg/target';
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
  readonly target: Target;
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
  const isOne = byComponent.every((each) => new Set(each.map(({ version }) => version)).size <= 1);
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
export function completeTarget(seen: Target, given: Partial<Target> = {}): Target {
  const target = { ...seen, ...given };
  return { ...target, kubernetes: given.kubernetes ?? assumedKubernetes(target.operator, target.kubernetes) };
}

/** The versions that manifests of unknown place are judged for: {@link seenTargets} of all of them. */
export function seenTarget(manifests: readonly Manifest[], fallback: Target): Omit<SeenTarget, 'documents'> {
  const documents = manifests.map((manifest, document) => ({ manifest, file: null, document }));
  return seenTargets(documents, fallback)[0] ?? { target: fallback, reasons: [] };
}

/** Documents with the same key have the same installations nearest. */
function nearestKey(document: Document, byComponent: readonly (readonly Placed[])[]): string {
  const versions = byComponent.map((each) => nearest(document, each).map(({ version }) => version));
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

function seenFor(
  documents: readonly Document[],
  byComponent: readonly (readonly Placed[])[],
  fallback: Target,
): SeenTarget {
  const target: Record<keyof Target, string> = { ...fallback };
  const reasons = COMPONENTS.flatMap((component, i): Reason[] => {
    const installed = byComponent[i] ?? [];
    const version = newestOf(installed.map((each) => each.version));
    const chosen = installed.find((each) => each.version === version);
    if (chosen === undefined) return [];
    target[component] = chosen.version;
    const others = [...groupBy(installed, (each) => each.version).values()].flatMap(([first]) =>
      first === undefined || first.version === version ? [] : [`${nameOf(first)} installs ${first.version}`],
    );
    const message = [
      `judged for ${NAMES[component]} ${chosen.version}: ${nameOf(chosen)}, ${chosen.evidence}`,
      ...(others.length === 0 ? [] : [...others, 'the newest counts, and --target names another']),
    ].join('; ');
    return [{ component, message, document: chosen.document, path: chosen.path }];
  });
  return { target: completeTarget(target), documents, reasons };
}

/** A kustomization has no name: its file stands for it. */
function nameOf({ manifest, document }: Placed): string {
  return isKustomization(manifest) ? (document.file ?? manifest.kind) : manifestName(manifest);
}
