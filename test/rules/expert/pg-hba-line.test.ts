import { pgHbaLine } from '../../../rules/expert/pg-hba-line';
import { cluster, table } from './support';
import { hba } from './support/availability';

table(pgHbaLine, [
  ['a word too few', [hba('hostssl all all scram-sha-256')], ['is too short']],
  ['another type', [hba('hosttls all all all md5')], ['begins with hosttls']],
  ['another method', [hba('host all all all scram')], ['has "scram" where a method']],
  ['two lines', [hba('host all all all md5\nhost all all all trust')], ['is more than one line']],
  ['an ident map of two', [cluster({ postgresql: { pg_ident: ['map user'] } })], ['has 2 fields']],
  [
    'what PostgreSQL reads',
    [
      hba(
        'local all all peer map=local',
        'host all all 10.0.0.0 255.0.0.0 md5',
        'host "my db" all fe80::/10 ldap ldapserver=x',
        '# comment',
        '',
      ),
      cluster({ postgresql: { pg_ident: ['map user role', 'map /^(.*)@x$ \\1'] } }, 'other'),
    ],
    [],
  ],
]);
