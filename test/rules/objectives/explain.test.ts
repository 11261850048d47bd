import { expect, it } from 'vitest';
import { Index } from '../../../manifests/object/object-index';
import { explainObjectives, prove } from '../../../rules/objectives';
import { manifestsOf, NOW, OPERATOR, TARGET, unarchived } from './support';

const options = { target: TARGET, now: NOW };

it('has a line per claim, then its proof', () => {
  const manifests = manifestsOf({ objectives: { rpo: { disaster: '5m' }, zones: 3, tls: 'required' } });
  expect(
    explainObjectives({ manifests, ...options }),
  ).toBe(`Cluster shop/shop-db: 3 objectives, 1 proved, 1 proved under assumptions, 1 failed
  ✖ failed  the loss of all instances and volumes loses at most 300 s of work  objective-rpo-disaster
      archive_timeout 300 s + upload of the last segment 60 s = 360 s, promised 300 s
      assumes: WAL archiving works, and a closed segment is in the object store within 60 s
        else: the loss grows with every minute of failed archiving: alert on it
      missing: spec.postgresql.parameters.archive_timeout: 300 s until a segment is closed and 60 s until it is uploaded take 360 s, more than 300 s
        fix: set archive_timeout to at most 240 s
  ✔ assumed the instances are in 3 zones  objective-zones
      3 instances: in 3 zones if that many have nodes, in 1 by the constraints alone
      assumes: nodes with room for the instances exist in 3 zones and carry the label topology.kubernetes.io/zone
        else: the scheduler spreads over the existing zones: all instances may be in one, and its loss is the loss of the cluster
  ✔ proved  no client connects over the network without TLS  objective-tls
      CNPG keeps ssl on, and PostgreSQL uses the first line of pg_hba.conf that matches
      1 line of pg_hba and 0 poolers checked
`);
});

it('finds the operator in everything that is rendered', () => {
  const given = unarchived({ objectives: { rto: { partition: '30s' } } });
  const manifests = manifestsOf(given);
  const index = new Index(manifestsOf({ ...given, others: [OPERATOR] }));
  expect(explainObjectives({ manifests, ...options })).toContain('1 failed');
  expect(explainObjectives({ manifests, index, ...options })).toContain('= 24.1 s');
});

it('says so where nothing is promised', () => {
  const silent = manifestsOf({ objectives: {}, cluster: { 'metadata.annotations': undefined } });
  expect(explainObjectives({ manifests: silent, ...options })).toBe('Cluster shop/shop-db declares no objectives\n');
  expect(explainObjectives({ manifests: [], ...options })).toBe('no Cluster\n');
});

it('does without an index of more', () => {
  const [cluster] = manifestsOf({ objectives: { pitrWindow: '1d' } });
  const messages = cluster && prove(cluster, options).flatMap(({ gaps }) => gaps.map(({ message }) => message));
  expect(messages).toEqual([
    'its ObjectStore is not among these manifests, so its retention is unknown',
    'no schedule takes base backups, but recovery starts from one',
  ]);
});
