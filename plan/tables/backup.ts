import type { Table } from '../engine/table';

export const BACKUP: Table = {
  spec: ['rejected', 'a Backup is an order that was carried out, and cannot change; make another one'],
};
