import type { Table } from '../engine/table';

const FIXED = 'is set when the database is created, and is immutable; create another Database and move the data';

export const DATABASE: Table = {
  'spec.cluster': [
    'replace',
    'the database is managed in another cluster from now on; it remains in the old one, unmanaged',
  ],
  'spec.name': ['rejected', `the name ${FIXED}`],
  'spec.owner': ['none', 'ALTER DATABASE … OWNER TO, without interruption'],
  'spec.ensure': ['none', 'the database is created'],
  'spec.databaseReclaimPolicy': [
    'none',
    'applies when the Database object is deleted: delete drops the database, retain keeps it',
  ],
  'spec.allowConnections': ['outage', 'with false, no client can connect to the database'],
  'spec.connectionLimit': ['none', 'applies to new connections'],
  'spec.isTemplate': ['none', 'ALTER DATABASE, without interruption'],
  'spec.tablespace': [
    'outage',
    'the files of the database are moved: no client may be connected, and it takes as long as copying them',
  ],
  'spec.template': ['rejected', `the template ${FIXED}`],
  'spec.encoding': ['rejected', `the encoding ${FIXED}`],
  'spec.locale': ['rejected', `the locale ${FIXED}`],
  'spec.localeCType': ['rejected', `the locale ${FIXED}`],
  'spec.localeCollate': ['rejected', `the locale ${FIXED}`],
  'spec.localeProvider': ['rejected', `the locale ${FIXED}`],
  'spec.icuLocale': ['rejected', `the locale ${FIXED}`],
  'spec.icuRules': ['rejected', `the locale ${FIXED}`],
  'spec.builtinLocale': ['rejected', `the locale ${FIXED}`],
  'spec.collationVersion': ['rejected', `the collation version ${FIXED}`],
  'spec.extensions': [
    'none',
    'CREATE or ALTER EXTENSION, without interruption; a removed entry is no longer managed and remains',
  ],
  'spec.schemas': [
    'none',
    'CREATE or ALTER SCHEMA, without interruption; a removed entry is no longer managed and remains',
  ],
  'spec.fdws': ['none', 'CREATE or ALTER FOREIGN DATA WRAPPER, without interruption; a removed entry remains'],
  'spec.servers': ['none', 'CREATE or ALTER SERVER, without interruption; a removed entry remains'],
};
