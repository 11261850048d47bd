/**
 * The connection parameters that libpq knows, of PostgreSQL 14 to 18. CNPG hands `connectionParameters` to it as they are.
 * @see https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS
 */
export const CONNECTION_PARAMETERS: readonly string[] = [
  ...[
    'application_name',
    'channel_binding',
    'client_encoding',
    'connect_timeout',
    'dbname',
    'fallback_application_name',
  ],
  ...['gssdelegation', 'gssencmode', 'gsslib', 'host', 'hostaddr', 'keepalives', 'keepalives_count', 'keepalives_idle'],
  ...['keepalives_interval', 'krbsrvname', 'load_balance_hosts', 'max_protocol_version', 'min_protocol_version'],
  ...[
    'oauth_client_id',
    'oauth_client_secret',
    'oauth_issuer',
    'oauth_scope',
    'options',
    'passfile',
    'password',
    'port',
  ],
  ...['replication', 'require_auth', 'requirepeer', 'requiressl', 'scram_client_key', 'scram_server_key', 'service'],
  ...[
    'servicefile',
    'ssl_max_protocol_version',
    'ssl_min_protocol_version',
    'sslcert',
    'sslcertmode',
    'sslcompression',
  ],
  ...[
    'sslcrl',
    'sslcrldir',
    'sslkey',
    'sslkeylogfile',
    'sslmode',
    'sslnegotiation',
    'sslpassword',
    'sslrootcert',
    'sslsni',
  ],
  ...['target_session_attrs', 'tcp_user_timeout', 'user'],
];

const MODES = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'];
const SESSIONS = ['any', 'read-write', 'read-only', 'primary', 'standby', 'prefer-standby'];

/** The values of the parameters that have no others. */
export const CONNECTION_VALUES: Readonly<Record<string, readonly string[]>> = {
  channel_binding: ['disable', 'prefer', 'require'],
  gssencmode: ['disable', 'prefer', 'require'],
  sslmode: MODES,
  target_session_attrs: SESSIONS,
};
