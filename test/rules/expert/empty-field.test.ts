import { emptyField } from '../../../rules/expert/empty-field';
import { cluster, table } from './support';
import { kustomization } from './support/flux';

table(emptyField, [
  [
    'two',
    [cluster({ postgresql: { pg_hba: [] }, bootstrap: { initdb: { owner: 'x' } }, plugins: [] })],
    ['spec.postgresql.pg_hba (and spec.plugins) is empty'],
  ],
  ['what Flux applies', [kustomization({}), cluster({ plugins: [] })], []],
  ['none', [cluster({ postgresql: { parameters: {} }, plugins: [{}] })], []],
]);
