import { Construct } from 'constructs';
import {
  ObjectStore as L1ObjectStore,
  type ObjectStoreSpec,
  toJson_ObjectStoreSpec,
} from '../../imports/barmancloud.cnpg.io/object-store';
import { type Keys, oneOf } from '../../values/text/keys';
import type { Retention } from '../../values/time/retention';
import { checkKeys } from '../base/check-keys';
import { InputError, located } from '../base/input-error';
import { OBJECT_KEYS, type ObjectProps, objectMetadata } from '../base/object-metadata';
import { compact, type Overrides } from '../base/overrides';
import { specOf } from '../base/spec';
import { PROTECTION, type Protection, SyncWave } from '../gitops/protection';
import { SECRET_KEY_KEYS, type SecretKey, secretKeySelector } from '../secrets/secret';
import { RESOURCES_KEYS, type Resources, renderResources } from '../workload/resources';
import type { ObjectStoreCredentials } from './credentials';
import type { IObjectStore } from './object-store-reference';

/** An endpoint that is not the provider's own: MinIO, Ceph, Garage, R2, Wasabi and their kind. */
export interface ObjectStoreEndpoint {
  /** URL of the endpoint, for example `https://s3.example.com`. */
  readonly url: string;
  /** Region that requests are signed for. Garage, Scaleway and others refuse any but their own. @default - us-east-1, or that of the credentials' Secret */
  readonly region?: string;
  /** Certificate of the authority that signed the endpoint's. @default - the authorities that the image knows */
  readonly ca?: SecretKey;
}

/** Props of {@link ObjectStore}. */
export interface ObjectStoreProps extends ObjectProps {
  /** Where WAL and base backups go: `s3://bucket/path`, `gs://bucket/path` or the `https://` URL of an Azure container. */
  readonly destinationPath: string;
  /** How the plugin authenticates. */
  readonly credentials: ObjectStoreCredentials;
  /**
   * How far back a recovery reaches, in days, weeks or months. It is a window, so the last base backup before it is kept too.
   * @default - nothing is ever removed
   */
  readonly retention?: Retention;
  /** Endpoint of the store. @default - the provider's own */
  readonly endpoint?: ObjectStoreEndpoint;
  /** Compression in the object store. @default - none */
  readonly compression?: {
    /** Of WAL. @default - none */
    readonly wal?: 'bzip2' | 'gzip' | 'lz4' | 'snappy' | 'xz' | 'zstd';
    /** Of base backups; `lz4` from Barman Cloud plugin 0.14 on. @default - none */
    readonly data?: 'bzip2' | 'gzip' | 'lz4' | 'snappy';
  };
  /** Server-side encryption that is asked for with every object. @default - what the bucket does by itself */
  readonly encryption?: {
    /** Of WAL. @default - what the bucket does */
    readonly wal?: 'AES256' | 'aws:kms';
    /** Of base backups. @default - what the bucket does */
    readonly data?: 'AES256' | 'aws:kms';
  };
  /** Archiving of WAL. @default - one segment at a time */
  readonly wal?: {
    /**
     * How many segments are archived or restored at a time, from 1. In a failover each segment that is restored starts so many Python
     * programs at once, on the cores of the instance: docs/objectives.md.
     * @default 1
     */
    readonly maxParallel?: number;
  };
  /** Base backups. @default - two files at a time, after a spread checkpoint */
  readonly data?: {
    /** How many files are uploaded at a time, from 1. @default 2 */
    readonly jobs?: number;
    /** Whether the checkpoint at the start is immediate instead of spread. @default false */
    readonly immediateCheckpoint?: boolean;
  };
  /**
   * Resources of the plugin's container in each instance. It restores WAL in a failover, a second of CPU for each of 18 calls: a cluster with
   * objectives of recovery time requests that CPU.
   * @default - 50m of CPU and 256Mi requested, 1Gi at most: at 128Mi base backups were killed for want of memory (plugin-barman-cloud#711)
   */
  readonly sidecarResources?: Resources;
  /** What Argo CD may do to the ObjectStore when it leaves git: without it a running cluster cannot archive. @default 'deny' */
  readonly protection?: Protection;
  /** Whatever of the spec the props above do not reach, laid over what they make; variables are merged by name. @default - none */
  readonly spec?: Overrides<ObjectStoreSpec>;
}

const SIDECAR: Resources = { requests: { cpu: '50m', memory: '256Mi' }, limits: { memory: '1Gi' } };

/** The schemes of destination paths, by provider. */
const SCHEMES = { s3: ['s3://'], azure: ['https://', 'http://'], google: ['gs://'] } as const;

const ENCRYPTION = oneOf({ AES256: true, 'aws:kms': true });
const OBJECT_STORE_KEYS: Keys<ObjectStoreProps> = {
  ...OBJECT_KEYS,
  destinationPath: true,
  credentials: { provider: oneOf({ s3: true, azure: true, google: true }), configuration: true },
  retention: true,
  endpoint: { url: true, region: true, ca: SECRET_KEY_KEYS },
  compression: {
    wal: oneOf({ bzip2: true, gzip: true, lz4: true, snappy: true, xz: true, zstd: true }),
    data: oneOf({ bzip2: true, gzip: true, lz4: true, snappy: true }),
  },
  encryption: { wal: ENCRYPTION, data: ENCRYPTION },
  wal: { maxParallel: true },
  data: { jobs: true, immediateCheckpoint: true },
  sidecarResources: RESOURCES_KEYS,
  protection: PROTECTION,
  spec: true,
};

/**
 * Where and how clusters archive WAL and base backups, through the Barman Cloud plugin.
 * @see https://cloudnative-pg.io/plugin-barman-cloud/docs/object_stores/
 */
export class ObjectStore extends Construct implements IObjectStore {
  /** An object store that is declared elsewhere, in the namespace of the clusters that use it. */
  static fromObjectStoreName(name: string): IObjectStore {
    return { name };
  }

  readonly name: string;
  readonly namespace: string;
  readonly destinationPath: string;

  /** @throws InputError when the destination path is not one of the credentials' provider, or names no bucket. */
  constructor(scope: Construct, id: string, props: ObjectStoreProps) {
    super(scope, id);
    checkKeys(this, props, OBJECT_STORE_KEYS);
    const schemes: readonly string[] = SCHEMES[props.credentials.provider];
    const rest = schemes.map((scheme) => props.destinationPath.split(scheme)).find(([before]) => before === '')?.[1];
    if (rest === undefined || !/^[^/\s]/.test(rest)) {
      throw new InputError(
        this,
        `destinationPath "${props.destinationPath}" does not fit ${props.credentials.provider} credentials; it must start with ${schemes.join(' or ')} and continue with a bucket or account`,
      );
    }
    const metadata = objectMetadata(this, props, { protection: props.protection ?? 'deny', wave: SyncWave.STORE });
    this.name = props.name;
    this.namespace = metadata.namespace;
    this.destinationPath = props.destinationPath;
    const spec = located(
      this,
      (): Overrides<ObjectStoreSpec> => ({
        configuration: {
          destinationPath: props.destinationPath,
          endpointUrl: props.endpoint?.url,
          endpointCa: props.endpoint?.ca && secretKeySelector(props.endpoint.ca),
          ...props.credentials.configuration,
          wal: compact({
            compression: props.compression?.wal,
            encryption: props.encryption?.wal,
            maxParallel: props.wal?.maxParallel,
          }),
          data: compact({
            compression: props.compression?.data,
            encryption: props.encryption?.data,
            jobs: props.data?.jobs,
            immediateCheckpoint: props.data?.immediateCheckpoint,
          }),
        },
        instanceSidecarConfiguration: {
          resources: renderResources(props.sidecarResources ?? SIDECAR),
          env: props.credentials.provider === 's3' && props.endpoint ? variablesFor(props.endpoint) : undefined,
        },
        retentionPolicy: props.retention?.toRetention(),
      }),
    );
    new L1ObjectStore(this, 'Resource', { metadata, spec: specOf(this, toJson_ObjectStoreSpec, spec, props.spec) });
  }
}

// boto3 sends checksums since 1.36 that most stores other than Amazon's refuse (cloudnative-pg#7715).
function variablesFor({ region }: ObjectStoreEndpoint) {
  return [
    { name: 'AWS_REQUEST_CHECKSUM_CALCULATION', value: 'when_required' },
    { name: 'AWS_RESPONSE_CHECKSUM_VALIDATION', value: 'when_required' },
    ...(region === undefined ? [] : [{ name: 'AWS_DEFAULT_REGION', value: region }]),
  ];
}
