import { expect, test } from 'vitest';
import { printPlan } from '../../commands/plan/print-plan';
import type { Manifest } from '../../manifests/object/manifest';
import { object, planOf } from './objects';

type Json = Record<string, unknown>;

const panel = (title: string, more: Json = {}) => ({ id: 1, type: 'stat', title, gridPos: { x: 0 }, ...more });
const dashboard = (panels: readonly Json[], more: Json = {}) =>
  JSON.stringify({ title: 'shop: cluster', ...more, panels }, null, 2);
const configMap = (data: Record<string, string>): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'shop-dashboards', namespace: 'shop' },
  data,
});
const change = (before: Record<string, string>, after: Record<string, string>) =>
  planOf([configMap(before)], [configMap(after)]);
const reason = (before: string, after: string) =>
  change({ 'a.json': before }, { 'a.json': after }).changes[0]?.fields[0]?.reason;

const OLD = dashboard([{ type: 'row', title: 'State', panels: [panel('Lag')] }, panel('Primary')]);

test.each([
  ['a panel changes', [panel('Primary', { description: 'x' }), panel('Lag')], 'changed panel "Primary"'],
  ['one comes', [panel('Primary'), panel('Lag'), panel('Size')], 'new panel "Size"'],
  ['one goes', [panel('Primary')], 'removed panel "Lag"'],
  ['they move', [panel('Lag', { id: 7, gridPos: { x: 3 } }), panel('Primary')], 'panels moved'],
])('%s', (_, panels, what) => {
  expect(reason(OLD, dashboard(panels))).toBe(
    `dashboard "shop: cluster" changed: ${what}; the database is not touched`,
  );
});

test('something else changes, or all of it', () => {
  expect(reason(OLD, OLD.replace('"title": "shop: cluster"', '"title": "shop", "refresh": "1m"'))).toMatch(
    /"shop" changed: it was called "shop: cluster"; variables, links or other settings changed/,
  );
  const many = dashboard([...'abcdefg'].map((title) => panel(title)));
  expect(reason(OLD, many)).toMatch(/new panels "a", "b", "c", "d", "e" and 2 more; removed panels "Lag", "Primary"/);
});

test('nothing but line breaks and spaces change', () => {
  expect(reason(OLD, JSON.stringify(JSON.parse(OLD)))).toBe(
    'dashboard "shop: cluster", 2 panels, is only printed differently; the database is not touched',
  );
});

test('a whole dashboard comes or goes', () => {
  const reasons = (before: Record<string, string>, after: Record<string, string>) =>
    change(before, after).changes[0]?.fields.map((field) => field.reason);
  expect(reasons({ x: '' }, { x: '', 'a.json': OLD })).toEqual([expect.stringMatching(/2 panels, is new/)]);
  expect(reasons({ x: '', 'a.json': OLD }, { x: '' })).toEqual([expect.stringMatching(/2 panels, is removed/)]);
});

test('people see titles, and programs the whole values', () => {
  const plan = change({ 'a.json': OLD }, { 'a.json': dashboard([panel('Primary')]) });
  const text = printPlan(plan, false);
  expect(text).toContain('dashboard "shop: cluster", 2 panels → dashboard "shop: cluster", 1 panel');
  expect(text).not.toContain('gridPos');
  expect(plan.changes[0]?.fields[0]?.before).toBe(OLD);
});

test('a resource of the Grafana operator is the same', () => {
  const resource = (json: string) => ({
    ...object('GrafanaDashboard', { json }),
    apiVersion: 'grafana.integreatly.org/v1beta1',
  });
  const [found] = planOf([resource(OLD)], [resource(dashboard([panel('Primary')]))]).changes;
  expect(found?.fields[0]?.reason).toMatch(/removed panel "Lag"/);
});

test.each(['{"a": 1}', '{"panels": 1}', '{"panels": [', 'panels'])('%s is none', (text) => {
  expect(reason(text, `${text} `)).toMatch(/no Cluster of this change names it/);
});
