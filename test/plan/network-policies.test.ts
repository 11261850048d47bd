import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../manifests/object/manifest';
import { cluster, object, planOf } from './objects';

const policy = (spec: object, name = 'shop-db'): Manifest => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name, namespace: 'shop' },
  spec: { podSelector: { matchLabels: { app: 'db' } }, ...spec } as Record<string, unknown>,
});
const app = (name: string) => ({ podSelector: { matchLabels: { app: name } } });
const rule = (from: object[], ...ports: (number | string | object)[]) => ({
  from,
  ports: ports.map((port) => (typeof port === 'object' ? port : { port })),
});
const ingress = (...rules: object[]) => policy({ ingress: rules });
const deny = policy({ podSelector: {}, policyTypes: ['Ingress'] }, 'deny');

/** The fields of the one policy that changes. */
function fieldsOf(before: readonly Manifest[], after: readonly Manifest[], name = 'shop-db') {
  const changes = planOf(before, after).changes.filter(
    (change) => change.kind === 'NetworkPolicy' && change.name === name,
  );
  expect(changes).toHaveLength(1);
  return changes.flatMap(({ fields }) => fields);
}

const A = rule([app('a')], 5432);
const AB = rule([app('a'), app('b')], 5432);

describe('a policy that lets more through', () => {
  it.each<[string, object[], object[], RegExp]>([
    ['a peer', [A], [AB], /it allows more and cuts off no client: pods app=b in this namespace on TCP 5432/],
    ['a peer, before the other', [A], [rule([app('b')], 5432), A], /app=b/],
    ['a port', [A], [rule([app('a')], 9187, 5432)], /app=a in this namespace on TCP 9187/],
    ['a range of ports', [A], [rule([app('a')], { port: 5000, endPort: 6000 })], /5000-6000/],
    ['everybody', [A], [{}], /everybody on all ports/],
    ['a whole namespace', [A], [rule([{ podSelector: {} }], 5432)], /pods all in this namespace/],
    [
      'a wider range',
      [rule([{ ipBlock: { cidr: '10.1.0.0/16', except: ['10.1.1.0/24'] } }], 5432)],
      [rule([{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.1.0/24'] } }], 5432)],
      /addresses 10\.0\.0\.0\/8/,
    ],
    ['nothing: rules in another order', [A, rule([app('b')], 80)], [rule([app('b')], 80), A], /same as before/],
    ['nothing: one rule for two', [A, rule([app('b')], 5432)], [AB], /same as before/],
    [
      'nothing: its own namespace by name',
      [A],
      [rule([{ ...app('a'), namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } } }], 5432)],
      /same as before/,
    ],
    ['nothing: a port by its number', [rule([app('a')], 'postgresql')], [A], /same as before/],
  ])('%s', (_, before, after, reason) => {
    const fields = fieldsOf([ingress(...before)], [ingress(...after)]);
    expect(fields).toEqual([
      expect.objectContaining({ path: 'spec.ingress', impact: 'none', reason: expect.stringMatching(reason) }),
    ]);
  });
});

describe('a policy that lets less through', () => {
  it.each<[string, object[], object[], RegExp]>([
    ['a peer', [AB], [A], /cut off immediately.*: pods app=b in this namespace on TCP 5432$/],
    ['the last rule', [A], [], /app=a/],
    ['another port', [A], [rule([app('a')], 5433)], /on TCP 5432/],
    ['another protocol', [A], [rule([app('a')], { protocol: 'UDP', port: 5432 })], /on TCP 5432/],
    [
      'a narrower selector',
      [A],
      [rule([{ podSelector: { matchLabels: { app: 'a', tier: 'web' } } }], 5432)],
      /app=a in/,
    ],
    ['pods in place of everybody', [{}], [A], /everybody on all ports/],
    ['a shorter range of ports', [rule([app('a')], { port: 5000, endPort: 6000 })], [A], /5000-6000/],
    [
      'a hole in a range',
      [rule([{ ipBlock: { cidr: '10.0.0.0/8' } }], 5432)],
      [rule([{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }], 5432)],
      /addresses 10\.0\.0\.0\/8 on/,
    ],
    ['one peer for another', [A], [rule([app('b')], 5432)], /app=a/],
  ])('%s', (_, before, after, reason) => {
    const fields = fieldsOf([ingress(...before)], [ingress(...after)]);
    expect(fields).toEqual([
      expect.objectContaining({ path: 'spec.ingress', impact: 'reload', reason: expect.stringMatching(reason) }),
    ]);
  });

  it('cuts off no client that another policy of the same pods allows', () => {
    const other = policy({ podSelector: {}, ingress: [AB] }, 'other');
    expect(fieldsOf([ingress(AB), other], [ingress(A), other])[0]?.impact).toBe('none');
    const ofOthers = policy({ podSelector: { matchLabels: { app: 'x' } }, ingress: [AB] }, 'other');
    expect(fieldsOf([ingress(AB), ofOthers], [ingress(A), ofOthers])[0]?.impact).toBe('reload');
  });
});

describe('a policy that comes or goes', () => {
  it('closes what was open', () => {
    expect(fieldsOf([], [ingress(A)])).toEqual([
      expect.objectContaining({ impact: 'reload', reason: expect.stringMatching(/that it does not allow is cut off/) }),
    ]);
  });
  it('only adds where another one closes the same pods', () => {
    const [field] = fieldsOf([deny], [deny, ingress(A)]);
    expect(field).toMatchObject({
      impact: 'none',
      reason: expect.stringMatching(/shop\/deny already restricts these pods/),
    });
  });
  it('opens where no other one is left', () => {
    expect(fieldsOf([ingress(A)], [])[0]).toMatchObject({
      impact: 'none',
      reason: expect.stringMatching(/open to every client$/),
    });
  });
  it('cuts off whom it alone allowed where another one still closes the pods', () => {
    const [field] = fieldsOf([deny, ingress(A)], [deny]);
    expect(field).toMatchObject({
      impact: 'reload',
      reason: expect.stringMatching(/shop\/deny still restricts .* cut off immediately.*app=a/),
    });
  });
  it('cuts off no client when renamed', () => {
    const renamed = { ...ingress(A), metadata: { name: 'renamed', namespace: 'shop' } };
    const { changes } = planOf([ingress(A)], [renamed]);
    const reasons = changes.flatMap(({ fields }) => fields.map(({ reason }) => reason)).join('\n');
    expect(reasons).not.toContain('cut off at once');
  });
});

describe('its directions and its pods', () => {
  const both = policy({ policyTypes: ['Ingress', 'Egress'], ingress: [A] });
  const one = policy({ policyTypes: ['Ingress'], ingress: [A] });
  it.each<[string, Manifest, Manifest, string, RegExp]>([
    ['a direction more', one, both, 'reload', /that it does not allow is cut off/],
    ['a direction less', both, one, 'none', /open to every client/],
    [
      'more pods',
      ingress(A),
      policy({ podSelector: {}, ingress: [A] }),
      'reload',
      /^pods that it selects now: .*cut off immediately$/,
    ],
    [
      'fewer pods',
      policy({ podSelector: {}, ingress: [A] }),
      ingress(A),
      'none',
      /^pods that it no longer selects: .*open to every client$/,
    ],
    [
      'other pods',
      ingress(A),
      policy({ podSelector: { matchLabels: { app: 'x' } }, ingress: [A] }),
      'reload',
      /selects now: .*; pods that it no longer selects/,
    ],
  ])('%s', (_, before, after, impact, reason) => {
    expect(fieldsOf([before], [after])).toEqual([
      expect.objectContaining({ impact, reason: expect.stringMatching(reason) }),
    ]);
  });

  it('fewer pods, which another policy still closes', () => {
    const wide = policy({ podSelector: {}, ingress: [A] });
    const [field] = fieldsOf([wide, deny], [ingress(A), deny]);
    expect(field).toMatchObject({ impact: 'reload', reason: expect.stringMatching(/deny still restricts/) });
  });
});

describe('whom of the run it keeps from what they need', () => {
  const instances = { podSelector: { matchLabels: { 'cnpg.io/podRole': 'instance' } } };
  const pooler = object('Pooler', { cluster: { name: 'shop-db' }, type: 'rw' }, { name: 'pool' });
  const operator = rule([{ namespaceSelector: {} }], 8000);
  const pool = rule([{ podSelector: { matchLabels: { 'cnpg.io/poolerName': 'pool' } } }], 5432);
  const around = [cluster({ instances: 1 }), { ...pooler, apiVersion: 'postgresql.cnpg.io/v1' }];
  it('is an outage, and they are named', () => {
    const before = [...around, policy({ ...instances, ingress: [operator, pool] })];
    const after = [...around, policy({ ...instances, ingress: [operator] })];
    const [field] = fieldsOf(before, after);
    expect(field).toMatchObject({
      impact: 'outage',
      reason: expect.stringMatching(
        /In this input: port 5432 of the instances of Cluster shop-db is closed to Pooler pool/,
      ),
    });
    expect(fieldsOf(after, before)[0]?.impact).toBe('none');
  });
  it('the operator, too', () => {
    const before = [...around, policy({ ...instances, ingress: [operator, pool] })];
    const after = [...around, policy({ ...instances, ingress: [pool] })];
    expect(fieldsOf(before, after)[0]?.reason).toMatch(/the operator cannot ask how they are/);
  });
});

it('says that pods which come with the policy are not in use yet', () => {
  const closed = policy(
    { podSelector: { matchLabels: { 'cnpg.io/cluster': 'copy' } }, ingress: [rule([app('a')], 5432)] },
    'c',
  );
  const copy = cluster({}, { name: 'copy' });
  const fieldsOf = (before: Manifest[]) =>
    planOf(before, [copy, closed]).changes.find(({ kind }) => kind === 'NetworkPolicy')?.fields[0];
  expect(fieldsOf([])).toMatchObject({
    impact: 'none',
    reason: expect.stringMatching(/^its pods come with Cluster copy/),
  });
  expect(fieldsOf([copy])).toMatchObject({ impact: 'outage', reason: expect.stringMatching(/is cut off immediately/) });
});

it('says the same of pods of a new workload, and not where others were there before', () => {
  const closed = policy({ podSelector: { matchLabels: { app: 'api' } }, ingress: [rule([app('a')], 8080)] }, 'api');
  const workload = (name: string, labels = { app: 'api' }) =>
    object('Deployment', { template: { metadata: { labels }, spec: { containers: [] } } }, { name });
  const reasonFor = (before: Manifest[], after: Manifest[]) =>
    planOf(before, [...after, closed]).changes.find(({ kind }) => kind === 'NetworkPolicy')?.fields[0]?.reason;
  expect(reasonFor([], [workload('api')])).toMatch(/^its pods come with Deployment api/);
  expect(reasonFor([workload('old')], [workload('api')])).toMatch(/is cut off immediately/);
  expect(reasonFor([], [workload('api', { app: 'other' })])).toMatch(/is cut off immediately/);
  expect(reasonFor([], [])).toMatch(/is cut off immediately/);
});
