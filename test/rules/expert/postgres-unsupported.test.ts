import { postgresUnsupported } from '../../../rules/expert/postgres-unsupported';
import { cluster, cnpg, table } from './support';

const of = (operator: string) => ({ target: { operator } });
const image = (tag: string) => cluster({ imageName: `ghcr.io/cloudnative-pg/postgresql:${tag}` });

table(postgresUnsupported, [
  ...['1.28.0', '1.29.2', '1.30.0', '1.30.1'].flatMap((operator) => [
    [`18 on ${operator}`, [image('18.6-standard-trixie')], [], of(operator)] as const,
    [`14 on ${operator}`, [image('14.25-standard-trixie')], [], of(operator)] as const,
  ]),
  [
    '19 on 1.30',
    [image('19.0-standard-trixie')],
    ['PostgreSQL 19 is accepted, but CloudNativePG 1.30 supports 14 to 18 only'],
    of('1.30.0'),
  ],
  ['19 on 1.28', [image('19')], ['but CloudNativePG 1.28 supports'], of('1.28.0')],
  ['19 on an operator that is not known yet', [image('19.0')], [], of('1.31.0')],
  ['a beta of 19, which another rule finds', [image('19beta1-standard-trixie')], [], of('1.30.0')],
  [
    '19 of a catalog',
    [cluster({ imageCatalogRef: { apiGroup: 'postgresql.cnpg.io', kind: 'ImageCatalog', name: 'a', major: 19 } })],
    ['PostgreSQL 19 is accepted'],
    of('1.30.0'),
  ],
  [
    'a beta of 19 in a catalog',
    [
      cluster({ imageCatalogRef: { apiGroup: 'postgresql.cnpg.io', kind: 'ImageCatalog', name: 'a', major: 19 } }),
      cnpg('ImageCatalog', 'a', { images: [{ major: 19, image: 'ghcr.io/cloudnative-pg/postgresql:19beta1' }] }),
    ],
    [],
    of('1.30.0'),
  ],
  ['the default image', [cluster({})], [], of('1.30.0')],
  ['an image without a version', [cluster({ imageName: 'postgres@sha256:0123' })], [], of('1.30.0')],
]);
