import type { AnyRow } from '../../ddi/row.ts';
import { DDI_TABLE } from '../../ddi/table.ts';

/** A routine of the kernel as an image reaches it. */
export interface KernelExport {
  /** The routine's name in the table, which need not be the export's. */
  readonly routine: string;
  readonly row: AnyRow;
}

function exportsOf({ reach }: AnyRow): readonly string[] {
  return 'exports' in reach ? reach.exports : [];
}

/** The routines of the table, by the exports of ntoskrnl that reach them. */
export const KERNEL_EXPORTS: ReadonlyMap<string, KernelExport> = new Map(
  Object.entries<AnyRow>(DDI_TABLE).flatMap(([routine, row]) =>
    exportsOf(row).map((name) => [name, { routine, row }] as const),
  ),
);
