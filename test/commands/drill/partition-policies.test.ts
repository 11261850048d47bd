import { afterEach, beforeEach, expect, test } from 'vitest';
import { selects } from '../../../manifests/drills/selector';
import { list, type Manifest, record } from '../../../manifests/object/manifest';
import { NOT_PARTITIONED } from '../../../values/cnpg/drill';
import { isCut, writesInside } from './support/job-writer';
import { failsOver } from './support/operator';
import { Stage } from './support/stage';

// Network policies only add permissions: whether a pod is cut off follows from all that select it.

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.set();
  writesInside(stage);
  failsOver(stage, { seconds: 5, on: isCut });
});
afterEach(() => stage.server.stop());

const INSTANCES = { matchLabels: { 'cnpg.io/cluster': 'shop-db' }, matchExpressions: [NOT_PARTITIONED] };
const OPEN = { policyTypes: ['Ingress', 'Egress'], ingress: [{}], egress: [{}] };
const POLICIES: Readonly<Record<string, Record<string, unknown>>> = {
  'shop-db': { podSelector: INSTANCES, ...OPEN },
  'default-deny': { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
  api: { podSelector: { matchLabels: { app: 'api' } }, ...OPEN },
};

/** Rules of all policies that select a pod; undefined where none does, and everything is allowed. */
function allowed(pod: Manifest | undefined, direction: 'ingress' | 'egress'): readonly unknown[] | undefined {
  const policies = [...stage.server.objects.values()].filter(({ kind }) => kind === 'NetworkPolicy');
  const selecting = policies.filter(({ spec }) => selects(record(spec).podSelector, pod?.metadata.labels ?? {}));
  return selecting.length === 0 ? undefined : selecting.flatMap(({ spec }) => list(record(spec)[direction]));
}

const pod = (number: number) => stage.server.get('Pod', `shop-db-${number}`);

test.each([
  ['under policies that leave its label out', ['shop-db', 'api']],
  ['under a policy that closes the namespace, too', ['shop-db', 'api', 'default-deny']],
  ['under no policies', []],
])('%s, the primary is cut off both ways, the others are not, and both are as before at the end', async (_, names) => {
  for (const name of names) stage.server.put('NetworkPolicy', name, { spec: POLICIES[name] });
  const usual = names.length === 0 ? undefined : [{}];
  expect([allowed(pod(1), 'ingress'), allowed(pod(1), 'egress')]).toEqual([usual, usual]);
  const during: unknown[] = [];
  stage.server.beforeAnswer = ((before) => (asked) => {
    before(asked);
    if (during.length === 0 && pod(1)?.metadata.labels?.[NOT_PARTITIONED.key] !== undefined)
      during.push(allowed(pod(1), 'ingress'), allowed(pod(1), 'egress'), allowed(pod(2), 'ingress'));
  })(stage.server.beforeAnswer);
  expect((await stage.run('partition')).report).toMatchObject({ outcome: 'passed', failures: [] });
  expect(during).toEqual([[], [], usual]);
  expect([allowed(pod(1), 'ingress'), allowed(pod(1), 'egress')]).toEqual([usual, usual]);
});
