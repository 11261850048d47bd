import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DataFolder } from '../../../commands/local/data-folder';
import { isRoot } from '../../../commands/postgres/unprivileged';
import { openFolder } from './support/run';

it.runIf(isRoot())('tells root which folder keeps PostgreSQL out', async () => {
  const outer = openFolder();
  const root = join(outer, 'closed', 'checkout');
  mkdirSync(root, { recursive: true });
  chmodSync(join(outer, 'closed'), 0o700);
  const folder = new DataFolder(root, 'shop', 'shop-db');
  await expect(folder.create()).rejects.toThrow(
    `no other user may enter ${join(outer, 'closed')}: run this as another user, or chmod o+x`,
  );
});

it('belongs to the user that PostgreSQL runs as, and lets it in whatever the umask', async () => {
  const before = process.umask(0o077);
  try {
    const root = openFolder();
    await new DataFolder(root, 'shop', 'shop-db').create();
    for (const folder of ['.local', '.local/shop', '.local/shop/shop-db']) {
      const { uid, mode } = statSync(join(root, folder));
      expect([uid, mode & 0o001]).toEqual(isRoot() ? [65534, 1] : [process.getuid?.(), 0]);
    }
  } finally {
    process.umask(before);
  }
});
