import { describe, expect, it } from 'vitest';
import { Index } from '../../../manifests/object/object-index';
import { judge } from '../../../rules/engine/judge';
import { proveObjectives } from '../../../rules/objectives';
import { type Case, claimsOf, manifestsOf, NOW, OPERATOR, TARGET, unarchived } from './support';

describe('the judge', () => {
  const documents = (given: Case) => manifestsOf(given).map((manifest) => ({ manifest, file: null, document: null }));

  it('reports each gap under the rule of its objective', () => {
    const given = { objectives: { rpo: { disaster: '5m' }, tls: 'required', zones: 3 } };
    const manifests = documents(given);
    const options = { target: TARGET, now: NOW, only: { judges: [proveObjectives] } };
    expect(judge(manifests, options).map(({ rule, path, severity, name }) => [rule, path, severity, name])).toEqual([
      ['objective-rpo-disaster', 'spec.postgresql.parameters.archive_timeout', 'error', 'shop-db'],
    ]);
  });

  it('reports what several objectives lack once, under a rule of its own', () => {
    const rto = { nodeLoss: '30s', zoneLoss: '30s', partition: '30s' };
    const manifests = manifestsOf(unarchived({ objectives: { rto }, others: [OPERATOR] }));
    const [cluster] = manifests;
    if (cluster === undefined) throw new Error('no cluster');
    const target = { ...TARGET, operator: '1.28.0' };
    const found = proveObjectives(cluster, { target, now: NOW, index: new Index(manifests) });
    expect(found).toMatchObject([{ rule: 'objective-operator-version', fix: expect.stringContaining('1.28.3') }]);
  });

  it('reports what it cannot read', () => {
    const [cluster] = manifestsOf({ objectives: { zones: 'all' } });
    if (cluster === undefined) throw new Error('no cluster');
    expect(proveObjectives(cluster, { target: TARGET, now: NOW })).toMatchObject([
      { rule: 'objective-invalid', message: 'objective zones is "all": give a whole number from 1' },
    ]);
  });

  it('has nothing to say of a cluster that promises nothing, and of other kinds', () => {
    expect(claimsOf({ objectives: {}, platform: {} })).toEqual([]);
    const [cluster, store] = manifestsOf({ objectives: {}, cluster: { 'metadata.annotations': undefined } });
    for (const manifest of [cluster, store]) {
      expect(manifest && proveObjectives(manifest, { target: TARGET, now: NOW })).toEqual([]);
    }
  });
});
