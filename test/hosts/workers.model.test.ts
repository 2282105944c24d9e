import { describe, expect, it } from 'vitest';
import { Workers } from '../../src/hosts/workers.ts';
import { articleModel } from '../../src/model/devices/article.ts';
import { summaryOf } from '../../src/subjects/index.ts';
import { FakeProcess, type Reply } from './process/fake-process.ts';
import { article, dying, REPLAY, source, trace, workersOf as workersIn } from './workers.setup.ts';

/** A driver in a process, whose model leaves something behind that shows when it is gone. */

const SHOW = { kind: 'show', trace } as const;
const LOADED: Reply = { kind: 'loaded', summary: summaryOf({ ...article, model: articleModel }) };
const ANSWER: Reply = { kind: 'answer', answer: { breaches: [], refused: null } };
const DEATH: Reply = {
  kind: 'died',
  caseIndex: 3,
  op: 1,
  modelCall: null,
  stage: null,
  executions: 2,
  reason: 'out-of-memory',
  trace: null,
  events: [],
};

const model = { path: 'model.ts', code: '', sha256: '' };

/** Workers of a driver with a model; what a process answers depends on whether it has the model. */
function workersOf(withModel: Reply, without: Reply) {
  const loads: boolean[] = [];
  const workers = new Workers(
    { name: 'driver.ts', driver: { path: 'driver.ts', code: '', sha256: '' }, model },
    {
      onOutput: () => {},
      stallMs: 50,
      startProcess: () => {
        let hasModel = true;
        return new FakeProcess((request) => {
          if (request.kind === 'end') return ['ends'];
          if (request.kind === 'load') {
            hasModel = request.source.model !== null;
            loads.push(hasModel);
            return [LOADED];
          }
          return [hasModel ? withModel : without];
        });
      },
    },
  );
  return { workers, loads };
}

describe('a driver that dies while no function of its model runs', () => {
  it('dies of the model where it does not die without it', async () => {
    const { workers, loads } = workersOf(DEATH, ANSWER);
    await expect(workers.ask(SHOW)).rejects.toMatchObject({
      name: 'DeviceModelError',
      message: "model 'model.ts': what it leaves behind uses up the memory",
    });
    expect(loads).toEqual([true, true, false]);
    await workers.end();
  });

  it('dies by itself where it dies without the model too', async () => {
    const { workers, loads } = workersOf(DEATH, DEATH);
    expect(await workers.ask(SHOW)).toMatchObject({ died: true, reason: 'out-of-memory', caseIndex: 3 });
    expect(loads).toEqual([true, true, false]);
    await workers.end();
  });

  it('is asked with and without the model only where it died', async () => {
    const { workers, loads } = workersOf(ANSWER, DEATH);
    expect(await workers.ask(SHOW)).toEqual({ breaches: [], refused: null });
    expect(loads).toEqual([true]);
    await workers.end();
  });

  it('dies of the model where a function of it runs', async () => {
    const { workers } = workersOf({ ...DEATH, modelCall: 'read' }, ANSWER);
    await expect(workers.ask(SHOW)).rejects.toMatchObject({
      message: "model 'model.ts': read uses up the memory",
    });
    await workers.end();
  });
});

it('a thread that dies in a function of the model: its file is named', async () => {
  const asked = workersIn(dying('read', 'exit'), { ...source, model: { ...model, path: './model.ts' } }).ask(
    REPLAY,
  );
  await expect(asked).rejects.toThrow("model './model.ts': read ends the process");
});
