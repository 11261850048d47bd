import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
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
import { writeFiles } from './manifests/support/folder';
import { buildImages, type Image } from './support/images';

// The images of the Containerfile as far as they can be without containers, and in them what a CronJob of a drill and a job of CI run.

const home = mkdtempSync(join(tmpdir(), 'cnpg-gitops-image-'));

let image: Image;
let command: Image;
let server: FakeApiServer;
beforeAll(async () => {
  ({ drills: image, command } = buildImages(home));
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
        cwd: image.root + image.folder,
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

test('the image of the command judges what is mounted, with nothing else installed', () => {
  const { root, folder, entrypoint = [], user } = command;
  expect([folder, user]).toEqual(['/work', '65532']);
  expect(readdirSync(join(root, 'app')).sort()).toEqual(['build', 'imports', 'package.json']);
  writeFiles(root + folder, { 'db.yaml': 'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: db}\n' });
  const [program = '', ...args] = entrypoint.map((word) => word.replace(/^\/app/, join(root, 'app')));
  const run = (...more: string[]) => spawnSync(program, [...args, ...more], { cwd: root + folder, encoding: 'utf8' });
  expect(run('validate', '.')).toMatchObject({ status: 1, stderr: '', stdout: expect.stringContaining('db.yaml:1:1') });
  expect(run('explain', 'wal-level').status).toBe(0);
});
