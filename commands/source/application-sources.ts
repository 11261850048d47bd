import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyChanges, withStaging } from '../../manifests/files/transaction';

/** The TypeScript of an application, by path from the root. */
export function applicationSources(root: string, application: string): Map<string, string> {
  const folder = `apps/${application}`;
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  return new Map(names.sort().map((name) => [`${folder}/${name}`, readFileSync(join(root, folder, name), 'utf8')]));
}

/** All files or none. */
export function writeApplication(root: string, files: ReadonlyMap<string, string>): void {
  const staging = join(root, '.apps.staging');
  withStaging(staging, () =>
    applyChanges(
      staging,
      [...files].map(([name, text]) => ({ target: join(root, name), text })),
    ),
  );
}
