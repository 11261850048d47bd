import type { ObjectStoreSpecConfiguration } from '../../imports/barmancloud.cnpg.io/object-store';
import type { Keys } from '../../values/text/keys';
import { checkKeys } from '../base/check-keys';
import type { Overrides } from '../base/overrides';
import { type ISecret, type SecretKey, secretKeySelector } from '../secrets/secret';

type Configuration = Overrides<ObjectStoreSpecConfiguration>;

/** How the Barman Cloud plugin authenticates at an object store: keys in a Secret, or the identity that the pod has anyway. */
export interface ObjectStoreCredentials {
  readonly provider: 's3' | 'azure' | 'google';
  /** The stanza of the ObjectStore's configuration. */
  readonly configuration: Pick<Configuration, 's3Credentials' | 'azureCredentials' | 'googleCredentials'>;
}

/** Names of the keys in a Secret with S3 credentials. */
export interface S3Keys {
  /** Key with the access key id. */
  readonly accessKeyId: string;
  /** Key with the secret access key. */
  readonly secretAccessKey: string;
  /** Key with the session token of temporary credentials. @default - none */
  readonly sessionToken?: string;
  /** Key with the region of the bucket. @default - the endpoint's */
  readonly region?: string;
}

const S3_KEYS: Keys<S3Keys> = { accessKeyId: true, secretAccessKey: true, sessionToken: true, region: true };

/** Credentials for Amazon S3 and everything that speaks its protocol. */
export const S3Credentials = {
  /** Keys in a Secret, by the names they have there. */
  fromSecret(secret: ISecret, keys: S3Keys): ObjectStoreCredentials {
    checkKeys('S3Credentials.fromSecret', keys, S3_KEYS);
    const selector = (key: string | undefined) => (key === undefined ? undefined : { name: secret.name, key });
    return {
      provider: 's3',
      configuration: {
        s3Credentials: {
          accessKeyId: selector(keys.accessKeyId),
          secretAccessKey: selector(keys.secretAccessKey),
          sessionToken: selector(keys.sessionToken),
          region: selector(keys.region),
        },
      },
    };
  },
  /** The IAM role of the pods' service account (IRSA): give the cluster `serviceAccountAnnotations`. */
  inherit(): ObjectStoreCredentials {
    return { provider: 's3', configuration: { s3Credentials: { inheritFromIamRole: true } } };
  },
} as const;

/** Credentials for Azure Blob Storage. */
export const AzureCredentials = {
  /** A connection string, which says everything. */
  fromConnectionString(connectionString: SecretKey): ObjectStoreCredentials {
    return azure({ connectionString: secretKeySelector(connectionString) });
  },
  /** A storage account with its key. */
  fromStorageKey(storageAccount: SecretKey, storageKey: SecretKey): ObjectStoreCredentials {
    return azure({ storageAccount: secretKeySelector(storageAccount), storageKey: secretKeySelector(storageKey) });
  },
  /** A storage account with a shared access signature. */
  fromSasToken(storageAccount: SecretKey, storageSasToken: SecretKey): ObjectStoreCredentials {
    return azure({
      storageAccount: secretKeySelector(storageAccount),
      storageSasToken: secretKeySelector(storageSasToken),
    });
  },
  /** The managed identity of the pods, through Azure AD workload identity. */
  inherit(): ObjectStoreCredentials {
    return azure({ inheritFromAzureAd: true });
  },
  /** Azure's DefaultAzureCredential chain: environment, workload identity, managed identity. Barman Cloud plugin 0.11 or newer. */
  default(): ObjectStoreCredentials {
    return azure({ useDefaultAzureCredentials: true });
  },
} as const;

/** Credentials for Google Cloud Storage. */
export const GoogleCredentials = {
  /** The JSON key of a service account. */
  fromSecret(applicationCredentials: SecretKey): ObjectStoreCredentials {
    return {
      provider: 'google',
      configuration: {
        googleCredentials: { applicationCredentials: secretKeySelector(applicationCredentials) },
      },
    };
  },
  /** The workload identity of the pods on GKE. */
  inherit(): ObjectStoreCredentials {
    return { provider: 'google', configuration: { googleCredentials: { gkeEnvironment: true } } };
  },
} as const;

function azure(azureCredentials: NonNullable<Configuration['azureCredentials']>): ObjectStoreCredentials {
  return { provider: 'azure', configuration: { azureCredentials } };
}
