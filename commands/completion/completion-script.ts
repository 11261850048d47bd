import type { CompletedCommand, CompletedOption } from './completions';
import type { Shell } from './shells';

const PROGRAM = 'cnpg-gitops';
const FUNCTION = '_cnpg_gitops';
/** Options before a command. */
const OF_PROGRAM = ['--help', '--version'];

const SCRIPTS: Record<Shell, (commands: readonly CompletedCommand[]) => string> = { bash, zsh, fish };

/** A script that makes a shell complete the command line: all words are in it, so that a key press starts no program. */
export function completionScript(shell: Shell, commands: readonly CompletedCommand[]): string {
  return SCRIPTS[shell](commands);
}

// Bash takes --option=value apart at the sign.
function bash(commands: readonly CompletedCommand[]): string {
  const values = commands.flatMap(({ name, options }) =>
    options
      .filter(({ takesValue }) => takesValue)
      .map(({ flags, values }) => {
        const patterns = flags.map((flag) => `"${name} ${flag}"`).join('|');
        return `    ${patterns}) ${values.length === 0 ? 'return' : `words=${list(values)}`} ;;`;
      }),
  );
  const rest = commands.flatMap(({ name, options, words }) => [
    `      "${name} -"*) words=${list(options.flatMap(({ flags }) => flags))} ;;`,
    ...(words.length === 0 ? [] : [`      "${name} "*) words=${list(words)} ;;`]),
  ]);
  return `${FUNCTION}() {
  local IFS=$' \\t\\n' words= current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]}
  COMPREPLY=()
  if [[ $current == = ]]; then current=
  elif [[ $before == = ]]; then before=\${COMP_WORDS[COMP_CWORD-2]}; fi
  if ((COMP_CWORD == 1)); then words=${list([...commands.map(({ name }) => name), ...OF_PROGRAM])}
  else
    case "\${COMP_WORDS[1]} $before" in
${values.join('\n')}
    *)
      case "\${COMP_WORDS[1]} $current" in
${rest.join('\n')}
      esac ;;
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F ${FUNCTION} ${PROGRAM}
`;
}

// Found by zsh in a folder of completions, it is called at once; read by a start file, it announces itself.
function zsh(commands: readonly CompletedCommand[]): string {
  const names = commands.map(({ name, description }) => `    ${single(`${name}:${description}`)}`);
  const cases = commands.flatMap(({ name, options, words }) => [
    `  ${name})`,
    '    _arguments \\',
    ...options.flatMap(zshOption).map((spec) => `      ${single(spec)} \\`),
    `      ${single(words.length === 0 ? '*:file:_files' : `*: :{compadd -- ${words.join(' ')}; _files}`)} ;;`,
  ]);
  return `#compdef ${PROGRAM}
${FUNCTION}() {
  local -a commands=(
${names.join('\n')}
  )
  if ((CURRENT == 2)); then
    _describe command commands
    compadd -- ${OF_PROGRAM.join(' ')}
    return
  fi
  shift words
  ((CURRENT--))
  case $words[1] in
${cases.join('\n')}
  esac
}
if [[ $funcstack[1] == ${FUNCTION} ]]; then ${FUNCTION} "$@"; else compdef ${FUNCTION} ${PROGRAM}; fi
`;
}

function zshOption({ flags, description, takesValue, values }: CompletedOption): string[] {
  const said = description.replace(/[[\]:\\]/g, '\\$&');
  const value = values.length === 0 ? ':value:_files' : `:value:(${values.join(' ')})`;
  return flags.map(
    (flag) => `${flag}${takesValue && flag.startsWith('--') ? '=' : ''}[${said}]${takesValue ? value : ''}`,
  );
}

function fish(commands: readonly CompletedCommand[]): string {
  const first = `complete -c ${PROGRAM} -n __fish_use_subcommand -f`;
  const lines = commands.flatMap(({ name, description, options, words }) => {
    const after = `complete -c ${PROGRAM} -n ${fishText(`__fish_seen_subcommand_from ${name}`)}`;
    return [
      `${first} -a ${name} -d ${fishText(description)}`,
      ...(words.length === 0 ? [] : [`${after} -a ${fishText(words.join(' '))}`]),
      ...options.map((option) => `${after} ${fishOption(option)}`),
    ];
  });
  return [...OF_PROGRAM.map((flag) => `${first} -l ${flag.slice(2)}`), ...lines, ''].join('\n');
}

function fishOption({ flags, description, takesValue, values }: CompletedOption): string {
  const names = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  const value = values.length === 0 ? '-r' : `-x -a ${fishText(values.join(' '))}`;
  return [...names, ...(takesValue ? [value] : []), '-d', fishText(description)].join(' ');
}

function list(words: readonly string[]): string {
  return `'${words.join(' ')}'`;
}

function single(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function fishText(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
