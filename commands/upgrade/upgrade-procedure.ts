import { archiverOf } from '../../manifests/cnpg/archives';
import { isHibernated } from '../../manifests/cnpg/cluster-traits';
import { installationsIn } from '../../manifests/installations/installations';
import type { Component } from '../../manifests/installations/seen-versions';
import { Kind } from '../../manifests/object/kinds';
import { at, groupKindOf, type Manifest, namespaceOf, text } from '../../manifests/object/manifest';
import { Index } from '../../manifests/object/object-index';
import type { Upgrade } from '../../plan';
import { CHART_OF } from '../../plan/upgrade/installers';
import { numberedSteps } from '../cli/numbered-steps';

/** An application of the platform. */
export interface Resident {
  readonly name: string;
  readonly manifests: readonly Manifest[];
}

/** One version on the way, and what it does. */
export interface Stage extends Omit<Upgrade, 'object'> {
  readonly version: string;
  /** Those that fall away with it. */
  readonly suppressions: readonly string[];
}

/** What the procedure is printed for. */
export interface UpgradeSituation {
  readonly product: Component;
  readonly platform: string;
  /** The file with its versions. */
  readonly file: string;
  readonly from: string;
  readonly residents: readonly Resident[];
  readonly stages: readonly Stage[];
  /** Whether nothing is written. */
  readonly dryRun: boolean;
}

/** What an upgrade does, and its commits in their order. */
export function printUpgrade(situation: UpgradeSituation): string {
  const { product, platform, file, from, stages, dryRun } = situation;
  const [next, ...more] = stages;
  const last = stages.at(-1)?.version;
  const way = more.length === 0 ? '' : `, the first of ${stages.length} steps to ${last}`;
  const head = `${file}: ${product} ${from} becomes ${next?.version}${way}${dryRun ? ' (dry run: nothing is written)' : ''}\n`;
  const commits = stages.flatMap((stage, i) => commitsOf(stage, i === 0, situation));
  return `${head}\n${effectsOf(next)}\nThe commits on platform ${platform}:\n${numberedSteps(commits)}`;
}

function effectsOf(stage: Stage | undefined): string {
  if (stage === undefined) return '';
  const lines = [
    ...stage.effects.map(({ impact, object, reason }) => `${impact} ${object}: ${reason}`),
    ...stage.gains.map((gain) => `+ ${gain}`),
    ...stage.notes.map((note) => `! ${note}`),
  ];
  return lines.length === 0 ? '' : `${stage.version} does this:\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

function commitsOf(stage: Stage, isFirst: boolean, situation: UpgradeSituation): string[][] {
  const { product, platform, stages } = situation;
  const wanted = `npm run upgrade -- ${product} ${stages.at(-1)?.version} --platform ${platform}`;
  const preparations = [
    ...new Set(stage.effects.flatMap(({ object, before }) => (before === undefined ? [] : [`${object}: ${before}`]))),
  ];
  const preparing =
    preparations.length === 0
      ? []
      : [
          [
            `prepare ${product} ${stage.version}, in manifests and databases`,
            ...preparations,
            'before the next: it is done in every database; it changes nothing for the old version',
            'way back: none is needed',
          ],
        ];
  return [...preparing, upgradeCommit(stage, isFirst ? undefined : wanted, situation)];
}

function upgradeCommit(stage: Stage, command: string | undefined, situation: UpgradeSituation): string[] {
  const { product, platform, file, residents } = situation;
  const backups = residents
    .filter(({ manifests }) => clustersIn(manifests).some((cluster) => archiverOf(cluster) !== undefined))
    .map(({ name }) => `npm run -s backup -- ${name} | kubectl create -f -`);
  return [
    `git commit -m "Upgrade the ${product} of ${platform} to ${stage.version}"`,
    ...(command === undefined ? [] : [`${command} writes it, and judges everything again`]),
    ...(backups.length === 0 ? [] : [`a base backup of each database, completed: ${backups.join('; ')}`]),
    `npm run synth, npm run -s plan, then commit ${file} and dist/`,
    ...(stage.suppressions.length === 0
      ? []
      : [
          `in the same commit, take out the suppressions that accept nothing any more: ${stage.suppressions.join(', ')}`,
        ]),
    ...waits(stage, situation),
    `way back: revert the commit while nothing uses what ${stage.version} has brought; the pods roll once more; nobody tests that way, and what it breaks is recovered by npm run restore`,
  ];
}

function waits({ version }: Stage, { product, residents }: UpgradeSituation): string[] {
  const all = residents.flatMap(({ manifests }) => manifests);
  const clusters = clustersIn(all).filter((cluster) => !isHibernated(cluster));
  const namespaces = [...new Set(clusters.map(namespaceOf))];
  const shown = product === 'operator' ? 'Manager Version' : 'the version of the plugin';
  return [
    `before the next: kubectl rollout status deployment -n ${namespaceOfProduct(all, product)} -l app.kubernetes.io/name=${CHART_OF[product]}`,
    ...clusters
      .filter((cluster) => at(cluster, 'spec.primaryUpdateStrategy') === 'supervised')
      .map((cluster) => `before the next: kubectl cnpg promote ${placeOf(cluster)}, with one of its new replicas`),
    ...clusters.map(
      (cluster) =>
        `before the next: kubectl cnpg status ${placeOf(cluster)} has ${version} as ${shown} of every instance`,
    ),
    ...namespaces.map(
      (namespace) =>
        `before the next: kubectl wait clusters.postgresql.cnpg.io --all -n ${namespace} --for=condition=Ready --timeout=30m`,
    ),
  ];
}

function clustersIn(manifests: readonly Manifest[]): Manifest[] {
  return manifests.filter((manifest) => groupKindOf(manifest) === Kind.CLUSTER);
}

function placeOf(cluster: Manifest): string {
  return `${cluster.metadata.name} -n ${namespaceOf(cluster)}`;
}

/** Where the object that installs it says that it goes. */
function namespaceOfProduct(manifests: readonly Manifest[], product: Component): string {
  const installed = installationsIn(new Index(manifests));
  const installer = installed.find(({ component }) => component === product)?.manifest;
  const named = ['spec.destination.namespace', 'spec.targetNamespace'].map((path) => text(at(installer, path)));
  return named.find((name) => name !== undefined) ?? 'cnpg-system';
}
