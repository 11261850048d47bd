import { describe, expect, it } from 'vitest';
import { secretValue } from '../../../rules/expert/secret-value';
import { verdicts } from './support';

describe('secret-value', () => {
  const secret = (content: object) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 's', namespace: 'shop' },
    ...content,
  });

  it('names the keys and never the values', () => {
    const found = verdicts(secretValue, [
      secret({ data: { password: 'aHVudGVyMg==' }, stringData: { user: 'hunter2' } }),
    ]);
    expect(found.map(({ path }) => path)).toEqual(['data', 'stringData']);
    expect(found[0]?.message).toContain('the values of password');
    expect(JSON.stringify(found)).not.toMatch(/hunter2|aHVudGVyMg/);
  });

  it.each([{}, { data: {} }, { type: 'kubernetes.io/service-account-token' }])('takes %j', (content) => {
    expect(verdicts(secretValue, [secret(content)])).toEqual([]);
  });
});
