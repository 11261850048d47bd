import { describe, expect, it } from 'vitest';
import { DEFAULT_TARGET, Duration, type Objectives, type PostgresClusterProps } from '../../../constructs/index';
import { Index } from '../../../manifests/object/object-index';
import { proveObjectives } from '../../../rules/objectives';
import { cluster, store } from '../support/cluster';
import { only, refused, render } from '../support/render';

const annotation = 'cnpg-gitops/objectives';

it('travels with the manifest, beside the other annotations', () => {
  const manifests = render((folder) =>
    cluster(folder, { objectives: { rto: { podLoss: Duration.seconds(30) } }, annotations: { team: 'orders' } }),
  );
  expect(refused(manifests)).toEqual([]);
  expect(only(manifests, 'Cluster').metadata.annotations).toEqual({
    'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
    team: 'orders',
    [annotation]: '{"rto":{"podLoss":"30s"}}',
  });
});

it('contradicts a cluster whose data nobody needs back', () => {
  const manifests = render((folder) => {
    const archive = store(folder);
    const objectives = { pitrWindow: Duration.days(7) };
    cluster(folder, { archive, objectives, disposable: ' filled again every night ' });
  });
  expect(only(manifests, 'Cluster').metadata.annotations).toMatchObject({
    'cnpg-gitops/disposable': 'filled again every night',
  });
  const options = { target: DEFAULT_TARGET, now: new Date('2026-11-21T13:00:00Z'), index: new Index(manifests) };
  const messages = proveObjectives(only(manifests, 'Cluster'), options).map(({ message }) => message);
  expect(messages).toContainEqual(expect.stringContaining('is marked as disposable'));
});

it('is not there where nothing is promised', () => {
  const [manifest] = render((folder) => cluster(folder));
  expect(Object.keys(manifest?.metadata.annotations ?? {})).not.toContain(annotation);
});

it('refuses an objective without meaning, and says where', () => {
  const made = () => render((folder) => cluster(folder, { objectives: { availability: 100 } }));
  expect(made).toThrow('shop--database/Database: objective availability is 100: give a number above 0 and below 100');
});

describe('the defaults of three instances', () => {
  const failed = (objectives: Objectives, props: Partial<PostgresClusterProps> = {}) => {
    const manifests = render((folder) =>
      cluster(folder, { instances: 3, archive: store(folder), objectives, ...props }),
    );
    const target = { operator: '1.28.4', plugin: '0.11.0', kubernetes: '1.34' };
    const now = new Date('2026-11-21T13:00:00Z');
    const options = { target, now, index: new Index(manifests) };
    return proveObjectives(only(manifests, 'Cluster'), options).map(({ rule }) => rule);
  };

  it.each<[string, Objectives, string[]]>([
    ['lose no commit', { rpo: { failover: Duration.seconds(0) } }, []],
    ['have WAL, and nothing to replay it on', { rpo: { disaster: Duration.minutes(6) } }, ['objective-rpo-disaster']],
    ['wait for clients', { rto: { podLoss: Duration.seconds(30) } }, ['objective-rto-pod-loss']],
    ['need not be in three zones', { zones: 3 }, ['objective-zones']],
    ['take no plain text', { tls: 'required' }, []],
    ['have no base backup', { pitrWindow: Duration.days(1) }, ['objective-pitr-window']],
  ])('%s', (_, objectives, rules) => expect(failed(objectives)).toEqual(rules));

  it('take plain text where that is said', () =>
    expect(failed({ tls: 'required' }, { tls: 'optional' })).toEqual(['objective-tls']));
});
