import { archiveEndpoint } from '../../../rules/expert/archive-endpoint';
import { table } from './support';
import { inTree, store } from './support/plugin-and-store';

table(archiveEndpoint, [
  ['without http', [store({ endpointURL: 'minio.minio:9000' })], ['"minio.minio:9000" is not a URL']],
  ['of another scheme', [store({ endpointURL: 's3://minio.minio' })], ['"s3://minio.minio" is not a URL']],
  [
    'without a host',
    [store({ endpointURL: 'https://' }), store({ endpointURL: 'https:///shop' })],
    ['"https://"', '/shop'],
  ],
  ["of CNPG's own Barman", [inTree({ endpointURL: 's3.example.com' })], ['"s3.example.com" is not a URL']],
  [
    'with a path, an address, capitals',
    ['https://s3/x', 'http://[fd00::1]:9000', 'HTTPS://S3'].map((endpointURL) => store({ endpointURL })),
    [],
  ],
  [
    'none, or of a template',
    [undefined, '', '$S3_ENDPOINT', '{{ .Values.s3 }}'].map((endpointURL) => store({ endpointURL })),
    [],
  ],
  ['of another provider, where it means nothing', [store({ destinationPath: 'gs://shop', endpointURL: 'x' })], []],
]);
