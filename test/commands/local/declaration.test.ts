import { describe, expect, it } from 'vitest';
import { declarationOf } from '../../../commands/local/declaration';
import { declaredCluster } from '../../../commands/postgres/declared-clusters';
import { type Shop, shop } from './support/local-shop';

function declaration(given: Shop) {
  const { manifest, index } = declaredCluster([shop(given)], { application: 'shop' });
  return declarationOf(manifest, index);
}

describe('a declaration', () => {
  it.each<[string, object, string[]]>([
    ['nothing', {}, ['--encoding=UTF8', '--lc-collate=C', '--lc-ctype=C']],
    ['checksums', { dataChecksums: true }, ['--data-checksums', '--encoding=UTF8', '--lc-collate=C', '--lc-ctype=C']],
    [
      'all there is',
      {
        encoding: 'LATIN1',
        localeCollate: 'a',
        localeCType: 'b',
        localeProvider: 'icu',
        icuLocale: 'und',
        icuRules: '&a < b',
        walSegmentSize: 32,
      },
      [
        '--encoding=LATIN1',
        '--lc-collate=a',
        '--lc-ctype=b',
        '--locale-provider=icu',
        '--icu-locale=und',
        '--icu-rules=&a < b',
        '--wal-segsize=32',
      ],
    ],
    [
      'options of old, which are all that counts',
      { options: ['-k', '--locale=x'], encoding: 'LATIN1' },
      ['-k', '--locale=x'],
    ],
  ])('gives initdb what CNPG gives it for %s', (_, initdb, expected) => {
    expect(declaration({ initdb: initdb as Shop['initdb'] & object }).initdb).toEqual(expected);
  });

  it('has the SQL in the order of CNPG, and says what it cannot have', () => {
    const map = (name: string, data: object) =>
      ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data }) as never;
    const { scripts, notes } = declaration({
      initdb: {
        postInitSQL: ['1'],
        postInitSQLRefs: {
          secretRefs: [{ name: 'hidden', key: 'x' }],
          configMapRefs: [
            { name: 'sql', key: 'b' },
            { name: 'sql', key: 'a' },
          ],
        },
        postInitTemplateSQL: ['2'],
        postInitApplicationSQLRefs: { configMapRefs: [{ name: 'sql', key: 'none' }] },
      },
      objects: [map('sql', { a: 'A', b: 'B' })],
    });
    expect(scripts).toEqual({ postgres: ['1', 'B', 'A'], template: ['2'], application: [] });
    expect(notes).toEqual([
      { what: 'postInitSQLRefs Secret hidden', why: 'no Secret has its values in git' },
      { what: 'postInitApplicationSQLRefs ConfigMap sql, key none', why: 'the ConfigMap has no such key' },
    ]);
  });

  it('preloads what is named and what parameters imply', () => {
    const spec = {
      postgresql: {
        shared_preload_libraries: ['timescaledb', 'pgaudit'],
        parameters: { 'pgaudit.log': 'all', 'auto_explain.log_analyze': 'on' },
      },
    };
    expect(declaration({ spec }).libraries).toEqual(['timescaledb', 'pgaudit', 'auto_explain']);
  });

  it('starts empty what the cluster restores, and says so', () => {
    const spec = {
      bootstrap: { recovery: { source: 'old', database: 'shop', owner: 'app' } },
      tablespaces: [{ name: 't', storage: { size: '1Gi' } }],
    };
    const { database, owner, notes } = declaration({ spec });
    expect({ database, owner }).toEqual({ database: 'shop', owner: 'app' });
    expect(notes.map(({ what }) => what)).toEqual(['bootstrap recovery', 'spec.tablespaces']);
  });
});
