import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ETCD = 'v3.6.5';
const ETCD_MODULE = 'go.etcd.io/etcd/server/v3';

/** Paths of the programs of one version. */
export interface Binaries {
  readonly etcd: string;
  readonly server: string;
  readonly kubectl: string;
}

/** What KUBEBUILDER_ASSETS holds, else built from Go modules into a cache once: about four minutes for a version of Kubernetes. */
export async function binaries(kubernetes: string): Promise<Binaries> {
  const given = process.env.KUBEBUILDER_ASSETS;
  const cache = given || join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'cnpg-gitops');
  const paths = (etcd: string, own: string): Binaries => ({
    etcd: join(cache, etcd, 'etcd'),
    server: join(cache, own, 'kube-apiserver'),
    kubectl: join(cache, own, 'kubectl'),
  });
  if (given) return paths('', '');
  const built = paths(`etcd-${ETCD}`, `kubernetes-${kubernetes}`);
  await build(built.etcd, ETCD_MODULE, async () => [`${ETCD_MODULE} ${ETCD}`]);
  for (const file of [built.server, built.kubectl]) {
    const name = file === built.kubectl ? 'kubectl' : 'kube-apiserver';
    const flag = `-X k8s.io/component-base/version.gitVersion=v${kubernetes}`;
    await build(file, `k8s.io/kubernetes/cmd/${name}`, (folder) => modules(kubernetes, folder), flag);
  }
  return built;
}

/** Kubernetes and the modules that it keeps in its own repository, which its go.mod replaces by folders that only that repository has. */
async function modules(kubernetes: string, folder: string): Promise<string[]> {
  const wanted = `k8s.io/kubernetes@v${kubernetes}`;
  const { GoMod } = JSON.parse(await go(folder, ['mod', 'download', '-json', wanted])) as { GoMod: string };
  const staged = [...(await readFile(GoMod, 'utf8')).matchAll(/^\s*(k8s\.io\/\S+) v0\.0\.0$/gm)];
  return [wanted.replace('@', ' '), ...staged.map(([, name]) => `${name} ${kubernetes.replace(/^1\./, 'v0.')}`)];
}

/** A module of our own that requires what the program is made of: `go install` takes no module that replaces others. */
async function build(
  file: string,
  program: string,
  required: (folder: string) => Promise<string[]>,
  flags = '',
): Promise<void> {
  if (existsSync(file)) return;
  const started = Date.now();
  process.stderr.write(`building ${program} …\n`);
  const folder = `${file}.source`;
  await mkdir(folder, { recursive: true });
  const lines = await required(folder);
  await writeFile(join(folder, 'go.mod'), `module built\n\ngo 1.25.0\n\nrequire (\n${lines.join('\n')}\n)\n`);
  const part = `${file}.part`;
  await go(folder, ['build', '-ldflags', `-s -w ${flags}`, '-o', part, program]);
  await rename(part, file);
  process.stderr.write(`built ${program} in ${Math.round((Date.now() - started) / 1000)} s: ${file}\n`);
}

// Go's own installer leaves PATH to whoever runs it.
const PATH = `${process.env.PATH}:/usr/local/go/bin`;

async function go(cwd: string, args: readonly string[]): Promise<string> {
  const env = { ...process.env, PATH, GOFLAGS: '-mod=mod -buildvcs=false', CGO_ENABLED: '0' };
  try {
    return (await promisify(execFile)('go', args, { cwd, env, maxBuffer: 1 << 26 })).stdout;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new Error('go is not there: install Go 1.25 or newer, or let KUBEBUILDER_ASSETS name a folder of envtest');
  }
}
