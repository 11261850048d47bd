import { tlsMinimumVersion } from '../../../rules/expert/tls-minimum-version';
import { parameters, table } from './support';
import { tls } from './support/tls';

table(tlsMinimumVersion, [
  ['1.2', [tls('TLSv1.2')], ['TLSv1.2 is accepted, while the default of CNPG is TLSv1.3, and no reason is given']],
  ['1.2 with an empty reason', [tls('TLSv1.2', ' ')], ['no reason is given']],
  ['1.2 with a reason', [tls('TLSv1.2', 'a scanner')], []],
  ['1.1 with a reason', [tls('TLSv1.1', 'a scanner')], ['TLSv1.1 is accepted']],
  ['any', [tls('', 'a scanner')], ['any version is accepted']],
  ['1.3', [tls('TLSv1.3')], []],
  ['nothing', [parameters({})], []],
]);
