import type { Application } from '../../constructs/index';
import type { Component } from '../../manifests/installations/seen-versions';
import { manifestName } from '../../manifests/object/identity';
import { Kind } from '../../manifests/object/kinds';
import type { Manifest } from '../../manifests/object/manifest';
import { Index } from '../../manifests/object/object-index';
import { upgradePath } from '../../manifests/releases/upgrade-path';
import { rejections } from '../../plan/engine/rejection';
import { CHART_OF } from '../../plan/upgrade/installers';
import { judgementsOf } from '../../plan/upgrade/judgements';
import { upgradeOf } from '../../plan/upgrade/upgrade';
import type { UpgradeContext } from '../../plan/upgrade/upgrade-context';
import { installableVersions } from '../../values/cnpg/chart-versions';
import type { Target } from '../../values/cnpg/target';
import { Version } from '../../values/cnpg/version';
import { residentsOf } from '../applications/application-tree';
import type { Console } from '../cli/console';
import { UsageError } from '../cli/usage-error';
import { fallenSuppressions } from './fallen-suppressions';
import { printUpgrade, type Stage } from './upgrade-procedure';
import { readVersions, versionsFile, writeVersions } from './versions-file';

/** What `npm run upgrade` is asked for. */
export interface UpgradeRequest {
  readonly product: Component;
  /** The wanted version. */
  readonly version: string;
  /** Name of the platform. */
  readonly platform: string;
  /** Whether nothing is written. */
  readonly dryRun: boolean;
  /** Folder of the repository. */
  readonly root: string;
  readonly now: Date;
  readonly console: Console;
}

/**
 * Declares the next version on the way to the wanted one in `apps/platforms/<name>/versions.json`, and prints all commits of the way.
 *
 * @returns the exit code: 1 where the next version refuses an object of the platform, and nothing is written
 * @throws UsageError for versions and platforms that are not known, and for downgrades
 */
export function upgrade(applications: readonly Application[], request: UpgradeRequest): number {
  const { product, platform, root, now, console, dryRun } = request;
  const file = versionsFile(root, platform);
  const versions = readVersions(root, file);
  const path = pathTo(request, versions[product]);
  const [next] = path;
  if (next === undefined) {
    console.out(`${file}: ${product} is ${versions[product]} already\n`);
    return 0;
  }
  const there = residentsOf(applications, platform);
  const residents = there.map(({ application }) => application);
  const rendered = there.map(({ application: { name }, manifests: own }) => ({ name, manifests: own }));
  const manifests = rendered.flatMap((each) => each.manifests);
  const refused = refusedBy(manifests, { ...versions, [product]: next });
  if (refused.length > 0) {
    console.err(
      `${file} stays as it is: ${product} ${next} refuses what platform ${platform} has. Mend these objects first:\n${refused.map((line) => `  ${line}\n`).join('')}`,
    );
    return 1;
  }
  const stages = path.map((to, i): Stage => {
    const target = { ...versions, [product]: path[i - 1] ?? versions[product] };
    return stageOf({ product, from: target[product], to, target, now, ...objectsOf(manifests) }, manifests, residents);
  });
  if (!dryRun) writeVersions(root, file, { ...versions, [product]: next });
  console.out(printUpgrade({ product, platform, dryRun, file, from: versions[product], residents: rendered, stages }));
  return 0;
}

function objectsOf(manifests: readonly Manifest[]): Pick<UpgradeContext, 'index' | 'clusters'> {
  const index = new Index(manifests);
  return { index, clusters: index.all(Kind.CLUSTER) };
}

function stageOf(context: UpgradeContext, manifests: readonly Manifest[], applications: readonly Application[]): Stage {
  const judgements = judgementsOf(context, manifests);
  return {
    ...upgradeOf(context, manifests, judgements),
    version: context.to,
    suppressions: fallenSuppressions(applications, judgements, context.index),
  };
}

/** The operator goes over every minor; the plugin has no such rule. */
function pathTo({ product, version }: UpgradeRequest, from: string): string[] {
  const known = installableVersions(CHART_OF[product]);
  const wanted = version.replace(/^v/, '');
  if (!known.includes(wanted)) {
    throw new UsageError(
      `no known chart installs ${product} "${version}": there is ${known.join(', ')}; a newer chart is one row in values/cnpg/chart-versions.ts`,
    );
  }
  if (Version.parse(wanted).compareTo(Version.parse(from)) < 0) {
    throw new UsageError(
      `${product} ${wanted} is older than ${from}, which runs: nobody tests a downgrade. Right after an upgrade, revert its commit`,
    );
  }
  if (wanted === from) return [];
  return product === 'operator' ? upgradePath(from, wanted, known) : [wanted];
}

function refusedBy(manifests: readonly Manifest[], target: Target): string[] {
  return manifests.flatMap((manifest) =>
    rejections(manifest, undefined, target).map(
      ({ path, message, fix }) =>
        `${manifestName(manifest)}: ${path === null ? '' : `${path} `}${message}${fix === null ? '' : `; ${fix}`}`,
    ),
  );
}
