import type { Table } from '../engine/table';

export const BACKUP: Table = {
  spec: ['rejected', 'a Backup has been executed and is immutable; create another one'],
};
