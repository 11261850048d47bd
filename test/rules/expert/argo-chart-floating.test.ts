import { argoChartFloating } from '../../../rules/expert/argo-chart-floating';
import { table } from './support';
import { database, revision } from './support/argo';

table(argoChartFloating, [
  [
    'ranges',
    ['*', '0.27.x', '^0.27.0', '>=0.27.0', '0.27', undefined].flatMap(revision),
    Array(6).fill('installs the newest version of cloudnative-pg'),
  ],
  ['versions', ['0.27.0', 'v1.21.1', '1.0.0-rc.1'].flatMap(revision), []],
  ['a branch of a repository', [database({})], []],
]);
