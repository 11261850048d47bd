import { connectionParameter } from '../../../rules/expert/connection-parameter';
import { cluster, table } from './support';

const external = (connectionParameters: object) => [
  cluster({ externalClusters: [{ name: 'old', connectionParameters }] }),
];

table(connectionParameter, [
  [
    'two that libpq does not know',
    external({ username: 'a', ssl_mode: 'x' }),
    ['parameter "ssl_mode"', 'parameter "username"'],
  ],
  [
    'a parameter of the server',
    external({ statement_timeout: '5s' }),
    ['parameter "statement_timeout": every connection to "old"'],
  ],
  [
    'a mode that there is not',
    external({ sslmode: 'verify_full' }),
    ['sslmode "verify_full" is not one of disable, allow'],
  ],
  ['a session', external({ target_session_attrs: 'primary' }), []],
  ['any', external({ host: 'x', user: 'u', dbname: 'd', port: '5432', options: '-c statement_timeout=5s' }), []],
  ['what is only newer', external({ min_protocol_version: '3.2', sslnegotiation: 'direct' }), []],
  ['nothing', [...external({ sslmode: '' }), cluster({ externalClusters: [{ name: 'old' }] })], []],
]);
