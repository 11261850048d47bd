import { describe } from 'vitest';
import { UsageError } from '../../commands/cli/usage-error';
import { parseDrillObjectives } from '../../commands/drill/drill-objectives';
import { readAttempts } from '../../commands/drill/job-load';
import { readHistogram } from '../../commands/drill/percentiles';
import { canonical, object } from '../../commands/import/canonical-json';
import { factsOf } from '../../commands/import/crd';
import { documentsIn } from '../../commands/import/read-source';
import { InputError, recoveriesFrom } from '../../constructs/index';
import { hostsOf } from '../../manifests/cnpg/database-host';
import { fileName } from '../../manifests/files/file-name';
import { compose } from '../../manifests/files/yaml/compose';
import { YamlProblem } from '../../manifests/files/yaml/problem';
import { parseReal } from '../../manifests/postgres/parameters/real';
import { sslModeOf } from '../../manifests/postgres/ssl-mode';
import { parseEntry } from '../../plan/lineage/lineage-entry';
import { parseLock } from '../../plan/lineage/lineage-lock';
import { durationOf } from '../../rules/admission/server/go-decode';
import { isGoRegexp } from '../../rules/admission/server/go-regexp';
import { parseGoBoolean, parseGoInteger, parsePostgresBoolean } from '../../rules/admission/server/go-values';
import { tagOf, tagVersion } from '../../rules/admission/webhook/image-tag';
import { parseJsonPatch } from '../../rules/admission/webhook/json-patch';
import { pingerOf } from '../../rules/admission/webhook/liveness-pinger';
import { postgresSize } from '../../rules/admission/webhook/postgres-size';
import { tokenProblem, tokenUnreadable } from '../../rules/admission/webhook/promotion-token';
import { bareQuantity, quantityOf, quantityText } from '../../rules/admission/webhook/quantity';
import { findSecret } from '../../rules/secrets/find-secret';
import { hbaMethod, hbaProblem, identProblem } from '../../values/postgres/pg-hba';
import { isDateTime, isTargetTime, parseGoTime } from '../../values/time/date-time';
import { type Reader, readers } from './support';

const HBA = [
  'hostssl all "a b" 0.0.0.0/0 scram-sha-256',
  'local all all peer',
  'host all all 10.0.0.1 255.0.0.0 md5',
] as const;
const TIMES = ['2026-11-20T13:37:00Z', '2026-11-20 13:37:00.123+02'] as const;
const TOKEN = Buffer.from('{"latestCheckpointTimelineID":"3","databaseSystemIdentifier":"7"}').toString('base64');
const LOCK = '[\n {"object":"Cluster shop/shop-db"}\n]\n';
const RECOVERIES = '{"recoveries":[{"name":"a","of":"b","at":"2026-11-20T13:37:00Z"}]}';
const YAML = 'a: &x {b: [1, 2]}\n<<: *x\nc: !!str 1\n"d": |\n  e\n';
const CRD = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: backups.postgresql.cnpg.io}
spec:
  group: postgresql.cnpg.io
  names: {kind: Backup, plural: backups}
  scope: Namespaced
  versions:
  - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object}}}}}
`;
const URL = 'postgresql://shop:$(PASSWORD)@shop-db-rw.shop.svc:5432/shop?sslmode=verify-full';

const IN_ADMISSION: readonly Reader[] = [
  ...Object.entries({ isDateTime, parseGoTime, isTargetTime }).map(
    ([name, read]): Reader => ({ name, read, samples: TIMES }),
  ),
  ...Object.entries({ parseGoBoolean, parsePostgresBoolean }).map(
    ([name, read]): Reader => ({ name, read, samples: ['true', 'T', 'off'] }),
  ),
  { name: 'parseGoInteger', read: parseGoInteger, samples: ['12', '-9223372036854775808'] },
  { name: 'durationOf', read: durationOf, samples: ['1h30m', '-1.5s'] },
  { name: 'isGoRegexp', read: isGoRegexp, samples: ['(?i)[a-z]{2,5}(x|y)*', '\\p{Greek}\\x{41}', '(a{10}){100}'] },
  { name: 'tagOf', read: tagOf, samples: ['ghcr.io/a/b:17.7@sha256:0a'] },
  { name: 'tagVersion', read: tagVersion, samples: ['17.7-standard-trixie', '18beta1'] },
  { name: 'parseJsonPatch', read: parseJsonPatch, samples: ['[{"op":"add","path":"/a/0","value":1}]'] },
  { name: 'pingerOf', read: pingerOf, samples: ['{"enabled":true,"requestTimeout":500}'] },
  { name: 'postgresSize', read: postgresSize, samples: ['512MB', '1 GB', '64'] },
  { name: 'tokenUnreadable', read: tokenUnreadable, samples: [TOKEN] },
  { name: 'tokenProblem', read: tokenProblem, samples: [TOKEN] },
  { name: 'quantityOf', read: quantityOf, samples: ['10Gi', '1e3', '.5'] },
  { name: 'quantityText', read: quantityText, samples: ['10Gi', '1e3', '.5'] },
  { name: 'bareQuantity', read: bareQuantity, samples: ['10Gi'] },
];

const IN_MANIFESTS: readonly Reader[] = [
  ...Object.entries({ hbaProblem, hbaMethod, identProblem }).map(
    ([name, read]): Reader => ({ name, read, samples: HBA }),
  ),
  { name: 'parseReal', read: (text) => parseReal(text, 'ms'), samples: ['1.5s', '0x1.8p3', '-inf', '1e3'] },
  { name: 'parseLock', read: parseLock, samples: [LOCK, '[]'] },
  { name: 'parseEntry', read: parseEntry, samples: ['{"object":"Cluster shop/shop-db"}'] },
  {
    name: 'hostsOf',
    read: (value) => hostsOf({ name: 'DATABASE_URL', value, path: '' }),
    samples: [URL, 'shop-db-rw'],
  },
  { name: 'sslModeOf', read: (value) => sslModeOf({ name: 'DATABASE_URL', value, path: '' }), samples: [URL] },
  {
    name: 'findSecret',
    read: (text) => findSecret(text, 'data'),
    samples: [
      URL,
      'password = a, token: b',
      `-----BEGIN RSA PRIVATE ${'KEY-----'}\na`,
      'a:5432:b:c:d',
      'eyJ-eyJ.eyJ.x',
    ],
  },
  { name: 'compose', read: compose, samples: [YAML, '{a: [1, "x"]}', '- - a\n  - b\n'], throws: YamlProblem },
  {
    name: 'fileName',
    read: (kind) => fileName({ apiVersion: 'v1', kind, metadata: {} }),
    samples: ['Cluster', 'HTTPRoute'],
  },
];

const IN_COMMANDS: readonly Reader[] = [
  { name: 'parseObjectives', read: parseDrillObjectives, samples: ['30s', 'p95=20ms,p99.9=50ms'], throws: UsageError },
  { name: 'readAttempts', read: readAttempts, samples: ['ack 12 1763730301500\nerr 13 1763730303600\n'] },
  { name: 'readHistogram', read: readHistogram, samples: ['latency 42 17\n'] },
  {
    name: 'recoveriesFrom',
    read: readRecoveries,
    samples: [RECOVERIES, '{"serving":"a","recoveries":[]}'],
    throws: InputError,
  },
  { name: 'a CRD', read: readCrd, samples: [CRD], throws: Error },
];

function readRecoveries(text: string): unknown {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return undefined;
  }
  return recoveriesFrom(data);
}

function readCrd(text: string): unknown {
  const documents = documentsIn({ text, origin: 'a', label: 'a', release: null });
  return documents.map((document) => factsOf(object(canonical(document))));
}

describe('admission', () => readers(IN_ADMISSION));
describe('manifests', () => readers(IN_MANIFESTS));
describe('commands', () => readers(IN_COMMANDS));
