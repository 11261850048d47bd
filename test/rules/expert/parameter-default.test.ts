import { parameterDefault } from '../../../rules/expert/parameter-default';
import { parameters, table } from './support';

table(parameterDefault, [
  ["PostgreSQL's, spelled otherwise", [parameters({ work_mem: '4096kB' })], ['default of PostgreSQL 17']],
  ["CNPG's", [parameters({ wal_level: 'logical' })], ['default of CNPG']],
  ["PostgreSQL's, where CNPG has another", [parameters({ wal_level: 'replica' })], []],
]);
