import { EVENT_ID, type Event, getScalarValue, SCALAR_STYLE } from 'js-yaml';
import type { Position } from '../../object/document';
import { offsetOf, parse } from './parse';
import { plainValue } from './scalar';

/**
 * Finds the positions of dotted paths in a document that can be read; for a path that does not exist, that of the nearest parent. A key
 * may contain dots itself (`metadata.annotations.cnpg.io/reload`), so the longest key that matches the start of the remaining path is
 * taken.
 */
export function locator(text: string): (path: string) => Position {
  const { events, text: parsed, origin } = parse(text);
  const ends = endsOf(events);
  const after = (index: number) => (ends.get(index) ?? index) + 1;

  function step(index: number, path: string): { node: number; offset: number | undefined; rest: string } | undefined {
    const type = events[index]?.type;
    if (type !== EVENT_ID.MAPPING && type !== EVENT_ID.SEQUENCE) return undefined;
    let best: ReturnType<typeof step>;
    let position = 0;
    for (let child = index + 1; child < after(index) - 1; position += 1) {
      const node = type === EVENT_ID.MAPPING ? after(child) : child;
      const name = type === EVENT_ID.MAPPING ? keyOf(events[child], parsed) : `[${position}]`;
      const rest = name === undefined ? undefined : restAfter(path, name);
      if (rest !== undefined && (best === undefined || rest.length <= best.rest.length)) {
        best = { node, offset: offsetOf(events[child] ?? { type: EVENT_ID.POP }), rest };
      }
      child = after(node);
    }
    return best;
  }

  return (path) => {
    let node = 1;
    let offset = offsetOf(events[node] ?? { type: EVENT_ID.POP }) ?? 0;
    for (let rest = path; rest !== ''; ) {
      const found = step(node, rest);
      if (found === undefined) break;
      node = found.node;
      offset = found.offset ?? offset;
      rest = found.rest;
    }
    return positionAt(text, origin(offset));
  };
}

/** Line and column of an offset. */
export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

/** For each opening event, the event that closes it. */
function endsOf(events: readonly Event[]): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const open: number[] = [];
  events.forEach(({ type }, index) => {
    if (type === EVENT_ID.POP) ends.set(open.pop() ?? 0, index);
    else if (type !== EVENT_ID.SCALAR && type !== EVENT_ID.ALIAS) open.push(index);
  });
  return ends;
}

function keyOf(event: Event | undefined, text: string): string | undefined {
  if (event?.type !== EVENT_ID.SCALAR) return undefined;
  const source = getScalarValue(text, event);
  return event.style === SCALAR_STYLE.PLAIN && event.tagStart < 0 ? String(plainValue(source, 0)) : source;
}

/** The rest of a path after its first step; undefined if the path has another first step. */
function restAfter(path: string, step: string): string | undefined {
  if (!path.startsWith(step) || !['', '.', '['].includes(path.charAt(step.length))) return undefined;
  return path.slice(step.length).replace(/^\./, '');
}
