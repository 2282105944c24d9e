import { describe, expect, it } from 'vitest';
import { IOCTL_PRINT_VALUE, IOCTL_READ_VALUE, IOCTL_WRITE_VALUE } from '../../src/drivers/control-codes.ts';
import { UserProcess } from '../../src/impl/win32/process.ts';
import { IRP_MJ_CLEANUP, IRP_MJ_DEVICE_CONTROL } from '../../src/nt/irp.ts';
import { STATUS_DEVICE_NOT_READY, STATUS_SUCCESS } from '../../src/nt/ntstatus.ts';
import { controls, SENT } from '../../src/userspace/controls.ts';
import { type Routine, start, type World } from '../impl/io/test-driver.ts';

/** A device that keeps a value, and gives `given` bytes of it. */
function keeper(given = 4): { readonly world: World; readonly codes: number[] } {
  const codes: number[] = [];
  const value = new Uint8Array(4);
  const routine: Routine = ({ ddi, irp, location, complete }) => {
    const { ioControlCode } = location;
    codes.push(ioControlCode);
    if (ioControlCode === IOCTL_WRITE_VALUE) ddi.memory.copyOut(irp.systemBuffer, value, 0, 4);
    if (ioControlCode !== IOCTL_READ_VALUE) return complete();
    ddi.memory.copyIn(irp.systemBuffer, value, 0, given);
    return complete(STATUS_SUCCESS, given);
  };
  return { world: start({ routines: { [IRP_MJ_DEVICE_CONTROL]: routine } }), codes };
}

function run({ io }: World): string[] {
  const lines: string[] = [];
  controls(new UserProcess(io), (line) => lines.push(line));
  return lines;
}

const closes = ({ majors }: World): number => majors.filter((major) => major === IRP_MJ_CLEANUP).length;

describe('the program that sends control codes', () => {
  it('prints the value that it wrote, and the one that it read', () => {
    const { world, codes } = keeper();
    expect(run(world)).toEqual(['wrote the value 42', 'read the value 42']);
    expect(codes).toEqual([IOCTL_PRINT_VALUE, IOCTL_WRITE_VALUE, IOCTL_PRINT_VALUE, IOCTL_READ_VALUE]);
    expect(new Set(codes)).toEqual(new Set(Object.values(SENT)));
    expect(closes(world)).toBe(1);
  });

  it('ends with the error of a request, and has closed its device', () => {
    const routine: Routine = ({ complete }) => complete(STATUS_DEVICE_NOT_READY);
    const world = start({ routines: { [IRP_MJ_DEVICE_CONTROL]: routine } });
    expect(() => run(world)).toThrow('The device is not ready. (os error 21)');
    expect(closes(world)).toBe(1);
  });

  it('panics where the value is not whole', () => {
    const { world } = keeper(3);
    expect(() => run(world)).toThrow('the value has 3 bytes, not 4');
    expect(closes(world)).toBe(1);
  });
});
