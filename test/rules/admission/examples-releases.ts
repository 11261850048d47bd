// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are placeholders of CNPG

import type { Change, Fields } from './support';

/** Every patch release up to the newest, and one that is not there yet. */
export const PATCH_RELEASES = [
  ...['1.28.0', '1.28.1', '1.28.2', '1.28.3', '1.28.4'],
  ...['1.29.0', '1.29.1', '1.29.2', '1.30.0', '1.31.0'],
];

export interface ReleaseExample {
  readonly kind: string;
  readonly rule: string;
  /** The releases that refuse what is wrong. */
  readonly releases: readonly string[];
  readonly wrong: Change;
  readonly right: Change;
}

const all = (...releases: string[]) => PATCH_RELEASES.filter((each) => releases.includes(each));
const not = (...releases: string[]) => PATCH_RELEASES.filter((each) => !releases.includes(each));
const first = all('1.28.0', '1.28.1');
const second = not(...first);
const third = not(...first, '1.28.2', '1.29.0');
const fourth = not(...first, '1.28.2', '1.28.3', '1.29.0', '1.29.1');
const only28 = all('1.28.2', '1.28.3', '1.28.4');
const next = not(...first, ...only28);
const newest = all('1.30.0', '1.31.0');

const of =
  (releases: readonly string[], kind = 'Cluster') =>
  (rule: string, wrong: Fields, right: Fields): ReleaseExample => ({
    ...{ kind, rule, releases },
    ...{ wrong: { spec: wrong }, right: { spec: right } },
  });

const parameters = (...names: string[]) => ({
  postgresql: { parameters: Object.fromEntries(names.map((name) => [name, '1'])) },
});
const target = (fields: Fields) => ({
  bootstrap: { recovery: { source: 'src', recoveryTarget: { backupID: '1', ...fields } } },
  externalClusters: [{ name: 'src', plugin: { name: 'p' } }],
});
const external = (fields: Fields) => ({
  externalClusters: [{ name: 'src', connectionParameters: { host: 'h' }, ...fields }],
});
const recovery = (fields: Fields) => ({
  bootstrap: { recovery: { source: 'src' } },
  externalClusters: [{ name: 'src', ...fields }],
});
const tablespaces = (...names: string[]) => ({
  tablespaces: names.map((name) => ({ name, storage: { size: '1Gi' } })),
});
const reference = { image: { reference: 'ghcr.io/x/vec:1' } };
const extensions = (...list: Fields[]) => ({
  postgresql: { extensions: list.map((fields) => ({ name: 'vec', ...reference, ...fields })) },
});
const env = (name: string, value: string) => extensions({ env: [{ name, value }] });
const catalog = { imageCatalogRef: { apiGroup: 'postgresql.cnpg.io', kind: 'ImageCatalog', name: 'c', major: 18 } };
const azure = (...names: string[]) => ({
  backup: {
    barmanObjectStore: {
      destinationPath: 'https://a.blob.core.windows.net/b',
      azureCredentials: Object.fromEntries(names.map((name) => [name, { name: 's', key: 'k' }])),
    },
  },
});
const selector = (fields: Fields) => ({ podSelectorRefs: [{ name: 'app', selector: fields }] });
const hba = (line: string) => ({ postgresql: { pg_hba: [line] }, ...selector({ matchLabels: { app: 'x' } }) });
const lease = (fields: Fields) => ({ primaryLease: fields });
const monitored = (fields: Fields) => ({
  monitoring: { enablePodMonitor: true, tls: { enabled: true } },
  pgbouncer: { poolMode: 'session', ...fields },
});

/** What some releases refuse and others do not: the releases, what is wrong, what is right. */
export const releaseExamples: readonly ReleaseExample[] = [
  of(fourth)('cluster-parameter-name', parameters('my-param'), parameters('a.b', 'a$b', '_x', 'Work_Mem')),
  of(third)('cluster-recovery-target-xid', target({ targetXID: '4294967296' }), target({ targetXID: '4294967295' })),
  of(third)(
    'cluster-recovery-target-name-length',
    target({ targetName: 'é'.repeat(32) }),
    target({ targetName: 'é'.repeat(31) }),
  ),
  of(third)(
    'cluster-recovery-target-name-control',
    target({ targetName: 'a\tb' }),
    target({ targetName: 'with space and \u0085' }),
  ),
  of(second)('cluster-tablespace-volume', tablespaces('a_b', 'a$B'), tablespaces('a_b', 'a_c')),
  of(fourth)('cluster-external-name', external({ name: '../x' }), external({ name: 'a..b' })),
  of(fourth)(
    'cluster-external-certificate',
    external({ sslCert: { name: 's', key: 'a/b' } }),
    external({ sslCert: { name: 's', key: 'tls.crt' }, password: { name: 's', key: 'a/b' } }),
  ),
  of(second)(
    'cluster-extension-volume',
    extensions({ name: 'pg_ivm' }, { name: 'pg-ivm' }),
    extensions({ name: 'pg_ivm' }, { name: 'pg-i' }),
  ),
  of(only28)('cluster-extension-image', extensions({ image: undefined }), extensions({})),
  of(next)('cluster-extension-image-or-catalog', extensions({ image: { reference: '' } }), {
    ...catalog,
    ...extensions({ image: undefined }),
  }),
  of(fourth)('cluster-barman-azure-account', azure('storageKey'), azure('storageKey', 'storageAccount')),
  of(fourth)(
    'cluster-barman-azure-account-twice',
    azure('connectionString', 'storageAccount'),
    azure('connectionString'),
  ),
  of(first)(
    'cluster-recovery-source-archive',
    recovery({ connectionParameters: {} }),
    recovery({ plugin: { name: 'p' } }),
  ),
  of(second)('cluster-recovery-source-usable', recovery({}), recovery({ connectionParameters: {} })),
  of(first, 'Pooler')(
    'pooler-parameter-ciphers',
    { pgbouncer: { poolMode: 'session', parameters: { client_tls_ciphers: 'HIGH' } } },
    { pgbouncer: { poolMode: 'session', parameters: { server_tls_ciphers: 'HIGH' } } },
  ),
  of(next)(
    'cluster-extension-ld-library-path-empty',
    extensions({ ld_library_path: [''] }),
    extensions({ ld_library_path: ['lib'] }),
  ),
  of(next)(
    'cluster-extension-ld-library-path-duplicate',
    extensions({ ld_library_path: ['a', 'a'] }),
    extensions({ ld_library_path: ['a', './a'] }),
  ),
  of(next)('cluster-extension-bin-path-empty', extensions({ bin_path: [''] }), extensions({ bin_path: ['.'] })),
  of(next)(
    'cluster-extension-bin-path-duplicate',
    extensions({ bin_path: ['a', 'a'] }),
    extensions({ bin_path: ['a', 'a/'] }),
  ),
  of(next)(
    'cluster-extension-path-outside',
    extensions({ dynamic_library_path: ['a/../../x'] }),
    extensions({ dynamic_library_path: ['a/../x', '/abs', '/../x'] }),
  ),
  of(next)('cluster-extension-env-name', env('cnpg_a', 'x'), env('path', 'x')),
  of(next)('cluster-extension-env-placeholder', env('A', '${other}/x'), env('A', '${image_root}/x $${other} ${}')),
  of(next)(
    'cluster-pod-selector',
    selector({ matchExpressions: [{ key: 'a', operator: 'In' }] }),
    selector({ matchExpressions: [{ key: 'a', operator: 'In', values: ['x'] }] }),
  ),
  of(next)(
    'cluster-hba-pod-selector',
    hba('host all all ${podselector:other} scram-sha-256'),
    hba('host all all ${podselector:app} scram-sha-256'),
  ),
  of(next)(
    'cluster-service-account',
    { serviceAccountName: 'sa', serviceAccountTemplate: { metadata: { labels: { a: 'b' } } } },
    { serviceAccountName: 'sa' },
  ),
  of(newest)(
    'cluster-primary-lease-duration',
    lease({ renewDeadlineSeconds: 15 }),
    lease({ renewDeadlineSeconds: 14 }),
  ),
  of(newest)('cluster-primary-lease-renewal', lease({ retryPeriodSeconds: 9 }), lease({ retryPeriodSeconds: 8 })),
  of(newest, 'Pooler')('pooler-monitoring-tls', monitored({}), monitored({ clientTLSSecret: { name: 's' } })),
];
