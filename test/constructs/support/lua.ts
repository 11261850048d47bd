import { Lua, LuaLibraries } from 'wasmoon-lua5.1';

/** What a health script returns. */
export interface Health {
  readonly status: string;
  readonly message: string;
}

/**
 * Runs health scripts as Argo CD does: Lua 5.1, the object in the global `obj`, and of the libraries base and table alone, so that
 * `string` is nil and strings have no methods. Argo CD's reduced `os` and `package` are not here either: no script needs them.
 */
export async function healthScripts(): Promise<(script: string, object: unknown) => Health> {
  const lua = await Lua.create({ openStandardLibs: false });
  lua.global.loadLibrary(LuaLibraries.Base);
  lua.global.loadLibrary(LuaLibraries.Table);
  return (script, object) => {
    lua.doStringSync(`obj = ${literal(object)}\nresult = (function()\n${script}\nend)()`);
    return { status: lua.doStringSync('return result.status'), message: lua.doStringSync('return result.message') };
  };
}

/** A value as Argo CD hands it to Lua: null is nil, and a list counts from 1. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `{${value.map(literal).join(', ')}}`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).map(([key, field]) => `[${bytes(key)}] = ${literal(field)}`);
    return `{${fields.join(', ')}}`;
  }
  if (typeof value === 'string') return bytes(value);
  return typeof value === 'number' || typeof value === 'boolean' ? `${value}` : 'nil';
}

function bytes(text: string): string {
  return `"${[...Buffer.from(text)].map((byte) => `\\${`${byte}`.padStart(3, '0')}`).join('')}"`;
}
