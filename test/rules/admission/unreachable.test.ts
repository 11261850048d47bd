import { describe, expect, it } from 'vitest';
import { ClusterView } from '../../../rules/admission/webhook/cluster-view';
import { CLUSTER_RULES, OBJECT_RULES } from '../../../rules/admission/webhook/webhooks';
import { satisfies } from '../../../values/cnpg/version';
import { RULE_NUMBERS, UNREACHABLE } from './rule-numbers';
import { cnpg, errors, type Fields, rulesOf } from './support';

const quorum = { postgresql: { synchronous: { failoverQuorum: true } } };
const slots = { replicationSlots: { highAvailability: { enabled: true } } };

/** Objects as no defaulter has touched them, given to the rule itself. */
const DIRECT: Readonly<Record<string, readonly [spec: Fields, old?: Fields]>> = {
  'cluster-recovery-application-database': [{ bootstrap: { recovery: { owner: 'a' } } }],
  'cluster-import-type': [{ bootstrap: { initdb: { import: { type: 'other' } } } }],
  'cluster-max-sync-replicas-negative': [{ maxSyncReplicas: -1 }],
  'cluster-min-sync-replicas-negative': [{ minSyncReplicas: -1 }],
  'cluster-failover-slots-section': [{ postgresql: { parameters: { 'pg_failover_slots.a': '1' } } }],
  'cluster-primary-update-strategy': [{ primaryUpdateStrategy: 'never' }],
  'cluster-replica-bootstrap-missing': [{ replica: { enabled: true } }],
  'cluster-retention-policy': [{ backup: { retentionPolicy: '1y' } }],
  'cluster-slots-removed': [{}, slots],
  'cluster-slots-synchronize-removed': [{}, { replicationSlots: { synchronizeReplicas: { enabled: true } } }],
};

function told(rule: string, spec: Fields, old?: Fields): number {
  const found = CLUSTER_RULES.find(({ id }) => id === rule);
  let times = 0;
  const view = (fields: Fields) => new ClusterView({ spec: fields });
  found?.check(view(spec), () => times++, { old: old && view(old) });
  return times;
}

describe('rules that no object reaches', () => {
  it.each(Object.entries(DIRECT))('%s answers all the same', (rule, [spec, old]) => {
    expect(told(rule, spec, old)).toBe(1);
    expect(told(rule, {}, old && {})).toBe(0);
  });

  it('cannot find a quorum without its section', () => {
    expect(told('cluster-failover-quorum-synchronous', quorum)).toBe(0);
  });

  it('asks for pgbouncer', () => {
    const rule = OBJECT_RULES.Pooler?.find(({ id }) => id === 'pooler-pgbouncer');
    const paths: string[] = [];
    rule?.check({ spec: {} }, (path) => paths.push(path), { old: undefined });
    expect(paths).toEqual(['spec.pgbouncer']);
    expect(rulesOf(errors(cnpg('Pooler', { spec: { pgbouncer: undefined } })))).toEqual(['schema-required']);
  });
});

describe('the list of rules', () => {
  const known = [...CLUSTER_RULES, ...Object.values(OBJECT_RULES).flat()];

  it('has all 184 checks of the webhooks of 1.28.0', () => {
    expect(RULE_NUMBERS).toHaveLength(184);
    expect(new Set(RULE_NUMBERS).size).toBe(184);
    const ids = new Set(known.map(({ id }) => id));
    expect(RULE_NUMBERS.filter((id) => !ids.has(id))).toEqual([]);
  });

  it('has nothing else that refuses', () => {
    const numbered = new Set(RULE_NUMBERS);
    const others = known.filter(({ id, severity }) => severity === undefined && !numbered.has(id));
    const first = others.filter(({ operator = '' }) => satisfies('1.28.0', operator));
    // It was one check with `pooler-parameter`.
    expect(first.map(({ id }) => id)).toEqual(['pooler-parameter-ciphers']);
    expect(Object.keys(UNREACHABLE).filter((id) => !known.some((rule) => rule.id === id))).toEqual([]);
  });
});
