import { describe, expect, it } from 'vitest';
import { FileTree } from '../../../manifests/applied/file-tree';
import { chartReleasesIn } from '../../../manifests/applied/releases';
import { withValues } from '../../../manifests/applied/values';
import { read } from '../../../manifests/files/read';
import { at } from '../../../manifests/object/manifest';

const FILES = {
  'charts/app/Chart.yaml': 'apiVersion: v2\nname: app\n',
  'charts/app/values.yaml': 'size: 1\nof: the chart\n',
  'charts/app/values-prod.yaml': 'size: 2\nname: prod\n',
  'prod.yaml': 'size: 3\n',
};
const release = (valuesFiles: readonly string[], more = '', kind = 'GitRepository') =>
  `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: app, namespace: shop}
spec:
  chart: {spec: {chart: ./charts/app, sourceRef: {kind: ${kind}, name: a}, valuesFiles: ${JSON.stringify(valuesFiles)}}}
  ${more}
`;

/** The release with what is read of its files, and as Helm is asked for it. */
function seen(given: string, files: Record<string, string> = FILES) {
  const all = Object.entries({ ...files, 'release.yaml': given }).map(([path, text]) => {
    const content = () => Buffer.from(text);
    return { path, content, documents: read(content, path) };
  });
  const tree = new FileTree(all);
  const written = all.flatMap(({ documents }) => documents).filter(({ manifest }) => manifest?.kind === 'HelmRelease');
  const read_ = written.map((document) => withValues(document, [], tree).manifest);
  const [asked] = chartReleasesIn(written, tree);
  const { valueFiles, replacesOwn = false, hasOtherValues } = asked ?? {};
  return {
    values: at(read_[0], 'spec.values'),
    named: at(read_[0], 'spec.chart.spec.valuesFiles'),
    asked: { valueFiles, replacesOwn, hasOtherValues },
  };
}
const OWN = './charts/app/values.yaml';
const PROD = 'charts/app/values-prod.yaml';

describe('the valuesFiles of a HelmRelease', () => {
  it('are read from the root of the repository, the later ones above the former, and below its values', () => {
    expect(seen(release([OWN, PROD, 'prod.yaml'], 'values: {name: own}'))).toEqual({
      values: { size: 3, of: 'the chart', name: 'own' },
      named: undefined,
      asked: { valueFiles: ['charts/app/values.yaml', PROD, 'prod.yaml'], replacesOwn: false, hasOtherValues: false },
    });
  });

  it('stay named where they leave out the values.yaml of the chart: it does not count then', () => {
    expect(seen(release([PROD]))).toEqual({
      values: { size: 2, name: 'prod' },
      named: [PROD],
      asked: { valueFiles: [PROD], replacesOwn: true, hasOtherValues: false },
    });
    const { [OWN.slice(2)]: _, ...without } = FILES as Record<string, string>;
    expect(seen(release([PROD]), without)).toMatchObject({ named: undefined, asked: { replacesOwn: false } });
  });

  it('stay named where they are not there: a path does not begin at the folder of the chart', () => {
    expect(seen(release([OWN, 'values-prod.yaml']))).toEqual({
      values: { size: 1, of: 'the chart' },
      named: ['values-prod.yaml'],
      asked: { valueFiles: ['charts/app/values.yaml'], replacesOwn: false, hasOtherValues: true },
    });
  });

  it.each(['HelmRepository', 'Bucket'])('are those of its chart in a %s, whatever is called so here', (kind) => {
    expect(seen(release([OWN, 'prod.yaml'], '', kind))).toEqual({
      values: undefined,
      named: [OWN, 'prod.yaml'],
      asked: { valueFiles: [], replacesOwn: false, hasOtherValues: true },
    });
  });

  it('are those of another repository where the chart is no folder of this one', () => {
    const { 'charts/app/Chart.yaml': _, ...elsewhere } = FILES;
    expect(seen(release([PROD]), elsewhere)).toMatchObject({ values: undefined, named: [PROD] });
  });

  it('that are none replace nothing', () => {
    expect(seen(release([]))).toMatchObject({
      values: undefined,
      asked: { replacesOwn: false, hasOtherValues: false },
    });
  });
});
