import { describe, expect, it } from 'vitest';
import { helmReleaseFloating } from '../../../rules/expert/helm-release-floating';
import { verdicts } from './support';
import { helmRelease } from './support/flux';

describe('helm-release-floating', () => {
  it.each([undefined, '*', '0.27.x', '>=0.27.0'])('reports version %s of a chart of CNPG', (version) => {
    expect(verdicts(helmReleaseFloating, [helmRelease('cloudnative-pg', {}, version)])).toEqual([
      expect.objectContaining({ path: 'spec.chart.spec.version' }),
    ]);
  });

  it('takes one version, and says nothing of other charts', () => {
    expect(verdicts(helmReleaseFloating, [helmRelease('cluster', {}, 'v0.8.1')])).toEqual([]);
    expect(verdicts(helmReleaseFloating, [helmRelease('grafana', {}, '*')])).toEqual([]);
  });
});
