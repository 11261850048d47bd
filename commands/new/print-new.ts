import { Kind } from '../../manifests/object/kinds';
import { at, groupKindOf, type Manifest, text } from '../../manifests/object/manifest';
import { declaredNeeds } from '../status/declared-needs';
import { destinationOf, type NewApplication } from './application-source';

/** What is to be known of a new application beside its manifests. */
interface Remarks {
  /** Why its PostgreSQL cannot be started here; undefined where it can. */
  readonly server: string | undefined;
  /** Objects of these names that were removed before. */
  readonly again: readonly string[];
}

/** What a new application needs that no manifest brings, and what is to be done next. */
export function printNew(
  { name, platformFolder: platform, serverName, origin }: NewApplication,
  manifests: readonly Manifest[],
  { server, again }: Remarks,
): string {
  return [
    `apps/${name} and dist/${name} are written, and ${name} is registered in apps/index.ts.`,
    '',
    ...(serverName === undefined
      ? []
      : [archivedAs(name, serverName, destinationOf({ name, ...(origin && { origin }) })), '']),
    ...(again.length === 0 ? [] : [existedBefore(again), '']),
    'The Kubernetes cluster needs:',
    ...needs(manifests).map((need) => `  ${need}`),
    '',
    ...(server === undefined ? [] : [`npm run verify:postgres, a part of npm run ci: ${server}`, '']),
    'Next:',
    '  npm run -s plan',
    `  git add apps dist lineage.lock.json && git commit -m "Add ${name}"`,
    `  npm run -s status -- ${platform}`,
    '',
    `Replace what apps/${name}/config.ts marks (chosen), then npm run synth. Removing it again: npm run remove -- ${name}`,
    '',
  ].join('\n');
}

function archivedAs(name: string, serverName: string, destination: string): string {
  return `${destination} has an archive of an earlier ${name}-db, which nobody else may write to: this one archives there as ${serverName} (\`serverName\`).`;
}

function existedBefore(again: readonly string[]): string {
  return [
    `Removed before under the same name: ${again.join(', ')}. Their lines in apps/acknowledgements.ts are gone.`,
    'Delete what still runs of it before this is applied (docs/removal.md): otherwise the old database goes on under the new declaration.',
  ].join('\n');
}

function needs(manifests: readonly Manifest[]): string[] {
  const made = manifests
    .filter((manifest) => groupKindOf(manifest) === Kind.EXTERNAL_SECRET)
    .map(({ metadata }) => `Secret ${metadata.namespace}/${metadata.name}`);
  const buckets = manifests
    .filter((manifest) => groupKindOf(manifest) === Kind.OBJECT_STORE)
    .flatMap((manifest) => text(at(manifest, 'spec.configuration.destinationPath')) ?? []);
  const declared = declaredNeeds(manifests)
    .map(({ what }) => what)
    .filter((what) => /^(Secret|storage class) /.test(what))
    .filter((what) => !made.some((secret) => what === secret || what.startsWith(`${secret}:`)));
  return [...new Set(buckets)].map((path) => `bucket of ${path}`).concat(declared);
}
