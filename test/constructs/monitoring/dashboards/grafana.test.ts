import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { cluster } from '../../support/cluster';
import { render } from '../../support/render';
import { dashboardsOf } from './support/dashboards';

const { cache } = createRequire(__filename);
const loaded = () => Object.keys(cache).filter((file) => file.includes('grafana-foundation-sdk'));
const isLoaded = () => loaded().length > 0;

it('loads the library of dashboards for those who declare one', () => {
  // Test files share a process: an earlier one may have declared a dashboard.
  for (const file of loaded()) delete cache[file];
  render((folder) => cluster(folder));
  expect(isLoaded()).toBe(false);
  dashboardsOf('alone');
  expect(isLoaded()).toBe(true);
});
