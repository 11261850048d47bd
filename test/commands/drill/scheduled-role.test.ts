import { App } from 'cdk8s';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HEALTHY } from '../../../commands/drill/cluster-state';
import { DRILL_KINDS, type DrillKind } from '../../../commands/kube/kube-port';
import { type CommandDrill, type DrillRule, drillRules } from '../../../constructs/drills/drill-role';
import { Folder } from '../../../constructs/index';
import { at, groupOf } from '../../../manifests/object/manifest';
import { cluster } from '../../constructs/support/cluster';
import type { Asked as HttpRequest } from './support/fake-api-server';
import { FakeWriter } from './support/fake-writer';
import { isCut, writesInside } from './support/job-writer';
import { failsOver } from './support/operator';
import { Stage } from './support/stage';

// What a drill asks of the API server, and what its Role allows, are the same.

interface Asked {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  /** Empty where the request names no object: lists, and what is yet to be made. */
  readonly name: string;
}

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.set();
});
afterEach(() => stage.server.stop());

const STAMP = '20261121t130000';
const POOL = { metadata: { namespace: 'shop', labels: { 'cnpg.io/poolerName': 'pool' } } };
const READY = { status: { conditions: [{ type: 'Ready', status: 'True' }] } };

/** Seconds: long enough that the lock is renewed. */
const LONG = 12;

function becomes(kind: DrillKind, body: unknown, status: object): void {
  stage.later(LONG, () => stage.server.change(kind, String(at(body, 'metadata.name')), { status }));
}

/** What ends no wait, and makes the drill look for the reason. */
function crashesOnce(labels: Readonly<Record<string, string>>): void {
  const state = { waiting: { reason: 'CrashLoopBackOff' } };
  stage.server.put('Pod', 'unlucky', {
    metadata: { namespace: 'shop', labels },
    status: { containerStatuses: [{ name: 'postgres', restartCount: 1, state }] },
  });
}

/** What has to happen so that the drill passes. */
const COURSES: Record<CommandDrill, () => void> = {
  failover: () => failsOver(stage, { seconds: LONG }),
  partition() {
    writesInside(stage);
    failsOver(stage, { seconds: LONG, on: isCut });
  },
  restore() {
    crashesOnce({ 'cnpg.io/cluster': `restore-${STAMP}-before` });
    for (const [point, rows] of [
      ['before', 100],
      ['after', 101],
    ] as const) {
      const writer = new FakeWriter(stage.clock);
      for (let row = 1; row <= rows; row++) writer.stored.add(row);
      stage.others.set(`restore-${STAMP}-${point}`, writer);
    }
    stage.server.afterChange = ({ method, kind, body }) => {
      if (method === 'POST' && kind === 'Cluster') becomes(kind, body, { phase: HEALTHY, readyInstances: 1 });
    };
  },
  backup() {
    stage.server.afterChange = ({ method, kind, body }) => {
      if (method === 'POST' && kind === 'Backup') becomes(kind, body, { phase: 'completed' });
    };
  },
  latency() {
    const metadata = { namespace: 'shop', labels: { 'batch.kubernetes.io/job-name': `latency-${STAMP}` } };
    stage.server.put('Pod', 'bench', { metadata, status: { phase: 'Succeeded' } });
    stage.server.logs.set('bench', () => 'latency 1 100\n');
    stage.server.afterChange = ({ method, kind, body }) => {
      if (method === 'POST' && kind === 'Job') becomes(kind, body, { succeeded: 1 });
    };
  },
  pool() {
    crashesOnce({ 'cnpg.io/poolerName': 'pool' });
    stage.server.put('Pooler', 'pool', { spec: { cluster: { name: 'shop-db' }, type: 'rw' } });
    for (const pod of ['pool-a', 'pool-b']) stage.server.put('Pod', pod, { ...POOL, ...READY });
    stage.server.afterChange = ({ method, kind }) => {
      if (method === 'DELETE' && kind === 'Pod')
        stage.later(LONG, () => stage.server.put('Pod', 'pool-c', { ...POOL, ...READY }));
    };
  },
};

/** Asked by the writer, of whom a stand-in is here: the service's pod, a port-forward to it, the password and the certificate. */
const WRITER = ['endpointslices', 'pods/portforward', 'secrets'];

test.each(Object.keys(COURSES) as CommandDrill[])('%s: its Role allows what it asks, and no more', async (drill) => {
  COURSES[drill]();
  expect((await stage.run(drill)).report).toMatchObject({ outcome: 'passed' });
  // Nodes are another matter: who may not see them has never cordoned one.
  const asked = stage.server.asked.filter(({ kind }) => kind !== 'Node').map(request);
  const rules = rulesFor(drill);
  expect(asked.filter((each) => !rules.some((rule) => allows(rule, each)))).toEqual([]);
  const needless = permissions(rules).filter((one) => !asked.some((each) => allows(one, each)));
  const forWriter = needless.filter(({ resources }) => resources.some((resource) => WRITER.includes(resource)));
  expect(needless).toEqual(forWriter);
});

test('several drills need together what each of them needs', () => {
  const both = permissions(rulesFor('failover', 'backup')).map((one) => JSON.stringify(one));
  for (const one of permissions([...rulesFor('failover'), ...rulesFor('backup')])) {
    expect(both).toContain(JSON.stringify(one));
  }
  expect(new Set(both).size).toBe(both.length);
});

test('only a restore may make and delete clusters, and read secrets that are not the cluster’s', () => {
  for (const drill of Object.keys(COURSES) as CommandDrill[]) {
    const rules = rulesFor(drill);
    const drops = { verb: 'delete', group: 'postgresql.cnpg.io', resource: 'clusters', name: 'shop-db' };
    const reads = { verb: 'get', group: '', resource: 'secrets', name: 'somebody-elses' };
    for (const each of [drops, reads]) {
      expect(rules.some((rule) => allows(rule, each))).toBe(drill === 'restore');
    }
  }
});

function rulesFor(...drills: CommandDrill[]): DrillRule[] {
  const folder = new Folder(new App(), 'shop/database', { namespace: 'shop' });
  return drillRules(cluster(folder, { name: 'shop-db' }), drills);
}

/** As the API server's authorizer reads them. */
function allows({ apiGroups, resources, resourceNames, verbs }: DrillRule, { verb, group, resource, name }: Asked) {
  const isNamed = resourceNames === undefined || resourceNames.includes(name);
  return apiGroups.includes(group) && resources.includes(resource) && verbs.includes(verb) && isNamed;
}

/** One resource and one verb each. */
function permissions(rules: readonly DrillRule[]): DrillRule[] {
  return rules.flatMap(({ resources, verbs, ...rule }) =>
    resources.flatMap((resource) => verbs.map((verb) => ({ ...rule, resources: [resource], verbs: [verb] }))),
  );
}

/** A request as the API server's authorizer sees it. */
function request({ method, kind, name, subresource }: HttpRequest): Asked {
  const { apiVersion, plural } = DRILL_KINDS[kind];
  const verb = { POST: 'create', PATCH: 'patch', DELETE: 'delete' }[method] ?? (name === '' ? 'list' : 'get');
  return { verb, group: groupOf(apiVersion), resource: [plural, subresource].filter(Boolean).join('/'), name };
}
