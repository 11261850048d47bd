import { chown } from 'node:fs/promises';

// PostgreSQL refuses to run as root; every Linux has this user.
const NOBODY = 65534;

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** How PostgreSQL's programs are spawned: without root's rights, and without the caller's PGDATA, LANG or TZ, which would change what is made. */
export function unprivileged() {
  return {
    ...(isRoot() && { uid: NOBODY, gid: NOBODY }),
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
  };
}

/** Gives a file or folder to the user that PostgreSQL runs as. */
export async function giveToServer(path: string): Promise<void> {
  if (isRoot()) await chown(path, NOBODY, NOBODY);
}
