import { ApiObject, type ApiObjectProps, type App } from 'cdk8s';
import { type Application, DEFAULT_TARGET, Folder, InputError } from '../../../constructs/index';

/** An application with one folder, `<name>/database`, and the given objects in it. */
export function applicationOf(
  name: string,
  objects: readonly ApiObjectProps[],
  given: Partial<Application> = {},
): Application {
  return {
    name,
    target: DEFAULT_TARGET,
    suppressions: [],
    build(app: App) {
      const folder = new Folder(app, `${name}/database`, { namespace: name });
      objects.forEach((props, index) => {
        new ApiObject(folder, `object${index}`, props);
      });
    },
    ...given,
  };
}

/** An application that ignores its input. */
export function brokenApplication(name: string): Application {
  return applicationOf(name, [], {
    build(app) {
      throw new InputError(app, `instances 0 of ${name}: give at least 1`);
    },
  });
}

export function scheduledBackup(spec: Record<string, unknown> = {}): ApiObjectProps {
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'ScheduledBackup',
    metadata: { name: 'daily' },
    spec: {
      schedule: '0 0 2 * * *',
      cluster: { name: 'db' },
      method: 'plugin',
      pluginConfiguration: { name: 'barman-cloud.cloudnative-pg.io' },
      ...spec,
    },
  };
}
