import type { Setting } from '../trace/setting.ts';
import type { Trace } from '../trace/trace.ts';

/** A trace as results hold it, every field written but the usual view, which goes without saying. */
export function writtenTrace(trace: Trace): object {
  return { ...trace, setting: writtenSetting(trace.setting) };
}

function writtenSetting(setting: Setting): object {
  const { view, ...others } = setting;
  return view === 'native' ? others : setting;
}
