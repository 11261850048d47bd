import { Kind } from '../../manifests/object/kinds';
import { at, groupKindOf, type Manifest, text } from '../../manifests/object/manifest';
import { declaredNeeds } from '../status/declared-needs';

/**
 * What a new application needs that no manifest brings, and what is to be done next.
 * @param server - why its PostgreSQL cannot be started here; undefined where it can
 */
export function printNew(
  name: string,
  platform: string,
  manifests: readonly Manifest[],
  server: string | undefined,
): string {
  return [
    `apps/${name} and dist/${name} are written, and ${name} is registered in apps/index.ts.`,
    '',
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
