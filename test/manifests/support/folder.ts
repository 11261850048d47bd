import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder of its own for one test. */
export function temporaryFolder(): string {
  const folder = fs.mkdtempSync(join(tmpdir(), 'cnpg-gitops-test-'));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function writeFiles(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    fs.mkdirSync(dirname(join(root, path)), { recursive: true });
    fs.writeFileSync(join(root, path), text);
  }
}

/** Everything below a folder: texts of files, targets of links, and folders, each with its mode. */
export function snapshot(root: string, folder = root): Record<string, string> {
  return Object.assign(
    {},
    ...fs.readdirSync(folder, { withFileTypes: true }).map((entry) => {
      const path = join(folder, entry.name);
      const mode = (fs.lstatSync(path).mode & 0o777).toString(8);
      const name = relative(root, path);
      if (entry.isDirectory()) return { [`${name}/`]: mode, ...snapshot(root, path) };
      return {
        [name]: entry.isSymbolicLink() ? `-> ${fs.readlinkSync(path)}` : `${mode} ${fs.readFileSync(path, 'utf8')}`,
      };
    }),
  );
}
