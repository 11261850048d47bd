import { recoveryArchiveSame } from '../../../rules/expert/recovery-archive-same';
import { archived, table, withMetadata } from './support';
import { external, inTree, store } from './support/archives';

const recovered = (externalClusters: unknown, archive: Record<string, string> = {}) =>
  archived({ bootstrap: { recovery: { source: 'source' } }, externalClusters }, 'shop-db', archive);

const oldEntry = (configuration: Record<string, unknown>) => [
  { name: 'source', barmanObjectStore: { destinationPath: 's3://shop/db', ...configuration } },
];

table(recoveryArchiveSame, [
  ['the default names of both', [recovered(external({}))], ['ObjectStore shop/backups, server name shop-db']],
  ['the name written out', [recovered(external({ serverName: 'shop-db' }))], ['server name shop-db']],
  ['a name of its own', [recovered(external({ serverName: 'shop-db' }), { serverName: 'shop-db-2' })], []],
  [
    'without the check of the operator, of which another rule speaks',
    [withMetadata(recovered(external({})), { annotations: { 'cnpg.io/skipEmptyWalArchiveCheck': 'enabled' } })],
    [],
  ],
  [
    'two stores with one path',
    [
      recovered(external({ barmanObjectName: 'old', serverName: 'shop-db' })),
      store({}),
      store({ destinationPath: 's3://shop/db/' }, {}, 'old'),
    ],
    ['restored from s3://shop/db, server name shop-db'],
  ],
  [
    'two stores with the same path at two endpoints',
    [
      recovered(external({ barmanObjectName: 'old' })),
      store({}),
      store({ endpointURL: 'https://s3.example.com' }, {}, 'old'),
    ],
    [],
  ],
  ['two stores that are not in the run', [recovered(external({ barmanObjectName: 'old' }))], []],
  [
    'in-tree, where the entry gives its name',
    [
      inTree({ serverName: 'source' }, 'new', {
        bootstrap: { recovery: { source: 'source' } },
        externalClusters: oldEntry({}),
      }),
    ],
    ['server name source'],
  ],
  [
    'an entry that is not the source of a recovery',
    [archived({ externalClusters: external({ serverName: 'shop-db' }) })],
    [],
  ],
]);
