import type { Table } from '../engine/table';

export const PUBLICATION: Table = {
  'spec.cluster': [
    'replace',
    'the publication is managed in another cluster from now on; in the old one it stays, unmanaged',
  ],
  'spec.name': ['rejected', 'the name cannot change; make another Publication'],
  'spec.dbname': ['rejected', 'the database cannot change; make another Publication'],
  'spec.target': ['none', 'ALTER PUBLICATION, while everything runs; subscribers must refresh to get new tables'],
  'spec.target.allTables': ['rejected', 'a publication of all tables stays one; make another Publication'],
  'spec.parameters': ['none', 'ALTER PUBLICATION … SET, while everything runs'],
  'spec.publicationReclaimPolicy': ['none', 'holds when the Publication object is deleted'],
};
