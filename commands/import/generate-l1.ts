import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Crd } from './crd';

const exec = promisify(execFile);

/**
 * The L1 TypeScript of one CRD, by `cdk8s import` in a folder of its own: it names its output after the API group, so that
 * two kinds of a group would overwrite each other.
 *
 * @throws Error with what `cdk8s import` said
 */
export async function generateL1(crd: Crd, group: string, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'crd.json'), JSON.stringify(crd));
  const cli = join(dirname(createRequire(__filename).resolve('cdk8s-cli/package.json')), 'bin', 'cdk8s');
  try {
    await exec(process.execPath, [cli, 'import', 'crd.json', '--language', 'typescript', '--output', 'out'], {
      cwd: folder,
      // It looks for a newer version of itself on every call otherwise.
      env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false' },
    });
    return await readFile(join(folder, 'out', `${group}.ts`), 'utf8');
  } catch (error) {
    const said = String((error as { stderr?: unknown }).stderr ?? error).trim();
    throw new Error(`cdk8s import refuses ${crd.metadata.name}: ${said.split('\n').slice(-5).join('\n')}`);
  }
}

/** `ClusterImageCatalog` is `cluster-image-catalog`. */
export function kebab(kind: string): string {
  return kind.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();
}
