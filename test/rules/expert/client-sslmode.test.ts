import { clientSslmode } from '../../../rules/expert/client-sslmode';
import { table } from './support';
import { env } from './support/workloads';

table(clientSslmode, [
  ['disable', [env('PGSSLMODE', 'disable')], ['sslmode disable']],
  ['in a connection string', [env('DATABASE_URL', 'postgres://x/y?sslmode=prefer')], ['sslmode prefer']],
  ['verify-full, and other variables', [env('POSTGRES_SSLMODE', 'verify-full'), env('SSLMODE_DOC', 'disable')], []],
]);
