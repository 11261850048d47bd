import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Beside what it is of, in the form that `sha256sum --check SHA256SUMS` reads. */
export const CHECKSUMS = 'SHA256SUMS';
/** Facts of the operator are read out of its source by people; everything else is generated, and a change by hand is a defect. */
const BY_HAND = 'facts/operator/';

/** Digest and path of every generated file below a folder, sorted by path. */
export async function checksumsOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      join(parentPath, name).slice(folder.length).replaceAll('\\', '/').replace(/^\/+/, ''),
    )
    .filter((path) => path !== CHECKSUMS && !path.startsWith(BY_HAND))
    .sort();
  const lines = paths.map(async (path) => {
    const digest = createHash('sha256').update(await readFile(join(folder, path)));
    return `${digest.digest('hex')}  ${path}\n`;
  });
  return (await Promise.all(lines)).join('');
}

/** Records what a folder of imports holds now. */
export async function writeChecksums(folder: string): Promise<void> {
  await writeFile(join(folder, CHECKSUMS), await checksumsOf(folder));
}
