import type { DriverModule } from '../../impl/ddi/index.ts';
import { type During, NOTHING } from '../../trace/during.ts';
import type { FindingKey } from '../../trace/finding/finding.ts';
import type { Op } from '../../trace/ops/index.ts';
import { settingOf } from '../../trace/setting.ts';
import {
  type BufferingMode,
  DEFAULT_DIALECT,
  type Dialect,
  type Machine,
  PLAIN_MACHINE,
  TRACE_FORMAT,
  type Trace,
} from '../../trace/trace.ts';
import { builtInSubjects } from '../built-in.ts';
import type { Subject } from '../subject.ts';

/** Where the names of the catalogue's subjects begin. */
export const DEFECT_PREFIX = 'defects/';

/** A seeded defect: one mistake in an otherwise correct driver, and the finding that gives it away. */
export interface Defect extends FindingKey {
  /** In kebab case. Its driver is `src/drivers/defects/<id>.ts`. */
  readonly id: string;
  /**
   * The rule that the driver breaks: of Windows or of its device in doc/rules.md (`R46`, `G3`, `M8`, `Q1`), or a bug
   * check or Driver Verifier code such as `0xC9/0x224`.
   */
  readonly rule: string;
  /** What the programmer got wrong, in one line. */
  readonly title: string;
  /** The correct built-in driver that it varies. */
  readonly base: string;
  /**
   * Why operations or fields have to fit each other for the finding to show, in one line; null where each of the
   * minimal trace's values would show it alone.
   */
  readonly coupled: string | null;
  /** The published minimal trace, in normal form. Its mode is the one that the defect is looked for in. */
  readonly minimal: Trace;
  /** The driver as a subject: that of `base` under the name `defects/<id>`. */
  readonly subject: Subject;
}

/** What an entry of the catalogue says. */
export interface DefectEntry extends Omit<Defect, 'minimal' | 'subject'> {
  readonly driver: DriverModule;
  /** Numbers that its source has: of a driver in a file they are found. None where left out. */
  readonly numbers?: readonly number[];
  readonly mode: BufferingMode;
  readonly ops: readonly Op[];
  /** Contiguous frames where left out. */
  readonly machine?: Machine;
  /** The default dialect where left out. */
  readonly dialect?: Dialect;
  /** What happens while it is loaded; nothing where left out. */
  readonly load?: During;
  /** While it is unloaded. */
  readonly unload?: During;
}

/**
 * A defect of its entry.
 *
 * @throws RangeError when no built-in driver is called `base`
 */
export function defect(entry: DefectEntry): Defect {
  const {
    driver,
    numbers,
    mode,
    ops,
    machine = PLAIN_MACHINE,
    dialect = DEFAULT_DIALECT,
    load = NOTHING,
    unload = NOTHING,
    ...facts
  } = entry;
  const base = builtInSubjects.find(({ name }) => name === facts.base);
  if (base === undefined) throw new RangeError(`defect ${facts.id}: no driver is called ${facts.base}`);
  const name = `${DEFECT_PREFIX}${facts.id}`;
  return {
    ...facts,
    minimal: {
      format: TRACE_FORMAT,
      subject: name,
      setting: settingOf(mode, { dialect, machine, load, unload }),
      ops,
      seed: null,
    },
    subject: {
      ...base,
      name,
      description: facts.title,
      driver,
      generation: { ...base.generation, ...(numbers !== undefined && { numbers }) },
    },
  };
}
