import { poolerTlsNotRequired } from '../../../rules/expert/pooler-tls-not-required';
import { cluster, table } from './support';
import { hba } from './support/availability';

const pooler = (pgbouncer: Record<string, unknown>) => ({
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Pooler',
  metadata: { name: 'pool', namespace: 'shop' },
  spec: { cluster: { name: 'shop-db' }, pgbouncer },
});

const strict = hba('hostnossl all all all reject');

const mode = (client_tls_sslmode: string) => pooler({ parameters: { client_tls_sslmode } });

const DOOR = 'clients without TLS are accepted, although Cluster shop-db rejects them';

table(poolerTlsNotRequired, [
  ['nothing', [strict, pooler({})], [DOOR]],
  ['a mode that takes whatever comes', [strict, mode('allow')], [DOOR]],
  ['a mode that insists', [strict, mode('verify-ca')], []],
  ['lines that insist', [strict, pooler({ pg_hba: ['hostnossl all all all reject'] })], []],
  ['lines that do not', [strict, pooler({ pg_hba: ['host all all 0.0.0.0/0 scram-sha-256'] })], [DOOR]],
  ['a server that takes them as well', [cluster({}), pooler({})], []],
  ['a server of which nobody knows', [pooler({})], []],
]);
