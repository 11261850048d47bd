import { describe, expect, it } from 'vitest';
import { application, chart, flux, OCI, object, REPO, type Row, release, seenIn } from './support/seen-in';

const CHART = 'spec.chart.spec.version';

describe('a HelmRelease of Flux', () => {
  it.each<Row>([
    ['at a version', chart('0.28.2'), [`operator 1.29.1 ${CHART}: chart 0.28.2`]],
    ['of the plugin', chart('0.5.0', 'plugin-barman-cloud'), [`plugin 0.11.0 ${CHART}: chart 0.5.0`]],
    ['at a range', chart('0.27.x'), [`operator 1.28.1 ${CHART}: chart 0.27.x, of which the newest known is 0.27.1`]],
    [
      'at an open range',
      chart('>=0.27'),
      [`operator 1.30.0 ${CHART}: chart >=0.27, of which the newest known is 0.29.0`],
    ],
    ['between those that are known', chart('0.28.1'), [`operator unknown (between) by 1.29.0 ${CHART}: chart 0.28.1`]],
    ['newer than all that are known', chart('0.31.0'), [`operator unknown (newer) by 1.30.0 ${CHART}: chart 0.31.0`]],
    ['older than all that are known', chart('0.20.0'), [`operator unknown (older) by 1.28.0 ${CHART}: chart 0.20.0`]],
    [
      'without a version',
      release('{chart: {spec: {chart: cloudnative-pg}}}'),
      ['operator 1.30.0 spec.chart.spec.chart: chart without a version, of which the newest known is 0.29.0'],
    ],
    [
      'at a range that no known chart is in',
      chart('0.99.x'),
      [`operator unknown (newer) by 1.30.0 ${CHART}: chart 0.99.x`],
    ],
    ['at what is no version', chart('newest'), []],
    ['of another chart', chart('0.8.1', 'cluster'), []],
    [
      'with an image of its own',
      release('{chart: {spec: {chart: cloudnative-pg, version: 0.28.2}}, values: {image: {tag: 1.29.2}}}'),
      ['operator 1.29.2 spec.values.image.tag: chart 0.28.2 with image 1.29.2'],
    ],
    [
      'with an image that tells no version',
      release('{chart: {spec: {chart: cloudnative-pg, version: 0.28.2}}, values: {image: {tag: latest}}}'),
      [`operator 1.29.1 ${CHART}: chart 0.28.2`],
    ],
    [
      'of an OCIRepository',
      release('{chartRef: {kind: OCIRepository, name: cnpg}}') +
        flux('OCIRepository', `{url: "${OCI}/cloudnative-pg", ref: {tag: 0.28.3}}`),
      ['operator 1.29.1 spec.chartRef: chart 0.28.3', 'operator 1.29.1 spec.ref.tag: chart 0.28.3'],
    ],
    [
      'of a HelmChart',
      release('{chartRef: {kind: HelmChart, name: cnpg, namespace: cnpg-system}}') +
        flux('HelmChart', '{chart: plugin-barman-cloud, version: 0.7.1, sourceRef: {kind: HelmRepository, name: a}}'),
      ['plugin 0.14.0 spec.chartRef: chart 0.7.1', 'plugin 0.14.0 spec.version: chart 0.7.1'],
    ],
    ['of what is not there', release('{chartRef: {kind: OCIRepository, name: other}}'), []],
    [
      'of a chart in git, whose files have the version',
      release('{chart: {spec: {chart: ./charts/cloudnative-pg, sourceRef: {kind: GitRepository, name: a}}}}'),
      [],
    ],
  ])('%s', (_, yaml, seen) => expect(seenIn(yaml)).toEqual(seen));
});

describe('sources of Flux, and charts of K3s', () => {
  it.each<Row>([
    [
      'a range of an OCIRepository',
      flux('OCIRepository', `{url: "${OCI}/cloudnative-pg", ref: {semver: "~0.28", tag: 0.27.0}}`),
      ['operator 1.29.1 spec.ref.semver: chart ~0.28, of which the newest known is 0.28.3'],
    ],
    [
      'a mirror',
      flux('OCIRepository', '{url: "oci://registry.example.com:5000/mirror/plugin-barman-cloud", ref: {tag: v0.5.0}}'),
      ['plugin 0.11.0 spec.ref.tag: chart v0.5.0'],
    ],
    ['a digest', flux('OCIRepository', `{url: "${OCI}/cloudnative-pg", ref: {digest: "sha256:01"}}`), []],
    ['another image', flux('OCIRepository', '{url: "oci://ghcr.io/org/app", ref: {tag: 0.28.3}}'), []],
    [
      'git at a tag',
      flux('GitRepository', `{url: ${REPO}, ref: {tag: v1.30.0}}`),
      ['operator 1.30.0 spec.ref: git v1.30.0'],
    ],
    [
      'git at a release branch',
      flux(
        'GitRepository',
        `{url: "ssh://git@github.com/cloudnative-pg/cloudnative-pg.git", ref: {branch: release-1.29}}`,
      ),
      ['operator 1.29.2 spec.ref: git release-1.29, of which the newest known is 1.29.2'],
    ],
    ['git at main', flux('GitRepository', `{url: ${REPO}, ref: {branch: main}}`), []],
    [
      'git of somebody else',
      flux('GitRepository', '{url: "https://github.com/acme/cloudnative-pg", ref: {tag: v1.30.0}}'),
      [],
    ],
    [
      'the plugin from git',
      flux('GitRepository', '{url: "https://github.com/cloudnative-pg/plugin-barman-cloud", ref: {tag: v0.14.0}}'),
      ['plugin 0.14.0 spec.ref: git v0.14.0'],
    ],
    [
      'a HelmChart of K3s',
      object('helm.cattle.io/v1', 'HelmChart', `{chart: "${OCI}/cloudnative-pg", version: 0.27.0}`),
      ['operator 1.28.0 spec.version: chart 0.27.0'],
    ],
  ])('%s', (_, yaml, seen) => expect(seenIn(yaml)).toEqual(seen));
});

describe('an Application of Argo CD', () => {
  const REVISION = 'spec.source.targetRevision';
  it.each<Row>([
    [
      'of the chart',
      application(
        '{source: {repoURL: https://cloudnative-pg.github.io/charts, chart: cloudnative-pg, targetRevision: 0.27.0}}',
      ),
      [`operator 1.28.0 ${REVISION}: chart 0.27.0`],
    ],
    [
      'of several sources',
      application(
        '{sources: [{repoURL: a, ref: values}, {chart: cloudnative-pg, targetRevision: 0.28.*}, {chart: plugin-barman-cloud, targetRevision: 0.7.1}]}',
      ),
      [
        'operator 1.29.1 spec.sources[1].targetRevision: chart 0.28.*, of which the newest known is 0.28.3',
        'plugin 0.14.0 spec.sources[2].targetRevision: chart 0.7.1',
      ],
    ],
    [
      'of an OCI source',
      application(`{source: {repoURL: "${OCI}/cloudnative-pg", path: ., targetRevision: 0.28.3}}`),
      [`operator 1.29.1 ${REVISION}: chart 0.28.3`],
    ],
    [
      'of git at a tag',
      application(`{source: {repoURL: ${REPO}.git, path: config/default, targetRevision: v1.30.0}}`),
      [`operator 1.30.0 ${REVISION}: git v1.30.0`],
    ],
    [
      'of a release file, which says more than the branch',
      application(
        `{source: {repoURL: ${REPO}, path: releases, targetRevision: main, directory: {include: cnpg-1.29.2.yaml}}}`,
      ),
      ['operator 1.29.2 spec.source.directory.include: cnpg-1.29.2.yaml'],
    ],
    [
      'of the repository of the charts',
      application(
        '{source: {repoURL: "https://github.com/cloudnative-pg/charts", path: charts/cloudnative-pg, targetRevision: cloudnative-pg-v0.28.2}}',
      ),
      [`operator 1.29.1 ${REVISION}: chart 0.28.2`],
    ],
    [
      'with a parameter for the image',
      application(
        '{source: {chart: cloudnative-pg, targetRevision: 0.27.0, helm: {parameters: [{name: image.tag, value: 1.28.4}]}}}',
      ),
      ['operator 1.28.4 spec.source.helm.parameters: chart 0.27.0 with image 1.28.4'],
    ],
    [
      'with an image of kustomize',
      application(
        '{source: {repoURL: "https://git.example.com/a", path: cnpg, kustomize: {images: ["ghcr.io/cloudnative-pg/cloudnative-pg:1.29.1"]}}}',
      ),
      ['operator 1.29.1 spec.source.kustomize.images: image ghcr.io/cloudnative-pg/cloudnative-pg:1.29.1'],
    ],
    [
      'of a folder',
      application(
        '{source: {repoURL: "https://git.example.com/a", path: dist/shop/database, targetRevision: v1.30.0}}',
      ),
      [],
    ],
    [
      'made by an ApplicationSet',
      object(
        'argoproj.io/v1alpha1',
        'ApplicationSet',
        '{template: {spec: {source: {chart: cloudnative-pg, targetRevision: 0.29.0}}}}',
      ),
      ['operator 1.30.0 spec.template.spec.source.targetRevision: chart 0.29.0'],
    ],
    ['at a placeholder', application("{source: {chart: cloudnative-pg, targetRevision: '{{version}}'}}"), []],
  ])('%s', (_, yaml, seen) => expect(seenIn(yaml)).toEqual(seen));
});
