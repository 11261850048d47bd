import { certificateReload } from '../../../rules/expert/certificate-reload';
import { cluster, table } from './support';
import { certificate, clients, ours } from './support/tls';

const reload = { labels: { 'cnpg.io/reload': 'true' } };

table(certificateReload, [
  ['a server without', [ours, certificate({})], ['Secret "tls" has no label']],
  ['replication without', [clients, certificate({ secretTemplate: { labels: { team: 'x' } } })], ['has no label']],
  ['with', [ours, certificate({ secretTemplate: reload })], []],
  [
    'with, on a Secret that is declared for cert-manager to fill',
    [
      ours,
      certificate({}),
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'tls', namespace: 'shop', ...reload } },
    ],
    [],
  ],
  ['in another namespace', [ours, certificate({}, 'other')], []],
  ['that no cluster loads', [cluster({}), certificate({})], []],
]);
