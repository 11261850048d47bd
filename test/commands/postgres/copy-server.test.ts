import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyServer } from '../../../commands/postgres/copy-server';
import { isRoot } from '../../../commands/postgres/unprivileged';
import { temporaryFolder } from '../../manifests/support/folder';

function packed(): string {
  const native = join(temporaryFolder(), 'native');
  for (const folder of ['bin', 'lib']) mkdirSync(join(native, folder), { recursive: true });
  for (const file of ['bin/initdb', 'bin/postgres', 'lib/libicu.so.60.2']) {
    writeFileSync(join(native, file), file, { mode: 0o600 });
  }
  const link = { source: 'native/lib/libicu.so.60.2', target: 'native/lib/libicu.so.60' };
  writeFileSync(join(native, 'pg-symlinks.json'), JSON.stringify([link]));
  return native;
}

describe('a copy of a server', () => {
  it('has the links that the install script of the package makes, wherever it is, and leaves the package as it is', async () => {
    const native = packed();
    const copy = join(temporaryFolder(), 'another name');
    await copyServer(native, copy);
    expect(readFileSync(join(copy, 'lib', 'libicu.so.60'), 'utf8')).toBe('lib/libicu.so.60.2');
    expect(lstatSync(join(copy, 'lib', 'libicu.so.60')).isSymbolicLink()).toBe(true);
    expect(readdirSync(join(native, 'lib'))).toEqual(['libicu.so.60.2']);
    expect(statSync(join(native, 'bin', 'postgres')).mode & 0o777).toBe(0o600);
  });

  it('has them too where the script has run', async () => {
    const native = packed();
    cpSync(join(native, 'lib', 'libicu.so.60.2'), join(native, 'lib', 'libicu.so.60'));
    const copy = join(temporaryFolder(), 'native');
    await copyServer(native, copy);
    expect(lstatSync(join(copy, 'lib', 'libicu.so.60')).isSymbolicLink()).toBe(true);
    expect(existsSync(join(copy, 'bin', 'initdb'))).toBe(true);
  });

  it('can be run, and be read by the user that root becomes', async () => {
    const copy = join(temporaryFolder(), 'native');
    await copyServer(packed(), copy);
    expect(statSync(join(copy, 'bin', 'postgres')).mode & 0o777).toBe(0o755);
    expect(statSync(join(copy, 'lib', 'libicu.so.60.2')).mode & 0o777).toBe(isRoot() ? 0o644 : 0o600);
  });
});
