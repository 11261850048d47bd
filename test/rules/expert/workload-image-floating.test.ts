import { workloadImageFloating } from '../../../rules/expert/workload-image-floating';
import { cluster, deployment, table } from './support';
import { given, managed, reads } from './support/pods';
import { api } from './support/workloads';

table(workloadImageFloating, [
  [
    'a workload whose Secret the bootstrap names',
    [given, deployment({ ...reads('shop-db-app'), image: 'api' })],
    ['"api" may be another program'],
  ],
  ["one whose Secret is a role's", [managed, deployment({ ...reads('api'), image: 'api:latest' })], ['"api:latest"']],
]);

table(workloadImageFloating, [
  [
    'latest, or no tag',
    [cluster({}), api('api:latest'), api('ghcr.io/shop/api')],
    ['"api:latest"', '"ghcr.io/shop/api"'],
  ],
  ['a version, or a digest', [cluster({}), api('api:1.0'), api(`api@sha256:${'a'.repeat(64)}`)], []],
  ['a workload that has nothing to do with it', [cluster({}), api('api:latest', 'x')], []],
]);
