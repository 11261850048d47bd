import { describe, expect, it } from 'vitest';
import { operatorChartImage } from '../../../rules/expert/operator-chart-image';
import { verdicts } from './support';
import { helmRelease } from './support/flux';

describe('operator-chart-image', () => {
  it.each([
    ['cloudnative-pg', '0.29.0', '1.28.1', 'remove image.tag; chart 0.27.1 installs 1.28.1'],
    ['cloudnative-pg', '0.28.0', '1.31.0', 'remove image.tag'],
    ['plugin-barman-cloud', '0.5.0', 'v0.13.0', 'remove image.tag; chart 0.7.0 installs 0.13.0'],
  ])('reports an image of another minor: %s %s, %s', (chart, version, tag, fix) => {
    const [found] = verdicts(operatorChartImage, [helmRelease(chart, { image: { tag } }, version)]);
    expect(found).toMatchObject({ path: 'spec.values.image.tag', fix });
  });

  it.each([
    ['cloudnative-pg', '0.29.0', '1.30.0'],
    // 1.29.2 has no chart of its own.
    ['cloudnative-pg', '0.28.3', '1.29.2'],
    ['cloudnative-pg', '0.28.3', ''],
    ['cloudnative-pg', '0.28.3', 'latest'],
    ['cloudnative-pg', '0.99.0', '1.28.0'],
    ['cloudnative-pg', '0.20.0', '1.28.0'],
    ['cluster', '0.3.0', '1.28.0'],
  ])('takes %s %s, %s', (chart, version, tag) => {
    expect(verdicts(operatorChartImage, [helmRelease(chart, { image: { tag } }, version)])).toEqual([]);
  });

  it('finds the chart in an OCIRepository', () => {
    const source = {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'OCIRepository',
      metadata: { name: 'cnpg', namespace: 'shop' },
      spec: { url: 'oci://ghcr.io/cloudnative-pg/charts/cloudnative-pg', ref: { tag: '0.28.0' } },
    };
    const release = helmRelease('', { image: { tag: '1.28.0' } });
    const spec = { chartRef: { kind: 'OCIRepository', name: 'cnpg' }, values: release.spec.values };
    expect(verdicts(operatorChartImage, [{ ...release, spec }, source])).toHaveLength(1);
  });
});
