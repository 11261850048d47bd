import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../manifests/object/manifest';
import { cluster, object, planOf } from './objects';

// What bots change: one image, in a Cluster, in a catalog, or of an extension.

const CNPG = 'ghcr.io/cloudnative-pg/postgresql';
const A = `sha256:${'a'.repeat(64)}`;
const B = `sha256:${'b'.repeat(64)}`;
const at = (imageName: string, spec: Record<string, unknown> = {}) => cluster({ imageName, ...spec });

function bump(from: string, to: string, spec: Record<string, unknown> = {}) {
  const [change, ...more] = planOf([at(from, spec)], [at(to, spec)]).changes;
  expect(more).toEqual([]);
  return { impact: change?.impact, fields: change?.fields ?? [], reason: change?.fields[0]?.reason ?? '' };
}

describe('what the name of an image says', () => {
  test.each([
    [
      'a later minor',
      `${CNPG}:17.7-standard-trixie`,
      `${CNPG}:17.8-standard-trixie`,
      /^PostgreSQL 17\.7 becomes 17\.8/,
    ],
    ['an earlier minor', `${CNPG}:17.8`, `${CNPG}:17.7`, /^PostgreSQL 17\.8 is downgraded to 17\.7, without the fixes/],
    ['another build', `${CNPG}:17.7@${A}`, `${CNPG}:17.7@${B}`, /^only the digest of 17\.7 changes, .* another build/],
    ['a digest that comes', `${CNPG}:17.7`, `${CNPG}:17.7@${A}`, /^the tag 17\.7 is pinned to a digest/],
    ['a digest that goes', `${CNPG}:17.7@${A}`, `${CNPG}:17.7`, /^the digest goes/],
    [
      'a mirror',
      `${CNPG}:17.7-standard-trixie`,
      'registry.example.com/cloudnative-pg/postgresql:17.8-standard-trixie',
      /17\.7 becomes 17\.8.*\. It is pulled from the registry registry\.example\.com in place of ghcr\.io\. 3 instances/,
    ],
    [
      'an image of others',
      'ghcr.io/example/cnpg-timescale:17.7-ts2.19',
      'ghcr.io/example/cnpg-timescale:17.8-ts2.20',
      /17\.7 becomes 17\.8.*What ghcr\.io\/example\/cnpg-timescale contains is not known here/,
    ],
    [
      'a tag without distribution',
      `${CNPG}:17.2`,
      `${CNPG}:17.7-standard-trixie`,
      /tag of the old image names no distribution, and the other one is trixie: if they differ.*datcollversion/,
    ],
  ])('%s', (_, from, to, reason) => {
    expect(bump(from, to)).toMatchObject({ impact: 'rolling-update', reason: expect.stringMatching(reason) });
  });

  test('nothing is unknown about an image of CNPG', () => {
    expect(bump(`${CNPG}:17.7-standard-trixie`, `${CNPG}:17.8-standard-trixie`).reason).not.toMatch(
      /not known|names no/,
    );
  });

  test.each([
    ['a beta and the release', '19beta1', '19.0', /PostgreSQL 19beta1 becomes 19\.0: .*no pg_upgrade within a major/],
    ['two betas', '19beta1', '19beta2', /PostgreSQL 19beta1 becomes 19beta2/],
    ['the way back', '19.0', '19rc1', /PostgreSQL 19\.0 becomes 19rc1/],
  ])('%s', (_, from, to, reason) => {
    const found = bump(`${CNPG}:${from}-standard-trixie`, `${CNPG}:${to}-standard-trixie`);
    expect(found).toMatchObject({ impact: 'outage', reason: expect.stringMatching(reason) });
  });

  test.each([
    ['without a version', 'registry.example.org/pg:trunk-v1', /"trunk-v1" does not start with a PostgreSQL version/],
    ['latest', `${CNPG}:latest`, /latest/],
    ['a digest alone', `${CNPG}@${A}`, /./],
  ])('a tag that CNPG refuses is the one thing to say: %s', (_, to, message) => {
    const { impact, fields } = bump('registry.example.org/pg:16.13-custom', to);
    expect(impact).toBe('rejected');
    expect(fields).toEqual([
      expect.objectContaining({ path: 'spec.imageName', reason: expect.stringMatching(message) }),
    ]);
  });

  test('a library that is left behind by an image of others', () => {
    const spec = { postgresql: { shared_preload_libraries: ['vectors.so'] } };
    const [from, to] = ['cloudnative-pgvecto.rs:16.5-v0.3.0', 'cloudnative-vectorchord:16.9-0.4.3'];
    const { impact, reason } = bump(`ghcr.io/tensorchord/${from}`, `ghcr.io/tensorchord/${to}`, spec);
    expect(impact).toBe('outage');
    expect(reason).toMatch(/16\.5 becomes 16\.9.*not known here.*Library vectors is preloaded, but it is unknown/);
  });
});

describe('through a catalog', () => {
  const catalog = (image: string, major = 18, more: object[] = []): Manifest => ({
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'ClusterImageCatalog',
    metadata: { name: 'postgresql' },
    spec: { images: [{ major, image }, ...more] },
  });
  const user = (name: string, spec: Record<string, unknown> = {}, metadata: Record<string, unknown> = {}) => {
    const imageCatalogRef = {
      apiGroup: 'postgresql.cnpg.io',
      kind: 'ClusterImageCatalog',
      name: 'postgresql',
      major: 18,
    };
    return cluster({ imageName: undefined, imageCatalogRef, ...spec }, { name, ...metadata });
  };
  const lines = (before: readonly Manifest[], after: readonly Manifest[]) =>
    planOf(before, after).changes.map(({ kind, name, impact, fields }) => ({
      of: `${kind} ${name}`,
      impact,
      reason: fields[0]?.reason ?? '',
      path: fields[0]?.path,
    }));

  test('each Cluster has a line of its own, with how it restarts', () => {
    const users = [
      user('a'),
      user('b', { instances: 1, enablePDB: false }),
      user('c', {}, { annotations: { 'cnpg.io/hibernation': 'on' } }),
    ];
    const [from, to] = ['18.4-standard-trixie', '18.6-standard-bookworm'];
    const found = lines([catalog(`${CNPG}:${from}`), ...users], [catalog(`${CNPG}:${to}`), ...users]);
    expect(found.map(({ of, impact }) => `${of} ${impact}`)).toEqual([
      'Cluster b restart',
      'ClusterImageCatalog postgresql restart',
      'Cluster a rolling-update',
      'Cluster c none',
    ]);
    const clusters = found.filter(({ of }) => of.startsWith('Cluster '));
    for (const { path, reason } of clusters) {
      expect(path).toBe('spec.imageCatalogRef');
      expect(reason).toMatch(/PostgreSQL 18\.4 becomes 18\.6.*from trixie to bookworm.*REINDEX/);
    }
    expect(found[0]?.reason).toContain('1 instance restarts: the only instance');
    expect(found[1]?.reason).not.toContain('bookworm');
  });

  test('another major under the same number', () => {
    const [, one] = lines([catalog(`${CNPG}:18.4`), user('a')], [catalog(`${CNPG}:19.0`), user('a')]).reverse();
    expect(one).toMatchObject({
      impact: 'outage',
      reason: expect.stringMatching(
        /lists PostgreSQL 19 .* under major 18: PostgreSQL 19 does not start on data of 18/,
      ),
    });
  });

  test('a catalog that the Cluster does not use, and a major that it does not', () => {
    const other = { major: 17, image: `${CNPG}:17.7` };
    const [before, after] = [
      catalog(`${CNPG}:18.4`, 18, [other]),
      catalog(`${CNPG}:18.4`, 18, [{ ...other, image: `${CNPG}:17.8` }]),
    ];
    expect(lines([before, user('a')], [after, user('a')]).map(({ of }) => of)).toEqual([
      'ClusterImageCatalog postgresql',
    ]);
    const direct = cluster();
    const changed = lines([catalog(`${CNPG}:18.4`), direct], [catalog(`${CNPG}:18.6`), direct]);
    expect(changed.map(({ of }) => of)).toEqual(['ClusterImageCatalog postgresql']);
  });

  test('the image of an extension', () => {
    const offer = (version: string) => {
      const reference = `ghcr.io/cloudnative-pg/pgvector:${version}-18-trixie`;
      const images = [
        { major: 18, image: `${CNPG}:18.4-minimal-trixie`, extensions: [{ name: 'pgvector', image: { reference } }] },
      ];
      return { ...catalog(''), spec: { images } };
    };
    const mounts = user('a', { postgresql: { extensions: [{ name: 'pgvector' }] } });
    const found = lines([offer('0.8.0'), mounts], [offer('0.8.1'), mounts]).find(({ of }) => of === 'Cluster a');
    expect(found?.path).toBe('spec.postgresql.extensions[name=pgvector].image.reference');
    expect(found?.reason).toMatch(/0\.8\.0 becomes 0\.8\.1: then ALTER EXTENSION vector UPDATE/);
  });
});

describe('the image of an extension', () => {
  const mounts = (tag: string) =>
    at(`${CNPG}:18.4-minimal-trixie`, {
      postgresql: {
        extensions: [{ name: 'pgvector', image: { reference: `ghcr.io/cloudnative-pg/pgvector:${tag}` } }],
      },
    });
  test.each([
    ['0.8.0-18-trixie', '0.8.1-18-trixie', /0\.8\.0 becomes 0\.8\.1: then ALTER EXTENSION vector UPDATE/],
    [
      '0.8.1-18-trixie',
      '0.8.0-18-trixie',
      /0\.8\.1 is downgraded to 0\.8\.0: its objects .* no scripts for the way down/,
    ],
    ['v1', 'v2', /tags do not tell the versions/],
  ])('%s becomes %s', (from, to, reason) => {
    const [change] = planOf([mounts(from)], [mounts(to)]).changes;
    expect(change?.impact).toBe('rolling-update');
    expect(change?.fields[0]?.reason).toMatch(reason);
  });
});

test('a Cluster that begins to name its image', () => {
  const [change] = planOf([cluster({ imageName: undefined })], [at(`${CNPG}:18.6-standard-trixie`)]).changes;
  expect(change?.fields[0]?.reason).toMatch(/the operator's default of the day when the cluster was created/);
});

test('an ImageCatalog of another namespace is another one', () => {
  const images = (tag: string) => object('ImageCatalog', { images: [{ major: 17, image: `${CNPG}:${tag}` }] });
  const imageCatalogRef = { apiGroup: 'postgresql.cnpg.io', kind: 'ImageCatalog', name: 'thing', major: 17 };
  const elsewhere = cluster({ imageName: undefined, imageCatalogRef }, { namespace: 'bank' });
  expect(planOf([images('17.7'), elsewhere], [images('17.8'), elsewhere]).changes).toHaveLength(1);
});
