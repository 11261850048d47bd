import { describe, expect, it } from 'vitest';
import { read } from '../../../manifests/files/read';
import { completeTarget, seenTarget, seenTargets } from '../../../manifests/installations/seen-target';
import type { Target } from '../../../values/cnpg/target';

const FALLBACK: Target = { operator: '1.99.0', plugin: '0.99.0', kubernetes: '1.35' };

const chart = (version: string, name = 'cloudnative-pg') =>
  `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: cnpg, namespace: cnpg-system}\nspec: {chart: {spec: {chart: ${name}, version: "${version}"}}}\n`;
const image = (version: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: manager, namespace: cnpg-system}\nspec: {template: {spec: {containers: [{image: "ghcr.io/cloudnative-pg/cloudnative-pg:${version}"}]}}}\n`;
const CLUSTER = 'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: db, namespace: shop}\n';

/** Which files are judged for which versions, and why. */
function seenIn(files: Readonly<Record<string, string>>) {
  const documents = Object.entries(files).flatMap(([file, text]) => read(text, file));
  return seenTargets(documents, FALLBACK).map((part) => ({
    target: `${part.target.operator} ${part.target.plugin} ${part.target.kubernetes}`,
    files: part.documents.map(({ file }) => file),
    reasons: part.reasons.map(({ message }) => message),
  }));
}

describe('seenTargets', () => {
  it('takes what one object installs, and the rest from the given target', () => {
    expect(seenIn({ 'db.yaml': CLUSTER, 'infra/cnpg.yaml': chart('0.28.2') })).toEqual([
      {
        target: '1.29.1 0.99.0 1.35',
        files: ['db.yaml', 'infra/cnpg.yaml'],
        reasons: ['judged for CloudNativePG 1.29.1: HelmRelease cnpg-system/cnpg, chart 0.28.2'],
      },
    ]);
  });

  it('says of a chart in no table what judges in its place, and never that this is installed', () => {
    const reasonOf = (version: string) => {
      const documents = read(`${chart(version)}---\n${CLUSTER}`, 'a.yaml');
      const [part] = seenTargets(documents, FALLBACK);
      return [part?.target.operator, part?.target.unknown, part?.reasons[0]?.message];
    };
    expect(reasonOf('0.26.1')).toEqual([
      '1.28.0',
      { operator: { evidence: 'chart 0.26.1', age: 'older' } },
      'judged for CloudNativePG 1.28.0, the oldest known here: HelmRelease cnpg-system/cnpg, chart 0.26.1, which installs an older one',
    ]);
    expect(reasonOf('1.0.0')).toEqual([
      '1.30.0',
      { operator: { evidence: 'chart 1.0.0', age: 'newer' } },
      'judged for CloudNativePG 1.30.0, the newest known here: HelmRelease cnpg-system/cnpg, chart 1.0.0, which is not known: fields that no known version has are warnings',
    ]);
    expect(reasonOf('0.28.1')).toEqual([
      '1.29.0',
      { operator: { evidence: 'chart 0.28.1', age: 'between' } },
      'judged for CloudNativePG 1.29.0, the nearest known here: HelmRelease cnpg-system/cnpg, chart 0.28.1, which is not known',
    ]);
  });

  it('tells what is not known from the version that stands for it', () => {
    const parts = seenTargets(
      Object.entries({
        'a/cnpg.yaml': chart('0.26.0'),
        'a/db.yaml': CLUSTER,
        'b/cnpg.yaml': chart('0.27.0'),
        'b/db.yaml': CLUSTER,
      }).flatMap(([file, text]) => read(text, file)),
      FALLBACK,
    );
    expect(parts.map(({ target }) => [target.operator, target.unknown?.operator?.age])).toEqual([
      ['1.28.0', 'older'],
      ['1.28.0', undefined],
    ]);
  });

  it('takes a known version for newer than a chart before all, and for older than a chart after all', () => {
    const of = (...versions: string[]) =>
      seenTargets(read(versions.map((each) => chart(each)).join('---\n'), 'a.yaml'), FALLBACK)[0];
    expect(of('0.26.0', '0.27.0')?.target.unknown).toBeUndefined();
    expect(of('0.26.0', '0.27.0')?.reasons[0]?.message).toContain(
      'HelmRelease cnpg-system/cnpg installs what is not known (chart 0.26.0); the newest counts',
    );
    expect(of('0.29.0', '0.31.0')?.target.unknown?.operator?.age).toBe('newer');
  });

  it('forgets what is not known where a version is named', () => {
    const [part] = seenTargets(read(chart('0.26.0'), 'a.yaml'), FALLBACK);
    expect(completeTarget(part?.target ?? FALLBACK, { operator: '1.28.0' }).unknown).toBeUndefined();
    expect(completeTarget(part?.target ?? FALLBACK, { plugin: '0.14.0' }).unknown?.operator?.age).toBe('older');
  });

  it('assumes no Kubernetes that the operator does not support', () => {
    expect(seenIn({ 'cnpg.yaml': chart('0.27.0') })[0]?.target).toBe('1.28.0 0.99.0 1.34');
  });

  it('names a kustomization by its file', () => {
    const text =
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [https://github.com/cloudnative-pg/cloudnative-pg/config/default?ref=v1.30.0]\n';
    expect(seenIn({ 'infra/kustomization.yaml': text })[0]?.reasons).toEqual([
      'judged for CloudNativePG 1.30.0: infra/kustomization.yaml, git v1.30.0',
    ]);
  });

  it('takes the given target where nothing is installed, and where there is nothing', () => {
    expect(seenIn({ 'db.yaml': CLUSTER })).toEqual([{ target: '1.99.0 0.99.0 1.35', files: ['db.yaml'], reasons: [] }]);
    expect(seenIn({})).toEqual([]);
  });

  it('says once what several objects say alike, and what is assumed of a range', () => {
    const [part] = seenIn({
      'a.yaml': `${chart('0.28.x')}---\n${image('1.29.1')}---\n${chart('0.5.0', 'plugin-barman-cloud')}`,
    });
    expect(part?.target).toBe('1.29.1 0.11.0 1.35');
    expect(part?.reasons).toEqual([
      'judged for CloudNativePG 1.29.1: HelmRelease cnpg-system/cnpg, chart 0.28.x, of which the newest known is 0.28.3',
      'judged for Barman Cloud plugin 0.11.0: HelmRelease cnpg-system/cnpg, chart 0.5.0',
    ]);
  });

  it('judges each object for what lies nearest, where several versions are installed', () => {
    const parts = seenIn({
      'clusters/prod/cnpg.yaml': chart('0.27.0'),
      'clusters/prod/shop/db.yaml': CLUSTER,
      'clusters/staging/infra/cnpg.yaml': chart('0.29.0'),
      'clusters/staging/shop/db.yaml': CLUSTER,
    });
    expect(parts.map(({ target, files }) => [target, files])).toEqual([
      ['1.28.0 0.99.0 1.34', ['clusters/prod/cnpg.yaml', 'clusters/prod/shop/db.yaml']],
      ['1.30.0 0.99.0 1.35', ['clusters/staging/infra/cnpg.yaml', 'clusters/staging/shop/db.yaml']],
    ]);
  });

  it('does not take the beginning of a name for a folder', () => {
    const parts = seenIn({
      'shop/cnpg.yaml': chart('0.27.0'),
      'shop-2/cnpg.yaml': chart('0.29.0'),
      'shop-2/db.yaml': CLUSTER,
    });
    expect(parts.find(({ files }) => files.includes('shop-2/db.yaml'))?.target).toMatch(/^1\.30\.0 /);
  });

  it('takes the newest where none of several is nearer, whatever their order, and says so', () => {
    for (const files of [
      { 'infra/a.yaml': chart('0.27.0'), 'infra/b.yaml': image('1.30.0'), 'shop/db.yaml': CLUSTER },
      { 'infra/a.yaml': image('1.30.0'), 'infra/b.yaml': chart('0.27.0'), 'shop/db.yaml': CLUSTER },
    ]) {
      const parts = seenIn(files);
      expect(parts).toHaveLength(1);
      expect(parts[0]?.reasons).toEqual([
        'judged for CloudNativePG 1.30.0: Deployment cnpg-system/manager, image ghcr.io/cloudnative-pg/cloudnative-pg:1.30.0; HelmRelease cnpg-system/cnpg installs 1.28.0; the newest counts, and --target names another',
      ]);
    }
  });

  it('names the document and the field that say so', () => {
    const documents = read(`${CLUSTER}---\n${chart('0.28.2')}`, 'a.yaml');
    const [reason] = seenTargets(documents, FALLBACK)[0]?.reasons ?? [];
    expect(reason).toMatchObject({ component: 'operator', document: { document: 1 }, path: 'spec.chart.spec.version' });
  });
});

it('seenTarget takes manifests without files', () => {
  const manifests = read(`${chart('0.27.0')}---\n${image('1.28.4')}`, '-').flatMap(({ manifest }) => manifest ?? []);
  expect(seenTarget(manifests, FALLBACK).target).toEqual({ ...FALLBACK, operator: '1.28.4', kubernetes: '1.34' });
  expect(seenTarget([], FALLBACK)).toEqual({ target: FALLBACK, reasons: [] });
});
