import { pgHbaPassword } from '../../../rules/expert/pg-hba-password';
import { parameters, table } from './support';
import { hba } from './support/tls';

table(pgHbaPassword, [
  ['both', [hba('hostssl all a all md5', 'hostssl all b all password')], ['a hash', 'the password itself']],
  [
    'others',
    [hba('hostssl all a all cert', 'hostssl all b all ldap ldapserver=x', 'hostnossl all all all reject')],
    [],
  ],
  ['what is stored', [parameters({ password_encryption: 'md5' })], ['as good as the passwords']],
  ['what is stored by default', [parameters({})], []],
]);
