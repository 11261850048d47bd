import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { read } from '../../../manifests/files/read';
import { at, type Manifest, text } from '../../../manifests/object/manifest';

export const ROOT = join(__dirname, '../../..');

/** Paths below the repository's root. */
export function files(folder: string, ending: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => join(folder, file))
    .sort();
}

export function content(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

/**
 * @throws Error when a document is none
 */
export function manifestsOf(yaml: string, name: string): Manifest[] {
  return read(yaml, name).map(({ manifest, findings }) => {
    if (manifest === undefined) throw new Error(`${name}: ${JSON.stringify(findings)}`);
    return manifest;
  });
}

/** The objects of dist/ by folder, of the platforms with a version of the operator, in the order in which they can be applied. */
export function dist(operator: string): Map<string, Manifest[]> {
  const used = platforms(operator).flatMap((platform) => [platform, ...foldersAppliedBy(platform)]);
  const kustomizations = files('dist', '/kustomization.yaml')
    .map((file) => dirname(file))
    .filter((folder) => used.some((each) => folder === each || folder.startsWith(`${each}/`)));
  const folders = kustomizations.sort((a, b) => Number(b.includes('platform')) - Number(a.includes('platform')));
  return new Map(
    folders.map((folder) => [
      folder,
      files(folder, '.yaml')
        .filter((file) => dirname(file) === folder && !file.endsWith('/kustomization.yaml'))
        .flatMap((file) => manifestsOf(content(file), file))
        .sort((a, b) => Number(b.kind === 'Namespace') - Number(a.kind === 'Namespace')),
    ]),
  );
}

function platforms(operator: string): string[] {
  const named = files('apps/platforms', '/versions.json').filter(
    (file) => JSON.parse(content(file)).operator === operator,
  );
  return named.map((file) => `dist/platforms/${basename(dirname(file))}`);
}

/** What the Applications of a platform apply. */
function foldersAppliedBy(platform: string): string[] {
  const applications = files(platform, '.yaml').flatMap((file) => manifestsOf(content(file), file));
  return applications.flatMap((manifest) => text(at(manifest, 'spec.source.path')) ?? []);
}

export function nameOf({ kind, metadata }: Manifest): string {
  return `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
}
