import { emptyField } from '../../../rules/expert/empty-field';
import { cluster, table } from './support';

table(emptyField, [
  [
    'two',
    [cluster({ postgresql: { pg_hba: [] }, bootstrap: { initdb: { owner: 'x' } }, plugins: [] })],
    ['spec.postgresql.pg_hba (and spec.plugins) is empty'],
  ],
  ['none', [cluster({ postgresql: { parameters: {} }, plugins: [{}] })], []],
]);
