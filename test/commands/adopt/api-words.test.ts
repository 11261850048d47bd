import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { apiWord } from '../../../commands/adopt/api-words';

const IMPORTS = join(__dirname, '..', '..', '..', 'imports');
const FIELD = /^ {4}'([^']+)': \(*(?:\w+\()?\(*obj\.(\w+)/gm;

test.each(['postgresql.cnpg.io', 'barmancloud.cnpg.io', 'monitoring.coreos.com'])(
  'fields of %s have the names of the generated classes',
  (group) => {
    const texts = readdirSync(join(IMPORTS, group)).map((file) => readFileSync(join(IMPORTS, group, file), 'utf8'));
    const fields = texts.flatMap((text) => [...text.matchAll(FIELD)]);
    expect(fields.length).toBeGreaterThan(20);
    expect(fields.filter(([, field = '', word]) => apiWord(field) !== word).map(([line]) => line)).toEqual([]);
  },
);
