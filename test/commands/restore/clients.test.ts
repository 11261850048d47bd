import { expect, it } from 'vitest';
import { served, started, stopped } from '../../../commands/restore/clients';

const stop = { serving: 'shop-db', application: 'shop', because: 'what it takes is lost' };
const here = { areHere: true, lasting: [], secret: undefined };
const elsewhere = { ...here, areHere: false };

it('clients in this repository stop and start by a commit', () => {
  expect(stopped(here, stop).join()).toMatch(/git commit -m "Stop writing to shop-db".*apps\/shop\/config\.ts/);
  expect(served(here, { name: 'shop-db-r2', application: 'shop' }).join()).toContain('the replicas as they were');
  expect(started(here, 'shop-db-r2')).toEqual([]);
});

it('clients elsewhere are stopped where they are, and told what has another name', () => {
  const steps = [...stopped(elsewhere, stop), ...served(elsewhere, { name: 'shop-db-r2', application: 'shop' })].join();
  expect(steps).toMatch(/^no commit: stop what writes to shop-db,.*--serve shop-db-r2/);
  expect(steps).not.toMatch(/replicas|config\.ts/);
  expect(started(elsewhere, 'shop-db-r2').join()).toContain('the password in Secret shop-db-r2-app');
  expect(started({ ...elsewhere, secret: 'shop-owner' }, 'shop-db-r2').join()).toContain(
    'the host shop-db-r2-rw, unless they take it from Secret shop-owner',
  );
  expect(started({ ...elsewhere, lasting: ['shop-pool'] }, 'shop-db-r2')).toEqual([
    'start what was stopped: it still comes through shop-pool',
  ]);
});
