import childProcess from 'node:child_process';
import fs from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** How a file or folder is read while an application is built, which does not wait for anything. */
const READERS = [
  'accessSync',
  'existsSync',
  'lstatSync',
  'opendirSync',
  'readFileSync',
  'readlinkSync',
  'statSync',
] as const;
const PROCESSES = ['exec', 'execFile', 'execFileSync', 'execSync', 'fork', 'spawn', 'spawnSync'] as const;

/**
 * What applications read while they are loaded and built, beside the modules that they import: a file with SQL, an environment variable
 * with a tag. Otherwise a change of it would be overlooked.
 */
export class Witness {
  readonly files = new Set<string>();
  readonly variables = new Map<string, string | null>();
  /** Whether they have asked what nobody can compare later: another program, or all variables of the environment. */
  isLost = false;

  /** Watches until what it returns is called. */
  readonly begin = (): (() => void) => {
    const undo = [
      ...READERS.map((name) => replaced(fs, name, ([path]) => this.#read(path))),
      replaced(fs, 'openSync', ([path, flags = 'r']) => {
        if (mayRead(flags)) this.#read(path);
      }),
      replaced(fs, 'readdirSync', ([path, options]) => (isDeep(options) ? this.#lose() : this.#read(path))),
      ...PROCESSES.map((name) => replaced(childProcess, name, () => this.#lose())),
    ];
    const { env } = process;
    process.env = new Proxy(env, {
      get: (target, name) => this.#ask(target, name),
      has: (target, name) => this.#ask(target, name) !== undefined,
      getOwnPropertyDescriptor: (target, name) => {
        this.#ask(target, name);
        return Reflect.getOwnPropertyDescriptor(target, name);
      },
      // Without the proxy as receiver: Node would refuse it for a variable that is there already.
      set: (target, name, value) => Reflect.set(target, name, value),
      ownKeys: (target) => {
        this.#lose();
        return Reflect.ownKeys(target);
      },
    });
    return () => {
      process.env = env;
      for (const each of undo) each();
    };
  };

  readonly watch = <Result>(run: () => Result): Result => {
    const end = this.begin();
    try {
      return run();
    } finally {
      end();
    }
  };

  #read(path: unknown): void {
    if (typeof path === 'string') this.files.add(resolve(path));
    else if (path instanceof URL) this.files.add(fileURLToPath(path));
    else if (path instanceof Uint8Array) this.files.add(resolve(Buffer.from(path).toString('utf8')));
  }

  #lose(): void {
    this.isLost = true;
  }

  #ask(env: NodeJS.ProcessEnv, name: string | symbol): string | undefined {
    if (typeof name === 'symbol') return Reflect.get(env, name);
    const value = env[name];
    // What is set in between is nobody's input.
    if (!this.variables.has(name)) this.variables.set(name, value ?? null);
    return value;
  }
}

/** Whether what is in a file may be read through a descriptor: what is only written is not, and what is emptied first was not there. */
function mayRead(flags: unknown): boolean {
  if (typeof flags === 'number') return (flags & (fs.constants.O_WRONLY | fs.constants.O_TRUNC)) === 0;
  return /r|^a.*\+/.test(String(flags));
}

/** Whether folders below are read, too. */
function isDeep(options: unknown): boolean {
  return typeof options === 'object' && options !== null && Reflect.get(options, 'recursive') === true;
}

/** Lets somebody know of each call of a function of Node. @returns what takes this back */
function replaced<Module extends object>(
  module: Module,
  name: keyof Module,
  tell: (args: readonly unknown[]) => void,
): () => void {
  const original = module[name];
  if (typeof original !== 'function') return () => undefined;
  const told = (...args: unknown[]): unknown => {
    tell(args);
    return Reflect.apply(original, module, args);
  };
  Object.assign(module, { [name]: Object.assign(told, original) });
  return () => Object.assign(module, { [name]: original });
}
