import type { Table } from '../engine/table';

export const PUBLICATION: Table = {
  'spec.cluster': [
    'replace',
    'the publication is managed in another cluster from now on; it remains in the old one, unmanaged',
  ],
  'spec.name': ['rejected', 'the name is immutable; create another Publication'],
  'spec.dbname': ['rejected', 'the database is immutable; create another Publication'],
  'spec.target': ['none', 'ALTER PUBLICATION, without interruption; subscribers must refresh to get new tables'],
  'spec.target.allTables': [
    'rejected',
    'a publication of all tables cannot be changed into another; create another Publication',
  ],
  'spec.parameters': ['none', 'ALTER PUBLICATION … SET, without interruption'],
  'spec.publicationReclaimPolicy': ['none', 'applies when the Publication object is deleted'],
};
