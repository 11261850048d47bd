import { postgresEndOfLife } from '../../../rules/expert/postgres-end-of-life';
import { cluster, table } from './support';

const image = (imageName: string) => [cluster({ imageName })];

table(postgresEndOfLife, [
  ['13 on its last day', image('postgresql:13.22'), [], { now: '2025-11-13T23:00:00Z' }],
  [
    '13 the day after',
    image('postgresql:13.22'),
    ['PostgreSQL 13 has had no fixes since 2025-11-13'],
    { now: '2025-11-14' },
  ],
  ['14 on its last day', image('postgresql:14.25'), [], { now: '2026-11-12T23:00:00Z' }],
  [
    '14 the day after',
    image('postgresql:14.25'),
    ['PostgreSQL 14 has had no fixes since 2026-11-12'],
    { now: '2026-11-13' },
  ],
  ['15 and 19 then', [...image('postgresql:15.20'), ...image('postgresql:19.0')], [], { now: '2026-11-28' }],
  ['17 before', image('postgresql:17.7'), [], { now: '2029-01-01' }],
  ['a catalog', [cluster({ imageCatalogRef: { major: 14 } })], ['PostgreSQL 14'], { now: '2027-01-01' }],
]);
