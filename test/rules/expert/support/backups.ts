import { dependent } from '.';

export const backup = (spec: Record<string, unknown>) => dependent('Backup', 'now', spec);

export const plugin = (name: string) => ({ method: 'plugin', pluginConfiguration: { name } });
