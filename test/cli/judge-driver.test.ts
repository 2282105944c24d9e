import { describe, expect, it } from 'vitest';
import type { Session } from '../../src/campaign/session.ts';
import { UsageError } from '../../src/cli/errors.ts';
import { services as realServices, type Services } from '../../src/cli/services.ts';
import { judgeDriver } from '../../src/cli/subject.ts';
import { EXIT } from '../../src/report/exit-code.ts';
import { FakeHost } from './fakes.ts';

/** Judges a driver so, which throws where no case sees it: while it is judged, or when it is ended. */
function judged(exitCode: number, strays: readonly string[], late: readonly string[] = []) {
  const host = new FakeHost();
  const sessions: Services['sessions'] = async () => ({
    ...(await realServices.sessions()),
    open: async ({ onStray = () => {} }) => {
      for (const stray of strays) onStray(stray);
      return {
        close: async () => {
          for (const stray of late) onStray(stray);
        },
      } as unknown as Session;
    },
  });
  const ended = judgeDriver(
    './driver.ts',
    { stall: 1 },
    host,
    { ...realServices, sessions },
    async () => exitCode,
  );
  return { ended, host };
}

describe('a driver that throws outside of its routines', () => {
  it.each([EXIT.CONFORMS, EXIT.NOT_SUPPORTED, EXIT.INCOMPLETE])(
    'is not judged by exit code %i',
    async (exitCode) => {
      const { ended, host } = judged(exitCode, ['Error: late\n again']);
      await expect(ended).rejects.toThrow(UsageError);
      await expect(ended).rejects.toThrow(/^driver '\.\/driver\.ts' throws outside of its routines, /);
      await host.stderr.flush();
      expect(host.err.text).toBe(
        'driver: outside of its routines, the driver threw Error: late\ndriver:  again\n',
      );
    },
  );

  it.each([EXIT.FINDINGS, EXIT.BAD_USAGE, EXIT.HARNESS_FAULT])(
    'is still told by exit code %i',
    async (exitCode) => {
      const { ended, host } = judged(exitCode, ['Error: late']);
      expect(await ended).toBe(exitCode);
      await host.stderr.flush();
      expect(host.err.text).toBe('driver: outside of its routines, the driver threw Error: late\n');
    },
  );

  it('is so too where it throws while it is ended', async () => {
    await expect(judged(EXIT.CONFORMS, [], ['Error: late']).ended).rejects.toThrow(UsageError);
  });
});

it('one that does not is judged by its exit code', async () => {
  expect(await judged(EXIT.CONFORMS, []).ended).toBe(EXIT.CONFORMS);
});
