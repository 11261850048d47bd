import { archiveRegion } from '../../../rules/expert/archive-region';
import { table } from './support';
import { inTree, REGION, store, VARIABLE } from './support/plugin-and-store';

table(archiveRegion, [
  ['none', [store({})], ['https://s3.fr-par.example.com is not AWS, and no region is set']],
  ['with a port', [store({ endpointURL: 'http://garage.storage:3900/' })], ['not AWS']],
  ["CNPG's own Barman", [inTree({})], ['http://garage:3900 is not AWS']],
  ['from a Secret', [store({ s3Credentials: { region: REGION } })], []],
  ['from a variable', [store({}, { env: [{ name: 'AWS_DEFAULT_REGION', value: 'fr-par' }] })], []],
  [
    'from variables of the pods',
    [inTree({}, { env: [{ name: 'AWS_REGION', value: 'x' }] }), inTree({}, { envFrom: [] })],
    [],
  ],
  ['AWS', [store({ endpointURL: 'https://s3.eu-west-1.amazonaws.com' }), store({ endpointURL: undefined })], []],
  [
    'MinIO and others',
    [store({ endpointURL: 'http://minio.minio:9000' }), store({ endpointURL: 'https://x.r2.cloudflarestorage.com' })],
    [],
  ],
  ['a variable', [store({ endpointURL: `https://${VARIABLE}` }), store({ endpointURL: VARIABLE })], []],
  ['Azure', [store({ destinationPath: 'https://x.blob.core.windows.net/c' })], []],
]);
