import { describe, expect, it } from 'vitest';
import { admit } from '../../../rules/admission';
import { CLUSTER_RULES, OBJECT_RULES } from '../../../rules/admission/webhook/webhooks';
import { bootstrapExamples } from './examples-bootstrap';
import { clusterExamples } from './examples-cluster';
import { managedExamples } from './examples-managed';
import { otherExamples, warningExamples } from './examples-other';
import { releaseExamples } from './examples-releases';
import { UPDATE_EXAMPLES } from './examples-update';
import { RELEASES, targetOf } from './recorded';
import { UNREACHABLE } from './rule-numbers';
import { cnpg, errors, rulesOf } from './support';

const wrongAndRight = Object.entries({
  Cluster: [...bootstrapExamples, ...clusterExamples, ...managedExamples],
  ...otherExamples,
}).flatMap(([kind, examples]) => examples.map(([rule, wrong, right]) => ({ kind, rule, wrong, right })));

const warned = Object.entries(warningExamples).flatMap(([kind, examples]) =>
  examples.map(([rule, wrong, right]) => ({ kind, rule, wrong, right })),
);

describe("the rules of CNPG's webhook", () => {
  it.each(wrongAndRight)('$rule refuses its wrong example and takes its right one', ({ kind, rule, wrong, right }) => {
    // The newest release that refuses by it: some checks have ended, or the schema refuses first.
    const target = RELEASES.map(targetOf).findLast((each) =>
      rulesOf(errors(cnpg(kind, wrong), { target: each })).includes(rule),
    );
    if (target === undefined) throw new Error(`no release refuses by ${rule}`);
    const findings = errors(cnpg(kind, wrong), { target });
    for (const { message, fix, layer } of findings) {
      expect([message.length > 5, (fix ?? '').length > 5, layer]).toEqual([true, true, 'admission']);
      expect(message).not.toMatch(/\.$|undefined|\[object/);
    }
    expect(errors(cnpg(kind, right), { target })).toEqual([]);
  });

  it.each([
    [3, 'use replica or logical'],
    [1, 'use replica or logical; a single instance can do without archive: '],
  ])('say once of %i instances what wal_level minimal needs', (instances, fix) => {
    const spec = { instances, postgresql: { parameters: { wal_level: 'minimal' } } };
    const said = errors(cnpg('Cluster', { spec })).filter(({ path }) => path?.includes('wal_'));
    expect(said.map(({ rule }) => rule)).toEqual(['cluster-wal-level-minimal']);
    expect(said[0]?.fix?.slice(0, fix.length)).toBe(fix);
    expect(said[0]?.fix?.length === fix.length).toBe(instances > 1);
  });

  it.each(warned)('$rule warns of its wrong example only', ({ kind, rule, wrong, right }) => {
    expect(errors(cnpg(kind, wrong))).toEqual([]);
    const warning = admit(cnpg(kind, wrong)).find((finding) => finding.rule === rule);
    expect(warning).toMatchObject({ severity: 'warning', layer: 'admission' });
    expect(rulesOf(admit(cnpg(kind, right)))).not.toContain(rule);
  });

  it.each([
    ['cluster-pod-patch-applies', cnpg('Cluster', { metadata: { annotations: { 'cnpg.io/podPatch': '[]' } } })],
    ['backup-snapshot-crd', cnpg('Backup', { spec: { method: 'volumeSnapshot' } })],
    ['scheduled-backup-snapshot-crd', cnpg('ScheduledBackup', { spec: { method: 'volumeSnapshot' } })],
  ])('%s tells what only the cluster knows', (rule, manifest) => {
    expect(admit(manifest)).toEqual([expect.objectContaining({ rule, severity: 'info' })]);
  });

  it('has an example of every rule, or the reason why there is none', () => {
    const known = new Set([
      ...wrongAndRight.map(({ rule }) => rule),
      ...warned.map(({ rule }) => rule),
      ...UPDATE_EXAMPLES.map(({ rule }) => rule),
      ...releaseExamples.map(({ rule }) => rule),
      ...Object.keys(UNREACHABLE),
      'cluster-pod-patch-applies',
      'cluster-storage-size-twice',
      'cluster-wal-storage-class-twice',
      'backup-snapshot-crd',
      'scheduled-backup-snapshot-crd',
    ]);
    const all = [...CLUSTER_RULES, ...Object.values(OBJECT_RULES).flat()].map(({ id }) => id);
    expect(all.filter((id) => !known.has(id))).toEqual([]);
    expect(new Set(all).size).toBe(all.length);
  });
});
