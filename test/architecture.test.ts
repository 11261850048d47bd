import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { groupBy } from '../values/collections/group-by';

// The house: which folder may import which, and how long its files may get.

const ROOT = join(__dirname, '..');
const ROOMS = ['apps', 'constructs', 'values', 'imports', 'manifests', 'rules', 'plan', 'commands', 'bench'] as const;
type Room = (typeof ROOMS)[number];

const MAY_IMPORT: Record<Room, readonly Room[]> = {
  values: [],
  imports: [],
  constructs: ['manifests', 'values', 'imports'],
  manifests: ['values', 'imports'],
  rules: ['manifests', 'values', 'imports'],
  plan: ['rules', 'manifests', 'values', 'imports'],
  apps: ['constructs'],
  commands: ['constructs', 'plan', 'rules', 'manifests', 'values', 'imports'],
  bench: ['commands', 'apps', 'constructs', 'plan', 'rules', 'manifests', 'values', 'imports'],
};

/** About as long as a file of its kind should be; the margin is for the one that is better whole. */
const LINES: Partial<Record<string, number>> = {
  values: 150,
  // A list: a line an export.
  'constructs/index.ts': 300,
  // The construct of a Cluster: one method for each thing that belongs to it.
  'constructs/postgres/cluster.ts': 280,
  constructs: 250,
  // A table: two lines a rule.
  'rules/expert/index.ts': 520,
  'rules/expert': 75,
  rules: 200,
  plan: 200,
  manifests: 200,
  commands: 200,
  apps: 200,
  test: 300,
};

const files = ['main.ts', ...[...ROOMS, 'test'].flatMap(sources)].filter((file) => !file.startsWith('imports'));

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file));
}

function text(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

function imports(file: string): { from: string; room: string }[] {
  return [...text(file).matchAll(/(?:from|import|require)\s*\(?\s*'([^']+)'/g)].flatMap(([, from = '']) => {
    if (from.startsWith('#facts')) return [{ from, room: 'imports' }];
    if (!from.startsWith('.')) return [];
    const target = normalize(join(dirname(file), from));
    return [{ from: target, room: target.split(sep)[0] ?? '' }];
  });
}

/**
 * What constructs may read with: alerts and dashboards look at the Cluster, the schedules and the poolers that are rendered, and what these
 * mean must be what the rules and the plan say that it is. Manifests never import a construct, so nothing goes round.
 */
const READERS = ['cnpg', 'object', 'postgres'].map((subject) => join('manifests', subject) + sep);

describe('directions of imports', () => {
  test.each(ROOMS.filter((room) => room !== 'imports'))('%s', (room) => {
    const wrong = files
      .filter((file) => file.startsWith(room + sep))
      .flatMap((file) =>
        imports(file)
          .filter((target) => target.room !== room && !MAY_IMPORT[room].some((allowed) => allowed === target.room))
          .map(({ from }) => `${file} imports ${from}`),
      );
    expect(wrong).toEqual([]);
  });

  test('constructs know of manifests only what reads them', () => {
    const others = files
      .filter((file) => file.startsWith(`constructs${sep}`))
      .flatMap((file) => imports(file).filter(({ room }) => room === 'manifests'))
      .filter(({ from }) => !READERS.some((subject) => from.startsWith(subject)));
    expect(others).toEqual([]);
  });

  test('apps know the public constructs only', () => {
    const deep = files
      .filter((file) => file.startsWith(`apps${sep}`))
      .flatMap((file) => imports(file).filter(({ room }) => room === 'constructs'))
      .filter(({ from }) => from !== join('constructs', 'index'));
    expect(deep).toEqual([]);
  });

  test.each(['manifests', 'rules', 'plan'])('%s use facts, never generated classes', (room) => {
    const classes = files
      .filter((file) => file.startsWith(room + sep))
      .flatMap((file) => imports(file).filter(({ from }) => from.startsWith(`imports${sep}`)));
    expect(classes).toEqual([]);
  });

  test('of large packages constructs load what they use, which everybody waits for, and no more', () => {
    const loaded = files
      .filter((file) => file.startsWith(`constructs${sep}`))
      .flatMap((file) => [...text(file).matchAll(/^import (?!type ).*'((?:cdk8s-plus|@grafana)[^']*)'/gm)])
      .map(([, from]) => from);
    expect(new Set(loaded)).toEqual(new Set(['cdk8s-plus-30/lib/imports/k8s']));
  });

  test('values depend on nothing at all', () => {
    const outside = files
      .filter((file) => file.startsWith(`values${sep}`))
      .flatMap((file) => [...text(file).matchAll(/from '([^.'][^']*)'/g)].map(([, from]) => `${file} imports ${from}`));
    expect(outside).toEqual([]);
  });
});

describe('rooms', () => {
  const rooms = ['values', 'constructs', 'manifests', 'rules', 'plan', 'commands'];
  const inRoom = (room: string) => files.filter((file) => file.startsWith(room + sep));

  test.each(rooms)('%s: every file is in the folder of its subject', (room) => {
    expect(inRoom(room).filter((file) => file.split(sep).length === 2 && !file.endsWith('index.ts'))).toEqual([]);
  });

  test.each(rooms)('%s: a name is one file', (room) => {
    const names = inRoom(room)
      .map((file) => basename(file))
      .filter((name) => !['index.ts', 'command.ts', 'main.ts'].includes(name));
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });
});

/** Files with the text of another file: what they seem to export is exported there. */
const PRINTED = [
  join('commands', 'adopt', 'production-source.ts'),
  join('commands', 'adopt', 'source-text.ts'),
  join('commands', 'adopt', 'elsewhere-source.ts'),
  join('commands', 'import-parameters', 'print-types.ts'),
];

test('an exported name is exported once: one word for each thing, and no thing twice', () => {
  const rooms = ['values', 'manifests', 'rules', 'plan', 'constructs', 'commands'];
  const named = files
    .filter((file) => rooms.includes(file.split(sep)[0] ?? '') && !PRINTED.includes(file))
    .flatMap((file) => [...exportedNames(file)].map((name) => ({ name, file })));
  const byName = groupBy(named, ({ name }) => name);
  const twice = [...byName].filter(([, places]) => places.length > 1);
  expect(twice.map(([name, places]) => `${name}: ${places.map(({ file }) => file).join(', ')}`)).toEqual([]);
});

test('nothing is passed on under another name', () => {
  const renamed = files.filter((file) => /^export (?:type )?\{[^}]*\w as \w/m.test(text(file)));
  expect(renamed).toEqual([]);
});

function exportedNames(file: string): Set<string> {
  const declared =
    /^export (?:declare )?(?:abstract )?(?:async )?(?:function\*?|const|let|class|interface|type|enum) (\w+)/gm;
  return new Set([...text(file).matchAll(declared)].map(([, name = '']) => name));
}

test('nothing below commands reads the clock, the environment or the network', () => {
  const pure = files.filter((file) => /^(apps|constructs|values|manifests|rules|plan)/.test(file));
  const impure = pure.flatMap((file) =>
    [
      ...text(file).matchAll(
        /new Date\(\)|Date\.now|Math\.random|process\.env(?!\.CDK8S_DISABLE_SORT)|fetch\(|node:https?/g,
      ),
    ].map(([what]) => `${file}: ${what}`),
  );
  expect(impure).toEqual([]);
});

/** What a file and those that it loads with it import; types and what is imported when it is needed are not loaded. */
function loadedWith(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, from = ''] of text(file).matchAll(/^(?:import(?! type\b)|export)[^;']*from '([^']+)';$/gm)) {
    const path = join(dirname(file), `${from}.ts`);
    if (from.startsWith('.') && existsSync(join(ROOT, path))) loadedWith(path, seen);
    else seen.add(from);
  }
  return seen;
}

test.each(files.filter((file) => /(^main|^commands.*\bcommand)\.ts$/.test(file)))(
  '%s prints its help without cdk8s and without an application',
  (file) => {
    const loaded = [...loadedWith(file)];
    expect(loaded).toContain('commander');
    expect(loaded.filter((each) => /^cdk8s|^apps|^constructs/.test(each))).toEqual([]);
  },
);

test.each(['commands/validate/validate.ts', 'rules/engine/cdk8s-plugin.ts'])('%s judges without cdk8s', (file) => {
  const loaded = [...loadedWith(file)];
  expect(loaded).toContain(join('rules', 'engine', 'ruleset.ts'));
  expect(loaded.filter((each) => each.startsWith('cdk8s') || each.endsWith('constructs/index'))).toEqual([]);
});

test('files are short', () => {
  const long = files.flatMap((file) => {
    const kind = Object.keys(LINES).find((folder) => file.startsWith(folder)) ?? '';
    const lines = text(file).split('\n').length - 1;
    return lines > (LINES[kind] ?? Number.POSITIVE_INFINITY) ? [`${file}: ${lines} lines`] : [];
  });
  expect(long).toEqual([]);
});

test('no file takes a way around the compiler', () => {
  const ways = files
    .filter((file) => !file.startsWith('test'))
    .flatMap((file) =>
      [...text(file).matchAll(/\bas any\b|: any\b|<any>|@ts-ignore|@ts-expect-error/g)].map(
        ([what]) => `${file}: ${what}`,
      ),
    );
  expect(ways).toEqual([]);
});

/** Where files know each other, types included: what makes the others and what these say of it. */
const CIRCLES: readonly (readonly string[])[] = [
  // A cluster adds backups, poolers, databases and monitors, and each of them says which cluster it belongs to.
  ['constructs/backup/', 'constructs/monitoring/pod-monitor.ts', 'constructs/postgres/'],
  // A node of a schema compiles its CEL rules, and a rule reads the nodes below.
  ['rules/admission/server/cel.ts', 'rules/admission/server/node.ts'],
];

test('arrows do not turn back, but where an object and its parts know each other', () => {
  const graph = new Map(files.map((file) => [file, imports(file).flatMap(({ from }) => fileOf(from))]));
  const circles = connected(graph).filter((circle) => circle.length > 1);
  const strange = circles.filter(
    (circle) => !CIRCLES.some((allowed) => circle.every((file) => allowed.some((part) => file.startsWith(part)))),
  );
  expect(circles.length).toBeGreaterThan(1);
  expect(strange).toEqual([]);
});

function fileOf(from: string): string[] {
  const path = from.replace(/\.js$/, '');
  return [`${path}.ts`, join(path, 'index.ts')].filter((file) => files.includes(file)).slice(0, 1);
}

/** Tarjan's strongly connected components: files that reach each other. */
function connected(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const [found, low, stack, circles] = [
    new Map<string, number>(),
    new Map<string, number>(),
    [] as string[],
    [] as string[][],
  ];
  const visit = (file: string): void => {
    found.set(file, found.size);
    low.set(file, found.get(file) ?? 0);
    stack.push(file);
    for (const next of graph.get(file) ?? []) {
      if (!found.has(next)) visit(next);
      else if (!stack.includes(next)) continue;
      low.set(file, Math.min(low.get(file) ?? 0, low.get(next) ?? 0));
    }
    if (low.get(file) === found.get(file)) circles.push(stack.splice(stack.indexOf(file)).sort());
  };
  for (const file of graph.keys()) if (!found.has(file)) visit(file);
  return circles;
}
