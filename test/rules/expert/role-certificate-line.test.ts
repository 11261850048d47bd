import { roleCertificateLine } from '../../../rules/expert/role-certificate-line';
import { cluster, dependent, table } from './support';

const db = (...pg_hba: string[]) => cluster({ postgresql: { pg_hba } });
const role = (clientCertificate: unknown = {}) =>
  dependent('DatabaseRole', 'api', { name: 'api', login: true, clientCertificate });
const missing = ['no line of pg_hba in Cluster shop-db takes a certificate from role "api"'];

table(roleCertificateLine, [
  ['no lines', [cluster({}), role()], missing],
  ['a line for another role', [db('hostssl all other all cert'), role({ enabled: true })], missing],
  ['a line that asks for a password', [db('hostssl all api all scram-sha-256'), role()], missing],
  ['its line', [db('hostssl all api all cert'), role()], []],
  ['a line for some roles', [db('hostssl all other,"api" all cert map=m'), role()], []],
  ['a line for all', [db('hostssl all all all cert'), role()], []],
  ['a line for a group', [db('hostssl all +apps all cert'), role()], []],
  ['a password and a certificate', [db('hostssl all api all scram-sha-256 clientcert=verify-full'), role()], []],
  ['lines of another file', [db('include /controller/hba.conf'), role()], []],
  ['no certificate', [cluster({}), role({ enabled: false }), dependent('DatabaseRole', 'b', { name: 'b' })], []],
  ['a Cluster that is not in the run', [role()], []],
  ['an operator that does not have the field', [cluster({}), role()], [], { target: { operator: '1.29.2' } }],
]);
