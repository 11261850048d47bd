import { pgHbaLine } from '../../../rules/expert/pg-hba-line';
import { cluster, table } from './support';
import { hba } from './support/availability';

table(pgHbaLine, [
  ['a word too few', [hba('hostssl all all scram-sha-256')], ['is too short']],
  ['another type', [hba('hosttls all all all md5')], ['begins with hosttls']],
  ['another method', [hba('host all all all scram')], ['has "scram" where a method']],
  [
    'a mask that is too long',
    [hba('hostssl all all 10.0.0.0/33 md5')],
    ['has the mask /33, where 0 to 32 is possible'],
  ],
  ['one of IPv6', [hba('hostssl all all fe80::/129 md5')], ['has the mask /129, where 0 to 128']],
  ['a mask that is missing', [hba('host all all 10.0.0.0/ md5')], ['has the mask /,']],
  ['no address', [hba('host all all 10.0.0.300/32 md5')], ['has a mask behind 10.0.0.300, which is no address']],
  ['a mask of a host', [hba('host all all db.example.com/32 md5')], ['has a mask behind db.example.com']],
  ['an address without a mask', [hba('host all all 10.0.0.0 md5')], ['has the address 10.0.0.0 without a mask']],
  ['one of IPv6 without a mask', [hba('host all all ::1 md5')], ['without a mask, as in ::1/128']],
  ['two lines', [hba('host all all all md5\nhost all all all trust')], ['is more than one line']],
  ['an ident map of two', [cluster({ postgresql: { pg_ident: ['map user'] } })], ['has 2 fields']],
  [
    'what PostgreSQL reads',
    [
      hba(
        'local all all peer map=local',
        'host all all 10.0.0.0 255.0.0.0 md5',
        'host "my db" all fe80::/10 ldap ldapserver=x',
        'host all all 0.0.0.0/0 md5',
        'host all all ::/0 md5',
        'host all all 10.0/16 md5',
        'host all all ::ffff:10.0.0.1/128 md5',
        'host all all 10.0.0.300 md5',
        'host all all .example.com md5',
        'host all all fe80 md5',
        'host all all samenet md5',
        'host all all "10.0.0.0/8" md5',
        'host all all $' + '{CIDR}/33 md5',
        '# comment',
        '',
      ),
      cluster({ postgresql: { pg_ident: ['map user role', 'map /^(.*)@x$ \\1'] } }, 'other'),
    ],
    [],
  ],
]);
