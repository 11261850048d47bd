import { setTimeout as sleep } from 'node:timers/promises';
import type { KubernetesObject, KubernetesObjectApi } from '@kubernetes/client-node';
import { HEALTHY } from '../../../commands/drill/cluster-state';
import type { FakeWriter } from '../../commands/drill/support/fake-writer';
import type { ApiServer } from './api-server';

const CNPG = 'postgresql.cnpg.io/v1';

type Named = KubernetesObject & { metadata: { name: string; namespace: string } };

/** What CNPG, a Job controller and a kubelet would do, as far as drills look at it; the states are those that CNPG 1.28 reports. */
export class Operator {
  readonly api: KubernetesObjectApi;
  readonly recovered: KubernetesObject[] = [];
  readonly #stopping = new AbortController();
  readonly #done = new Set<string>();
  #loop: Promise<void> = Promise.resolve();

  constructor(
    private readonly server: ApiServer,
    private readonly namespace: string,
    private readonly writer: FakeWriter,
  ) {
    this.api = server.objects;
  }

  start(): void {
    this.#loop = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#loop;
  }

  status(kind: 'Cluster' | 'Backup', name: string, status: object): Promise<void> {
    const path = `/apis/${CNPG}/namespaces/${this.namespace}/${kind.toLowerCase()}s/${name}/status`;
    return this.server.send('PATCH', path, { status }, 'application/merge-patch+json');
  }

  async #run(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      await this.#reconcile();
      await sleep(50);
    }
  }

  async #reconcile(): Promise<void> {
    await this.#failOver();
    for (const backup of await this.#fresh('Backup')) {
      await this.#unlessGone('Backup', backup, () =>
        this.status('Backup', backup, { phase: 'completed', backupName: 'b1' }),
      );
    }
    for (const cluster of await this.#fresh('Cluster')) {
      if (cluster !== 'shop-db') await this.#unlessGone('Cluster', cluster, () => this.#recover(cluster));
    }
  }

  async #recover(name: string): Promise<void> {
    const metadata = { name, namespace: this.namespace };
    this.recovered.push(await this.api.read({ apiVersion: CNPG, kind: 'Cluster', metadata } as Named));
    await this.status('Cluster', name, { phase: HEALTHY, readyInstances: 1, instances: 1 });
  }

  /** A drill deletes objects at any time, also between two requests of the operator. */
  async #unlessGone(kind: string, name: string, act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      const { items } = await this.api.list(CNPG, kind, this.namespace);
      if (items.some(({ metadata }) => metadata?.name === name)) throw error;
    }
  }

  /** When the primary's pod is gone or cut off, shop-db-2 takes over. */
  async #failOver(): Promise<void> {
    const { items } = await this.api.list('v1', 'Pod', this.namespace);
    const primary = items.find(({ metadata }) => metadata?.name === 'shop-db-1');
    const isCut = primary?.metadata?.labels?.['cnpg-gitops/partition'] !== undefined;
    if (this.#done.has('failover') || (primary !== undefined && !isCut)) return;
    this.#done.add('failover');
    this.writer.isUp = false;
    await this.status('Cluster', 'shop-db', { phase: 'Failing over', targetPrimary: 'pending', readyInstances: 2 });
    await sleep(300);
    await this.status('Cluster', 'shop-db', { targetPrimary: 'shop-db-2' });
    await sleep(300);
    await this.status('Cluster', 'shop-db', { currentPrimary: 'shop-db-2', timelineID: 2 });
    this.writer.isUp = true;
    await sleep(300);
    await this.status('Cluster', 'shop-db', { phase: HEALTHY, readyInstances: 3 });
  }

  async #fresh(kind: string): Promise<string[]> {
    const { items } = await this.api.list(CNPG, kind, this.namespace);
    const names = items
      .flatMap(({ metadata }) => metadata?.name ?? [])
      .filter((name) => !this.#done.has(`${kind}/${name}`));
    for (const name of names) this.#done.add(`${kind}/${name}`);
    return names;
  }
}
