/**
 * Mutants that no test can notice, with the reason of each. They are told by text: the line, what of it is changed, and
 * into what, each in one line, so that lines may move; an entry that means no mutant any more is an error.
 */
export const EQUIVALENTS = [
  ...listed(
    'src/impl/memory/pool.ts',
    'POOL_BASE is -2^31: added and subtracted it is the same modulo 2^32',
    [
      ['this.#blocks.owned[(va - POOL_BASE) >>> 4] = 1;', 'va - POOL_BASE', 'va + POOL_BASE'],
      ['const block = (va - POOL_BASE) | 0;', 'va - POOL_BASE', 'va + POOL_BASE'],
      [
        'if (size > 0) this.#guard.checkRedzones((va - POOL_BASE) | 0, size);',
        'va - POOL_BASE',
        'va + POOL_BASE',
      ],
    ],
  ),
  ...listed(
    'src/impl/memory/pool.ts',
    'a freed block was poisoned and unmapped when it was freed: poison written again changes nothing',
    [
      [
        'const isLive = (this.#blocks.size[block >>> 4] ?? 0) > 0;',
        '(this.#blocks.size[block >>> 4] ?? 0) > 0',
        'true',
      ],
      [
        'const isLive = (this.#blocks.size[block >>> 4] ?? 0) > 0;',
        '(this.#blocks.size[block >>> 4] ?? 0) > 0',
        '(this.#blocks.size[block >>> 4] ?? 0) >= 0',
      ],
    ],
  ),
  ...listed(
    'src/impl/memory/pool.ts',
    'no block starts at 0: there lies a redzone, or a page that stays unmapped',
    [
      ['if (block < 0) {', 'block < 0', 'block <= 0'],
      ['if (block < 0 && this.#reclaim()) block = this.#take(size, ownPages);', 'block < 0', 'block <= 0'],
      ['if (block < 0) return NULL_VA;', 'block < 0', 'block <= 0'],
    ],
  ),
  ...listed(
    'src/impl/memory/pool-guard.ts',
    'asked only where some byte was written, at which the other condition ends the loop',
    [
      ['while (from < to && isRedzoneByte(u8, from, redzone)) from += 1;', 'from < to', 'true'],
      ['while (from < to && isRedzoneByte(u8, from, redzone)) from += 1;', 'from < to', 'from <= to'],
      ['while (to > from && isRedzoneByte(u8, to - 1, redzone)) to -= 1;', 'to > from', 'true'],
      ['while (to > from && isRedzoneByte(u8, to - 1, redzone)) to -= 1;', 'to > from', 'to >= from'],
    ],
  ),
  ...listed('src/impl/memory/pool.ts', 'outside of pool there is no block, freed or not', [
    ['block >= 0 &&', 'block >= 0', 'true'],
    ['block >= 0 &&', 'block >= 0', 'block > 0'],
    ['block < this.#bytes &&', 'block < this.#bytes', 'true'],
    ['block < this.#bytes &&', 'block < this.#bytes', 'block <= this.#bytes'],
  ]),
  ...listed('src/impl/io/device-object.ts', 'the field lies at 0', [
    ['this.fields.setU16(this.at + LAYOUT.Type, value);', 'this.at + LAYOUT.Type', 'this.at - LAYOUT.Type'],
  ]),
  ...listed('src/impl/io/driver-object.ts', 'the field lies at 0', [
    ['this.fields.setU16(this.at + LAYOUT.Type, value);', 'this.at + LAYOUT.Type', 'this.at - LAYOUT.Type'],
  ]),
  ...listed('src/impl/io/file-object.ts', 'the field lies at 0', [
    ['this.fields.setU16(this.at + LAYOUT.Type, value);', 'this.at + LAYOUT.Type', 'this.at - LAYOUT.Type'],
  ]),
  ...listed('src/impl/io/io-stack-location.ts', 'the field lies at 0', [
    [
      'return this.fields.u8(this.at + LAYOUT.MajorFunction);',
      'this.at + LAYOUT.MajorFunction',
      'this.at - LAYOUT.MajorFunction',
    ],
    [
      'this.fields.setU8(this.at + LAYOUT.MajorFunction, value);',
      'this.at + LAYOUT.MajorFunction',
      'this.at - LAYOUT.MajorFunction',
    ],
  ]),
  ...listed('src/impl/io/irp.ts', 'the field lies at 0', [
    ['return this.fields.u16(this.at + LAYOUT.Type);', 'this.at + LAYOUT.Type', 'this.at - LAYOUT.Type'],
    ['this.fields.setU16(this.at + LAYOUT.Type, value);', 'this.at + LAYOUT.Type', 'this.at - LAYOUT.Type'],
  ]),
  ...listed('src/impl/memory/mdl.ts', 'the field lies at 0', [
    ['return this.fields.pointer(this.at + LAYOUT.Next);', 'this.at + LAYOUT.Next', 'this.at - LAYOUT.Next'],
    [
      'this.fields.setPointer(this.at + LAYOUT.Next, value);',
      'this.at + LAYOUT.Next',
      'this.at - LAYOUT.Next',
    ],
  ]),
  ...listed('src/impl/io/file-name.ts', 'all of it is written over', [
    ['const characters = pool.allocate(bytes.length, NAME_TAG, true);', 'true', 'false'],
  ]),
  ...listed('src/impl/memory/pool-blocks.ts', 'a count downwards makes words that differ as much', [
    ['this.#made += 1;', 'this.#made += 1', 'this.#made -= 1'],
  ]),
  ...listed('src/properties/metamorphic/compare-runs.ts', 'bytes of two lengths are not the same', [
    ['if (end > right.length) return false;', 'end > right.length', 'false'],
  ]),
  ...listed('src/impl/memory/system-ptes.ts', 'whether a span is free is set when it is given out, at once', [
    ['this.#spans.push({ first, pages, isFree: false });', 'false', 'true'],
  ]),
  ...listed('src/impl/memory/system-ptes.ts', 'to unmap no pages is nothing', [
    ['if (this.#top > 0) this.#memory.unmap(SYSTEM_PTE_BASE, this.#top);', 'this.#top > 0', 'true'],
    ['if (this.#top > 0) this.#memory.unmap(SYSTEM_PTE_BASE, this.#top);', 'this.#top > 0', 'this.#top >= 0'],
  ]),
  ...listed('src/impl/memory/system-ptes.ts', 'what did not fit before is tried once more in vain', [
    ['return this.#top < before;', 'this.#top < before', 'true'],
    ['return this.#top < before;', 'this.#top < before', 'this.#top <= before'],
  ]),
  ...listed('src/impl/verifier/user-fetches.ts', 'the recorder takes events in a full recording alone', [
    [
      "if (from >= to || this.#recorder.recording !== 'full') return;",
      "this.#recorder.recording !== 'full'",
      'false',
    ],
  ]),
  ...listed(
    'src/minimize/passes/move-amounts.ts',
    'a number by itself is among the sources already, and nothing is asked about twice',
    [
      [
        'return [...slots.map((slot) => [slot]), ...[...distinct.values()].filter(({ length }) => length > 1)];',
        'length > 1',
        'true',
      ],
      [
        'return [...slots.map((slot) => [slot]), ...[...distinct.values()].filter(({ length }) => length > 1)];',
        'length > 1',
        'length >= 1',
      ],
      [
        'return [...slots.map((slot) => [slot]), ...[...distinct.values()].filter(({ length }) => length > 1)];',
        '[...distinct.values()].filter(({ length }) => length > 1)',
        '[...distinct.values()]',
      ],
    ],
  ),
  ...listed('src/impl/memory/memory.ts', 'of two that are equal either is the smaller', [
    [
      'this.#runBytes = bytes < wantedBytes ? bytes : wantedBytes;',
      'bytes < wantedBytes',
      'bytes <= wantedBytes',
    ],
  ]),
  ...listed('src/impl/io/completion.ts', 'saves making what the recorder takes in a full recording alone', [
    ["if (kernel.recorder.recording === 'full') {", "kernel.recorder.recording === 'full'", 'true'],
  ]),
  ...listed(
    'src/impl/io/file-requests.ts',
    'probes throw nothing else but what is wrong with this machine, which is not to become a status',
    [
      [
        'if (!(error instanceof RaisedException)) throw error;',
        '!(error instanceof RaisedException)',
        'false',
      ],
    ],
  ),
  ...listed('src/model/dispatch.ts', 'a device does not look at the data of a read', [
    ["data: call.call === 'NtWriteFile' ? call.data : NO_BYTES,", "call.call === 'NtWriteFile'", 'true'],
  ]),
  ...listed(
    'src/model/win32/file.ts',
    'the other dispositions are passed on to a device that any of them opens; what truncates has the right to write',
    [
      ["if (createNew) return 'CREATE_NEW';", 'createNew', 'true'],
      ["if (create) return truncate ? 'CREATE_ALWAYS' : 'OPEN_ALWAYS';", 'create', 'true'],
      ["if (create) return truncate ? 'CREATE_ALWAYS' : 'OPEN_ALWAYS';", 'create', 'false'],
    ],
  ),
  ...listed('src/model/win32/requests.ts', 'both statuses are ERROR_INVALID_HANDLE', [
    [
      "const status = arm === 'R20.1 object type' ? STATUS_OBJECT_TYPE_MISMATCH : STATUS_INVALID_HANDLE;",
      "arm === 'R20.1 object type'",
      'true',
    ],
    [
      "const status = arm === 'R20.1 object type' ? STATUS_OBJECT_TYPE_MISMATCH : STATUS_INVALID_HANDLE;",
      "arm === 'R20.1 object type'",
      'false',
    ],
    [
      "const status = arm === 'R20.1 object type' ? STATUS_OBJECT_TYPE_MISMATCH : STATUS_INVALID_HANDLE;",
      "arm === 'R20.1 object type'",
      "arm !== 'R20.1 object type'",
    ],
  ]),
  ...listed(
    'src/properties/model/position.ts',
    'positions that are equal are no breach, and null is above none',
    [
      [
        "return isTransfer && wanted !== null && found !== null && found > wanted ? 'advanced' : 'wrong';",
        'found !== null',
        'true',
      ],
      [
        "return isTransfer && wanted !== null && found !== null && found > wanted ? 'advanced' : 'wrong';",
        'found > wanted',
        'found >= wanted',
      ],
    ],
  ),
  ...listed(
    'src/minimize/passes/simpler-fields.ts',
    'there is an operation at every index, and what is no number, or 0, is not lowered by lowerInteger either',
    [
      [
        'if (op === undefined || value === null || value === 0n) return;',
        'op === undefined || value === null || value === 0n',
        'false',
      ],
      [
        'if (op === undefined || value === null || value === 0n) return;',
        'op === undefined || value === null || value === 0n',
        '(op === undefined || value === null) && value === 0n',
      ],
      [
        'if (op === undefined || value === null || value === 0n) return;',
        'op === undefined || value === null',
        'false',
      ],
      [
        'if (op === undefined || value === null || value === 0n) return;',
        'op === undefined || value === null',
        'op === undefined && value === null',
      ],
      ['if (op === undefined || value === null || value === 0n) return;', 'op === undefined', 'false'],
      ['if (op === undefined || value === null || value === 0n) return;', 'value === null', 'false'],
      ['if (op === undefined || value === null || value === 0n) return;', 'value === 0n', 'false'],
    ],
  ),
  ...listed('src/impl/memory/page-table.ts', 'a page that is watched is noted again, and unwatched again', [
    ['if (entry === 0 || (entry & PTE_WATCHED) !== 0) continue;', '(entry & PTE_WATCHED) !== 0', 'false'],
  ]),
  ...listed('src/model/win32/last-error.ts', 'the text has eight digits, all of which the pattern takes', [
    [
      'const carried = /^(?:8007|c001|c007)(.{4})$/.exec(meant.toString(16))?.[1];',
      '/^(?:8007|c001|c007)(.{4})$/',
      '/(?:8007|c001|c007)(.{4})$/',
    ],
  ]),
  ...listed('src/minimize/passes/drop-handles.ts', 'there is an operation at every index', [
    ['if (op === undefined) continue;', 'op === undefined', 'false'],
  ]),
  ...listed(
    'src/impl/memory/page-table.ts',
    'the mappings that are left are counted to stop early alone: no other page is mapped to the frame',
    [
      [
        'if (other !== page) left -= this.#flagPage(frame, other, flag);',
        'left -= this.#flagPage(frame, other, flag)',
        'left += this.#flagPage(frame, other, flag)',
      ],
    ],
  ),
  ...listed('src/minimize/passes/simpler-fields.ts', 'there is an operation at every index', [
    ['if (op === undefined) return;', 'op === undefined', 'false'],
    ['const value = op === undefined ? null : readNumber(op, field);', 'op === undefined', 'false'],
  ]),
  ...listed(
    'src/minimize/passes/exchange-fields.ts',
    'with a field exchanged that is the same, a trace is no simpler, and is not asked about',
    [
      [
        'const keys = Object.keys(one).filter((key) => JSON.stringify(one[key]) !== JSON.stringify(other[key]));',
        'Object.keys(one).filter((key) => JSON.stringify(one[key]) !== JSON.stringify(other[key]))',
        'Object.keys(one)',
      ],
      [
        'const keys = Object.keys(one).filter((key) => JSON.stringify(one[key]) !== JSON.stringify(other[key]));',
        'JSON.stringify(one[key]) !== JSON.stringify(other[key])',
        'true',
      ],
    ],
  ),
  ...listed(
    'src/minimize/passes/exchange-fields.ts',
    'behind the last operation there is none to exchange with',
    [
      ['for (let first = 0; first < length; first += 1) {', 'first < length', 'first <= length'],
      ['for (let second = first + 1; second < length; second += 1) {', 'second < length', 'second <= length'],
    ],
  ),
  ...listed('src/minimize/passes/exchange-fields.ts', 'there is an operation at both indices', [
    [
      'if (left === undefined || right === undefined || left.op !== right.op) continue;',
      'left === undefined || right === undefined',
      'false',
    ],
    [
      'if (left === undefined || right === undefined || left.op !== right.op) continue;',
      'left === undefined || right === undefined',
      'left === undefined && right === undefined',
    ],
    [
      'if (left === undefined || right === undefined || left.op !== right.op) continue;',
      'left === undefined',
      'false',
    ],
    [
      'if (left === undefined || right === undefined || left.op !== right.op) continue;',
      'right === undefined',
      'false',
    ],
  ]),
  ...listed('src/minimize/passes/sort-ops.ts', 'there is an operation at both indices', [
    [
      'if (left === undefined || right === undefined) continue;',
      'left === undefined || right === undefined',
      'false',
    ],
    [
      'if (left === undefined || right === undefined) continue;',
      'left === undefined || right === undefined',
      'left === undefined && right === undefined',
    ],
    ['if (left === undefined || right === undefined) continue;', 'left === undefined', 'false'],
    ['if (left === undefined || right === undefined) continue;', 'right === undefined', 'false'],
  ]),
  ...listed('src/minimize/passes/exchange-places.ts', 'there is an operation at both indices', [
    [
      'if (op === undefined || shortened === undefined || !isTransfer(op) || !isTransfer(shortened)) continue;',
      'op === undefined || shortened === undefined',
      'false',
    ],
    [
      'if (op === undefined || shortened === undefined || !isTransfer(op) || !isTransfer(shortened)) continue;',
      'op === undefined || shortened === undefined',
      'op === undefined && shortened === undefined',
    ],
    [
      'if (op === undefined || shortened === undefined || !isTransfer(op) || !isTransfer(shortened)) continue;',
      'op === undefined',
      'false',
    ],
    [
      'if (op === undefined || shortened === undefined || !isTransfer(op) || !isTransfer(shortened)) continue;',
      'shortened === undefined',
      'false',
    ],
  ]),
  ...listed('src/properties/narrow.ts', 'who reads a tally takes what is not there for no breach', [
    [
      'return { compared: fields.map(() => 0), breaches: fields.map(() => null) };',
      '() => null',
      '() => undefined',
    ],
  ]),
  ...listed('src/properties/contract/mdl-use.ts', 'no bug check has no reason either', [
    [
      'if (bugCheck === null || reason === null || underFault(run, bugCheck)) {',
      'bugCheck === null',
      'false',
    ],
  ]),
  ...listed('src/properties/win32/judge-win32.ts', 'behind the last call there is none, which ends it too', [
    [
      'for (let op = 0; op < program.calls.length && states.length > 0; op += 1) {',
      'op < program.calls.length',
      'true',
    ],
    [
      'for (let op = 0; op < program.calls.length && states.length > 0; op += 1) {',
      'op < program.calls.length',
      'op <= program.calls.length',
    ],
  ]),
  ...listed(
    'src/properties/win32/prefixes.ts',
    'at the end of the text nothing matches: nothing is reached by it',
    [
      [
        'for (let at = 1; at < text.length && at <= reach; at += 1) {',
        'at < text.length',
        'at <= text.length',
      ],
    ],
  ),
  ...listed('src/minimize/passes/lower-and-move.ts', 'lowerInteger lowers no 0', [
    ['if (same && distinct && first.value > 0n && second.value > 0n)', 'first.value > 0n', 'true'],
    [
      'if (same && distinct && first.value > 0n && second.value > 0n)',
      'first.value > 0n',
      'first.value >= 0n',
    ],
  ]),
  ...listed('src/minimize/passes/lower-groups.ts', 'of two that are equal either is the smaller', [
    [
      'const least = slots.reduce((low, { value }) => (value < low ? value : low), slots[0]?.value ?? 0n);',
      'value < low',
      'value <= low',
    ],
  ]),
  ...listed('src/minimize/order.ts', 'an operation is as simple as itself, and both traces have as many', [
    ['if (other === undefined || op === other) continue;', 'other === undefined || op === other', 'false'],
    [
      'if (other === undefined || op === other) continue;',
      'other === undefined || op === other',
      'other === undefined && op === other',
    ],
    ['if (other === undefined || op === other) continue;', 'other === undefined', 'false'],
    ['if (other === undefined || op === other) continue;', 'op === other', 'false'],
  ]),
];

/** The mutants of a file that share a reason. */
function listed(file, reason, mutants) {
  return mutants.map(([line, original, replacement]) => ({ file, line, original, replacement, reason }));
}
