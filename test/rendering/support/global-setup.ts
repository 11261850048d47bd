import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { findTools } from '../../../commands/applied/tools';

const MODULES = {
  kustomize: 'sigs.k8s.io/kustomize/kustomize/v5@v5.7.1',
  helm: 'helm.sh/helm/v3/cmd/helm@v3.19.5',
} as const;

/** The tools in PATH, or else built from source, once, with Go. */
export default function setup(): void {
  const folder = join(homedir(), '.cache', 'cnpg-gitops', 'rendering');
  mkdirSync(folder, { recursive: true });
  process.env.PATH = [process.env.PATH, folder].join(delimiter);
  for (const name of ['kustomize', 'helm'] as const) {
    if (findTools()[name] !== undefined || existsSync(join(folder, name))) continue;
    const PATH = [process.env.PATH, '/usr/local/go/bin'].join(delimiter);
    execFileSync('go', ['install', MODULES[name]], { env: { ...process.env, PATH, GOBIN: folder }, stdio: 'inherit' });
  }
}
