import { argoApplicationPrune } from '../../../rules/expert/argo-application-prune';
import { table } from './support';
import { chart, database } from './support/argo';

table(argoApplicationPrune, [
  ['a database', [database({ automated: { prune: true } })], ['prune: true on a database']],
  ['by its folder', [database({ automated: { prune: true } }, 'shop', 'dist/shop/postgres')], ['on a database']],
  [
    'the operator, empty',
    [chart('cloudnative-pg', { syncPolicy: { automated: { allowEmpty: true } } })],
    ['allowEmpty: true on the operator'],
  ],
  ['the application', [database({ automated: { prune: true } }, 'shop-api', 'dist/shop/api')], []],
  ['none', [database({ automated: { prune: false, selfHeal: true } })], []],
]);
