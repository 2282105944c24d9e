import type { Session, SessionRequest } from '../campaign/session.ts';
import { counted } from '../report/format.ts';
import { printable } from '../trace/printable.ts';
import type { Host } from './host.ts';
import { CheckpointFolder } from './output/checkpoint-folder.ts';

/**
 * Where a campaign keeps what it has executed. With `resume` it goes on from what is there; without, that is
 * removed, and it is said if there was something.
 *
 * @throws {UsageError} when what is there is of another campaign, or can't be read
 */
export async function checkpointsFor(
  path: string,
  session: Session,
  request: SessionRequest,
  resume: boolean,
  host: Host,
): Promise<CheckpointFolder> {
  const folder = new CheckpointFolder(path, session.identity(request), (message) => {
    host.stderr.write(`${printable(message)}: this campaign can not be resumed if it is interrupted\n`);
  });
  if (!resume) {
    if (!folder.isEmpty) {
      host.stderr.write(
        `starting over: the campaign that was interrupted is forgotten; --resume would have gone on with it\n`,
      );
    }
    folder.discard();
    return folder;
  }
  const cases = (await folder.load()).reduce((sum, { counts }) => sum + counts.cases, 0);
  host.stderr.write(
    cases === 0
      ? 'there is nothing to resume: starting from the first case\n'
      : `resuming after ${counted(cases, 'case')}\n`,
  );
  return folder;
}
