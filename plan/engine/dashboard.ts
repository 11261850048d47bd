import { parsedJson } from '../../manifests/object/json';
import { list, record, text } from '../../manifests/object/manifest';
import { compare } from '../../values/collections/compare';
import { few } from '../../values/text/few';

/** A Grafana dashboard in a text. */
export interface DashboardContent {
  readonly title: string;
  /** The content of each panel, by its title. Rows are headings and not included. */
  readonly panels: ReadonlyMap<string, string>;
  /** The positions of the panels, including rows. */
  readonly places: string;
  /** Everything except the panels. */
  readonly rest: string;
}

const MOST = 5;
/** The position of a panel, and its number in the dashboard. */
const PLACE = new Set(['gridPos', 'id']);

/** Undefined for a text that is not a dashboard. */
export function dashboardOf(value: unknown): DashboardContent | undefined {
  const given = text(value)?.trimStart();
  if (!given?.startsWith('{') || !given.includes('"panels"')) return undefined;
  const { panels, title, ...rest } = record(parsedJson(given));
  if (!Array.isArray(panels) || text(title) === undefined) return undefined;
  const all = panels.map(record).flatMap((panel) => [panel, ...list(panel.panels).map(record)]);
  const shown = all.filter(({ type }) => type !== 'row');
  return {
    title: `${title}`,
    panels: new Map(shown.map((panel, index) => [text(panel.title) || `${panel.type} ${index + 1}`, contentOf(panel)])),
    places: JSON.stringify(panels),
    rest: JSON.stringify(rest),
  };
}

/** `dashboard "shop: cluster", 12 panels`. */
export function dashboardText({ title, panels }: DashboardContent): string {
  return `dashboard "${title}", ${panels.size} panel${panels.size === 1 ? '' : 's'}`;
}

/** The panels that differ, as a sentence. */
export function dashboardChange(
  before: DashboardContent | undefined,
  after: DashboardContent | undefined,
): string | undefined {
  const shown = after ?? before;
  if (shown === undefined) return undefined;
  if (before === undefined) return `${dashboardText(shown)}, is new`;
  if (after === undefined) return `${dashboardText(shown)}, is removed`;
  const [old, next] = [before.panels, after.panels];
  const parts = [
    ...named(
      'new panel',
      [...next.keys()].filter((name) => !old.has(name)),
    ),
    ...named(
      'changed panel',
      [...next].flatMap(([name, content]) => (old.has(name) && old.get(name) !== content ? [name] : [])),
    ),
    ...named(
      'removed panel',
      [...old.keys()].filter((name) => !next.has(name)),
    ),
    ...(before.title === after.title ? [] : [`it was called "${before.title}"`]),
    ...(before.rest === after.rest ? [] : ['variables, links or other settings changed']),
  ];
  if (parts.length === 0 && before.places === after.places)
    return `${dashboardText(shown)}, is only printed differently`;
  return `dashboard "${shown.title}" changed: ${parts.length === 0 ? 'panels moved' : parts.join('; ')}`;
}

function named(what: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const quoted = names.toSorted(compare).map((name) => `"${name}"`);
  return [`${what}${names.length === 1 ? '' : 's'} ${few(quoted, MOST)}`];
}

function contentOf(panel: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(Object.entries(panel).filter(([key]) => !PLACE.has(key)));
}
