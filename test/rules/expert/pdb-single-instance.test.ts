import { pdbSingleInstance } from '../../../rules/expert/pdb-single-instance';
import { cluster, table } from './support';

table(pdbSingleInstance, [
  ['one', [cluster({ instances: 1 })], ['can never be drained']],
  ['off', [cluster({ instances: 1, enablePDB: false })], []],
  ['two', [cluster({ instances: 2 })], []],
]);
