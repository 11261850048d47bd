import { connectionParameter } from '../../../rules/expert/connection-parameter';
import { replicationSlotName } from '../../../rules/expert/replication-slot-name';
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

const LONG = 'a'.repeat(45);
const slots = (highAvailability: object, instances = 3) =>
  cluster({ instances, replicationSlots: { highAvailability } }, LONG);
table(replicationSlotName, [
  ['a long one', [slots({ slotPrefix: '_prefix_of_mine_long_' })], ['has 68 characters: PostgreSQL accepts 63']],
  ['63', [slots({ slotPrefix: '_'.repeat(16) })], []],
  ['the default', [slots({ enabled: true })], []],
  ['no slots', [slots({ enabled: false, slotPrefix: '_prefix_of_mine_long_' })], []],
  ['no standby', [slots({ slotPrefix: '_prefix_of_mine_long_' }, 1)], []],
]);
