import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { read } from '../../../manifests/files/read';
import type { Manifest } from '../../../manifests/object/manifest';

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

/** The objects of dist/ by folder, in the order in which they can be applied: the platform has the namespaces. */
export function dist(): Map<string, Manifest[]> {
  const kustomizations = files('dist', '/kustomization.yaml').map((file) => dirname(file));
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

export function nameOf({ kind, metadata }: Manifest): string {
  return `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
}
