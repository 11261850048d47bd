import { synchronousStandbyNames } from '../../../rules/expert/synchronous-standby-names';
import { table } from './support';
import { synchronous } from './support/availability';

table(synchronousStandbyNames, [
  [
    'only names of elsewhere',
    [synchronous({ maxStandbyNamesFromCluster: 0, standbyNamesPre: ['angus'] })],
    ['commits wait for angus'],
  ],
  ['enough of its own', [synchronous({ maxStandbyNamesFromCluster: 1, standbyNamesPre: ['angus'] })], []],
  [
    'preferred',
    [synchronous({ maxStandbyNamesFromCluster: 0, standbyNamesPre: ['angus'], dataDurability: 'preferred' })],
    [],
  ],
]);
