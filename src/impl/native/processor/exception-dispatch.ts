import type { Kernel } from '../../kernel/kernel.ts';
import type { RaisedException } from '../../memory/exceptions.ts';
import { type Va, vaAdd } from '../../memory/va.ts';
import { RAX } from '../engine/register-file.ts';
import type { DriverImage } from '../image/driver-image.ts';
import { importName } from '../image/import-thunks.ts';
import type { RuntimeFunction } from '../image/unwind.ts';
import { writeRecords } from './exception-records.ts';
import { IMAGE_BASE, IMAGE_HIGH_HALF, RETURN_ADDRESS } from './places.ts';
import type { ProcessorContext } from './processor-context.ts';
import { EXECUTE_HANDLER, type ScopeEntry, scopeEntries } from './scope-entries.ts';
import { establisherFrame, functionAt, virtualUnwind } from './virtual-unwind.ts';

/** Calls a function of the image with two arguments, on a stack that ends at an address; returns eax. */
export type CallFunction = (address: Va, first: Va, second: Va, stack: Va) => number;

const LANGUAGE_HANDLER = '__C_specific_handler';
/** `jmp [rip+slot]`. */
const JUMP_THROUGH_SLOT = 0x25ff;
const JUMP_BYTES = 6;
const WHAT = 'an exception handler';

/** A frame of the image, on the way to its caller's. */
interface Frame {
  readonly rva: number;
  readonly found: RuntimeFunction | undefined;
  readonly context: ProcessorContext;
  readonly scopes: readonly ScopeEntry[];
}

/**
 * Structured exceptions of compiled code: looks for a handler by the unwind tables, frame by frame up to where the kernel
 * called, then unwinds to it, and calls the termination handlers on the way ("x64 exception handling", Microsoft Learn).
 */
export class ExceptionDispatch {
  readonly #kernel: Kernel;
  readonly #image: DriverImage;
  readonly #call: CallFunction;
  /** RVAs of thunks that lead to the language's handler, by what is known of them. */
  readonly #thunks = new Map<number, boolean>();

  constructor(kernel: Kernel, image: DriverImage, call: CallFunction) {
    this.#kernel = kernel;
    this.#image = image;
    this.#call = call;
  }

  /**
   * Where code goes on after an exception; null where no handler of the image takes it.
   *
   * @throws MachineStopped where a handler is of a kind that is not executed
   */
  dispatch(error: RaisedException, raised: ProcessorContext): ProcessorContext | null {
    const { memory } = this.#kernel;
    const frames: Frame[] = [];
    const context = raised.copy();
    let records: ReturnType<typeof writeRecords> | null = null;
    for (;;) {
      const frame = this.#frame(context);
      if (frame === null) return null;
      frames.push(frame);
      for (const [index, scope] of frame.scopes.entries()) {
        if (scope.targetRva === null || !holds(scope, frame.rva)) continue;
        records ??= writeRecords(error, raised, memory);
        const answer =
          scope.filterRva === EXECUTE_HANDLER
            ? EXECUTE_HANDLER
            : this.#call(
                codeAddress(scope.filterRva),
                records.pointers,
                this.#establisher(frame),
                records.stack,
              );
        if (answer < 0) return records.context();
        if (answer > 0) return this.#unwind(frames, index, scope.targetRva, error, records.stack);
      }
      virtualUnwind(this.#image, frame.found, frame.rva, context, memory);
    }
  }

  /** Calls the termination handlers of all frames up to the last one, and of that the ones within the scope. */
  #unwind(
    frames: readonly Frame[],
    index: number,
    targetRva: number,
    error: RaisedException,
    stack: Va,
  ): ProcessorContext {
    const last = frames.at(-1);
    if (last === undefined) throw new RangeError('an exception in no frame');
    for (const frame of frames) {
      const scopes = frame === last ? frame.scopes.slice(0, index) : frame.scopes;
      for (const scope of scopes) {
        if (scope.targetRva !== null || !holds(scope, frame.rva)) continue;
        // AbnormalTermination is TRUE.
        this.#call(codeAddress(scope.filterRva), 1 as Va, this.#establisher(frame), stack);
      }
    }
    const { context } = last;
    context.set(RAX, error.status, 0);
    context.ripLow = codeAddress(targetRva);
    context.ripHigh = IMAGE_HIGH_HALF;
    return context;
  }

  /** The frame a context is in; null for that of the kernel, which has called. */
  #frame(context: ProcessorContext): Frame | null {
    const { ripLow, ripHigh } = context;
    if (ripHigh === IMAGE_HIGH_HALF && ripLow === RETURN_ADDRESS) return null;
    const rva = ripHigh === IMAGE_HIGH_HALF ? (ripLow - IMAGE_BASE) | 0 : -1;
    const found = functionAt(this.#image, rva);
    const scopes = found?.unwind.handlerRva == null ? [] : this.#scopes(found.unwind.handlerRva, found);
    return { rva, found, context: context.copy(), scopes };
  }

  #establisher({ found, rva, context }: Frame): Va {
    if (found === undefined) throw new RangeError('a scope of no function');
    return establisherFrame(this.#image, found, rva, context, this.#kernel.memory);
  }

  #scopes(handlerRva: number, { unwind }: RuntimeFunction): readonly ScopeEntry[] {
    if (this.#isLanguageHandler(handlerRva)) return scopeEntries(this.#image, unwind);
    return this.#kernel.refuse(`the exception handler at image+0x${handlerRva.toString(16)}`);
  }

  /** Whether a handler is a jump to the export that reads scope tables. */
  #isLanguageHandler(rva: number): boolean {
    const known = this.#thunks.get(rva);
    if (known !== undefined) return known;
    const { reader, imports } = this.#image;
    const isJump = reader.u16(rva, WHAT) === JUMP_THROUGH_SLOT;
    const slot = isJump ? (rva + JUMP_BYTES + reader.u32(rva + 2, WHAT)) | 0 : -1;
    const imported = imports.find(({ slotRva }) => slotRva === slot);
    const found = imported !== undefined && importName(imported) === LANGUAGE_HANDLER;
    this.#thunks.set(rva, found);
    return found;
  }
}

function holds({ beginRva, endRva }: ScopeEntry, rva: number): boolean {
  return rva >= beginRva && rva < endRva;
}

function codeAddress(rva: number): Va {
  return vaAdd(IMAGE_BASE, rva);
}
