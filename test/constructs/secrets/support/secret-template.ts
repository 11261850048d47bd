/** What a client reads out of one key of a Secret. */
interface Target {
  readonly user: string;
  readonly password: string;
  readonly host: string;
  readonly port: string;
  readonly database: string;
}

/** A Secret as External Secrets makes it from templates. Supports only the two actions that our templates have. */
export function filledIn(templates: unknown, password: string): Record<string, string> {
  const actions: Record<string, string> = { '.password': password, '"{{"': '{{' };
  return Object.fromEntries(
    Object.entries(templates as Record<string, string>).map(([key, template]) => [
      key,
      template.replace(/\{\{(.*?)\}\}/gs, (_, action: string) => {
        const value = actions[action.trim()];
        if (value === undefined) throw new Error(`${key}: unknown action ${action}`);
        return value;
      }),
    ]),
  );
}

/** As libpq takes a URI apart: the host ends at the first slash, and every part is decoded. */
export function libpqUri(uri = ''): Target {
  const [, user = '', password = '', host = '', port = '', database = ''] =
    /^postgresql:\/\/([^:@/]*):([^@/]*)@([^:/]*):(\d+)\/([^?]*)$/.exec(uri) ?? [];
  return {
    user: decodeURIComponent(user),
    password: decodeURIComponent(password),
    host,
    port,
    database: decodeURIComponent(database),
  };
}

/** As the JDBC driver does it, with the decoder of HTML forms, to which a plus is a space. */
export function javaUri(uri = ''): Target {
  const [, host = '', port = '', database = '', query = ''] =
    /^jdbc:postgresql:\/\/([^:/]*):(\d+)\/([^?]*)\?(.*)$/.exec(uri) ?? [];
  const decode = (text: string) => decodeURIComponent(text.replaceAll('+', ' '));
  const given = new Map(query.split('&').map((pair) => pair.split('=', 2).map(decode) as [string, string]));
  return {
    user: given.get('user') ?? '',
    password: given.get('password') ?? '',
    host,
    port,
    database: decode(database),
  };
}

/** As libpq reads a line of a password file: a backslash takes the meaning from what follows it. */
export function pgpassLine(line = ''): Target {
  const fields = [...line.replace(/\n$/, '').matchAll(/((?:\\.|[^:\\])*)(?::|$)/gsu)].map(([, field = '']) =>
    field.replace(/\\(.)/gsu, '$1'),
  );
  const [host = '', port = '', database = '', user = '', password = ''] = fields;
  return { user, password, host, port, database };
}
