import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'cdk8s';
import { type Clock, systemClock } from '../../../../commands/drill/clock';
import { type DrillRequest, type DrillWorld, drill } from '../../../../commands/drill/drill';
import type { DrillReport } from '../../../../commands/drill/drill-report';
import type { DrillRun, DrillSettings, WriterPlace } from '../../../../commands/drill/drill-run';
import { kubeClient } from '../../../../commands/kube/kube-client';
import { type Application, DEFAULT_TARGET, Folder, initdb, PostgresCluster } from '../../../../constructs/index';
import { type CapturedConsole, captured } from '../../support/console';
import { FakeApiServer } from './fake-api-server';
import { FakeWriter } from './fake-writer';
import { VirtualClock } from './virtual-clock';

const shop: Application = {
  name: 'shop',
  target: DEFAULT_TARGET,
  suppressions: [],
  build(app: App) {
    const folder = new Folder(app, 'shop/database', { namespace: 'shop' });
    new PostgresCluster(folder, 'Database', {
      name: 'shop-db',
      version: '17',
      instances: 3,
      image: 'ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie',
      storage: { size: '20Gi' },
      bootstrap: initdb({ database: 'shop', owner: 'shop' }),
    });
  },
};

export const LIVE_CLUSTER = {
  metadata: { namespace: 'shop' },
  spec: {
    instances: 3,
    imageName: 'ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie',
    storage: { size: '20Gi' },
    bootstrap: { initdb: { database: 'shop', owner: 'shop' } },
    plugins: [
      { name: 'barman-cloud.cloudnative-pg.io', isWALArchiver: true, parameters: { barmanObjectName: 'shop-backups' } },
    ],
  },
  status: {
    phase: 'Cluster in healthy state',
    currentPrimary: 'shop-db-1',
    targetPrimary: 'shop-db-1',
    timelineID: 1,
    readyInstances: 3,
  },
};

export const INSTANCE_LABELS = { 'cnpg.io/cluster': 'shop-db', 'cnpg.io/podRole': 'instance' };

export interface Ended {
  readonly code: number;
  readonly report: DrillReport;
  readonly page: string;
  readonly picture: string;
  readonly console: CapturedConsole['output'];
}

/** A cluster with an operator that follows a script, a table in memory, and a clock of its own. */
export class Stage {
  readonly clock = new VirtualClock();
  readonly writer = new FakeWriter(this.clock);
  /** Other writers than that of the cluster. */
  readonly others = new Map<string, FakeWriter>();
  readonly commands: string[] = [];
  readonly console = captured();
  readonly stopping = new AbortController();
  context = 'kind-test';
  #isLive = false;
  readonly #steps: { readonly at: number; readonly does: () => void }[] = [];

  private constructor(readonly server: FakeApiServer) {
    server.beforeAnswer = () => this.#catchUp(this.clock);
    server.put('Namespace', 'shop');
    server.put('Cluster', 'shop-db', LIVE_CLUSTER);
    for (const number of [1, 2, 3]) {
      server.put('Pod', `shop-db-${number}`, {
        metadata: { namespace: 'shop', labels: INSTANCE_LABELS },
        spec: { nodeName: `node-${number}`, containers: [{ image: 'postgres:of-the-pod' }] },
      });
      server.put('Node', `node-${number}`, {
        metadata: { resourceVersion: '1' },
        spec: {},
        status: { conditions: [{ type: 'Ready', status: 'True' }] },
      });
    }
  }

  static async set(): Promise<Stage> {
    return new Stage(await FakeApiServer.start());
  }

  /** Does something some seconds from now. */
  later(seconds: number, does: () => void): void {
    const clock: Clock = this.#isLive ? systemClock : this.clock;
    this.#steps.push({ at: clock.now() + seconds * 1000, does });
    void clock.sleep(seconds * 1000).then(() => this.#catchUp(clock));
  }

  /** For what takes real time. */
  useSystemClock(): void {
    this.#isLive = true;
    this.server.beforeAnswer = () => {};
  }

  status(status: Readonly<Record<string, unknown>>): void {
    this.server.change('Cluster', 'shop-db', { status });
  }

  #catchUp(clock: Clock): void {
    const due = this.#steps.filter(({ at }) => at <= clock.now()).sort((a, b) => a.at - b.at);
    for (const step of due) this.#steps.splice(this.#steps.indexOf(step), 1);
    for (const { does } of due) does();
  }

  async run(name: string, given: Partial<DrillRequest> = {}): Promise<Ended> {
    const folder = await mkdtemp(join(tmpdir(), 'drill-'));
    const { clock } = this;
    const writer = ({ cluster }: WriterPlace) => clock.holding(this.others.get(cluster) ?? this.writer);
    try {
      const code = await this.drill(name, folder, clock, writer, given);
      const read = (extension: string) =>
        readFile(join(folder, 'reports', `${name}-20261121t130000.${extension}`), 'utf8');
      const report = JSON.parse(await read('json')) as DrillReport;
      return { code, report, page: await read('md'), picture: await read('svg'), console: this.console.output };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  drill(
    name: string,
    folder: string,
    clock: Clock,
    writer: DrillRun['writer'],
    given: Partial<DrillRequest> = {},
  ): Promise<number> {
    const config = this.server.kubeconfig(this.context);
    const kube = this.clock.holding(kubeClient(config));
    const shell = async (command: string, { NODE }: Readonly<Record<string, string>>) =>
      void this.commands.push(`${command} ${NODE}`);
    const signal = this.stopping.signal;
    return runDrillOf(
      name,
      folder,
      { config, clock, kube, writer, shell },
      { console: this.console, signal, ...given },
    );
  }
}

export const SHOP_SETTINGS: DrillSettings = {
  cordonFirst: false,
  nodeIsOff: false,
  operatorNamespace: 'cnpg-system',
  pgbench: { scale: 1, clients: 2, seconds: 10 },
};

/** A drill of the shop; its report goes to `reports` in the folder. */
export function runDrillOf(
  name: string,
  folder: string,
  world: DrillWorld,
  given: Pick<DrillRequest, 'console'> & Partial<DrillRequest>,
): Promise<number> {
  const request: DrillRequest = {
    applications: [shop],
    drill: name,
    application: 'shop',
    yes: false,
    objectives: {},
    settings: SHOP_SETTINGS,
    timeout: 120,
    root: folder,
    report: 'reports',
    signal: new AbortController().signal,
    ...given,
  };
  return drill(request, world);
}
