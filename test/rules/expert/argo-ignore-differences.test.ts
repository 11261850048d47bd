import { argoIgnoreDifferences } from '../../../rules/expert/argo-ignore-differences';
import { application, table } from './support';

const ignoring = (difference: object, name = 'shop-database', path = 'dist/shop') =>
  application(name, {
    source: { path },
    ignoreDifferences: [{ group: 'postgresql.cnpg.io', kind: 'Cluster', ...difference }],
  });

table(argoIgnoreDifferences, [
  [
    'what git owns',
    [
      ignoring({
        jsonPointers: ['/spec/imageName', '/metadata/labels'],
        jqPathExpressions: ['.spec.bootstrap.initdb'],
      }),
    ],
    ['/spec/imageName and .spec.bootstrap.initdb of a Cluster'],
  ],
  ['all of it', [ignoring({ group: '*', kind: '*', jsonPointers: ['/spec'] })], ['/spec of a Cluster']],
  ['a field that only begins alike', [ignoring({ jsonPointers: ['/spec/imageNames'] })], []],
  ['another kind', [ignoring({ group: 'apps', kind: 'Deployment', jsonPointers: ['/spec'] })], []],
  ['what others own', [ignoring({ managedFieldsManagers: ['kubectl-cnpg'] })], []],
  ['in another application', [ignoring({ jsonPointers: ['/spec'] }, 'web', 'web')], []],
]);
