import { posix } from 'node:path';
import { patternsOf, unknownSourcesOf } from '../../manifests/applied/application-sets';
import type { FileTree } from '../../manifests/applied/file-tree';
import type { Root } from '../../manifests/applied/roots';
import type { Document } from '../../manifests/object/document';
import { Kind } from '../../manifests/object/kinds';
import { groupKindOf, groupOf, isOfCnpgGroup, type Manifest } from '../../manifests/object/manifest';
import { DIST } from '../../rules/folders/argo-folders';
import { makesAppliers } from './followed';
import { namedElsewhere } from './named-elsewhere';

/** What of a repository may be applied, as it was found. */
interface Sources {
  readonly roots: readonly Root[];
  readonly tree: FileTree;
  /** Folders of charts, and files, with templates that nobody has filled in. */
  readonly templates: readonly string[];
  /** Whether it is the whole repository. */
  readonly extent: 'all' | 'given';
  /** Where a tool finds the repository. */
  readonly home: () => string;
}

/** The file of a folder that Fleet applies. */
const FLEET = 'fleet.yaml';
/** What applies things in a way that is not followed: Rancher's Fleet, the Flux Operator's ResourceSet, kapp, Sveltos, Open Cluster Management. */
const UNFOLLOWED =
  /^(?:fleet\.cattle\.io\/|fluxcd\.controlplane\.io\/ResourceSet$|kappctrl\.k14s\.io\/|config\.projectsveltos\.io\/|apps\.open-cluster-management\.io\/)/;

/**
 * The roots that nobody in the repository is told to apply, where engines are told what to apply: a folder that an ApplicationSet excludes, one
 * that is no longer in the resources of any kustomization, an archive. What tells an engine is applied by hand. Where not everything is known
 * that may name a folder, none of them is known to be left out, and what another file names may be applied by who reads that.
 */
export function unappliedAmong(sources: Sources): ReadonlySet<Root> {
  const { roots, tree, extent, home } = sources;
  const documents = roots.flatMap((root) => root.documents);
  const isTold = roots.some(({ application }) => application !== undefined) || documents.some(selectsFolders);
  if (!isTold || extent !== 'all' || mayNameMore(sources, documents)) return new Set();
  const isLeftOut = (root: Root) =>
    root.application === undefined &&
    root.documents.length > 0 &&
    // What a chart makes is applied by who installs it.
    tree.chartOf(root.folder) === undefined &&
    root.documents.every(({ appliedBy }) => appliedBy === undefined) &&
    // What is written by synth is to be applied, and missing an Application is a finding.
    !root.documents.some(({ place }) => place?.folder.startsWith(`${DIST}/`)) &&
    !root.documents.some(({ manifest }) => manifest && isOfEngine(manifest));
  const leftOut = roots.filter(isLeftOut);
  const databases = leftOut.filter(holdsDatabase);
  const named = databases.length === 0 ? new Set() : namedElsewhere(databases, tree, home());
  return new Set(leftOut.filter((root) => !named.has(root)));
}

function mayNameMore({ tree, templates }: Sources, documents: readonly Document[]): boolean {
  return (
    documents.some((each) => unknownSourcesOf(each, tree).length > 0 || isUnfollowed(each)) ||
    [...tree.files.keys()].some((path) => posix.basename(path) === FLEET) ||
    templates.some((path) => makesAppliers(path, tree))
  );
}

function isUnfollowed({ manifest }: Document): boolean {
  return manifest !== undefined && UNFOLLOWED.test(groupKindOf(manifest));
}

/** Whether it is an ApplicationSet for folders of the repository, although it may select none. */
function selectsFolders({ manifest }: Document): boolean {
  if (manifest === undefined || groupKindOf(manifest) !== Kind.APPLICATION_SET) return false;
  return patternsOf(manifest, 'git.directories').length > 0;
}

/** Whether it tells Argo CD, Flux or K3s something. */
function isOfEngine(manifest: Manifest): boolean {
  const group = groupOf(manifest.apiVersion);
  return (
    group === 'argoproj.io' || group.endsWith('toolkit.fluxcd.io') || groupKindOf(manifest) === Kind.K3S_HELM_CHART
  );
}

/** Whether there is something of a database in it. */
export function holdsDatabase({ documents }: Pick<Root, 'documents'>): boolean {
  return documents.some(({ manifest }) => manifest && isOfCnpgGroup(manifest));
}
