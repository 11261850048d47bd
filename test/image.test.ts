import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parametricPortal } from '../apps/parametric-portal/chart';
import { clustersOf, treeOf } from '../commands/applications/application-tree';
import { addDrillSchedule, Schedule } from '../constructs/index';
import { render } from '../manifests/files/render';
import { at } from '../manifests/object/manifest';
import { FakeApiServer } from './commands/drill/support/fake-api-server';
import { LIVE_CLUSTER } from './commands/drill/support/stage';

// The steps of the Containerfile, one by one in plain folders, and in the result what a CronJob of a drill runs. Only `npm ci` is not
// taken by the letter: the modules are those that are here.

const ROOT = join(__dirname, '..');
const home = mkdtempSync(join(tmpdir(), 'cnpg-gitops-image-'));
const steps = readFileSync(join(ROOT, 'Containerfile'), 'utf8')
  .split('\n')
  .flatMap((line) => (/^[A-Z]/.test(line) ? [line.split(' ')] : []));
const ignored = readFileSync(join(ROOT, '.dockerignore'), 'utf8').trim().split('\n');

/** Copies files into a folder, one folder to another path, or (`.`) all that is not ignored. */
function copy(context: string, sources: readonly string[], app: string, target: string): void {
  const all = () => readdirSync(context).filter((name) => !ignored.includes(name));
  for (const source of sources.flatMap((each) => (each === '.' ? all() : [each]))) {
    cpSync(join(context, source), join(app, /^\.\/?$/.test(target) ? source : target), { recursive: true });
  }
}

/** Follows the steps. @returns the folder that is `/app` in the image, and the user of its processes */
function build(): { readonly app: string; readonly user: string | undefined } {
  let stage = '';
  let user: string | undefined;
  for (const [word, ...rest] of steps) {
    const app = join(home, stage);
    if (word === 'FROM') {
      stage = rest[2] ?? 'image';
      mkdirSync(join(home, stage));
    } else if (word === 'COPY') {
      const [, from] = /^--from=(\w+)$/.exec(rest[0] ?? '') ?? [];
      const paths = rest.filter((each) => !each.startsWith('--')).map((each) => each.replace(/^\/app\//, ''));
      const target = paths.pop() ?? '';
      copy(from === undefined ? ROOT : join(home, from), paths, app, target);
    } else if (word === 'RUN' && rest.join(' ').startsWith('npm ci')) {
      symlinkSync(join(ROOT, 'node_modules'), join(app, 'node_modules'));
    } else if (word === 'RUN') {
      execFileSync('sh', ['-c', rest.join(' ')], { cwd: app, stdio: 'pipe' });
    } else if (word === 'USER') {
      [user] = rest;
    } else {
      expect([word, ...rest]).toEqual(['WORKDIR', '/app']);
    }
  }
  return { app: join(home, stage), user };
}

let image: ReturnType<typeof build>;
let server: FakeApiServer;
beforeAll(async () => {
  image = build();
  server = await FakeApiServer.start();
}, 180_000);
afterAll(async () => {
  await server.stop();
  rmSync(home, { recursive: true, force: true });
}, 60_000);

/** The pod of a drill of an application of this repository, as its CronJob has it. */
function podOf(drill: 'backup') {
  const tree = treeOf(parametricPortal);
  const [cluster] = clustersOf(tree);
  if (cluster === undefined) throw new Error('there is no cluster');
  const drills = { [drill]: Schedule.daily({ hour: 3 }) };
  addDrillSchedule(tree, parametricPortal.name, cluster, { command: { image: 'databases:1.0.0', drills } });
  const job = render(tree).find(({ manifest }) => manifest.kind === 'CronJob')?.manifest;
  return { cluster, pod: at(job, 'spec.jobTemplate.spec.template.spec') };
}

test('a CronJob drills with the image: permitted by its Namespace, with a result in its log and exit code', async () => {
  const { cluster, pod } = podOf('backup');
  const { name, namespace } = cluster;
  server.put('Cluster', name, { ...LIVE_CLUSTER, metadata: { namespace } });
  server.afterChange = ({ method, kind, body }) => {
    if (method === 'POST' && kind === 'Backup') {
      server.change(kind, String(at(body, 'metadata.name')), { status: { phase: 'completed' } });
    }
  };
  writeFileSync(join(home, 'kubeconfig'), server.kubeconfig('inClusterContext').exportConfig());
  const [program = '', ...args] = at(pod, 'containers.0.command') as string[];
  const run = () =>
    promisify(execFile)(
      program,
      args.map((arg) => arg.replace('/tmp', join(home, 'tmp'))),
      {
        cwd: image.app,
        env: { ...process.env, KUBECONFIG: join(home, 'kubeconfig') },
      },
    );

  server.put('Namespace', namespace);
  await expect(run()).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('cnpg-gitops/drills') });

  server.put('Namespace', namespace, { metadata: { annotations: { 'cnpg-gitops/drills': 'allowed' } } });
  const { stdout } = await run();
  expect(stdout).toContain('drill backup: passed');
  expect(readdirSync(join(home, 'tmp'))).toHaveLength(3);
  expect(server.names('Backup', 'ConfigMap')).toEqual([]);
}, 60_000);

test('its processes are of the user that the pods ask for', () => {
  const { pod } = podOf('backup');
  expect(String(at(pod, 'securityContext.runAsUser'))).toBe(image.user);
  expect(at(pod, 'containers.0.workingDir')).toBe('/app');
});
