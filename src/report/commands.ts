/** A path as an argument of a command. */
function quoted(path: string): string {
  return /^[\w./\\:@+-]+$/.test(path) ? path : `"${path}"`;
}

/** What a command is given: a trace's file, and the file of the device's model where one was given. */
export interface CommandFiles {
  readonly tracePath: string;
  readonly modelPath?: string | undefined;
}

/** The command line that does something with a finding's trace, such as `npx irpcheck replay trace.json`. */
export function commandText(name: 'replay' | 'minimize', { tracePath, modelPath }: CommandFiles): string {
  const model = modelPath === undefined ? '' : ` --model ${quoted(modelPath)}`;
  return `npx irpcheck ${name} ${quoted(tracePath)}${model}`;
}
