import { tlsNotRequired } from '../../../rules/expert/tls-not-required';
import { cluster, table } from './support';
import { hba } from './support/availability';

table(tlsNotRequired, [
  ['nothing', [cluster({})], ['connections without TLS are accepted']],
  ['hostssl alone', [hba('hostssl all all all scram-sha-256')], ['connections without TLS are accepted']],
  ['for one database', [hba('hostnossl shop all all reject')], ['connections without TLS are accepted']],
  ['hostnossl', [hba('hostssl all all all scram-sha-256', 'hostnossl  all all all reject')], []],
  ['IPv4 alone: IPv6 is left', [hba('hostnossl all all 0.0.0.0/0 reject')], ["CNPG's last line accepts them"]],
  [
    'a door before it',
    [hba('host all app all md5', 'hostnossl all all all reject')],
    ['"host all app all md5" accepts them'],
  ],
  [
    'no door before it',
    [hba('hostssl all app all cert', 'host all all 1.2.3.4/32 reject', 'hostnossl all all all reject')],
    [],
  ],
  ['all that is left', [hba('hostssl all all all scram-sha-256', 'host all all all reject')], []],
]);
