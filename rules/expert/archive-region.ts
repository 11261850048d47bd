import { configurationPath, storesInS3 } from '../../manifests/cnpg/archives';
import { Kind } from '../../manifests/object/kinds';
import { at, groupKindOf, list, record, text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

const VARIABLES = ['AWS_REGION', 'AWS_DEFAULT_REGION'];
/** Amazon's own host names contain the region, and these stores accept any region. */
const TAKES_ANY =
  /\.amazonaws\.com(?:\.cn)?$|minio|rustfs|seaweed|rook|ceph|rgw|storage\.googleapis\.com$|digitaloceanspaces\.com$|linodeobjects\.com$|storjshare\.io$|r2\.cloudflarestorage\.com$/i;

export const archiveRegion: Rule = {
  id: 'archive-region',
  severity: 'warning',
  kinds: [Kind.OBJECT_STORE, Kind.CLUSTER],
  why: `Requests to S3 are signed for a region; without one boto3 signs for us-east-1. Garage, Scaleway, OVH, Hetzner, Backblaze and others
compare it with their own region and answer 400 ("AuthorizationHeaderMalformed") to the first request. WAL archiving then fails from the
start, and WAL fills the volume. MinIO, Ceph and some others accept any region; the rule skips endpoints with their names.`,
  docs: 'https://cloudnative-pg.io/plugin-barman-cloud/docs/object_stores/',
  wrong: `apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: {name: shop-backups, namespace: shop}
spec: {configuration: {destinationPath: s3://shop/db, endpointURL: "http://garage.storage:3900"}}
`,
  right: `apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: {name: shop-backups, namespace: shop}
spec:
  configuration: {destinationPath: s3://shop/db, endpointURL: "http://garage.storage:3900"}
  instanceSidecarConfiguration: {env: [{name: AWS_DEFAULT_REGION, value: garage}]}
`,
  check(manifest, { report }) {
    const isStore = groupKindOf(manifest) === Kind.OBJECT_STORE;
    const base = configurationPath(manifest);
    const environment = isStore ? 'spec.instanceSidecarConfiguration.env' : 'spec.env';
    const endpoint = text(at(manifest, `${base}.endpointURL`)) ?? '';
    const host = endpoint.replace(/^\w+:\/\//, '').replace(/[:/].*$/, '');
    const isS3 = storesInS3(at(manifest, base));
    // A variable may be anything.
    if (!isS3 || host === '' || TAKES_ANY.test(host) || /[${]/.test(host)) return;
    if (at(manifest, `${base}.s3Credentials.region`) !== undefined) return;
    const given = list(at(manifest, environment)).map((variable) => record(variable).name);
    // envFrom may set these variables.
    const from = at(manifest, isStore ? 'spec.instanceSidecarConfiguration.envFrom' : 'spec.envFrom');
    if (VARIABLES.some((name) => given.includes(name)) || from !== undefined) return;
    report({
      path: `${base}.s3Credentials.region`,
      message: `${endpoint} is not AWS, and no region is set: requests are signed for us-east-1, which stores that compare it refuse with 400 (Garage, Scaleway, OVH and others)`,
      fix: `set the region of the store, with s3Credentials.region from the Secret or with ${VARIABLES[1]} in ${environment}`,
    });
  },
};
