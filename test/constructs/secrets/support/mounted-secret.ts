import { link, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * The volume of a Secret as the kubelet keeps it: files are links into `..data`, itself a link to a folder of one version, which is
 * swapped as a whole. A mount by `subPath` is the file that was there first, and follows no link any more.
 */
export class MountedSecret {
  #version = 0;

  private constructor(
    private readonly folder: string,
    private readonly keys: readonly string[],
  ) {}

  static async mount(secret: Readonly<Record<string, string>>, keys: readonly string[]): Promise<MountedSecret> {
    const mounted = new MountedSecret(await mkdtemp(join(tmpdir(), 'secret-')), keys);
    await mounted.update(secret);
    for (const key of keys) {
      await symlink(join('..data', key), join(mounted.folder, key));
      await link(join(mounted.folder, '..1', key), mounted.subPath(key));
    }
    return mounted;
  }

  path(key: string): string {
    return join(this.folder, key);
  }

  subPath(key: string): string {
    return join(this.folder, `subPath-${key}`);
  }

  read(key: string): Promise<string> {
    return readFile(this.path(key), 'utf8');
  }

  async update(secret: Readonly<Record<string, string>>): Promise<void> {
    this.#version += 1;
    const version = `..${this.#version}`;
    await mkdir(join(this.folder, version));
    for (const key of this.keys) await writeFile(join(this.folder, version, key), secret[key] ?? '');
    await symlink(version, join(this.folder, '..data_tmp'));
    await rename(join(this.folder, '..data_tmp'), join(this.folder, '..data'));
  }

  async unmount(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
