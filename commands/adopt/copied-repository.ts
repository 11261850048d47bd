import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';

/** What no build of the applications needs. */
const LEFT_OUT = new Set(['.git', '.local', 'build', 'coverage', 'node_modules', 'test']);
/** What a change of the applications writes. */
const WRITTEN = ['apps', 'dist', 'lineage.lock.json'];

/** The repository in a folder of its own, in which nothing that goes wrong is seen by anybody. */
export class CopiedRepository {
  readonly root = mkdtempSync(join(tmpdir(), 'cnpg-gitops-adopt-'));

  constructor(private readonly origin: string) {
    for (const name of readdirSync(origin)) {
      if (!LEFT_OUT.has(name)) cpSync(join(origin, name), join(this.root, name), { recursive: true });
    }
    symlinkSync(join(origin, 'node_modules'), join(this.root, 'node_modules'));
  }

  /** Writes files that are not there yet, or others. */
  write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.root, name)), { recursive: true });
      writeFileSync(join(this.root, name), text);
    }
  }

  /** The texts of the files that are not as they are in the original, by their path; null for what is gone. */
  changes(): Map<string, string | null> {
    const [before, after] = [textsBelow(this.origin), textsBelow(this.root)];
    const names = [...new Set([...before.keys(), ...after.keys()])].sort();
    return new Map(
      names.filter((name) => before.get(name) !== after.get(name)).map((name) => [name, after.get(name) ?? null]),
    );
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

function textsBelow(root: string): Map<string, string> {
  const files = WRITTEN.filter((name) => existsSync(join(root, name))).flatMap((name) =>
    name.includes('.')
      ? [name]
      : readdirSync(join(root, name), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/')),
  );
  return new Map(files.map((name) => [name, readFileSync(join(root, name), 'utf8')]));
}
