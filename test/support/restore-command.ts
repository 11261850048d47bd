import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { giveToServer } from '../../commands/postgres/unprivileged';

/** How the command behaves. */
export interface RestoreBehaviour {
  /** How long a look into the archive takes: a start of `barman-cloud-wal-restore`, or several at the same time. */
  readonly seconds: number;
  readonly maxParallel: number;
  /** From the operator 1.29 on a standby that is not to be promoted asks no archive for the history of a timeline that the cluster has not reached. */
  readonly refusesFuture: boolean;
}

/** A call of `restore_command`; times are in seconds of the epoch. */
export interface RestoreCall {
  readonly instance: string;
  readonly file: string;
  /** `archive` if it looked into the archive; `refused`, `flag` and `spool` cost nothing. */
  readonly how: 'archive' | 'refused' | 'flag' | 'spool';
  readonly found: boolean;
  readonly begin: number;
  readonly end: number;
}

/**
 * `restore_command` as the instance manager and the Barman Cloud plugin answer it, with a pause instead of Python: `manager wal-restore`
 * (internal/cmd/manager/walrestore/cmd.go) and Restore (internal/cnpgi/common/wal.go), with the spool of what was fetched ahead and the flag
 * that makes the call after the end of the archive fail at once.
 */
const SCRIPT = `#!/bin/sh
target=$PWD/$3
cd "$(dirname "$0")" || exit 1
instance=$1 file=$2 begin=$(date +%s.%N) how=archive code=1
. ./behaviour; . ./status
spool=spool/$instance
mkdir -p "$spool"
future() { case $file in *.history) [ "$instance" != "$primary" ] && [ "$((0x\${file%.history}))" -gt "$timeline" ] ;; *) false ;; esac; }
if [ "$refuses" = true ] && future; then how=refused
elif mv "$spool/$file" "$target" 2>/dev/null; then how=spool code=0
elif [ -e "$spool/end" ] && [ "$instance" != "$currentPrimary" ]; then rm "$spool/end"; how=flag
else
  sleep "$seconds"
  if cp "archive/$file" "$target" 2>/dev/null; then
    code=0 i=1
    case $file in *.history) i=$parallel ;; esac
    while [ "$i" -lt "$parallel" ]; do
      ahead=$(printf '%.16s%08X' "$file" "$((0x$(echo "$file" | cut -c17-24) + i))")
      cp "archive/$ahead" "$spool/" 2>/dev/null || touch "$spool/end"
      i=$((i + 1))
    done
  fi
fi
# What is not found is asked for again after a pause; the flag is answered at once.
[ "$code" = 0 ] || [ "$how" = flag ] || sleep 0.1
echo "$instance $file $how $code $begin $(date +%s.%N)" >> calls
exit $code
`;

/** The command and what it reads, in a folder with an `archive`. */
export class RestoreCommand {
  private constructor(private readonly folder: string) {}

  static async create(folder: string, behaviour: RestoreBehaviour): Promise<RestoreCommand> {
    const { seconds, maxParallel, refusesFuture } = behaviour;
    await writeFile(join(folder, 'restore'), SCRIPT);
    await chmod(join(folder, 'restore'), 0o755);
    await writeFile(join(folder, 'behaviour'), `seconds=${seconds} parallel=${maxParallel} refuses=${refusesFuture}\n`);
    await giveToServer(folder);
    return new RestoreCommand(folder);
  }

  /** What `restore_command` is for an instance. */
  of(instance: string): string {
    return `${join(this.folder, 'restore')} ${instance} %f %p`;
  }

  /** What the Cluster's status says: who is the primary, who is to be it, and its timeline. */
  async status(currentPrimary: string, primary: string, timeline: number): Promise<void> {
    const text = `currentPrimary=${currentPrimary} primary=${primary} timeline=${timeline}\n`;
    await writeFile(join(this.folder, 'status'), text);
  }

  async calls(): Promise<RestoreCall[]> {
    const text = await readFile(join(this.folder, 'calls'), 'utf8').catch(() => '');
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const [instance = '', file = '', how, code, begin, end] = line.split(' ');
        return {
          instance,
          file,
          how: how as RestoreCall['how'],
          found: code === '0',
          begin: Number(begin),
          end: Number(end),
        };
      });
  }
}
