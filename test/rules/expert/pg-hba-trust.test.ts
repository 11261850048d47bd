import { pgHbaTrust } from '../../../rules/expert/pg-hba-trust';
import { table } from './support';
import { hba } from './support/tls';

table(pgHbaTrust, [
  ['for a network', [hba('host all all 10.0.0.0 255.0.0.0 trust')], ['accepts anyone']],
  ['ident', [hba('hostssl all app all "ident" map=x')], ['accepts anyone']],
  ['a role of that name', [hba('hostssl trust trust all scram-sha-256')], []],
  ['sockets, which CNPG has a line for already', [hba('local all all trust')], []],
  ['what PostgreSQL does not read', [hba('hostssl all trust', '# host all all all trust', '')], []],
]);
