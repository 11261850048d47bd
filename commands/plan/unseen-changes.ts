import { posix } from 'node:path';
import { textIn } from '../../manifests/applied/file-tree';
import type { ChartRelease } from '../../manifests/applied/releases';
import type { Root } from '../../manifests/applied/roots';
import { CLUSTER_CHART } from '../../manifests/helm/cluster-source';
import { manifestName } from '../../manifests/object/identity';
import { equal } from '../../manifests/object/json';
import type { RenderedRelease } from '../applied/render-charts';
import type { RenderOptions } from '../applied/rendering';
import { findTools } from '../applied/tools';
import { holdsDatabase } from '../applied/unapplied';
import type { AppliedSide } from './applied-side';
import { isDatabaseChart, isOfDatabase } from './database-charts';

/** What one place applies on the two sides. */
export interface Pair<T> {
  readonly before?: T;
  readonly after?: T;
}

export interface AppliedSides {
  readonly before: AppliedSide | undefined;
  readonly after: AppliedSide;
}

/** Releases of charts by what both sides call them, with what decides what they make. */
export type Digests = ReadonlyMap<string, { readonly release: ChartRelease; readonly digest: string }>;

/** How what a tool makes is planned. */
export const COMPARED = 'on both sides, then plan --base BEFORE.yaml --target AFTER.yaml';

/** The roots that changed and that no tool has rendered, in a sentence for each reason. */
export function unseenRoots(
  roots: readonly Pair<Root>[],
  { before, after }: AppliedSides,
  options: RenderOptions,
): string[] {
  const left = roots.filter((pair) => {
    if (![pair.before, pair.after].some((root) => root !== undefined && isUnseen(root))) return false;
    if (pair.before === undefined || pair.after === undefined || before === undefined) return true;
    return before.digestOfRoot(pair.before) !== after.digestOfRoot(pair.after);
  });
  const byReason = new Map<string, { folders: string[]; details: string[] }>();
  const broken: string[] = [];
  for (const pair of left) {
    const sides = [pair.after, pair.before].flatMap((root) => root ?? []);
    const folder = sides[0]?.folder ?? '';
    const failed = sides.flatMap(({ unseen }) => unseen.filter(isFailure));
    if (failed.length > 0) {
      const isNow = pair.after !== undefined && isBroken(pair.after);
      const then = isNow ? 'if Argo CD and Flux cannot either, nothing of it changes' : 'that was before this change';
      broken.push(`${folder} changed: ${[...new Set(failed)].join('; ')}; ${then}`);
      continue;
    }
    const { reason, details } = reasonOf(sides, options);
    const known = byReason.get(reason) ?? { folders: [], details: [] };
    byReason.set(reason, { folders: [...known.folders, folder], details: [...known.details, ...details] });
  }
  const read = [...byReason].map(([reason, { folders, details }]) => {
    const more = details.length === 0 ? '' : ` (${[...new Set(details)].join('; ')})`;
    const [changed, those] = folders.length === 1 ? ['changed, and is', 'its'] : ['changed, and are', 'their'];
    return `${folders.join(', ')} ${changed} read without kustomize, as far as that goes: ${those} namespace and patches${more}. ${reason}`;
  });
  return [...broken, ...read];
}

function isFailure(reason: string): boolean {
  return /^(?:kustomize|flux) cannot build/.test(reason);
}

/** Whether a tool was asked for a root and made nothing of it. */
export function isBroken({ unseen }: Root): boolean {
  return unseen.some(isFailure);
}

/** Whether something of a root was not rendered that may concern a database. */
function isUnseen(root: Root): boolean {
  const elsewhere = root.remote.filter((name) => !isOtherChart(name));
  return root.unseen.length + elsewhere.length > 0 || (root.isPartial && holdsDatabase(root));
}

/** Of a chart with another name than CNPG's it is not known that it makes a database. */
function isOtherChart(remote: string): boolean {
  return remote.startsWith('chart ') && remote !== `chart ${CLUSTER_CHART}`;
}

function reasonOf(roots: readonly Root[], { render, tools = findTools() }: RenderOptions) {
  const details = roots.flatMap((root) => root.unseen);
  const remote = [...new Set(roots.flatMap((root) => root.remote))];
  if (remote.length > 0) {
    const needs = `${remote.join(', ')} ${remote.length === 1 ? 'needs' : 'need'}`;
    return { reason: `${needs} the network: --allow-network`, details };
  }
  const reason = render === 'never' ? 'It was not asked: --render never' : 'Neither kustomize nor kubectl is in PATH';
  const isMissing = render === 'never' || tools.kustomize === undefined;
  return {
    reason: isMissing
      ? `${reason}. To see all of it: kustomize build FOLDER ${COMPARED}`
      : `Compare kustomize build FOLDER ${COMPARED}`,
    details,
  };
}

/** Charts of databases that changed and that Helm has not rendered. */
export function unseenCharts(
  rendered: readonly Pair<RenderedRelease>[],
  { before, after }: AppliedSides,
  installed: { readonly before: Digests | undefined; readonly after: Digests },
  { render, tools = findTools() }: RenderOptions,
): string[] {
  const keys = new Set([...(installed.before?.keys() ?? []), ...installed.after.keys()]);
  return [...keys].flatMap((key) => {
    const [old, next] = [installed.before?.get(key), installed.after.get(key)];
    const release = next?.release ?? old?.release;
    if (release === undefined || old?.digest === next?.digest) return [];
    const { manifest } = release.document;
    const chart = release.folder ?? `${release.chart}`;
    const how = `To see what it makes: helm template ${chart} ${COMPARED}`;
    if (release.folder === undefined) {
      // What the object says is planned with the object; what files say is not.
      const isSaid = !equal(old?.release.document.manifest, next?.release.document.manifest);
      return release.chart === CLUSTER_CHART && !isSaid
        ? [`a file with values of ${manifest && manifestName(manifest)} changed. ${how}`]
        : [];
    }
    const folder = release.folder;
    if (![before, after].some((side) => side && isDatabaseChart(folder, side.sources.tree))) return [];
    const pair = rendered.filter((each) =>
      [each.before, each.after].some((one) => one?.release.folder === folder && one.release.name === release.name),
    );
    const sides = pair.flatMap((each) => [each.before?.root, each.after?.root]).flatMap((root) => root ?? []);
    const reasons = [...new Set(sides.flatMap(({ unseen }) => unseen))];
    if (sides.length > 0 && reasons.length === 0) return [];
    const missing = render === 'never' ? 'Helm was not asked: --render never' : 'helm is not in PATH';
    const isAsked = render !== 'never' && tools.helm !== undefined;
    const why = reasons.length > 0 || isAsked ? reasons.join('; ') : missing;
    const what = manifest ? `${manifestName(manifest)}, or its chart ${chart},` : `chart ${chart}`;
    return [`${what} changed: ${why}. ${how}`];
  });
}

/** Templates that lie around and changed, if they speak of databases. */
export function unseenTemplates({ before, after }: AppliedSides): string[] {
  const texts = (side: AppliedSide | undefined) =>
    new Map(
      (side?.sources.templates ?? [])
        .filter((path) => !side?.sources.tree.charts.includes(path))
        .flatMap((path) => {
          const file = side?.sources.tree.files.get(path);
          return file && side ? [[side.keyOf(side.pathOf(path)), textIn(file)] as const] : [];
        }),
    );
  const [old, next] = [texts(before), texts(after)];
  return [...new Set([...old.keys(), ...next.keys()])].flatMap((path) => {
    if (old.get(path) === next.get(path) || ![old, next].some((each) => isOfDatabase(each.get(path) ?? ''))) return [];
    return [
      `${posix.normalize(path)} changed, and is filled in by Helm. To see what it makes: helm template CHART ${COMPARED}`,
    ];
  });
}
