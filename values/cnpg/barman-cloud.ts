/** Name under which the Barman Cloud plugin registers itself with the operator: clusters, backups and external clusters refer to it. */
export const BARMAN_CLOUD_PLUGIN = 'barman-cloud.cloudnative-pg.io';
