import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const KUBERNETES = '1.34.4';
const ETCD = 'v3.6.5';

// Modules with replace lines cannot be installed by name: all that Kubernetes keeps in its own repository has to be named.
const STAGING =
  'api apiextensions-apiserver apimachinery apiserver cli-runtime client-go cloud-provider cluster-bootstrap code-generator component-base component-helpers controller-manager cri-api cri-client csi-translation-lib dynamic-resource-allocation endpointslice externaljwt kms kube-aggregator kube-controller-manager kube-proxy kube-scheduler kubectl kubelet metrics mount-utils pod-security-admission sample-apiserver';

/** The folder with `etcd` and `kube-apiserver`: KUBEBUILDER_ASSETS, or a cache that is built from Go modules once. */
export async function assets(): Promise<string> {
  const given = process.env.KUBEBUILDER_ASSETS;
  if (given !== undefined && given !== '') return given;
  const cache = join(
    process.env.XDG_CACHE_HOME || join(homedir(), '.cache'),
    'cnpg-gitops',
    `kubernetes-${KUBERNETES}`,
  );
  const staging = STAGING.split(' ').map((name) => `k8s.io/${name} v0.${KUBERNETES.replace(/^1\./, '')}`);
  const server = [`k8s.io/kubernetes v${KUBERNETES}`, ...staging];
  await build(
    cache,
    'kube-apiserver',
    server,
    'k8s.io/kubernetes/cmd/kube-apiserver',
    '_ "k8s.io/kubernetes/cmd/kube-apiserver/app"',
    '',
  );
  const main = 'etcdmain.Main(os.Args)';
  await build(
    cache,
    'etcd',
    [`go.etcd.io/etcd/server/v3 ${ETCD}`],
    '.',
    '"os"; "go.etcd.io/etcd/server/v3/etcdmain"',
    main,
  );
  return cache;
}

async function build(
  cache: string,
  name: string,
  modules: readonly string[],
  what: string,
  imports: string,
  main: string,
): Promise<void> {
  if (existsSync(join(cache, name))) return;
  const source = join(cache, 'source', name);
  await mkdir(source, { recursive: true });
  await writeFile(join(source, 'go.mod'), `module ${name}\n\ngo 1.24.0\n\nrequire (\n${modules.join('\n')}\n)\n`);
  await writeFile(join(source, 'main.go'), `package main\n\nimport (${imports})\n\nfunc main() { ${main} }\n`);
  const env = { ...process.env, GOFLAGS: '-mod=mod', CGO_ENABLED: '0' };
  const finished = join(cache, `${name}.new`);
  await promisify(execFile)('go', ['build', '-o', finished, what], { cwd: source, env, maxBuffer: 1 << 26 });
  await rename(finished, join(cache, name));
}
