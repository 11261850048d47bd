import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { cluster } from '../../support/cluster';
import { render } from '../../support/render';
import { dashboardsOf } from './support/dashboards';

const { cache } = createRequire(__filename);
const isLoaded = () => Object.keys(cache).some((file) => file.includes('grafana-foundation-sdk'));

it('loads the library of dashboards for those who declare one', () => {
  render((folder) => cluster(folder));
  expect(isLoaded()).toBe(false);
  dashboardsOf('alone');
  expect(isLoaded()).toBe(true);
});
