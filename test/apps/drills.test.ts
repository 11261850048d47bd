import { describe, expect, it } from 'vitest';
import { config as guardian } from '../../apps/phoenix-guardian/config';
import { type DrillScheduleOptions, ProductionDatabase, recoveriesFrom, Schedule } from '../../constructs/index';
import { at } from '../../manifests/object/manifest';
import { Built, named } from './support/applications';
import { EXAMPLES } from './support/examples';
import { platformOf, TEST_PLATFORM } from './support/test-platform';

const when = Schedule.weekly({ on: 'MON', hour: 3 });
const recovery = { name: 'r', of: 'phoenix-guardian-db', at: '2026-11-20T13:37:00Z' };
const drill = recoveriesFrom({ recoveries: [{ ...recovery, expires: '2026-11-28T00:00:00Z' }] });
const command = { image: 'registry.example.com/databases:1.0.0', drills: { failover: when } };

function platformWith(given: { recoveries?: typeof drill; drills?: DrillScheduleOptions }): Built {
  return new Built(platformOf([ProductionDatabase.application({ ...guardian, ...given, platform: TEST_PLATFORM })]));
}

function names(built: Built, kind: string): string[] {
  return built.placed.flatMap(({ manifest }) => (manifest.kind === kind ? [String(manifest.metadata.name)] : []));
}

const NONE = ['phoenix-guardian-api', 'phoenix-guardian-database'];

describe('folders of drills', () => {
  it.each([
    ['nothing is declared', {}, NONE],
    ['a cluster is recovered to stay', { recoveries: recoveriesFrom({ recoveries: [recovery] }) }, NONE],
    ['a schedule names nothing', { drills: { command: { ...command, drills: {} } } }, NONE],
    ['a drill is declared', { recoveries: drill }, [...NONE, 'phoenix-guardian-drill']],
    ['a drill runs by itself', { drills: { command } }, [...NONE, 'phoenix-guardian-drill-schedule']],
  ])('where %s', (_, given, expected) => {
    const built = platformWith(given);
    expect(names(built, 'AppProject').filter((name) => name.startsWith('phoenix'))).toEqual(expected);
    expect(names(built, 'Application').filter((name) => name.startsWith('phoenix'))).toEqual(expected);
    expect(built.refused).toEqual([]);
  });

  it('change nothing while there are none', () => {
    const committed = new Built(named(EXAMPLES, 'aws'));
    expect(names(committed, 'Application').filter((name) => name.includes('drill'))).toEqual([]);
    expect(at(committed.object('Namespace phoenix-guardian'), 'metadata.annotations')).not.toHaveProperty([
      'cnpg-gitops/drills',
    ]);
  });

  it('a drill is pruned, in a namespace of its own, and may be nothing but a copy', () => {
    const built = platformWith({ recoveries: drill });
    const application = built.object('Application phoenix-guardian-drill');
    expect(at(application, 'spec.destination.namespace')).toBe('phoenix-guardian-drill');
    expect(at(application, 'spec.syncPolicy.automated.prune')).toBe(true);
    expect(at(application, 'spec.syncPolicy.syncOptions')).toContain('CreateNamespace=true');
    const project = built.object('AppProject phoenix-guardian-drill');
    expect(at(project, 'spec.destinations')).toEqual([at(application, 'spec.destination')]);
    const itself = { group: '', kind: 'Namespace', name: 'phoenix-guardian-drill' };
    expect(at(project, 'spec.clusterResourceWhitelist')).toEqual([itself]);
  });

  it('a schedule of the command permits drills in its namespace, a load by pgbench needs no permission', () => {
    const word = (drills: DrillScheduleOptions) =>
      platformWith({ drills }).object('Namespace phoenix-guardian').metadata.annotations?.['cnpg-gitops/drills'];
    expect(word({ command })).toBe('allowed');
    const pgbench = { schedule: when, scale: 1, clients: 1, seconds: 1 };
    expect(word({ pgbench })).toBeUndefined();
    expect(word({ command: { ...command, drills: {} }, pgbench })).toBeUndefined();
  });
});
