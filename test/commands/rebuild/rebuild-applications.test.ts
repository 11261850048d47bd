import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { rebuild } from '../../../commands/rebuild/rebuild';
import { at } from '../../../manifests/object/manifest';
import { plan } from '../../../plan';
import { checkLineage } from '../../../plan/lineage/lineage';
import { keyOf } from '../../../plan/lineage/lineage-entry';
import { LINEAGE_FILE } from '../../../plan/lineage/lineage-files';
import { parseLock, printLock } from '../../../plan/lineage/lineage-lock';
import { captured } from '../support/console';
import { CutOver, NOW } from '../support/cut-over';
import { edited } from '../support/edited';

// The applications of this repository, and its lock: what is committed is what comes back.

const ROOT = join(__dirname, '../../..');
let repository: CutOver;
afterEach(() => repository.remove());

test.each(['parametric-portal', 'phoenix-guardian'])('%s comes back as it was', async (name) => {
  repository = new CutOver(name, (edits) => edited(name, edits));
  const { root, edits } = repository;
  const { entries } = parseLock(readFileSync(join(ROOT, LINEAGE_FILE), 'utf8'));
  const own = printLock(entries.filter((entry) => keyOf(entry).includes(`${name}/`)));
  writeFileSync(join(root, LINEAGE_FILE), own);
  const before = await repository.synth();
  const console = captured();
  expect(rebuild([await edited(name, edits)], { application: name, root, now: NOW, console })).toBe(0);
  expect(console.output.out).toMatch(/^ {3}Secret .*: ACCESS_KEY_ID, SECRET_ACCESS_KEY$/m);
  expect(console.output.out).toMatch(
    /^ {3}Secret .*; made by ExternalSecret .*, whose own key or store must be there$/m,
  );
  // Only the platform of the first runs an operator that can stop at an old timeline.
  expect(/^0\. before anything else: .*\n {3}#10818: /m.test(console.output.out)).toBe(name === 'parametric-portal');
  expect(console.output.out).not.toContain('DNS: parametric');
  edits.recoveries = JSON.parse(readFileSync(join(root, 'apps', name, 'recoveries.json'), 'utf8'));
  const after = await repository.synth();
  expect(after.errors).toEqual([]);

  const identities = (manifests: typeof after.manifests) =>
    manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
  expect(identities(after.manifests)).toEqual(identities(before.manifests));
  const cluster = after.manifests.find(({ kind }) => kind === 'Cluster');
  const db = `${name}-db`;
  expect(at(cluster, 'spec.plugins.0.parameters.serverName')).toBe(`${db}-r2`);
  expect(at(cluster, 'spec.externalClusters.0.plugin.parameters.serverName')).toBe(db);
  expect(at(cluster, 'spec.bootstrap')).toMatchObject({ recovery: { source: db, database: expect.any(String) } });

  const { changes, steps } = plan(before.manifests, after.manifests, { now: NOW });
  expect(changes.map(({ kind }) => kind)).toEqual(['Cluster']);
  expect(steps?.map(({ reason }) => reason)).toEqual([expect.stringMatching(/^it recovers from its own archive/)]);
  // Synth has compared with the lock: the archive was never written by another life of the cluster.
  expect(checkLineage(own, after.manifests)).toMatchObject({
    problems: [],
    nextText: expect.stringContaining(` ${db}-r2"`),
  });
});
