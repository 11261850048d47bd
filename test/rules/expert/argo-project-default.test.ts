import { argoProjectDefault } from '../../../rules/expert/argo-project-default';
import { application, table } from './support';

table(argoProjectDefault, [
  [
    'a database',
    [application('shop-db', { project: 'default', source: { path: 'x' } })],
    ['project "default" may write'],
  ],
  ['the application', [application('web', { project: 'default', source: { path: 'x' } })], []],
  ['one of its own', [application('shop-db', { project: 'shop-db', source: { path: 'x' } })], []],
]);
