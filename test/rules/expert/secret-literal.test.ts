import { secretLiteral } from '../../../rules/expert/secret-literal';
import { cluster, table } from './support';
import { id } from './support/plugin-and-store';

table(secretLiteral, [
  [
    'a key of AWS',
    [id('AKIA' + '1234567890ABCDEF'), id('ASIA' + 'QWERTZUIOPASDF23')],
    ['an access key of AWS', 'an access key of AWS'],
  ],
  [
    'in an annotation',
    [
      {
        ...cluster({}),
        metadata: { name: 'a', namespace: 'shop', annotations: { who: 'key AKIA' + 'Z7QWERTZUIOP2345' } },
      },
    ],
    ['an access key of AWS'],
  ],
]);
