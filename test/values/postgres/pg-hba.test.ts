import { describe, expect, it } from 'vitest';
import { hbaName, hbaWords, plainDoor, REFUSE_PLAIN } from '../../../values/postgres/pg-hba';

describe('a name in pg_hba.conf', () => {
  it.each([
    ['app', 'app'],
    ['App_2-x', 'App_2-x'],
    ['all', '"all"'],
    ['sameuser', '"sameuser"'],
    ['replication', '"replication"'],
    ['replications', 'replications'],
    ['All', 'All'],
    ['+admins', '"+admins"'],
    ['@file', '"@file"'],
    ['a b', '"a b"'],
    ['a,b', '"a,b"'],
    ['a#b', '"a#b"'],
    ['say "hi"', '"say ""hi"""'],
    ['übung', '"übung"'],
  ])('%s', (name, word) => {
    expect(hbaName(name)).toBe(word);
    expect(hbaWords(`hostssl all ${word} all cert`)).toEqual(['hostssl', 'all', word, 'all', 'cert']);
  });

  it.each(['/regex', 'two\nlines', 'a\rb', 'zero\0'])('%j is refused', (name) =>
    expect(() => hbaName(name)).toThrow('cannot be written to pg_hba.conf'),
  );
});

describe('who comes in without TLS', () => {
  it.each<[string, readonly string[], string | undefined]>([
    ['everybody, by the last line of CNPG', [], ''],
    ['nobody', [REFUSE_PLAIN], undefined],
    ['nobody, for nobody comes in behind', ['host all all all reject', 'host all all all trust'], undefined],
    ['whoever fits a line of type host', ['host all app all md5', REFUSE_PLAIN], 'host all app all md5'],
    ['whoever fits a line of type hostnossl', ['HOSTNOSSL all app all md5'], 'HOSTNOSSL all app all md5'],
    ['whoever comes without GSSAPI', ['hostnogssenc all all all md5', REFUSE_PLAIN], 'hostnogssenc all all all md5'],
    ['nobody by lines of type hostssl, and everybody after them', ['hostssl all all all scram-sha-256'], ''],
    ['everybody by IPv6', ['hostnossl all all 0.0.0.0/0 reject'], ''],
    ['everybody from another network', ['hostnossl all all 10.0.0.0/8 reject'], ''],
    ['everybody but those of a database that is named ALL', ['hostnossl ALL all all reject'], ''],
    [
      'whoever replicates, which is no database',
      [REFUSE_PLAIN, 'host replication repl all scram-sha-256'],
      'host replication repl all scram-sha-256',
    ],
    [
      'whoever replicates, among others',
      [REFUSE_PLAIN, 'host shop,replication repl all scram-sha-256'],
      'host shop,replication repl all scram-sha-256',
    ],
    [
      'nobody who replicates, turned away as well',
      ['hostnossl all,replication all all reject', 'host replication repl all scram-sha-256'],
      undefined,
    ],
    ['nobody by a database that is named so', [REFUSE_PLAIN, 'host "replication" repl all md5'], undefined],
    ['nobody by a line that is a comment', [`# ${REFUSE_PLAIN}`], ''],
  ])('%s', (_, lines, door) => expect(plainDoor(lines)).toBe(door));
});
