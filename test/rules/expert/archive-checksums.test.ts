import { archiveChecksums } from '../../../rules/expert/archive-checksums';
import { table } from './support';
import { both, sidecar, store } from './support/archives';

table(archiveChecksums, [
  ['a foreign endpoint', [store({ endpointURL: 'https://minio:9000' })], ['https://minio:9000 is not AWS']],
  ['AWS itself', [store({ endpointURL: 'https://s3.eu-west-1.amazonaws.com' })], []],
  ['both variables', [store({ endpointURL: 'https://minio:9000' }, sidecar({ env: both }))], []],
  ['one variable', [store({ endpointURL: 'https://minio:9000' }, sidecar({ env: both.slice(1) }))], ['is not AWS']],
]);
