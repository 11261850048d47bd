import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { findTools } from '../../../commands/applied/tools';

const MODULES = {
  kustomize: 'sigs.k8s.io/kustomize/kustomize/v5@v5.7.1',
  helm: 'helm.sh/helm/v3/cmd/helm@v3.19.5',
  flux: 'github.com/fluxcd/flux2/v2@v2.9.5',
} as const;

/** The tools in PATH, or else built from source, once, with Go. */
export default function setup(): void {
  const folder = join(homedir(), '.cache', 'cnpg-gitops', 'rendering');
  mkdirSync(folder, { recursive: true });
  process.env.PATH = [process.env.PATH, folder].join(delimiter);
  for (const name of ['kustomize', 'helm', 'flux'] as const) {
    if (findTools()[name] !== undefined || existsSync(join(folder, name))) continue;
    if (name === 'flux') buildFlux(folder);
    else go(['install', MODULES[name]], { GOBIN: folder });
  }
}

function go(args: readonly string[], more: Readonly<Record<string, string>> = {}): string {
  const PATH = [process.env.PATH, '/usr/local/go/bin'].join(delimiter);
  const stdio = ['ignore', 'pipe', 'inherit'] as const;
  return execFileSync('go', args, {
    env: { GOTOOLCHAIN: 'auto', ...process.env, PATH, ...more },
    stdio: [...stdio],
    encoding: 'utf8',
  });
}

/** A release of Flux embeds manifests that are not in its sources, so `go install` refuses. What is built here never reads them. */
function buildFlux(folder: string): void {
  const { Dir } = JSON.parse(go(['mod', 'download', '-json', MODULES.flux])) as { readonly Dir: string };
  const source = join(mkdtempSync(join(tmpdir(), 'cnpg-gitops-')), 'flux');
  cpSync(Dir, source, { recursive: true });
  // A downloaded module is read-only.
  execFileSync('chmod', ['-R', 'u+w', source]);
  mkdirSync(join(source, 'cmd/flux/manifests'));
  writeFileSync(join(source, 'cmd/flux/manifests/none.yaml'), '{}');
  go(['build', '-C', source, '-ldflags', '-s -w', '-o', join(folder, 'flux'), './cmd/flux']);
  rmSync(dirname(source), { recursive: true });
}
