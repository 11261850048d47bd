import { cpSync, mkdtempSync, readdirSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const LEFT_OUT = new Set(['.git', '.local', 'build', 'coverage', 'node_modules', 'test']);

/** The sources of this project in a folder of their own: a build in it does not disturb a build here. */
export function checkout(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cnpg-gitops-checkout-'));
  for (const name of readdirSync(ROOT)) {
    if (!LEFT_OUT.has(name)) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}
