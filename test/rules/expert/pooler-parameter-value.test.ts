import { poolerParameterValue } from '../../../rules/expert/pooler-parameter-value';
import { table } from './support';
import { pooler } from './support/memory-and-wal';

table(poolerParameterValue, [
  [
    'words',
    [pooler({ max_client_conn: 'many', server_tls_sslmode: 'on', log_stats: 'yes' })],
    ['log_stats is "yes"', 'max_client_conn is "many"', 'server_tls_sslmode is "on"'],
  ],
  [
    'what PgBouncer takes',
    [
      pooler({
        max_client_conn: '10',
        query_timeout: '1.5',
        server_reset_query: 'DISCARD ALL',
        auth_type: 'hba',
        server_tls_ciphers: 'secure',
      }),
    ],
    [],
  ],
]);
