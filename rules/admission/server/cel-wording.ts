import { show } from '../../../manifests/object/json';
import type { CelRule } from './schema';

export type Wording = readonly [message: string, fix: string];

const UNIQUE_MAJORS: Wording = ['has two images of the same major version', 'keep one image of each major'];
const UNIQUE_KEYS: Wording = ['has two images of the same key', 'keep one image of each key'];
const NOT_EMPTY: Wording = ['is empty', 'write a name'];
const FORBIDDEN_NAME: Wording = ['is a system database of PostgreSQL', 'use another name'];

/** The meaning of CNPG's and the plugin's CEL rules. The rules decide; this table only puts them into words. */
const WORDS: ReadonlyMap<string, Wording> = new Map<string, Wording>([
  [
    '!has(self.serverName)',
    ['belongs to the cluster, not to the store', 'write it as serverName in the plugin parameters'],
  ],
  [
    "!self.exists(a, a.startsWith('--log-level'))",
    ['has --log-level, which has its own field', 'write it as instanceSidecarConfiguration.logLevel'],
  ],
  ['self.all(e, self.filter(f, f.major==e.major).size() == 1)', UNIQUE_MAJORS],
  ['self.all(e, self.filter(f, f.key==e.key).size() == 1)', UNIQUE_KEYS],
  [
    '!(has(self.image) && has(self.imageCatalogRef))',
    ['has image and imageCatalogRef, which both set the image', 'keep one of them'],
  ],
  [
    '!(has(self.imageCatalogRef) && has(self.imageName))',
    ['has imageCatalogRef and imageName, which both set the image', 'keep one of them'],
  ],
  provider('builtinLocale', 'builtin'),
  provider('icuLocale', 'icu'),
  provider('icuRules', 'icu'),
  [
    "self.kind == 'ImageCatalog' || self.kind == 'ClusterImageCatalog'",
    ['names an object of a kind that is not a catalog', 'write kind: ImageCatalog or kind: ClusterImageCatalog'],
  ],
  ["self.apiGroup == 'postgresql.cnpg.io'", ['names an object of another group', 'write apiGroup: postgresql.cnpg.io']],
  ['has(self.reference)', ['has no reference', 'write reference with the image of the extension']],
  [
    "self.dataDurability!='preferred' || ((!has(self.standbyNamesPre) || self.standbyNamesPre.size()==0) && (!has(self.standbyNamesPost) || self.standbyNamesPost.size()==0))",
    [
      'has dataDurability preferred together with names of standbys, of which CNPG does not know the health',
      'use dataDurability: required, or remove standbyNamesPre and standbyNamesPost',
    ],
  ],
  ['self > 0', ['is not above 0', 'write at least 1, or remove the section']],
  ["self != ''", NOT_EMPTY],
  ["self != 'postgres'", FORBIDDEN_NAME],
  ["self != 'template0'", FORBIDDEN_NAME],
  ["self != 'template1'", FORBIDDEN_NAME],
  [
    '(has(self.allTables) && !has(self.objects)) || (!has(self.allTables) && has(self.objects))',
    ['needs one of allTables and objects', 'keep or add exactly one of them'],
  ],
  [
    '!(self.exists(o, has(o.table) && has(o.table.columns)) && self.exists(o, has(o.tablesInSchema)))',
    [
      'has tables with columns together with tablesInSchema, which PostgreSQL does not allow',
      'remove columns or tablesInSchema',
    ],
  ],
  [
    '(has(self.tablesInSchema) && !has(self.table)) || (!has(self.tablesInSchema) && has(self.table))',
    ['needs one of tablesInSchema and table', 'keep or add exactly one of them'],
  ],
  [
    "!has(self.ensure) || self.ensure != 'absent'",
    [
      'has ensure: absent, which a DatabaseRole does not take',
      'write databaseRoleReclaimPolicy: delete, and delete the object to drop the role',
    ],
  ],
  ["self.name != 'postgres'", ['is for the role postgres, which belongs to the operator', 'use another name']],
  [
    "self.name != 'streaming_replica'",
    ['is for the role streaming_replica, which belongs to the operator', 'use another name'],
  ],
  ["!self.name.startsWith('pg_')", ['has a name with pg_, which PostgreSQL reserves', 'use another name']],
  ["!self.name.startsWith('cnpg_')", ['has a name with cnpg_, which the operator reserves', 'use another name']],
  ['self.name.size() != 0', ['has an empty name', 'write the name of the role']],
  [
    '!has(self.passwordSecret) || !has(self.disablePassword) || !self.disablePassword',
    ['has passwordSecret together with disablePassword: true', 'keep one of them'],
  ],
  [
    '!has(self.clientCertificate) || !self.clientCertificate.enabled || self.login',
    ['has a client certificate without login: true', 'write login: true, or remove clientCertificate'],
  ],
]);

/** A violated rule in words: its own message, otherwise from the table, otherwise the text of the rule. */
export function wordingOf({ rule, message }: CelRule): Wording {
  const fix = `change it so that ${rule} holds`;
  return message === undefined ? (WORDS.get(rule) ?? [`breaks the rule ${rule}`, fix]) : [message, fix];
}

/** A value that changes although it must not. */
export function changeWording(old: unknown, value: unknown): Wording {
  const message = `changes from ${show(old)} to ${show(value)}, but is immutable once the object is created`;
  return [message, 'keep the old value, or create a new object'];
}

function provider(name: string, value: string): [string, Wording] {
  const rule = `!has(self.${name}) || self.localeProvider == '${value}'`;
  return [rule, [`has ${name} with another localeProvider than ${value}`, `write localeProvider: ${value}`]];
}
