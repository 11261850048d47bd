import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { manifestsOf } from '../../../commands/applications/application-tree';
import { type RestoreRequest, restore } from '../../../commands/restore/restore';
import type { Application } from '../../../constructs';
import { captured } from '../support/console';
import { restorableShop } from '../support/restorable-shop';

const NOW = new Date('2026-11-21T13:05:09.123Z');
const FILE = 'apps/shop/recoveries.json';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'restore-tried-'));
  mkdirSync(join(root, 'apps/shop'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

const declare = (content: object) => writeFileSync(join(root, FILE), JSON.stringify(content));
const declared = () => JSON.parse(readFileSync(join(root, FILE), 'utf8')) as object;
const shop = (options?: Parameters<typeof restorableShop>[1]) => restorableShop(declared, options);

describe('a later step is tried before it stays', () => {
  beforeEach(() => declare({ recoveries: [{ name: 'shop-db-r2', of: 'shop-db', at: '2026-11-20T13:37:00Z' }] }));

  /** The same call again, as a process of its own makes it, which reads what was written. */
  const trialOf =
    (application: Application): NonNullable<RestoreRequest['run']> =>
    (_root, _name, [name = '', ...given]) => {
      const steps = Object.fromEntries(given.map((each) => each.replace('--', '').split('=')));
      try {
        return {
          code: restore([application], { application: name, root, now: NOW, console: captured(), ...steps }),
          output: '',
        };
      } catch (error) {
        return { code: 1, output: String(error) };
      }
    };
  const later = (request: Partial<RestoreRequest>, application = shop()) => {
    const console = captured();
    const own = { application: 'shop', root, now: NOW, console, run: trialOf(application) };
    return { code: restore([application], { ...own, ...request }), ...console.output };
  };

  test('and is as it was where nothing could be rendered any more', () => {
    const before = JSON.stringify({ ...declared(), serving: 'shop-db-r2' });
    writeFileSync(join(root, FILE), before);
    const { code, err } = later({ drop: 'shop-db', reason: 'recovered' }, shop({ pooled: true }));
    expect(code).toBe(1);
    expect(err).toMatch(/pooler "shop-db-pool" would go with "shop-db"[\s\S]*recoveries\.json stays as it is/);
    expect(readFileSync(join(root, FILE), 'utf8')).toBe(before);
  });

  test('once: the same call again finds nothing to write', () => {
    expect(later({ serve: 'shop-db-r2' })).toMatchObject({
      code: 0,
      out: expect.stringContaining('shop-db-r2 serves'),
    });
    expect(later({ hibernate: 'shop-db' }).code).toBe(0);
    expect(later({ drop: 'shop-db', reason: 'recovered' }).code).toBe(0);
    const before = readFileSync(join(root, FILE), 'utf8');
    expect(later({ drop: 'shop-db', reason: 'recovered' }).code).toBe(0);
    expect(readFileSync(join(root, FILE), 'utf8')).toBe(before);
    const clusters = manifestsOf(shop()).filter(({ kind }) => kind === 'Cluster');
    expect(clusters.map(({ metadata }) => metadata.name)).toEqual(['shop-db-r2']);
  });
});
