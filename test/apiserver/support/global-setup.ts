import { setTimeout as sleep } from 'node:timers/promises';
import type { TestProject } from 'vitest/node';
import type { CrdFacts } from '../../../commands/import/crd';
import { DEFAULT_TARGET, type Target } from '../../../values/cnpg/target';
import { ApiServer } from './api-server';
import { binaries } from './binaries';
import { crds } from './crds';
import { launch } from './launch';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Version of Kubernetes of this run; `prebuilt` for what KUBEBUILDER_ASSETS has. */
    kubernetes: string;
    /** Versions of CNPG and its plugin, whose CRDs the server has. */
    products: Pick<Target, 'operator' | 'plugin'>;
    /** Address of its API server. */
    apiServer: string;
    /** Path of the program. */
    kubectl: string;
  }
}

const START_MILLISECONDS = 60_000;

/** A server for all tests of one version of Kubernetes, with the CRDs of the facts. Tests keep apart by namespaces of their own. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const { kubernetes, products } = project.getProvidedContext();
  if (kubernetes === undefined) return undefined;
  const programs = await binaries(kubernetes);
  const launched = await launch(programs);
  try {
    await install(new ApiServer(launched.url), products);
  } catch (error) {
    const words = launched.words();
    await launched.stop();
    throw new Error(`${String(error)}; the last words of etcd and kube-apiserver:\n${words}`, { cause: error });
  }
  project.provide('apiServer', launched.url);
  project.provide('kubectl', programs.kubectl);
  return launched.stop;
}

async function install(server: ApiServer, products: Pick<Target, 'operator' | 'plugin'>): Promise<void> {
  await until('kube-apiserver is ready', async () => (await server.ask('GET', '/readyz')).accepted);
  const all = crds({ ...DEFAULT_TARGET, ...products });
  const path = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
  for (const crd of all) await server.send('POST', path, crd);
  for (const { group, names, versions } of all.map(({ spec }) => spec as unknown as CrdFacts)) {
    for (const { name } of versions.filter(({ served }) => served === true)) {
      const kind = `${group}/${name}/${names.plural}`;
      await until(`${kind} is served`, async () => (await server.ask('GET', `/apis/${kind}`)).accepted);
    }
  }
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (let waited = 0; waited < START_MILLISECONDS; waited += 100) {
    if (await isSo().catch(() => false)) return;
    await sleep(100);
  }
  throw new Error(`${Math.round(START_MILLISECONDS / 1000)} s passed, and not yet: ${what}`);
}
