import type { Application } from '../../constructs/index';

/** Where an application is exported, and the files that it alone, or not every application, is made of. */
export interface ApplicationFiles {
  readonly exported: string;
  readonly files: readonly string[];
}

/**
 * The files that Node has loaded for each application. One that no module exports by itself, such as one that a function makes for a
 * list, has none: everything may have gone into it. What the first two have in common counts as common to all, and so does what renders and judges
 * them, each with all that it loads.
 */
export function applicationFiles(exports: ReadonlyMap<Application, Export>): Map<Application, ApplicationFiles> {
  const [first, second] = [...exports.values()].map(({ module }) => module);
  if (first === undefined || second === undefined) return new Map();
  const ofSecond = loadedBy(second);
  const tool = require.cache[require.resolve('../applications/render-applications')];
  const shared = [...loadedBy(first)].filter((module) => ofSecond.has(module));
  const common = new Set([...shared, ...(tool ? loadedBy(tool) : [])]);
  return new Map(
    [...exports].map(([application, { module, name }]) => [
      application,
      { exported: `${module.filename} ${name}`, files: [...loadedBy(module, common)].map(({ filename }) => filename) },
    ]),
  );
}

/** Where an application is exported. */
interface Export {
  readonly module: NodeJS.Module;
  readonly name: string;
}

/** Those of the applications that a module exports by itself, in their order. */
export function exportsOf(applications: readonly Application[]): Map<Application, Export> {
  const wanted = new Set<unknown>(applications);
  const found = new Map<unknown, Export>();
  for (const module of Object.values(require.cache)) {
    const content: unknown = module?.exports;
    if (module === undefined || typeof content !== 'object' || content === null) continue;
    for (const name of Object.getOwnPropertyNames(content)) {
      // Without calling what loads something when it is asked for.
      const value = Object.getOwnPropertyDescriptor(content, name)?.value;
      if (wanted.has(value)) found.set(value, { module, name });
    }
  }
  return new Map(
    applications.flatMap((application) => {
      const exported = found.get(application);
      return exported === undefined ? [] : [[application, exported] as const];
    }),
  );
}

/** A module and all that it has loaded, without some and all that these have loaded. */
function loadedBy(module: NodeJS.Module, without: ReadonlySet<NodeJS.Module> = new Set()): Set<NodeJS.Module> {
  const found = new Set<NodeJS.Module>();
  const visit = (each: NodeJS.Module): void => {
    if (without.has(each) || found.has(each)) return;
    found.add(each);
    for (const child of each.children) visit(child);
  };
  visit(module);
  return found;
}
