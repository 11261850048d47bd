import type { Table } from '../engine/table';

const FIXED = 'is chosen when the database is made, and cannot change; make another Database and move the data';

export const DATABASE: Table = {
  'spec.cluster': [
    'replace',
    'the database is managed in another cluster from now on; in the old one it stays, unmanaged',
  ],
  'spec.name': ['rejected', `the name ${FIXED}`],
  'spec.owner': ['none', 'ALTER DATABASE … OWNER TO, while everything runs'],
  'spec.ensure': ['none', 'the database is made'],
  'spec.databaseReclaimPolicy': [
    'none',
    'holds when the Database object is deleted: delete drops the database, retain keeps it',
  ],
  'spec.allowConnections': ['outage', 'with false, nobody can connect to the database any more'],
  'spec.connectionLimit': ['none', 'holds for new connections'],
  'spec.isTemplate': ['none', 'ALTER DATABASE, while everything runs'],
  'spec.tablespace': [
    'outage',
    'the files of the database are moved: nobody may be connected, and it takes as long as copying them',
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
    'CREATE or ALTER EXTENSION, while everything runs; an entry that goes is no longer managed and stays',
  ],
  'spec.schemas': [
    'none',
    'CREATE or ALTER SCHEMA, while everything runs; an entry that goes is no longer managed and stays',
  ],
  'spec.fdws': ['none', 'CREATE or ALTER FOREIGN DATA WRAPPER, while everything runs; an entry that goes stays'],
  'spec.servers': ['none', 'CREATE or ALTER SERVER, while everything runs; an entry that goes stays'],
};
