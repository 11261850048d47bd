import { tablespaceOwner } from '../../../rules/expert/tablespace-owner';
import { table } from './support';
import { initdb, managed, tablespaces } from './support/references';

table(tablespaceOwner, [
  ['nobody', [initdb(tablespaces)], ['"auditor" is not a role']],
  ['a managed role', [initdb({ ...tablespaces, ...managed('auditor') })], []],
]);
