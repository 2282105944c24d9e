import type { Pass } from '../search.ts';
import { appendByOffset } from './append-by-offset.ts';
import { defaultDialect } from './default-dialect.ts';
import { dropAndExchange } from './drop-and-exchange.ts';
import { dropHandles } from './drop-handles.ts';
import { dropLeadingBytes } from './drop-leading-bytes.ts';
import { dropOps } from './drop-ops.ts';
import { dropPairs } from './drop-pairs.ts';
import { endBuffersAtPage } from './end-buffers-at-page.ts';
import { exchangeFields } from './exchange-fields.ts';
import { exchangeHandles } from './exchange-handles.ts';
import { exchangePlaces } from './exchange-places.ts';
import { lowerAndMove } from './lower-and-move.ts';
import { lowerGroups } from './lower-groups.ts';
import { lowerPairs } from './lower-pairs.ts';
import { memoryFromStart } from './memory-from-start.ts';
import { moveAmounts } from './move-amounts.ts';
import { plainMachine } from './plain-machine.ts';
import { plainSetting } from './plain-setting.ts';
import { separateBuffers } from './separate-buffers.ts';
import { shorterZeros } from './shorter-zeros.ts';
import { simplerFields } from './simpler-fields.ts';
import { simplerKinds } from './simpler-kinds.ts';
import { sortOps } from './sort-ops.ts';
import { truncate } from './truncate.ts';

/** In the order in which a round applies them; doc/minimizer.md describes each. */
export const PASSES: readonly Pass[] = [
  truncate,
  dropOps,
  dropHandles,
  dropPairs,
  dropAndExchange,
  plainSetting,
  plainMachine,
  defaultDialect,
  simplerKinds,
  simplerFields,
  shorterZeros,
  dropLeadingBytes,
  endBuffersAtPage,
  appendByOffset,
  memoryFromStart,
  separateBuffers,
  lowerGroups,
  lowerPairs,
  moveAmounts,
  lowerAndMove,
  sortOps,
  exchangeFields,
  exchangePlaces,
  exchangeHandles,
];
