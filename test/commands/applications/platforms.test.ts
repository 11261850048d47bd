import { describe, expect, it } from 'vitest';
import { renderApplications } from '../../../commands/applications/render-applications';
import { objectives } from '../../../commands/explain/explain-objectives';
import { type Application, DEFAULT_TARGET, type Platform } from '../../../constructs/index';
import { temporaryFolder } from '../../manifests/support/folder';
import { applicationOf } from '../support/application';

const NOW = new Date('2026-11-21T13:00:00Z');
const east: Platform = {
  name: 'east',
  target: { ...DEFAULT_TARGET, operator: '1.28.0' },
  nodes: 3,
  storageClasses: ['fast'],
};
const west: Platform = { ...east, name: 'west', target: { ...DEFAULT_TARGET, operator: '1.28.4' } };

function run(applications: readonly Application[]) {
  return renderApplications({ applications, root: temporaryFolder(), outdir: 'dist', now: NOW });
}

const operatorOn = (platform: Platform, replicaCount: number) =>
  applicationOf(
    `${platform.name}-operators`,
    [
      {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        metadata: { name: 'cnpg', namespace: 'argocd' },
        spec: { project: 'p', source: { chart: 'cloudnative-pg', helm: { valuesObject: { replicaCount } } } },
      },
    ],
    { platform, target: undefined },
  );

const database = (name: string, platform: Platform, storageClass = 'fast') =>
  applicationOf(
    name,
    [
      {
        apiVersion: 'postgresql.cnpg.io/v1',
        kind: 'Cluster',
        metadata: {
          name: 'db',
          namespace: name,
          annotations: { 'cnpg-gitops/objectives': '{"rto":{"nodeLoss":"65s"}}' },
        },
        spec: { instances: 3, storage: { size: '1Gi', storageClass } },
      },
    ],
    { platform, target: undefined },
  );

describe('applications on two platforms', () => {
  it('may have objects of one name, which are two', () => {
    const { output } = run([operatorOn(east, 2), operatorOn(west, 1)]);
    expect([...output.files.keys()].filter((file) => file.endsWith('application.yaml'))).toHaveLength(2);
  });

  it('share no folder', () => {
    const [one, two] = [east, west].map((platform) => ({ ...database('shop', platform), name: platform.name }));
    expect(() => run([one, two] as Application[])).toThrow(
      /^shop\/database is for two platforms, by .*give each its own/,
    );
  });

  it('are judged by what runs on their own', () => {
    const all = [operatorOn(east, 2), operatorOn(west, 1), database('shop', east), database('bank', west)];
    const alone = 'the only operator may run on the lost node';
    expect(objectives(all, 'shop', NOW)).not.toContain(alone);
    expect(objectives(all, 'bank', NOW)).toContain(alone);
    const found = run(all).violations.filter(({ message }) => message.includes(alone));
    expect(found.map(({ namespace }) => namespace)).toEqual(['bank']);
  });

  it('are judged for its versions', () => {
    const late = (name: string) => objectives([database('shop', east), database('bank', west)], name, NOW);
    expect(late('shop')).toContain('CloudNativePG 1.28.0 can miss');
    expect(late('bank')).not.toContain('can miss');
  });
});

it('refuses a storage class that the platform does not have', () => {
  expect(() => run([database('shop', east, 'gp3')])).toThrow(
    'shop--database/object0: platform east has no storage class "gp3", but fast; use one of these, or add it to storageClasses in apps/platforms/east/config.ts if that cluster has it',
  );
  expect(() => run([database('shop', east)])).not.toThrow();
});

it('refuses a misspelled key of a platform', () => {
  const misspelled = { ...east, standbyTcpUserTimout: 2 };
  expect(() => run([database('shop', misspelled)])).toThrow(/standbyTcpUserTimout.*standbyTcpUserTimeout/);
});
