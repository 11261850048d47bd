import { describe, expect, it } from 'vitest';
import { application, deployment, flux, kustomization, REPO, type Row, release, seenIn } from './support/seen-in';

describe('a Deployment', () => {
  const IMAGE = 'spec.template.spec.containers[0].image';
  const operator = (version: string, tag: string) => [
    `operator ${version} ${IMAGE}: image ghcr.io/cloudnative-pg/cloudnative-pg:${tag}`,
  ];
  it.each<Row>([
    ['of the operator', deployment('ghcr.io/cloudnative-pg/cloudnative-pg:1.29.1'), operator('1.29.1', '1.29.1')],
    [
      'with a digest',
      deployment('ghcr.io/cloudnative-pg/cloudnative-pg:1.29.1@sha256:01'),
      operator('1.29.1', '1.29.1'),
    ],
    [
      'on another base',
      deployment('ghcr.io/cloudnative-pg/cloudnative-pg:1.30.0-ubi9'),
      operator('1.30.0', '1.30.0-ubi9'),
    ],
    [
      'a candidate',
      deployment('ghcr.io/cloudnative-pg/cloudnative-pg:1.31.0-rc1'),
      operator('1.31.0-rc1', '1.31.0-rc1'),
    ],
    [
      'of the plugin, from a mirror',
      deployment('registry.example.com:5000/cnpg/plugin-barman-cloud:v0.14.0'),
      [`plugin 0.14.0 ${IMAGE}: image registry.example.com:5000/cnpg/plugin-barman-cloud:v0.14.0`],
    ],
    ['with a digest alone', deployment('ghcr.io/cloudnative-pg/cloudnative-pg@sha256:01'), []],
    ['with a moving tag', deployment('ghcr.io/cloudnative-pg/cloudnative-pg:latest'), []],
    ['of PostgreSQL', deployment('ghcr.io/cloudnative-pg/postgresql:17.7'), []],
    ['of the sidecar', deployment('ghcr.io/cloudnative-pg/plugin-barman-cloud-sidecar:v0.14.0'), []],
  ])('%s', (_, yaml, seen) => expect(seenIn(yaml)).toEqual(seen));
});

describe('a kustomization', () => {
  it.each<Row>([
    [
      'of a folder at a tag',
      kustomization(`resources: [db.yaml, ${REPO}/config/default?ref=v1.30.0]`),
      ['operator 1.30.0 resources[1]: git v1.30.0'],
    ],
    [
      'of a release file',
      kustomization(
        'resources: [https://raw.githubusercontent.com/cloudnative-pg/cloudnative-pg/release-1.29/releases/cnpg-1.29.2.yaml]',
      ),
      ['operator 1.29.2 resources[0]: cnpg-1.29.2.yaml'],
    ],
    [
      'of a file in its own folder, named as upstream names it',
      kustomization('resources: [vendor/cnpg-1.28.4.yaml]'),
      ['operator 1.28.4 resources[0]: cnpg-1.28.4.yaml'],
    ],
    [
      'of the plugin',
      kustomization(
        'resources: [https://github.com/cloudnative-pg/plugin-barman-cloud/releases/download/v0.11.0/manifest.yaml]',
      ),
      ['plugin 0.11.0 resources[0]: git v0.11.0'],
    ],
    [
      'of the plugin, raw',
      kustomization(
        'resources: [https://raw.githubusercontent.com/cloudnative-pg/plugin-barman-cloud/refs/tags/v0.14.0/manifest.yaml]',
      ),
      ['plugin 0.14.0 resources[0]: git v0.14.0'],
    ],
    [
      'of a chart',
      kustomization(
        'helmCharts: [{name: cloudnative-pg, repo: https://cloudnative-pg.github.io/charts, version: 0.28.0}]',
      ),
      ['operator 1.29.0 helmCharts[0].version: chart 0.28.0'],
    ],
    [
      'with an image',
      kustomization(
        'images: [{name: ghcr.io/cloudnative-pg/cloudnative-pg, newTag: 1.28.4}, {name: api, newTag: 1.0.0}]',
      ),
      ['operator 1.28.4 images[0].newTag: image ghcr.io/cloudnative-pg/cloudnative-pg:1.28.4'],
    ],
    ['of other things', kustomization('resources: [https://github.com/acme/shop/deploy?ref=v1.30.0]'), []],
  ])('%s', (_, yaml, seen) => expect(seenIn(yaml)).toEqual(seen));
});

it('reads fields of any type', () => {
  for (const spec of [
    '1',
    'null',
    '[]',
    '{source: 1, sources: [1, null], chart: 1, chartRef: [], ref: 1, url: 1, template: 1}',
  ]) {
    for (const make of [
      release,
      application,
      (text: string) => flux('OCIRepository', text),
      (text: string) => flux('GitRepository', text),
    ]) {
      expect(seenIn(make(spec))).toEqual([]);
    }
    expect(seenIn(kustomization(`resources: ${spec}\nhelmCharts: [1, {name: 1}]\nimages: [null]`))).toEqual([]);
  }
});
