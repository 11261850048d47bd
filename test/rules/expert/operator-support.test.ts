import { operatorSupport } from '../../../rules/expert/operator-support';
import { cluster, table } from './support';

const on = (image: string) => [cluster({ imageName: `ghcr.io/cloudnative-pg/postgresql:${image}` })];
const catalog = [cluster({ imageCatalogRef: { kind: 'ImageCatalog', name: 'c', major: 19 } })];

table(operatorSupport, [
  [
    'a major to come',
    on('19.0-standard-trixie'),
    ['CloudNativePG 1.30.0 supports PostgreSQL 14 to 18, and this is 19'],
  ],
  ['a major of a catalog', catalog, ['this is 19']],
  ['a major that has ended', on('13.22'), ['this is 13']],
  ['the ends of the range', [...on('14.25'), ...on('18.4')], []],
  ['the image of the operator', [cluster({})], []],
  ['an image that does not tell', [cluster({ imageName: 'registry.example.com/db@sha256:0' })], []],
  [
    'an older Kubernetes',
    [cluster({})],
    ['CloudNativePG 1.30.0 supports Kubernetes 1.34 to 1.36, and the target is 1.33'],
    { target: { kubernetes: '1.33' } },
  ],
  ['a newer one', [cluster({})], ['1.33 to 1.36'], { target: { operator: '1.29.2', kubernetes: '1.37' } }],
  ['the ends of the range of Kubernetes', [cluster({})], [], { target: { kubernetes: '1.36' } }],
  [
    'an operator of which the range is not known',
    [cluster({})],
    [],
    { target: { operator: '1.28.0', kubernetes: '1.20' } },
  ],
  ['an operator that is not known', on('19.0'), [], { target: { operator: '1.31.0', kubernetes: '1.40' } }],
]);
