import { archiveScheme } from '../../../rules/expert/archive-scheme';
import { table } from './support';
import { inTree, store } from './support/plugin-and-store';

const S3 = { s3Credentials: { inheritFromIAMRole: true } };
const GOOGLE = { googleCredentials: { gkeEnvironment: true } };
const AZURE = { azureCredentials: { inheritFromAzureAD: true } };

table(archiveScheme, [
  [
    'of Google, with S3',
    [store({ destinationPath: 'gs://b/x', ...S3 })],
    ['"gs://b/x" is no path that Barman Cloud reads with s3Credentials'],
  ],
  ['of S3, with Azure', [store({ destinationPath: 's3://b/x', ...AZURE })], ['with azureCredentials']],
  ['of S3, with Google', [inTree({ destinationPath: 's3://b/x', ...GOOGLE })], ['with googleCredentials']],
  [
    'of none',
    [store({ destinationPath: 'b/x', ...GOOGLE }), store({ destinationPath: 'b/x', ...S3 })],
    ['"b/x"', '"b/x"'],
  ],
  ['without a bucket', [store({ destinationPath: 's3:///x', ...S3 })], ['"s3:///x"']],
  [
    'as each provider reads it',
    [
      store({ destinationPath: 's3://b/x', ...S3 }),
      store({ destinationPath: 's3://b/x', endpointURL: 'https://storage.googleapis.com', ...S3 }),
      store({ destinationPath: 'gs://b/x', ...GOOGLE }),
      store({ destinationPath: 'https://acct.blob.core.windows.net/c/x', ...AZURE }),
      store({ destinationPath: 'http://azurite:10000/acct/c', ...AZURE }),
    ],
    [],
  ],
  [
    'where no credentials say whose it is, or two',
    [store({ destinationPath: 'gs://b' }), store({ destinationPath: 'b', ...S3, ...GOOGLE })],
    [],
  ],
  [
    'of a template',
    [store({ destinationPath: '{{ .Values.path }}', ...S3 }), store({ destinationPath: '', ...S3 })],
    [],
  ],
]);
