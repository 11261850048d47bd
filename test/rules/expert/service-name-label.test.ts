import { serviceNameLabel } from '../../../rules/expert/service-name-label';
import { cluster, table } from './support';
import { pooler } from './support/workloads';

const managedService = (name: string) =>
  cluster({ managed: { services: { additional: [{ serviceTemplate: { metadata: { name } } }] } } });

table(serviceNameLabel, [
  [
    'a digit first, a dot, 64 characters',
    [pooler('1a'), pooler('a.b'), pooler('a'.repeat(64))],
    ['"1a"', '"a.b"', '"aaa'],
  ],
  ['a managed service', [managedService('Alias')], ['"Alias"']],
  ['63 characters', [pooler('a'.repeat(63)), managedService('alias')], []],
]);
