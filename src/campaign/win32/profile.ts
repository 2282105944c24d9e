import type { Win32Profile } from '../../properties/arbitraries/win32/profile.ts';
import type { Subject } from '../../subjects/index.ts';

/** What is generated for a subject: the ways to write its name, names that lead nowhere, and paths on a drive. */
export function win32ProfileOf({ openName, exclusive }: Subject): Win32Profile {
  const bare = openName.replace(/^\\(\?\?|DosDevices)\\/, '');
  return {
    names: [
      null,
      `\\\\.\\${bare}`,
      `\\\\?\\${bare}`,
      `\\??\\${bare.toUpperCase()}`,
      `\\\\.\\${bare}\\sub`,
      `\\\\.\\${bare}Missing`,
      `\\??\\Nowhere\\${bare}`,
      '',
      bare,
      `C:\\${bare}`,
      `\\Device\\${bare}`,
    ],
    exclusive,
  };
}
