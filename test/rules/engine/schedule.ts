/** A ScheduledBackup that is right but for its schedule. */
export function schedule(text: string) {
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'ScheduledBackup',
    metadata: { name: 'daily', namespace: 'shop' },
    spec: {
      schedule: text,
      method: 'plugin',
      pluginConfiguration: { name: 'barman-cloud.cloudnative-pg.io' },
      cluster: { name: 'db' },
    },
  };
}
