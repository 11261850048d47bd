import { describe, expect, it } from 'vitest';
import { operatorOptionText } from '../../../rules/expert/operator-option-text';
import { verdicts } from './support';
import { helmRelease } from './support/flux';

const release = (config: object) => helmRelease('cloudnative-pg', { config }, '0.29.0');

describe('operator-option-text', () => {
  it('reports what is no text, for the chart that copies it', () => {
    const found = verdicts(operatorOptionText, [release({ data: { CLUSTERS_ROLLOUT_DELAY: 60 } })]);
    expect(found).toEqual([
      expect.objectContaining({
        path: 'spec.values.config.data.CLUSTERS_ROLLOUT_DELAY',
        fix: 'write CLUSTERS_ROLLOUT_DELAY: "60"',
      }),
    ]);
    expect(verdicts(operatorOptionText, [release({ create: false, data: { A: 60 } })])).toEqual([]);
    expect(verdicts(operatorOptionText, [helmRelease('cluster', { config: { data: { A: 1 } } }, '0.3.0')])).toEqual([]);
  });
});
