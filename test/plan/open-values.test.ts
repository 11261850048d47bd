// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of Flux.
import { describe, expect, test } from 'vitest';
import { cluster, impacts, object, planOf } from './objects';

// `${NAME}` is filled in by Flux, envsubst or whoever applies the object: what it stands for is not known, and nothing judges it.

const OPEN = {
  instances: '${COUNT}',
  imageName: 'ghcr.io/cloudnative-pg/postgresql:${POSTGRES}',
  storage: { size: '${SIZE}' },
  walStorage: { size: '${WAL:=1Gi}' },
  resources: { requests: { memory: '${MEMORY}' }, limits: { memory: '${MEMORY}' } },
  postgresql: { parameters: { max_connections: '${CONNECTIONS}', shared_buffers: '256MB' } },
};

describe('a value with a variable', () => {
  test('that does not change is no reason to refuse another change', () => {
    expect(impacts(cluster(OPEN), cluster({ ...OPEN, logLevel: 'debug' }))).toEqual({
      'spec.logLevel': 'rolling-update',
    });
    expect(planOf([], [cluster(OPEN)]).changes).toMatchObject([{ action: 'create', impact: 'none', fields: [] }]);
  });

  test.each([
    ['${SIZE}', '${BIG}'],
    ['10Gi', '${SIZE}'],
    ['${SIZE}', '1Gi'],
  ])('%s → %s is unknown, and says both', (size, next) => {
    const { changes, worst } = planOf([cluster({ storage: { size } })], [cluster({ storage: { size: next } })]);
    expect(worst).toBe('unknown');
    expect(changes[0]?.fields).toMatchObject([
      { path: 'spec.storage.size', before: size, after: next, impact: 'unknown' },
    ]);
    expect(changes[0]?.fields[0]?.reason).toMatch(`from ${size} to ${next}: unknown`);
  });

  test('that is added or removed says so', () => {
    const reasons = [
      planOf([cluster()], [cluster({ logLevel: '${LEVEL}' })]),
      planOf([cluster({ description: '${D}' })], [cluster()]),
    ];
    expect(reasons.map(({ changes }) => changes[0]?.fields[0]?.reason)).toEqual([
      expect.stringMatching(/^from info to \$\{LEVEL\}: unknown/),
      expect.stringMatching(/^from \$\{D\} to nothing: unknown/),
    ]);
  });

  test('of a secret is not shown', () => {
    const [before, after] = ['old${A}', 'new${A}'].map((password) =>
      object('Database', { name: 'a', owner: 'b', cluster: { name: 'c' }, password }),
    );
    expect(JSON.stringify(planOf([before as never], [after as never]))).not.toMatch(/old|new/);
  });

  test('hides no other mistake', () => {
    const wrong = { ...OPEN, primaryUpdateMethod: 'never' };
    expect(impacts(cluster(OPEN), cluster(wrong))).toMatchObject({ 'spec.primaryUpdateMethod': 'rejected' });
  });

  test('of the image leaves open which major it is, and not what a parameter needs', () => {
    const after = { ...OPEN, postgresql: { parameters: { ...OPEN.postgresql.parameters, shared_buffers: '512MB' } } };
    expect(impacts(cluster(OPEN), cluster(after))).toEqual({
      'spec.postgresql.parameters.shared_buffers': 'rolling-update',
    });
  });

  test('of a shell means nothing here', () => {
    const [before, after] = ['echo ${A}', 'echo ${B}'].map((script) => object('Namespace', { script }));
    expect(planOf([before as never], [after as never]).worst).toBe('none');
  });

  test('of CNPG is none: its webhook reads which selector a line of pg_hba names', () => {
    const postgresql = { pg_hba: ['host all all ${podselector:app} md5'] };
    const podSelectorRefs = [{ name: 'app', selector: { matchLabels: { app: 'x' } } }];
    const [before, after] = [cluster({ postgresql, podSelectorRefs }), cluster({ postgresql })];
    expect(planOf([before], [after]).worst).toBe('rejected');
  });
});
